"""Öppna ett paket: the file is chosen, read, shown, and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from app.errors import Refusal
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.packages import lists
from app.usecases.handover.packages.lists import ReceivedRow
from app.usecases.handover.receiving import Arrival
from ui.messages import sentence
from ui.page import Page, Shortcut, bring_forward, page_column
from ui.pages.inbox.afterwards import Afterwards
from ui.pages.inbox.preview import Preview
from ui.session import Session
from ui.texts import tr
from ui.under_way import UnderWay
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_file, documents_folder
from ui.widgets.focus import holds_focus
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.widgets.told import Told

PATTERN: Final = "Förseglat paket (*.aktpaket)"
CHOOSE_KEY: Final = "Ctrl+O"


@dataclass(frozen=True, slots=True)
class _Opened:
    arrival: Arrival
    today: date


class OpenPlace(Page):
    """The file stays where it lies, whatever happens here. Locked or left before the answer,
    nothing has been written, and the file can be opened again."""

    title = "Öppna ett paket"
    shows = frozenset({Part.PACKAGES, Part.CASE})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._preview: Preview | None = None
        self._answered: EntityId | None = None
        self.work = UnderWay(session)
        self.work.stopped.connect(self._stopped)
        self.after = Afterwards(session)
        self._told, self._shown = Told(), Stack()
        self._choose = button(
            tr("Välj paketet …"), self.choose, role="primary", icon="document", shortcut=CHOOSE_KEY
        )
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Filen öppnas och kontrolleras, och du ser vad den innehåller. Inget skrivs i "
                    "valvet förrän du har tagit emot."
                ),
                "muted",
            ),
        )
        head.add_row(self._choose)
        column = page_column(self)
        for part in (head, self.work, self._told, self.after, self._shown):
            column.addWidget(part)
        column.addStretch(1)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut(CHOOSE_KEY, tr("Välj ett paket att öppna")),)

    # ----------------------------------------------------------------------------- the file

    def choose(self) -> None:
        title = tr("Öppna ett paket")
        choose_file(self, title, documents_folder(), tr(PATTERN), self.take_file)

    def take_file(self, path: Path) -> None:
        """What was shown before is closed: two packages are never mixed up."""
        if self.work.working:
            return
        self._clear()
        self._choose.setEnabled(False)
        work = partial(_open, path)
        self.work.begin(tr("Paketet öppnas och kontrolleras …"), work, self._show, self._failed)

    def _show(self, opened: _Opened) -> None:
        self._choose.setEnabled(True)
        self._preview = Preview(self.session, opened.arrival, opened.today)
        self._preview.answered.connect(self._was_answered)
        self._preview.closed.connect(self._close)
        self._shown.add(self._preview)
        announce(self, tr("Paketet är öppnat. Inget är mottaget ännu."))
        bring_forward(self._preview)

    def _failed(self, refusal: Refusal) -> None:
        self._choose.setEnabled(True)
        self._told.tell(sentence(refusal), "notice-error")
        self._choose.setFocus()

    def _stopped(self) -> None:
        self._choose.setEnabled(True)
        self._told.tell(tr("Avbrutet. Inget ur filen har tagits emot."), "notice-warn")
        self._choose.setFocus()

    def _close(self) -> None:
        self._clear()
        self._told.tell(tr("Stängt. Inget har tagits emot, och filen ligger kvar."), "notice")
        self._choose.setFocus()

    # ----------------------------------------------------------------------------- the answer

    def _was_answered(self, received: EntityId) -> None:
        self._clear()
        self._answered = received
        self.load()

    def load(self) -> None:
        if self._answered is not None:
            work = partial(_answered, self._answered)
            self.session.run(work, self._show_answered, context=self)

    def reload(self, _changes: Changes) -> None:
        """A preview stays as it is: acceptance looks anew."""
        if self._preview is None:
            self.load()

    def _show_answered(self, row: ReceivedRow | None) -> None:
        if row is None or row.entity != self._answered:
            return
        first, within = self._shown.is_empty(), holds_focus(self._shown)
        self._shown.clear()
        card = self.after.card(row)
        self._shown.add(card)
        if first:
            announce(self, tr("Svaret är noterat."))
        if first or within:  # what was written makes the page read again at once
            bring_forward(card)
            if not holds_focus(card):  # nothing on it can be pressed
                self._choose.setFocus()

    # ----------------------------------------------------------------------------- the rest

    def _clear(self) -> None:
        self._preview, self._answered = None, None
        self._told.clear()
        self._shown.clear()
        self.after.forget()

    def place(self) -> JsonObject:
        """Never a path: where the file lies is nobody's business once the vault is locked."""
        if self._preview is not None or self.work.working:
            return {"opened": True}
        return {"answered": self._answered} if self._answered is not None else {}

    def restore(self, place: JsonObject) -> None:
        answered = place.get("answered")
        if isinstance(answered, str):
            self._answered = EntityId(answered)
            self.load()
        elif place.get("opened"):
            text = tr(
                "Ett paket var öppnat här. Inget ur det har tagits emot. Öppna filen igen; var den "
                "ligger sparas inte."
            )
            self._told.clear()
            self._told.add(Notice(text, action=tr("Välj filen …"), act=self.choose))


def _open(path: Path, desk: Desk, progress: Progress) -> _Opened:
    return _Opened(receiving.open_package(desk, path, progress), desk.now().date())


def _answered(received: EntityId, desk: Desk) -> ReceivedRow | None:
    rows = lists.received(desk)
    return next((row for row in rows if row.entity == received), None)
