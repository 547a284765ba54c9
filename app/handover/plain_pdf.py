"""Whether a PDF that somebody else has made is of the plain sort that this program makes.

It is shown by a library of a million lines, in the process that has the keys. What it is given is
therefore only what a document needs: numbered objects one after the other, each byte in one of
them, the table that says where they are and nothing behind it; names that stand in documents of
our own and no others, so that there are no actions, scripts, annotations, forms, attached files,
layers, images or ciphers; streams packed in two known ways. What remains is the outline fonts and
how pages are drawn. Pure, and linear in the size of the file.
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_WORDS: Final = frozenset(
    b"""
    A ASCII85Decode Alt Ascent Author BBox BaseFont BlockQuote CapHeight Caption Catalog Cell Center
    ColSpan Column Contents Count CreationDate Creator D Decimal Descent Dest DestOutputProfile Disc
    DisplayDocTitle Div Document E End FlateDecode Filter First FirstChar Fit FitH Flags Font
    FontBBox FontDescriptor FontFile2 FontName Form FormType Formula GTS_PDFA1 H H1 H2 H3 H4 H5 H6
    Height ID ImageB ImageC ImageI Index Info ItalicAngle K Keywords Kids L LBody LI Lang Last
    LastChar Layout Lbl Length Length1 List ListNumbering MCID MCR MarkInfo Marked Matrix MediaBox
    Metadata MissingWidth ModDate N Name Next None NonStruct Note Nums O Ordered Outlines
    OutputConditionIdentifier OutputIntent OutputIntents P PDF Page PageMode Pages Parent ParentTree
    ParentTreeNextKey Part Pg Placement Prev ProcSet Producer Quote Resources Root Rotate Row
    RowSpan S Scope Sect Size Span StemV StructElem StructParents StructTreeRoot Subject Subtype
    Summary TBody TD TFoot TH THead TOC TOCI TR Table Tabs Text Title ToUnicode Trans Trapped
    TrueType Type Unordered UpperAlpha LowerAlpha UpperRoman LowerRoman Circle Square Start Block
    Inline False True Unknown UseNone UseOutlines ViewerPreferences Width Widths XML XObject XYZ
    Artifact BoundingBox Both Figure ActualText Pagination Background Header Footer Attached
    """.split()
)
"""Names in documents of our own. None of them makes anything happen."""

_GIVEN: Final = re.compile(
    rb"F[0-9]+\+[0-9]+|FormXob\.[A-Za-z0-9_]+|[A-Z]{6}\+SourceSans(?:Pro|3)-[A-Za-z]+"
)
"""Names that are given to fonts and to what is drawn on several pages."""

_VALUE: Final = (
    rb"[ \t\r\n]++|<<|>>|[\[\]]|/[^ \t\r\n/<>()\[\]{}%#\x00\x0c]++"
    rb"|\((?:[^\\()]|\\[\s\S])*+\)|<[0-9A-Fa-f]*+>"
    rb"|[+-]?[0-9]++(?:\.[0-9]*+)?|[+-]?\.[0-9]++|R(?=[ \t\r\n\]>/])|(?:true|false|null)\b"
)
_VALUES: Final = re.compile(rb"(?:" + _VALUE + rb")*+")
_NAME: Final = re.compile(rb"\((?:[^\\()]|\\[\s\S])*+\)|/([^ \t\r\n/<>()\[\]{}%#\x00\x0c]++)")
_START: Final = re.compile(rb"%PDF-1\.[3-7]\n(?:%[^\r\n]{0,200}\n){0,3}")
_OBJECT: Final = re.compile(rb"([0-9]{1,7}) 0 obj\n")
_LENGTH: Final = re.compile(rb"/Length[ \n]+([0-9]{1,9})(?=[ \n]*(?:/|>>))")
"""Standing there itself: what another object says could be read in two ways."""
_FILTER: Final = re.compile(rb"/Filter[ \n]+\[([^\]]*)\]")
_END: Final = re.compile(rb"startxref\n([0-9]{1,10})\n%%EOF\n?")
_REFERS: Final = re.compile(
    rb"/(Contents|FontFile2|DestOutputProfile|Metadata)[ \n]+([0-9]{1,7}) 0 R(?=[ \n>/])"
)
_KEYS_OF_STREAMS: Final = re.compile(
    rb"/(?:Contents|FontFile2|DestOutputProfile)\b|(?<!/Type )/Metadata\b"
)
_DRAWS: Final = re.compile(rb"(?:" + _VALUE + rb"|[A-Za-z'\"]+[01*]?)*+")
_INLINE_IMAGE: Final = re.compile(rb"\((?:[^\\()]|\\[\s\S])*+\)|(?<![^\s\])>])(BI)(?![^\s/])")
_SUBTYPE: Final = re.compile(rb"/Subtype\b(?:[ \t\r\n]*(/[A-Za-z]+))?")

MOST_UNPACKED: Final = 64 * 1024 * 1024
"""Bytes of all streams together, once they are unpacked."""

_TABLES: Final = frozenset(
    b"cmap|cvt |fpgm|glyf|head|hhea|hmtx|loca|maxp|name|OS/2|post|prep".split(b"|")
)
_TRUE_TYPE: Final = b"\x00\x01\x00\x00"


class _Not(Exception):
    """It is not plain."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One object: what stands in it, and what its stream holds when it has one."""

    text: bytes
    stream: bytes | None


