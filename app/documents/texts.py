"""Every text of a document with where it stands, for whoever must look through all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from app.documents.blocks import (
    AnyBlock,
    Codes,
    Document,
    Facts,
    Heading,
    ListBlock,
    Notice,
    Signature,
    Table,
    Text,
)


def texts_of(document: Document) -> Iterator[tuple[str, str]]:
    """Where and what, in reading order: all that can be read on the paper or in its metadata.
    The first part is a path such as ``3/2/1`` (block, row, cell), the same for the same
    document."""
    yield "title", document.title
    yield "reference", document.reference
    yield "document_id", document.document_id
    yield "letterhead/0", document.letterhead.municipality
    yield "letterhead/1", document.letterhead.unit
    for number, line in enumerate(document.secrecy_mark):
        yield f"secrecy_mark/{number}", line
    for number, block in enumerate(document.blocks):
        for path, text in _texts(block):
            yield f"{number}/{path}", text


def _texts(block: AnyBlock) -> Iterator[tuple[str, str]]:
    match block:
        case Heading() | Text():
            yield "0", block.text
        case Facts():
            for number, row in enumerate(block.rows):
                yield f"{number}/label", row.label
                yield f"{number}/value", row.value
        case Table():
            yield "caption", block.caption
            yield from ((f"head/{index}", each.title) for index, each in enumerate(block.columns))
            for number, cells in enumerate(block.rows):
                yield from ((f"{number}/{index}", cell) for index, cell in enumerate(cells))
        case ListBlock():
            yield from ((str(number), item) for number, item in enumerate(block.items))
        case Signature():
            yield from _signature(block)
        case Notice():
            yield "title", block.title
            yield "text", block.text
        case Codes():  # what a machine reads is told of as a whole
            yield "name", block.name
            yield "alternative", block.alternative
        case _:
            assert_never(block)


def _signature(block: Signature) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(block.lines):
        yield f"{number}/role", line.role
        yield f"{number}/name", line.name
    yield "name_label", block.name_label
    yield "date_label", block.date_label
    yield "declined", block.declined
