"""One thing that is to leave, step by step: asked, shown beside what stays, sealed.

What is typed is a draft like any other, and is thrown away when the file lies where it should.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent

from app.casework.moments import shown
from app.errors import InvalidFields, Refusal
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.progress import Progress
from app.usecases.desk import Desk
from app.usecases.handover.cases.leaving import Preview
from app.usecases.handover.packages.sending import Sealed
from ui.approval_words import columns_texts
from ui.draft_keeper import DraftKeeper, Target
from ui.fields.form import FieldForm
from ui.fields.node import bring_into_view
from ui.fields.spec import FieldSpec
from ui.messages import sentence
from ui.package_file import PackageFile
from ui.pages.sharing import presenter
from ui.session import Session
from ui.texts import tr
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.problem_line import ProblemLine
from ui.widgets.stack import Stack, named

Looks = Callable[[Desk, StreamId, JsonObject], Preview]
Seals = Callable[[Desk, StreamId, JsonObject, Path, Progress], Sealed]


@dataclass(frozen=True, slots=True)
class Errand:
    """What leaves, in words and in deeds. ``fixed`` is told to the use case beside what is typed:
    the partner that an update is for."""

    heading: str
    specs: Sequence[FieldSpec]
    target: Target
    looks: Looks
    seals: Seals
    seal_text: str
    """On the button that asks for the folder: ``Försegla och lämna över …``."""
    consequence: str = ""
    """What cannot be undone, said above that button."""
    notes: tuple[str, ...] = ()
    """Said first: what is missing, who cannot receive."""
    fixed: JsonObject | None = None
    initial: JsonObject | None = None
    """What the fields hold when there is no draft."""


class LeavingCard(Card):
    closed = Signal()

    def __init__(self, session: Session, errand: Errand, file: PackageFile) -> None:
        super().__init__(label(errand.heading, "heading"))
        self._session = session
        self._errand = errand
        self._file = file
        self._wanted: JsonObject = {}
        self.setAccessibleName(errand.heading)
        self.form = FieldForm(errand.specs)
        self.problem = ProblemLine()
        self._keeper = DraftKeeper(session, errand.target, self.form.values, self.form.place, self)
        self._keeper.fetched.connect(self._fetched)
        self.form.changed.connect(self._typed)
        self.form.set_values(errand.initial or {})
        self.form.set_read_only(True)  # until it is known that nothing would be typed over
        self.look_button = button(tr("Visa vad som lämnar"), self.look, role="primary", icon="eye")
        self.close_button = button(tr("Stäng"), self.close_card)
        self._shown = Stack()
        for note in errand.notes:
            self.column.addWidget(Notice(note, "notice-warn"))
        for part in (self.form, self.problem):
            self.column.addWidget(part)
        self.add_row(self.look_button, self.close_button)
        self.column.addWidget(self._shown)
        self._shown.hide()
        file.made.connect(self._made)
        file.refused.connect(self._refused)
        self._keeper.fetch()

    # ------------------------------------------------------------------------------- the form

    def _fetched(self, draft: Draft | None) -> None:
        self.form.set_read_only(False)
        if draft is not None:
            self.form.set_values(draft.body)
        place = self._wanted or (draft.place if draft else {})
        if place:
            self.form.restore_place(place)
        else:
            self.form.focus_first()

    def _typed(self) -> None:
        """What was shown is no longer what would leave."""
        self.problem.clear()
        self._shown.clear()
        self._keeper.touch()

    def place(self) -> JsonObject:
        return self.form.place()

    def restore_place(self, place: JsonObject) -> None:
        self._wanted = place
        self.form.restore_place(place)

    def close_card(self) -> None:
        self._keeper.save_now()
        self.closed.emit()

    def save_now(self) -> None:
        self._keeper.save_now()

    def hideEvent(self, event: QHideEvent) -> None:
        self._keeper.save_now()
        super().hideEvent(event)

    def _asked(self) -> JsonObject:
        return {**self.form.asked_values(), **(self._errand.fixed or {})}

    # ------------------------------------------------------------------------------- the look

    def look(self) -> None:
        """Read what would leave. Nothing is written but the draft."""
        self._keeper.save_now()
        self.form.clear_problems()
        self.look_button.setEnabled(False)
        work = partial(_look, self._errand, self._asked())
        self._session.run(work, self._show, context=self, failed=self._refused)

    def _show(self, preview: Preview) -> None:
        self.look_button.setEnabled(True)
        self._shown.clear()
        self._shown.add(_to_whom(preview))
        leaves, stays = columns_texts(preview.columns)
        self._shown.add(
            Beside(
                _column(leaves, presenter.counts(preview.outlook.kinds)),
                _column(stays, presenter.counts(preview.stays)),
            )
        )
        for text in _warnings(preview):
            self._shown.add(Notice(text, "notice-warn"))
        end = Card(role="notice")
        if self._errand.consequence:
            end.column.addWidget(label(self._errand.consequence, "label"))
        back = button(tr("Ändra"), self._back)
        end.add_row(back, button(self._errand.seal_text, self.seal, icon="lock"))
        self._shown.add(end)
        bring_into_view(self._shown)  # what is to be read, from its top
        back.setFocus()

    def _back(self) -> None:
        self._shown.clear()
        self.form.focus_first()

    def _refused(self, refusal: Refusal) -> None:
        self.look_button.setEnabled(True)
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self.problem.say(sentence(refusal))

    # ------------------------------------------------------------------------------- the file

    def seal(self) -> None:
        """Ask for the folder, and seal there."""
        self._file.ask(tr("Var ska filen ligga?"), self.make())

    def make(self) -> Callable[[Desk, Path, Progress], Sealed]:
        return partial(_seal, self._errand, self._asked())

    def _made(self, _sealed: object) -> None:
        self._keeper.discard()
        self.closed.emit()


def _look(errand: Errand, typed: JsonObject, desk: Desk) -> Preview:
    return errand.looks(desk, errand.target.stream, typed)


def _seal(
    errand: Errand, typed: JsonObject, desk: Desk, folder: Path, progress: Progress
) -> Sealed:
    return errand.seals(desk, errand.target.stream, typed, folder, progress)


def _to_whom(preview: Preview) -> Card:
    seen = preview.outlook
    who = ", ".join(part for part in (seen.name, seen.title, seen.unit) if part)
    text = tr("{records} poster och {blobs} bilagor. Går att ta emot till och med {day}.").format(
        records=seen.records, blobs=seen.blobs, day=shown(seen.expires_on)
    )
    return Card(named(tr("Till"), who), label(text, "muted"), role="row", spacing=4)


def _column(named_texts: tuple[str, str], kinds: str) -> Card:
    heading, categories = named_texts
    card = Card(label(heading, "heading"), named(tr("Poster"), kinds), role="row", spacing=6)
    card.column.addWidget(named(tr("Uppgifter"), categories))
    card.setAccessibleName(heading)
    return card


def _warnings(preview: Preview) -> list[str]:
    found = []
    if not preview.outlook.confirmed:
        found.append(
            tr(
                "Mottagarens nyckelkort är inte bekräftat. Ring på ett nummer du redan har och "
                "jämför orden under Nyckelkort innan du lämnar något."
            )
        )
    if preview.drafts:
        text = tr("{n} utkast i ärendet följer inte med.")
        found.append(text.format(n=preview.drafts))
    return found
