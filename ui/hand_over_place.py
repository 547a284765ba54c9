"""Handing something on that is of no case: asked, looked at beside what stays, and sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import InvalidFields, Refusal
from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.desk import Desk
from app.usecases.handover.packages.sending import Sealed
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec
from ui.messages import sentence
from ui.package_file import PackageFile
from ui.page import Page, bring_forward, page_column
from ui.session import Session
from ui.texts import tr
from ui.under_way import UnderWay
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.problem_line import ProblemLine
from ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class Deeds:
    """What is done on the database thread. ``look`` answers what ``HandOverPlace.ahead`` shows,
    and ``begin`` what ``HandOverPlace.asks`` asks about."""

    begin: Callable[[Desk], Any]
    look: Callable[[JsonObject, Desk, Progress], Any]
    make: Callable[[JsonObject, Desk, Path, Progress], Sealed]


class HandOverPlace(Page):
    """Two steps: asked, and looked at. What is typed is few words and not kept."""

    lead = ""
    """What it is for, under the title."""
    reading = ""
    """Said while what would leave is counted."""
    seal_text = ""
    where_text = ""
    """Asks for the folder."""
    names: tuple[str, ...] = ()
    """Of the fields, for what is restored after a lock."""

    def __init__(self, session: Session, deeds: Deeds) -> None:
        super().__init__(session)
        self._deeds = deeds
        self.form: FieldForm | None = None
        self._wanted: JsonObject = {}
        self._asked: JsonObject = {}
        self.work = UnderWay(session)
        self.work.stopped.connect(self._stopped)
        self.file = PackageFile(session)
        self.file.made.connect(self._made)
        self._refusal = ProblemLine()
        self._form_place, self._ahead = Stack(), Stack()
        self._next = button(tr("Visa vad som lämnas"), self.look, role="primary")
        head = Card(
            label(tr(self.title), "title"),
            label(tr(self.lead), "muted"),
            self._form_place,
            self._refusal,
        )
        head.add_row(self._next)
        column = page_column(self)
        for part in (head, self.work, self._ahead, self.file):
            column.addWidget(part)
        column.addStretch(1)

    def asks(self, begun: Any) -> Sequence[FieldSpec] | QWidget:
        """The fields; or what is shown where there is nothing to ask."""
        raise NotImplementedError

    def at_first(self, _begun: Any) -> JsonObject:
        """What the fields hold when nobody has typed."""
        return {}

    def ahead(self, ahead: Any) -> Card:
        """What leaves beside what stays."""
        raise NotImplementedError

    # ----------------------------------------------------------------------------- asking

    def load(self) -> None:
        self.session.run(self._deeds.begin, self._begun, context=self)

    def _begun(self, begun: object) -> None:
        kept = self.form.values() if self.form is not None else {}
        self._form_place.clear()
        self._ahead.clear()
        self.form = None
        asked = self.asks(begun)
        self._next.setVisible(not isinstance(asked, QWidget))
        if isinstance(asked, QWidget):
            self._form_place.add(asked)
            return
        self.form = FieldForm(asked)
        self.form.set_values({**self.at_first(begun), **kept, **self._wanted})
        self.form.changed.connect(self._ahead.clear)
        self._form_place.add(self.form)

    def look(self) -> None:
        """Count what would leave. Nothing is sealed."""
        if self.form is None or self.work.working:
            return
        self.form.clear_problems()
        self._refusal.clear()
        self._ahead.clear()
        self.file.forget()
        self._asked = self.form.asked_values()
        work = partial(self._deeds.look, self._asked)
        self.work.begin(tr(self.reading), work, self._show, self._refused)

    def _show(self, ahead: object) -> None:
        box = self.ahead(ahead)
        seal = button(tr(self.seal_text), self._seal, role="primary", icon="sign")
        wait = button(tr("Ändra"), self._change)
        box.add_row(wait, seal)
        self._ahead.add(box)
        bring_forward(box)
        wait.setFocus()

    def _change(self) -> None:
        self._ahead.clear()
        if self.form is not None:
            self.form.focus_first()

    def _seal(self) -> None:
        self.file.ask(tr(self.where_text), partial(self._deeds.make, self._asked))

    def _made(self, _sealed: Sealed) -> None:
        self._ahead.clear()

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields) and self.form is not None:
            self.form.show_problems(refusal.problems)
        else:
            self._refusal.say(sentence(refusal))

    def _stopped(self) -> None:
        self._next.setFocus()

    def place(self) -> JsonObject:
        return dict(self.form.values()) if self.form is not None else {}

    def restore(self, place: JsonObject) -> None:
        self._wanted = {name: place[name] for name in self.names if name in place}
        if self.form is not None:
            self.form.set_values(self._wanted)


def leaves_and_stays(leaves: Iterable[str], stays: Iterable[str]) -> Beside:
    return Beside(_column(tr("Lämnas"), leaves), _column(tr("Stannar"), stays))


def _column(heading: str, lines: Iterable[str]) -> Card:
    return Card(label(heading, "heading"), *(label(line) for line in lines), role="row")