def is_plain(data: bytes) -> bool:
    """Never raises."""
    try:
        _check(data)
    except (_Not, ValueError, zlib.error, struct.error):
        return False
    return True


def _check(data: bytes) -> None:
    start = _require(_START.match(data))
    objects, places, at = _objects(data, start.end())
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = table + b"trailer\n"
    if not places or not data.startswith(trailer, at):
        raise _Not
    values = _require(_VALUES.match(data, at + len(trailer)))
    _check_names(values.group())
    end = _require(_END.fullmatch(data, values.end()))
    if int(end.group(1)) != at or b"/Prev" in values.group():
        raise _Not
    _check_streams(objects)


def _objects(data: bytes, at: int) -> tuple[dict[int, _Found], list[int], int]:
    """Every object in its place, where each begins, and where the last one ends."""
    objects: dict[int, _Found] = {}
    places: list[int] = []
    left = MOST_UNPACKED
    while head := _OBJECT.match(data, at):
        places.append(at)
        if int(head.group(1)) != len(places):
            raise _Not
        values = _require(_VALUES.match(data, head.end()))
        text, at, stream = values.group(), values.end(), None
        _check_names(text)
        if data.startswith(b"stream\n", at) or data.startswith(b"stream\r\n", at):
            at = data.index(b"\n", at) + 1
            size = int(_require(_LENGTH.search(text)).group(1))
            stream = _unpacked(text, data[at : at + size], left)
            left -= len(stream)
            at = _require(re.compile(rb"\r?\n?endstream\r?\n").match(data, at + size)).end()
        at = _require(re.compile(rb"endobj\r?\n").match(data, at)).end()
        objects[len(places)] = _Found(text, stream)
    return objects, places, at


def _check_names(text: bytes) -> None:
    for found in _NAME.finditer(text):
        name = found.group(1)
        if name is not None and name not in _WORDS and not _GIVEN.fullmatch(name):
            raise _Not


def _unpacked(text: bytes, packed: bytes, most: int) -> bytes:
    if len(re.findall(rb"/Length\b", text)) != 1 or len(re.findall(rb"/Filter\b", text)) > 1:
        raise _Not
    filters: list[bytes] = []
    if b"/Filter" in text:
        filters = _require(_FILTER.search(text)).group(1).split()
    for name in filters:
        if name == b"/ASCII85Decode":
            packed = base64.a85decode(packed.strip().removesuffix(b"~>"))
        elif name == b"/FlateDecode":
            opened = zlib.decompressobj()
            packed = opened.decompress(packed, most + 1)
            if opened.unconsumed_tail or not opened.eof:
                raise _Not
        else:
            raise _Not
    if len(packed) > most:
        raise _Not
    return packed


def _check_streams(objects: Mapping[int, _Found]) -> None:
    """What is drawn is not also taken for something else, and draws no picture of its own."""
    sorts = {at: _SUBTYPE.findall(each.text) for at, each in objects.items()}
    if any(b"" in found for found in sorts.values()):
        raise _Not
    drawn = {at for at, found in sorts.items() if b"/Form" in found}
    fonts: set[int] = set()
    others: set[int] = set()
    for key, at in _references(objects):
        (drawn if key == b"Contents" else fonts if key == b"FontFile2" else others).add(at)
    if drawn & (fonts | others) or fonts & others:
        raise _Not
    for at, each in objects.items():
        if each.stream is None:
            continue
        if at in fonts:
            _check_font(each.stream)
        elif at not in others and not _draws_plainly(each.stream):
            raise _Not


def _references(objects: Mapping[int, _Found]) -> Iterator[tuple[bytes, int]]:
    for each in objects.values():
        found = _REFERS.findall(each.text)
        if len(found) != len(_KEYS_OF_STREAMS.findall(each.text)):
            raise _Not  # several streams for one page, or one that stands in its place
        for key, at in found:
            yield key, int(at)


def _draws_plainly(stream: bytes) -> bool:
    if _require(_DRAWS.match(stream)).end() != len(stream):
        return False
    return not any(found.group(1) for found in _INLINE_IMAGE.finditer(stream))


def _check_font(font: bytes) -> None:
    """Outlines in tables, all of them known and within the file."""
    kind, count = struct.unpack_from(">4sH", font)
    if kind != _TRUE_TYPE or not 1 <= count <= len(_TABLES):
        raise _Not
    for place in range(count):
        tag, _, offset, size = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if tag not in _TABLES or offset + size > len(font):
            raise _Not


def _require(found: re.Match[bytes] | None) -> re.Match[bytes]:
    if found is None:
        raise _Not
    return found
