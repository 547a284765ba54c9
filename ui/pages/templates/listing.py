"""The list of templates: each with what it can be used for, and its older versions under it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.usecases.forms.templates import Standing
from ui.page import bring_forward
from ui.pages.templates.presenter import Entry, Group
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack

_WARNED = (Standing.RETIRED, Standing.DRAFT, Standing.NO_LONGER)


class TemplateList(Stack):
    """Each signal carries the template's ``url|version``."""

    preview_wanted = Signal(str)
    export_wanted = Signal(str)
    sheet_wanted = Signal(str)
    retire_wanted = Signal(str)
    restore_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._unfolded: set[str] = set()
        self._older: dict[str, Stack] = {}
        self._unfolders: dict[str, QPushButton] = {}
        self.cards: dict[str, QWidget] = {}
        """By ``url|version``."""

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Replace what is shown; what was unfolded stays so."""
        self.clear()
        self.cards.clear()
        self._older.clear()
        self._unfolders.clear()
        for group in groups:
            self.add(self._group(group))
        if not self.cards:
            self.add(label(tr("Ingen mall stämmer."), "muted"))

    def _group(self, group: Group) -> QWidget:
        newest, *older = group.entries
        card = self._card(newest, Card(role="row", spacing=4))
        if older:
            unfold = button("", self._unfold)
            unfold.setProperty("opens", group.url)
            unfold.setProperty("count", len(older))
            unfold.setProperty("title", newest.row.template.title)
            card.add_row(unfold)
            folded = Stack(spacing=6)
            for entry in older:
                folded.add(self._card(entry, Card(role="under", spacing=4)))
            card.column.addWidget(folded)
            self._older[group.url] = folded
            self._unfolders[group.url] = unfold
            self._show_older(group.url)
        return card

    def _card(self, entry: Entry, card: Card) -> Card:
        template = entry.row.template
        title = tr("{title}, version {version}").format(
            title=template.title, version=template.version
        )
        card.setAccessibleName(title)
        warned = entry.row.standing in _WARNED
        chip = label(entry.standing, "chip-warn" if warned else "chip", wraps=False)
        card.add_row(label(title, "label"), chip)
        card.column.addWidget(label(entry.about, "muted"))
        if template.description:
            card.column.addWidget(label(template.description, "small"))
        card.add_row(*self._buttons(entry, title))
        self.cards[entry.key] = card
        return card

    def _buttons(self, entry: Entry, title: str) -> Iterable[QPushButton]:
        offered = [
            (tr("Förhandsvisa"), self._preview, "eye"),
            (tr("Exportera …"), self._export, "save"),
        ]
        if entry.has_sheets:
            offered.append((tr("Spara kalkylarket …"), self._sheet, "document"))
        if entry.may_retire:
            offered.append((tr("Ta ur bruk"), self._retire, ""))
        if entry.may_restore:
            offered.append((tr("Ta i bruk igen"), self._restore, ""))
        for text, pressed, icon in offered:
            made = button(text, pressed, icon=icon)
            made.setProperty("opens", entry.key)
            made.setAccessibleDescription(title)
            yield made

    # ------------------------------------------------------------------------ older versions

    def bring(self, entry: Entry) -> None:
        """Scroll to a version, unfolded where it is an older one."""
        url, card = entry.row.template.url, self.cards[entry.key]
        if url in self._older and self._older[url].isAncestorOf(card):
            self._unfolded.add(url)
            self._show_older(url)
        bring_forward(card)

    def _unfold(self) -> None:
        url = str(self.sender().property("opens"))
        self._unfolded ^= {url}
        self._show_older(url)

    def _show_older(self, url: str) -> None:
        shown, unfold = url in self._unfolded, self._unfolders[url]
        self._older[url].setVisible(shown)
        shut = tr("Äldre versioner ({count})").format(count=unfold.property("count"))
        text = tr("Dölj äldre versioner") if shown else shut
        unfold.setText(text)
        unfold.setAccessibleName(f"{text}, {unfold.property('title')}")  # one for each template

    # ----------------------------------------------------------------------------- pressed

    def _preview(self) -> None:
        self.preview_wanted.emit(self._pressed())

    def _export(self) -> None:
        self.export_wanted.emit(self._pressed())

    def _sheet(self) -> None:
        self.sheet_wanted.emit(self._pressed())

    def _retire(self) -> None:
        self.retire_wanted.emit(self._pressed())

    def _restore(self) -> None:
        self.restore_wanted.emit(self._pressed())

    def _pressed(self) -> str:
        return str(self.sender().property("opens"))
