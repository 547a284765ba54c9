"""The one page that shows. A page that is left is covered, saved and deleted, never hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.changes import Changes
from ui.navigation import Destination
from ui.page import Page

MakePage = Callable[[Destination], Page]


class Stage(QWidget):
    """Goes where it is told and remembers the way back."""

    def __init__(self, make_page: MakePage) -> None:
        super().__init__()
        self._make_page = make_page
        self._page: Page | None = None
        self._shown: Destination | None = None
        self._way_back: list[Destination] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def page(self) -> Page | None:
        return self._page

    def go(self, destination: Destination) -> None:
        """Show this place. Inside the case that is open already, the page itself moves."""
        here = self.here()
        if here is not None:
            self._way_back.append(here)
        self._show(destination)

    def back(self) -> None:
        if self._way_back:
            self._show(self._way_back.pop())

    def here(self) -> Destination | None:
        """Where one is, with row, field and caret."""
        if self._page is None or self._shown is None:
            return None
        return replace(self._page.destination(self._shown), place=self._page.place())

    def concerned(self, changes: Changes) -> None:
        """A write has become durable."""
        if self._page is not None and self._page.concerned(changes):
            self._page.reload(changes)

    def cover(self) -> None:
        if self._page is not None:
            self._page.cover()

    def _show(self, destination: Destination) -> None:
        page, shown = self._page, self._shown
        if page is None or shown is None or not page.moves_to(shown, destination):
            page = self._open(destination)
        elif destination.place:
            page.restore(destination.place)
        if destination.entity is not None:
            page.show_entity(destination.entity)
        self._shown = destination

    def _open(self, destination: Destination) -> Page:
        if self._page is not None:
            self._page.cover()
            self._page.hide()  # editors hand over their drafts here
            self._column.removeWidget(self._page)
            self._page.deleteLater()
        page = self._make_page(destination)
        self._page = page
        self._column.addWidget(page)
        if destination.place:
            page.restore(destination.place)
        page.load()
        page.show()
        page.setFocus()
        return page
