"""What a document is made of before anybody has thought of paper.

Values only: frozen, comparable, and JSON through msgspec (``encode``), so that a document can be
kept as a golden file and hashed. Every text is plain text; nothing in it is ever markup.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything a document consists of."""


class Block(Part, frozen=True, kw_only=True, tag_field="block", tag=str.lower):
    """Base of what stands in the flow of a document, from top to bottom."""


class Heading(Block, frozen=True):
    """``level`` starts at 2: level 1 is the document's title. No level is skipped."""

    text: str
    level: int = 2


class TextStyle(StrEnum):
    BODY = "body"
    OWN_WORDS = "own_words"
    """What the client has said, in the client's words: set apart from what others write."""
    SMALL = "small"
    MUTED = "muted"
    """Stands where something is missing: "Ingen uppföljning är bestämd."."""


class Text(Block, frozen=True):
    """A text as it was typed: a blank line starts a new paragraph, a line break is kept."""

    text: str
    style: TextStyle = TextStyle.BODY
    language: str = ""
    """Language tag where it is not the document's own."""


class FactRow(Part, frozen=True):
    label: str
    value: str


class Facts(Block, frozen=True):
    """Labels with their values, one a row."""

    rows: tuple[FactRow, ...]


class Column(Part, frozen=True):
    title: str
    weight: int = 1
    """Share of the width, against the other columns' weights."""


class Table(Block, frozen=True):
    """Every row has as many cells as there are columns. The heading row is repeated on each
    page, and a row may be divided between two pages."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    """What the table shows, for a person who cannot see it."""
    row_header: bool = False
    """Whether the first column names its row."""


class ListBlock(Block, frozen=True):
    items: tuple[str, ...]
    ordered: bool = False


class SignatureLine(Part, frozen=True):
    role: str
    """Who signs, by role: "Den enskilde"."""
    name: str = ""
    """Printed under the line; empty when no name may stand on the paper."""


class Signature(Block, frozen=True):
    """Lines to sign on, kept together on one page."""

    lines: tuple[SignatureLine, ...]
    name_label: str
    """What the long line is for: "Namnteckning"."""
    date_label: str
    """What the short line is for: "Ort och datum"."""
    declined: str = ""
    """Text beside a box to tick when the person does not sign; empty for no box."""


class Tone(StrEnum):
    INFO = "info"
    SECRECY = "secrecy"
    WARNING = "warning"


class Notice(Block, frozen=True):
    """A text in a frame."""

    title: str
    text: str
    tone: Tone = Tone.INFO


class Codes(Block, frozen=True):
    """QR codes beside each other, read by a machine: capitals, digits and full stops."""

    codes: tuple[str, ...]
    name: str
    """What one is called: "Kod" gives "Kod 1 av 4" under it."""
    alternative: str
    """What they hold, for a person who cannot see them."""


AnyBlock = Heading | Text | Facts | Table | ListBlock | Signature | Notice | Codes


class Status(StrEnum):
    DRAFT = "draft"
    """Not signed: the paper carries a watermark on every page."""
    FIXED = "fixed"
    REPLACED = "replaced"
    DISPUTED = "disputed"
    """There are two versions that nobody has chosen between."""


class Letterhead(Part, frozen=True):
    """Whose paper it is."""

    municipality: str
    unit: str


class Document(Part, frozen=True):
    """One document, whole. Nothing of it but ``blocks`` may ever hold personal data: title, id
    and kind also become metadata and a file name."""

    kind: str
    """``implementation_plan``"""
    title: str
    document_id: str
    """Names this very document; also its file name. Says nothing about a person."""
    version: str
    """In words for the footer: "Version 2"."""
    status: Status
    status_text: str
    """The status in words: "Utkast"."""
    letterhead: Letterhead
    reference: str
    """The case by number, never by name: "2026-0014" or "SN 2026/123"."""
    dated: str
    """``YYYY-MM-DD``: the day of the content, not of the printing. Empty for a draft that has
    none yet."""
    blocks: tuple[AnyBlock, ...]
    language: str = "sv-SE"
    copy_number: int | None = None
    """From the disclosure register; None for what has not left."""
    secrecy_mark: tuple[str, ...] = ()
    """Lines of the stamp of OSL 5 kap. 5 §; empty where none is set."""


def encode(document: Document) -> bytes:
    """The document as JSON: indented, fields in the order of the classes, UTF-8, a line break at
    the end. The same document always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def decode(data: bytes) -> Document:
    """The inverse of ``encode``. Raises ``msgspec.ValidationError`` or ``msgspec.DecodeError``
    for anything else."""
    return msgspec.json.decode(data, type=Document)
