"""The faces a document is set in. They arrive as bytes: nothing here looks for a file."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont


@dataclass(frozen=True, slots=True)
class FontFiles:
    """Static TrueType faces (glyf outlines; ReportLab embeds no others)."""

    regular: bytes
    bold: bytes
    italic: bytes


@dataclass(frozen=True, slots=True)
class Faces:
    """Names under which ReportLab knows the faces."""

    regular: str
    bold: str
    italic: str
    characters: frozenset[int]
    """Code points that all three can draw."""

    def can_draw(self, char: str) -> bool:
        return ord(char) in self.characters


def register(files: FontFiles) -> Faces:
    """Make the faces known to ReportLab. The name of a face follows from its bytes, so the same
    face is registered once and two sets of files never mix. Raises ``TTFError`` for bytes that
    are no usable font."""
    loaded = [_load(data) for data in (files.regular, files.bold, files.italic)]
    characters = frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in loaded))
    regular, bold, italic = (font.fontName for font in loaded)
    return Faces(regular, bold, italic, characters)


def _load(data: bytes) -> TTFont:
    name = f"Aktvalv-{hashlib.sha256(data).hexdigest()[:16]}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(data), shapable=False))
    font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return font
