"""The logical structure of a document: what a screen reader reads, and in what order.

The tree is built together with what is to be drawn. Drawing adds to each element the pieces of
marked content that belong to it, and ``write`` turns the tree into PDF objects (ISO 32000-1,
14.7). An element that got nothing drawn is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)

PAGE_NAME = "Page%d"
"""What ReportLab calls its page objects, counted from 1."""

Keep = Callable[[object, str], object]
"""Adds an object to the file under a name (``PDFDocument.Reference``)."""

TREE, PARENT_TREE = "StructTreeRoot1", "ParentTree1"


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: which page (from 0) and its number on that page."""

    page: int
    mcid: int


class Element:
    """One node of the tree."""

    def __init__(
        self,
        tag: str,
        *,
        attributes: Mapping[str, str] | None = None,
        title: str = "",
        language: str = "",
        alternative: str = "",
    ) -> None:
        """``tag`` is a standard structure type. ``attributes`` holds values by ``Owner/Key``, for
        instance ``{"Table/Scope": "Column"}``. ``alternative``: what a picture shows."""
        self.tag = tag
        self.attributes = dict(attributes or {})
        self.title = title
        self.language = language
        self.alternative = alternative
        self.box: tuple[float, float, float, float] | None = None
        """Of a picture: left, bottom, right and top on its page."""
        self.kids: list[Element | Content] = []
        self._name = ""

    def add(
        self,
        tag: str,
        *,
        attributes: Mapping[str, str] | None = None,
        title: str = "",
        language: str = "",
        alternative: str = "",
    ) -> Element:
        """A new last child."""
        child = Element(
            tag,
            attributes=attributes,
            title=title,
            language=language,
            alternative=alternative,
        )
        self.kids.append(child)
        return child

    def drawn(self) -> bool:
        return any(isinstance(kid, Content) or kid.drawn() for kid in self.kids)

    def name_all(self, numbers: Iterator[int]) -> None:
        """Give this element and all below it that were drawn an object name."""
        self._name = f"Element{next(numbers)}"
        for kid in self.kids:
            if isinstance(kid, Element) and kid.drawn():
                kid.name_all(numbers)

    @property
    def reference(self) -> PDFObjectReference:
        assert self._name, "an element is referred to before it has a name"
        return PDFObjectReference(self._name)

    def write(self, keep: Keep, parent: PDFObjectReference) -> None:
        """Add this element and all below it to the document's objects."""
        entries: dict[str, object] = {
            "Type": PDFName("StructElem"),
            "S": PDFName(self.tag),
            "P": parent,
            "K": PDFArray([_kid(kid) for kid in self.kids if _is_drawn(kid)]),
        }
        if self.title:
            entries["T"] = PDFString(self.title)
        if self.language:
            entries["Lang"] = PDFString(self.language)
        if self.alternative:
            entries["Alt"] = PDFString(self.alternative)
        attributes = [_attribute(*pair) for pair in self.attributes.items()]
        if self.box is not None:  # ISO 32000-1, 14.8.5.4.3
            box = PDFArray([round(each, 2) for each in self.box])
            attributes.append(PDFDictionary({"O": PDFName("Layout"), "BBox": box}))
        if attributes:
            entries["A"] = PDFArray(attributes)
        keep(PDFDictionary(entries), self._name)
        for kid in self.kids:
            if isinstance(kid, Element) and kid.drawn():
                kid.write(keep, self.reference)


def _is_drawn(kid: Element | Content) -> bool:
    return isinstance(kid, Content) or kid.drawn()


def _kid(kid: Element | Content) -> object:
    if isinstance(kid, Element):
        return kid.reference
    page = PDFObjectReference(PAGE_NAME % (kid.page + 1))
    return PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": kid.mcid})


def _attribute(path: str, value: str) -> PDFDictionary:
    owner, key = path.split("/")
    held = PDFString(value) if key == "Summary" else PDFName(value)
    return PDFDictionary({"O": PDFName(owner), key: held})


def write_tree(keep: Keep, root: Element, pages: Sequence[Sequence[Element]]) -> PDFObjectReference:
    """Write the tree and the way back from marked content to elements. ``pages`` has, for every
    page, the element of each piece of marked content in order. Returns the tree's reference."""
    root.name_all(iter(range(1, 10**9)))
    tree = PDFObjectReference(TREE)
    root.write(keep, tree)
    numbers: list[object] = []
    for index, elements in enumerate(pages):
        numbers += [index, PDFArray([element.reference for element in elements])]
    keep(PDFDictionary({"Nums": PDFArray(numbers)}), PARENT_TREE)
    entries = {
        "Type": PDFName("StructTreeRoot"),
        "K": PDFArray([root.reference]),
        "ParentTree": PDFObjectReference(PARENT_TREE),
        "ParentTreeNextKey": len(pages),
    }
    keep(PDFDictionary(entries), TREE)
    return tree
