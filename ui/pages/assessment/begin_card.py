"""What a form can be begun with: what suits the case first, and every template findable."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.pages.assessment.overview import TemplateRow, by_purpose, matching, purpose_word
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.text import LineEditor
from ui.widgets.focus import chain, stops_in
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack

FEW: Final = 4
"""So many templates are all in sight; more are looked for."""


class BeginCard(Card):
    begun = Signal(str)
    """``url|version`` of the template."""

    over_time_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(label(tr("Utredning"), "title"))
        text = tr("Utgår från en mall, en sida i taget. Allt sparas medan du skriver.")
        self._rows: tuple[TemplateRow, ...] = ()
        self._first_of_all = True
        self._stops: list[QWidget] = []
        self._first = Stack(spacing=6)
        self._all = button("", self._toggle, icon="search")
        self._search = LineEditor(placeholder=tr("Sök mall"), characters=30)
        self._search.set_name(tr("Sök mall"))
        self._search.edited.connect(self._show_found)
        self._found = Stack(spacing=6)
        for part in (label(text, "muted"), self._first):
            self.column.addWidget(part)
        self._over_time = button(tr("Över tid"), self.over_time_wanted.emit, role="link")
        self._over_time.hide()
        self.add_row(self._all, self._search, self._over_time)
        self.column.addWidget(self._found)
        self._search.hide()
        self._all.hide()
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.look_up)

    def show_rows(self, rows: tuple[TemplateRow, ...], *, first_of_all: bool = True) -> None:
        """The templates, the proposed ones first. What is looked for stays. ``first_of_all``:
        nothing has been begun that should be gone on with before."""
        self._rows = rows
        self._first_of_all = first_of_all
        few = len(rows) <= FEW
        self._first.clear()
        for row in rows:
            if few or row.why:
                self._first.add(self._row(row, why=row.why))
        self._all.setVisible(not few)
        self._name_button()
        self._show_found()

    def offer_over_time(self, *, there: bool) -> None:
        """A way down to the comparisons, where there are any."""
        self._over_time.setVisible(there)

    def look_up(self) -> None:
        """To where one types what to begin with; to the first template where all are in sight."""
        if self._all.isHidden():
            for stop in stops_in(self._first)[:1]:
                stop.setFocus()
        elif self._search.isHidden():
            self._toggle()
        else:
            self._search.target().setFocus()

    def _toggle(self) -> None:
        self._search.setVisible(self._search.isHidden())
        self._name_button()
        self._show_found()
        if not self._search.isHidden():
            self._search.target().setFocus()

    def _name_button(self) -> None:
        closed = tr("Alla mallar ({count})").format(count=len(self._rows))
        self._all.setText(closed if self._search.isHidden() else tr("Dölj mallarna"))

    def _show_found(self) -> None:
        self._found.clear()
        if self._search.isHidden() or self._all.isHidden():
            return
        found = matching(self._rows, str(self._search.value()))
        stops = [self._search.target()]
        for purpose, rows in by_purpose(found).items():
            self._found.add(label(purpose_word(purpose), "heading"))
            for row in rows:
                begin = self._row(row)
                self._found.add(begin)
                stops += stops_in(begin)
        if not found:
            self._found.add(label(tr("Ingen mall stämmer med det du söker."), "muted"))
        self._stops = stops
        QTimer.singleShot(0, self, self._chain_found)

    def _chain_found(self) -> None:
        """Afterwards: the rows that were cleared break the chain when they are deleted."""
        chain(self._stops)

    def _row(self, row: TemplateRow, *, why: str = "") -> QWidget:
        words = tr("Börja: {title}").format(title=row.title.replace("&", "&&"))
        role = "primary" if why and self._first_of_all else ""
        begin = button(words, self._begin, role=role, icon="plus")
        begin.setProperty("opens", row.key)
        shown = Stack(spacing=2)
        line = Card(role="")
        line.column.setContentsMargins(0, 0, 0, 0)
        line.add_row(begin)
        shown.add(line)
        for text in (row.about, why):
            if text:
                shown.add(label(text, "small"))
        return shown

    def _begin(self) -> None:
        self.begun.emit(str(self.sender().property("opens")))
