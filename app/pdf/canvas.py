"""A canvas on which everything that is painted is either content or decoration.

Open-source ReportLab does not tag, but leaves what is needed: names on the catalog, and a list
of operators one can put marks into. ISO 14289-1 (PDF/UA-1) 7.1 asks that every painted thing is
inside marked content of the structure tree, or marked as an artifact.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from app.pdf.icc import srgb_profile
from app.pdf.structure import Content, Element, write_tree
from app.pdf.xmp import Metadata, packet

_ICC_NAME = "SRGBProfile"


def _with_line_end(
    original: Callable[[pdfdoc.PDFStream, pdfdoc.PDFDocument], bytes],
) -> Callable[[pdfdoc.PDFStream, pdfdoc.PDFDocument], bytes]:
    """ISO 19005-2, 6.1.7.1 wants a line end before ``endstream``; ReportLab writes none."""

    def formatted(stream: pdfdoc.PDFStream, document: pdfdoc.PDFDocument) -> bytes:
        return original(stream, document).removesuffix(b"endstream\n") + b"\nendstream\n"

    return formatted


pdfdoc.PDFStream.format = _with_line_end(  # type: ignore[method-assign,assignment]
    pdfdoc.PDFStream.format
)


class TaggedCanvas(Canvas):
    """Paint inside ``tagged`` or ``artifact``; ``save`` writes the structure and the metadata."""

    _doc: Any
    _code: list[str]

    def __init__(
        self,
        target: io.BytesIO,
        *,
        root: Element,
        metadata: Metadata,
        fingerprint: bytes,
        last: Callable[[TaggedCanvas, int], None],
        **options: Any,
    ) -> None:
        """``fingerprint`` (16 bytes) becomes the file's id; ``last`` is called once before saving
        with the number of pages; ``options`` are ReportLab's own."""
        options |= {"lang": metadata.language, "pdfVersion": (1, 7), "invariant": 1}
        super().__init__(target, **options)
        self._root = root
        self._metadata = metadata
        self._last = last
        self._pages: list[list[Element]] = []
        self._on_page: list[Element] = []
        self._inside = False
        self._prepare(fingerprint)

    def _prepare(self, fingerprint: bytes) -> None:
        pdf = self._doc
        stamp = TimeStamp(invariant=1)
        stamp.YMDhms = (*date.fromisoformat(self._metadata.date).timetuple()[:3], 0, 0, 0)
        pdf._timeStamp = stamp  # noqa: SLF001 - the only way to a date that is not "now"
        name = fingerprint.hex().encode("ascii")
        pdf._ID = b"\n[<%b><%b>]\n" % (name, name)  # noqa: SLF001 - else an MD5 of the surroundings

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """What is painted meanwhile is content of ``element``."""
        mcid = len(self._on_page)
        self._on_page.append(element)
        element.kids.append(Content(len(self._pages), mcid))
        with self._marked(f"/{element.tag} <</MCID {mcid}>> BDC"):
            yield

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """What is painted meanwhile is decoration, or is said elsewhere."""
        detail = f" /Subtype /{subtype}" if subtype else ""
        with self._marked(f"/Artifact <</Type /{kind}{detail}>> BDC"):
            yield

    @contextmanager
    def _marked(self, operator: str) -> Iterator[None]:
        assert not self._inside, "marked content is never nested here"
        self._inside = True
        self._code.append(operator)
        try:
            yield
        finally:
            self._code.append("EMC")
            self._inside = False

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._pages), PDFName("S")
        self._pages.append(self._on_page)
        self._on_page = []

    def save(self) -> None:
        if self._code:
            self.showPage()
        self._last(self, len(self._pages))
        self._write_structure()
        self._write_metadata()
        super().save()

    def _write_structure(self) -> None:
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = write_tree(self._doc.Reference, self._root, self._pages)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        self.setViewerPreference("DisplayDocTitle", "true")

    def _write_metadata(self) -> None:
        """Last of all, since ReportLab's templates fill in "anonymous" on the way."""
        information = self._doc.info
        information.title = self._metadata.title
        information.author = self._metadata.author
        information.subject = self._metadata.subject
        information.creator = self._metadata.creator
        information.producer = self._metadata.producer
        catalog = self._doc.Catalog
        catalog.Metadata = pdfdoc.XMP(creator=lambda _: packet(self._metadata))
        profile = pdfdoc.PDFStream(PDFDictionary({"N": 3}), srgb_profile(), [pdfdoc.PDFZCompress])
        intent = {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": self._doc.Reference(profile, _ICC_NAME),
        }
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = PDFArray([PDFDictionary(intent)])
