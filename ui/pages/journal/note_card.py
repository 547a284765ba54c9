"""One note on the page, with its corrections and objections."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.pages.journal.presenter import NoteView, VersionView
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack, named


class NoteCard(Card):
    """Facts and appraisal stand apart; what was corrected stays readable under a button."""

    correct = Signal(object)
    """The ``NoteView`` to correct."""
    object_to = Signal(object)
    """The ``NoteView`` that the client says is wrong."""

    def __init__(self, view: NoteView) -> None:
        super().__init__()
        self.view = view
        self.setAccessibleName(f"{view.now.event} {view.now.title}")
        self.column.addWidget(version_box(view.now))
        for objection in view.objections:
            text = tr("Den enskilde anser uppgiften felaktig ({when}): {words}").format(
                when=objection.stated_on, words=objection.words
            )
            self.column.addWidget(Notice(text, "notice-warn"))
        self._add_actions()

    def _add_actions(self) -> None:
        actions: list[QWidget] = [button(tr("Rätta …"), self._correct, role="link")]
        actions.append(button(tr("Den enskilde anser felaktig …"), self._object_to, role="link"))
        if self.view.earlier:
            count = len(self.view.earlier)
            text = (
                tr("Visa tidigare lydelse")
                if count == 1
                else tr("Visa {count} tidigare lydelser").format(count=count)
            )
            self._earlier_button = button(text, self._show_earlier, role="link")
            actions.append(self._earlier_button)
        self.add_row(*actions)

    def _show_earlier(self) -> None:
        """The wordings that were corrected, struck but readable."""
        self._earlier_button.hide()
        for version in self.view.earlier:
            wording = version_box(version)
            strike(wording)
            note = label(tr("Rättad lydelse – gäller inte längre"), "label")
            self.column.addWidget(Card(note, wording, role="row"))

    def _correct(self) -> None:
        self.correct.emit(self.view)

    def _object_to(self) -> None:
        self.object_to.emit(self.view)


def version_box(version: VersionView) -> QWidget:
    """One wording: what it is about, when it was, its parts apart, and who signed."""
    box = Stack(spacing=8)
    box.add(label(version.title, "heading"))
    box.add(label(version.event, "muted"))
    for name, text in version.parts:
        box.add(named(name, text))
    if version.correction_reason:
        reason = tr("Rättelse. Skäl: {reason}").format(reason=version.correction_reason)
        box.add(label(reason, "muted"))
    box.add(label(version.signed, "small"))
    return box


def strike(wording: QWidget) -> None:
    """A line through what is no longer held, which stays readable."""
    for child in wording.findChildren(QLabel):
        font = child.font()
        font.setStrikeOut(True)
        child.setFont(font)
