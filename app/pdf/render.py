"""``Document`` to PDF. The same document and fonts always give the same bytes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from app.documents.blocks import Document, encode
from app.pdf.canvas import TaggedCanvas
from app.pdf.flowables import Bookmark, Command, Line, grid
from app.pdf.fonts import FontFiles, register
from app.pdf.layout import Setting, set_blocks
from app.pdf.page import decorate, draw_page_count
from app.pdf.structure import Element
from app.pdf.styles import BOTTOM, HEIGHT, LEFT, PAGE, SECRECY, WIDTH, make_styles
from app.pdf.xmp import Metadata

_PROGRAM = "Aktvalv"

_NO_DAY = "2000-01-01"
"""Metadata of a file must have a day, and the program does not give it that of the rendering."""


def renderer(fonts: FontFiles) -> Callable[[Document], bytes]:
    """``render`` with these fonts, for whoever should not know of fonts."""

    def rendered(document: Document) -> bytes:
        return render(document, fonts)

    return rendered


def render(document: Document, fonts: FontFiles) -> bytes:
    """The document as one PDF file (1.7; PDF/UA-1 and PDF/A-2a), A4. Nothing is read and nothing
    is written but the value returned. Raises ValueError for a document that is badly put
    together: a heading level skipped, a table row of the wrong length."""
    faces = register(fonts)
    setting = Setting(faces, make_styles(faces))
    root = Element("Document")
    story = [
        *_letterhead(document, setting, root),
        _title(document, setting, root),
        *set_blocks(document.blocks, setting, root),
    ]
    target = io.BytesIO()
    _template(target, document, setting).build(
        story, canvasmaker=_canvas_maker(document, setting, root)
    )
    return target.getvalue()


def _metadata(document: Document, setting: Setting) -> Metadata:
    return Metadata(
        title=setting.clean(document.title),
        author=setting.clean(document.letterhead.municipality),
        subject=document.document_id,
        creator=_PROGRAM,
        producer=_PROGRAM,
        language=document.language,
        date=document.dated or _NO_DAY,
    )


def _canvas_maker(
    document: Document, setting: Setting, root: Element
) -> Callable[..., TaggedCanvas]:
    fingerprint = hashlib.sha256(encode(document)).digest()[:16]

    def make(target: io.BytesIO, **options: Any) -> TaggedCanvas:
        return TaggedCanvas(
            target,
            root=root,
            metadata=_metadata(document, setting),
            fingerprint=fingerprint,
            last=lambda canvas, pages: draw_page_count(canvas, pages, setting),
            **(options | {"initialFontName": setting.faces.regular}),
        )

    return make


def _template(target: io.BytesIO, document: Document, setting: Setting) -> BaseDocTemplate:
    def on_page(canvas: Canvas, template: BaseDocTemplate) -> None:
        assert isinstance(canvas, TaggedCanvas)
        decorate(canvas, document, setting, template.page)

    frame = Frame(LEFT, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0)
    template = BaseDocTemplate(target, pagesize=PAGE, pageCompression=1)
    template.addPageTemplates([PageTemplate("page", [frame], onPage=on_page)])
    return template


def _title(document: Document, setting: Setting, root: Element) -> Flowable:
    made = setting.one_line(document.title, setting.styles.title, root.add("H1"))
    made.bookmark = Bookmark("title", setting.clean(document.title), 0)
    return made


def _letterhead(document: Document, setting: Setting, root: Element) -> list[Flowable]:
    """Whose paper it is on the left; the case, the day and the version on the right."""
    styles = setting.styles
    left = [
        *setting.lines(document.letterhead.municipality, styles.letterhead_strong, root),
        *setting.lines(document.letterhead.unit, styles.letterhead, root),
    ]
    standing = ", ".join(part for part in (document.version, document.status_text) if part)
    facts = (document.reference, document.dated, standing)
    right: list[Line] = []
    for fact in facts:
        right += setting.lines(fact, styles.letterhead_right, root)
    flush: list[Command] = [("RIGHTPADDING", (-1, 0), (-1, -1), 0)]
    head = grid([[left, right]], [WIDTH * 0.6, WIDTH * 0.4], setting.faces, flush)
    return [head, *_secrecy_mark(document, setting, root)]


def _secrecy_mark(document: Document, setting: Setting, root: Element) -> list[Flowable]:
    if not document.secrecy_mark:
        return []
    stamp = root.add("Div")
    lines: list[Line] = []
    for text in document.secrecy_mark:
        lines += setting.lines(text, setting.styles.cell_head, stamp)
    rules: list[Command] = [
        ("BOX", (0, 0), (-1, -1), 1.2, SECRECY),
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
    return [Spacer(1, 8), grid([[lines]], [WIDTH * 0.55], setting.faces, rules)]
