"""Reads a finished PDF the way a strict checker does, with pikepdf and no code of ours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

_PAINTING = {
    *("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"),
    *("Tj", "TJ", "'", '"'),
}


@dataclass(frozen=True)
class Painted:
    """One painting operator and the marked content it stands in."""

    page: int
    operator: str
    mark: str
    mcid: int | None


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def painted(pdf: pikepdf.Pdf) -> Iterator[Painted]:
    """Every painting operator of every page. Marks must balance."""
    for index, page in enumerate(pdf.pages):
        open_marks: list[tuple[str, int | None]] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in {"BDC", "BMC"}:
                open_marks.append(_mark(instruction.operands))
            elif operator == "EMC":
                open_marks.pop()
            elif operator in _PAINTING:
                mark, mcid = open_marks[-1] if open_marks else ("", None)
                yield Painted(index, operator, mark, mcid)
        assert open_marks == [], "marked content that is never closed"


def _mark(operands: list[object]) -> tuple[str, int | None]:
    tag = str(operands[0])
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        return tag, int(properties["/MCID"])
    return tag, None


@dataclass(frozen=True)
class Node:
    """One structure element, with its content as (page, mcid)."""

    tag: str
    depth: int
    object: pikepdf.Object
    content: tuple[tuple[int, int], ...]


def structure(pdf: pikepdf.Pdf) -> Iterator[Node]:
    """The structure tree in reading order."""
    pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
    yield from _walk(pdf.Root.StructTreeRoot.K[0], 0, pages)


def _walk(element: pikepdf.Object, depth: int, pages: dict[tuple[int, int], int]) -> Iterator[Node]:
    kids = list(element.K)
    content = tuple(
        (pages[kid.Pg.objgen], int(kid.MCID)) for kid in kids if kid.get("/Type") == "/MCR"
    )
    yield Node(str(element.S), depth, element, content)
    for kid in kids:
        if kid.get("/Type") == "/StructElem":
            assert kid.P.objgen == element.objgen, "an element whose parent is another"
            yield from _walk(kid, depth + 1, pages)


def attribute(node: Node, owner: str, key: str) -> str:
    for held in node.object.get("/A", []):
        if f"/{owner}" == held.O and f"/{key}" in held:
            return str(held[f"/{key}"])
    return ""


def fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        yield from page.Resources.get("/Font", {}).values()
        for form in page.Resources.get("/XObject", {}).values():
            yield from form.get("/Resources", {}).get("/Font", {}).values()


def watermarks(pdf: pikepdf.Pdf) -> list[str]:
    """The words drawn inside watermark artifacts. Needs letters of ASCII, which keep their codes
    in the fonts of these files."""
    found = []
    for page in pdf.pages:
        inside = False
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator == "BDC":
                inside = "/Watermark" in str(operands[1].get("/Subtype", ""))
            elif operator == "Tj" and inside:
                found.append(str(operands[0]))
    return found
