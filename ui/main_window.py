"""The window of an unlocked vault: the side, the page, the status line, and what lies over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.errors import Refusal
from app.usecases.changes import Changes
from ui.case_parts import CASE_PARTS
from ui.messages import sentence
from ui.navigation import Destination, Section
from ui.page import Page
from ui.pages.case.page import CasePage
from ui.pages.cases.page import CasesPage
from ui.pages.disposal.page import DisposalPage
from ui.pages.inbox.page import InboxPage
from ui.pages.keys.page import KeysPage
from ui.pages.log_review.page import LogReviewPage
from ui.pages.recipients.page import RecipientsPage
from ui.pages.settings.page import SettingsPage
from ui.pages.templates.page import TemplatesPage
from ui.pages.todo.page import TodoPage
from ui.pages.unit.page import UnitPage
from ui.session import Session
from ui.shell.jump import Jump
from ui.shell.keys import Keys
from ui.shell.side import Side
from ui.shell.stage import Stage
from ui.shell.status_line import StatusLine
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.cover import Curtain
from ui.widgets.notice import Notice

CURTAIN_KEY = "F9"

_SECTIONS: Mapping[Section, Callable[[Session], Page]] = {
    Section.TODO: TodoPage,
    Section.CASES: CasesPage,
    Section.INBOX: InboxPage,
    Section.RECIPIENTS: RecipientsPage,
    Section.KEYS: KeysPage,
    Section.UNIT: UnitPage,
    Section.TEMPLATES: TemplatesPage,
    Section.DISPOSAL: DisposalPage,
    Section.LOG_REVIEW: LogReviewPage,
    Section.SETTINGS: SettingsPage,
}


class MainWindow(QMainWindow):
    """Made once a vault is open; ends with it."""

    def __init__(self, session: Session, *, training: bool, read_only: bool = False) -> None:
        super().__init__()
        self._session = session
        self._training = training
        self.side = Side(training=training)
        self.stage = Stage(self._make_page)
        self.status = StatusLine(read_only=read_only)
        self._centre = QWidget()
        self._lay_out()
        self._jump = Jump(self._centre, session)
        self._keys = Keys(self._centre)
        self._curtain = Curtain(self._centre, CURTAIN_KEY)
        self._connect()
        self._make_shortcuts()
        self.resize(QSize(1280, 820))
        self._name("")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        row.addLayout(self._body, 1)
        if self._training:
            band = Notice(tr("Övningsvalv med påhittade personer."), "notice-warn")
            band.setProperty("role", "training-band")
            self._body.addWidget(band)
        self._message: Notice | None = None
        self._body.addWidget(self.stage, 1)
        self.setCentralWidget(self._centre)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        self.side.chosen.connect(self._to_section)
        self.side.lock.connect(self._session.lock_requested)
        self._session.navigate.connect(self.go)
        self._session.changed.connect(self._changed)
        self._session.refused.connect(self.show_refusal)
        self._session.tasks.busy.connect(self.status.show_working)

    def _make_shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+L", self._session.lock_requested.emit),
            ("Ctrl+K", self._show_jump),
            ("F1", self._show_keys),
            (CURTAIN_KEY, self.toggle_curtain),
            ("Alt+Left", self.back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # --------------------------------------------------------------------------- going

    def go(self, destination: Destination) -> None:
        """Show a place, and say where one is."""
        self._clear_message()
        self.stage.go(destination)
        self._say_where()

    def back(self) -> None:
        """To where one was before."""
        self._clear_message()
        self.stage.back()
        self._say_where()

    def _say_where(self) -> None:
        page = self.stage.page
        self.side.mark(self.place().section)
        self._name(tr(page.title) if page is not None else "")

    def place(self) -> Destination:
        """Where one is, to come back to after a lock. Holds ids and positions, no text."""
        return self.stage.here() or Destination(Section.TODO)

    def _to_section(self, section: Section) -> None:
        self.go(Destination(section))

    def _make_page(self, destination: Destination) -> Page:
        if destination.section is Section.CASES and destination.stream is not None:
            return CasePage(self._session, destination, CASE_PARTS)
        return _SECTIONS[destination.section](self._session)

    def _name(self, title: str) -> None:
        """The title bar and the task bar show where in the program one is, never in which case."""
        self.setWindowTitle(f"Aktvalv – {title}" if title else "Aktvalv")

    # --------------------------------------------------------------------------- telling

    def _changed(self, changes: Changes) -> None:
        self.status.show_saved(changes)
        self.stage.concerned(changes)

    def show_refusal(self, refusal: Refusal) -> None:
        """A line above the page, until it is closed or the page is left. Stops nobody."""
        self._clear_message()
        announce(self, sentence(refusal))
        self._message = Notice(
            sentence(refusal), "notice-warn", action=tr("Stäng"), act=self._clear_message
        )
        self._body.insertWidget(self._body.indexOf(self.stage), self._message)

    def _clear_message(self) -> None:
        if self._message is not None:
            self._message.hide()
            self._message.deleteLater()
            self._message = None

    def _show_jump(self) -> None:
        if not self._curtain.isVisible():
            self._jump.open()

    def _show_keys(self) -> None:
        if self._curtain.isVisible():
            return
        page = self.stage.page
        self._keys.open_with(page.shortcuts() if page is not None else ())

    # --------------------------------------------------------------------------- hiding

    def toggle_curtain(self) -> None:
        """Hide all content from a look over the shoulder, or show it again."""
        if self._curtain.isVisible():
            self._curtain.lift()
        else:
            self.stage.cover()
            self._curtain.draw()

    def cover(self) -> None:
        """Nothing of the vault is on the screen any more. For locking: not to be undone."""
        self.stage.cover()
        self._centre.hide()
        self.status.hide()
