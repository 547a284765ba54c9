"""The rows of a package under what they mean here, and which of them are chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.usecases.handover.packages.arrivals import Look, RowState
from ui.package_words import ROW_STATES
from ui.page import bring_forward
from ui.pages.inbox import choosing
from ui.pages.inbox.choosing import Group
from ui.pages.inbox.package_row import PackageRow
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.words import word

SHOWN = 40
"""Rows of a group that are shown at once; a whole case has hundreds."""


class RowList(Stack):
    changed = Signal()
    """Another choice: see ``chosen``."""

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=8)
        self._look = look
        self._all = choosing.takeable(look)
        self._free = not look.all_or_nothing and look.stopped is None
        self._cards: dict[str, PackageRow] = {}
        self._more: dict[RowState, QPushButton] = {}
        self.chosen = choosing.at_first(look)
        for group in choosing.groups(look):
            self._add_group(group)

    @property
    def every(self) -> frozenset[str]:
        """All that can be chosen."""
        return self._all

    def _add_group(self, group: Group) -> None:
        heading = tr("{state} ({n})").format(state=word(ROW_STATES, group.state), n=len(group.rows))
        self.add(label(heading, "heading"))
        if group.state is RowState.CONFLICT:
            self.add(Notice(_what_conflicts(group), "notice-warn"))
        folded = group.state is RowState.KNOWN
        rows = Stack(spacing=6)
        self.add(rows)
        self._add_rows(group, rows, 0 if folded else SHOWN)

    def _add_rows(self, group: Group, rows: Stack, shown: int) -> None:
        for row in group.rows[:shown]:
            if row.key in self._cards:
                continue
            card = PackageRow(row, can_be_chosen=self._free and row.key in self._all)
            card.set_chosen(chosen=row.key in self.chosen)
            card.turned.connect(self._turned)
            self._cards[row.key] = card
            rows.add(card)
        if len(group.rows) > shown:
            text = tr("Visa resten ({n})").format(n=len(group.rows) - shown)
            more = button(text, partial(self._show_all, group, rows), role="link")
            more.setAccessibleName(f"{text}, {word(ROW_STATES, group.state)}")
            rows.add(more)
            self._more[group.state] = more

    def _show_all(self, group: Group, rows: Stack) -> None:
        known = set(self._cards)
        self._add_rows(group, rows, len(group.rows))
        first = next(row for row in group.rows if row.key not in known)
        self._more[group.state].hide()
        bring_forward(self._cards[first.key])

    def _turned(self, key: str, wanted: bool) -> None:
        change = choosing.with_row if wanted else choosing.without_row
        self._choose(change(self._look, self.chosen, key))

    def choose_all(self) -> None:
        """But what takes the place of something written here, unless it was ticked by itself."""
        self._choose(self.chosen | choosing.at_first(self._look))

    def choose_none(self) -> None:
        self._choose(frozenset())

    def _choose(self, chosen: frozenset[str]) -> None:
        self.chosen = chosen
        for key, card in self._cards.items():
            card.set_chosen(chosen=key in chosen)
        self.changed.emit()


def _what_conflicts(group: Group) -> str:
    if any(row.replaces for row in group.rows):
        return tr(
            "Det här har du ändrat, och avsändaren har det på ett annat sätt. Kryssar du för en "
            "rad gäller avsändarens i stället. Ditt finns kvar som äldre version. Varje rad väljs "
            "för sig."
        )
    return tr(
        "Det här har ändrats både här och hos avsändaren. Tar du emot det finns båda kvar, och du "
        "väljer sedan i ärendet vad som ska gälla."
    )
