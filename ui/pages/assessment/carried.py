"""What a draft was told of the answers it began with, and the versions it can go on in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.usecases.forms.assessments import AssessmentDraft
from ui.page import scrolled
from ui.pages.assessment import presenter
from ui.pages.assessment.presenter import OtherVersion
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack

LINES_HIGH: Final = 9
"""So many lines of text at most; the questions under the list need their room."""


class CarriedNotice(Card):
    """Hidden for a draft that began empty and has the last version."""

    put_away = Signal()
    """The caseworker has dealt with what was not copied."""
    version_wanted = Signal(str)
    """``url|version``"""

    def __init__(self, draft: AssessmentDraft, others: tuple[OtherVersion, ...]) -> None:
        super().__init__(role="notice")
        carried = draft.carried
        left, reworded = presenter.left_lines(draft), carried.reworded if carried else ()
        came = presenter.carried_sentence(draft)
        told = came or newer_sentence(others)
        self._told = label(told)
        self._lines = Stack(spacing=2)
        self._area = scrolled(self._lines)
        self._fill(tr("Svar som inte kom med:"), left)
        self._fill(tr("Frågor som har fått andra ord. Läs svaren igen:"), reworded)
        self._area.hide()
        self._show = button(_unfold(len(left) + len(reworded)), self._toggle)
        self._done = button(tr("Ta bort det här meddelandet"), self.put_away.emit)
        self.column.addWidget(self._told)
        self.column.addWidget(self._area)
        self.add_row(self._show, self._done, *(self._version(each) for each in others))
        self._told.setVisible(bool(told))
        self._show.setVisible(bool(left or reworded))
        self._done.setVisible(bool(came or left))
        self._has_versions = bool(others)
        self.setVisible(bool(told or left or others))

    def forget(self) -> None:
        """It has been put away; the versions stay."""
        for part in (self._told, self._area, self._show, self._done):
            part.hide()
        self.setVisible(self._has_versions)

    def _fill(self, heading: str, lines: tuple[str, ...]) -> None:
        if lines:
            self._lines.add(label(heading, "label"))
        for line in lines:
            self._lines.add(selectable(f"· {line}"))

    def _toggle(self) -> None:
        self._area.setMaximumHeight(self.fontMetrics().lineSpacing() * LINES_HIGH)
        self._area.setVisible(self._area.isHidden())

    def _version(self, other: OtherVersion) -> QPushButton:
        back, on = tr("Gå tillbaka till version {number}"), tr("Fortsätt i ny version ({number})")
        text = (back if other.back else on).format(number=other.version)
        go = button(text, self._go, icon="history")
        go.setProperty("opens", other.key)
        return go

    def _go(self) -> None:
        version = self.sender().property("opens")
        self.version_wanted.emit(str(version))


def newer_sentence(others: tuple[OtherVersion, ...]) -> str:
    """What going on in a new version means, before anybody does."""
    if any(not each.back for each in others):
        return tr(
            "Mallen finns i en nyare version. Svaren på frågor som är desamma följer med; det som "
            "inte gör det visas. Du kan gå tillbaka."
        )
    return ""


def _unfold(count: int) -> str:
    if count == 1:
        return tr("Visa 1 ställe att se över")
    return tr("Visa {count} ställen att se över").format(count=count)
