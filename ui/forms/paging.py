"""Which page of a form is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from app.forms.session import Page
from app.forms.tree import NodeId


class Paging:
    """The pages that are asked now, and the current one of them. A template may ask nothing, and
    then there is none."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        self.current: NodeId = self.pages[0].id if self.pages else ()

    @property
    def number(self) -> int:
        """The place of the current page; raises ValueError when there is none."""
        return [page.id for page in self.pages].index(self.current)

    def turned(self, step: int) -> Page | None:
        """The page so many steps on from the current one, if there is one."""
        number = self.number + step if self.pages else -1
        return self.pages[number] if 0 <= number < len(self.pages) else None

    def with_node(self, node: NodeId) -> Page | None:
        """The page that a node stands on."""
        return next((page for page in self.pages if page.holds(node)), None)

    def renew(self, pages: Sequence[Page]) -> Page | None:
        """Take over the pages that are asked now. The page to go to when the current one is not
        among them: the nearest before it that still is, or the first."""
        before = {page.id for page in self.pages[: self.number]} if self.pages else set()
        self.pages = tuple(pages)
        if not pages or any(page.id == self.current for page in pages):
            return None
        kept = [page for page in pages if page.id in before]
        return kept[-1] if kept else pages[0]
