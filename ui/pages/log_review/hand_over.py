"""Lämna loggutdrag: to whom and of which days, what leaves beside what stays, and the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register
from app.usecases.handover.cards.card_register import KnownRow
from app.usecases.handover.logs import log_extracts
from app.usecases.handover.logs.log_extracts import Ahead
from app.usecases.handover.packages.sending import Sealed
from ui.fields.spec import FieldSpec, Kind
from ui.hand_over_place import Deeds, HandOverPlace, leaves_and_stays
from ui.known_people import person_choices
from ui.pages.log_review import presenter
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import Card
from ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class _Begun:
    people: tuple[KnownRow, ...]
    first_day: str
    last_day: str


class HandOverLogPlace(HandOverPlace):
    title = "Lämna loggutdrag"
    lead = (
        "Loggen ska gås igenom återkommande av någon annan än du. Ett utdrag visar vad som gjordes "
        "och i vilket ärendenummer, aldrig vem personen är."
    )
    reading = "Loggen läses …"
    seal_text = "Försegla utdraget …"
    where_text = "Var ska utdraget ligga?"
    names = ("to", "first_day", "last_day")
    shows = frozenset({Part.KEYS})

    def __init__(self, session: Session) -> None:
        super().__init__(session, Deeds(_begin, _look, _make))

    def asks(self, begun: _Begun) -> Sequence[FieldSpec] | QWidget:
        if not begun.people:
            text = tr("Ta först emot granskarens nyckelkort, under Nyckelkort.")
            return Notice(text, "notice-warn")
        return (
            FieldSpec(
                "to",
                tr("Vem granskar loggen?"),
                Kind.CHOICE,
                required=True,
                choices=person_choices(begun.people),
            ),
            FieldSpec("first_day", tr("Från och med"), Kind.DATE, required=True),
            FieldSpec("last_day", tr("Till och med"), Kind.DATE, required=True),
        )

    def at_first(self, begun: _Begun) -> JsonObject:
        return {"first_day": begun.first_day, "last_day": begun.last_day}

    def ahead(self, ahead: Ahead) -> Card:
        return Card(leaves_and_stays(presenter.leaves(ahead), presenter.stays(ahead)))


def _begin(desk: Desk) -> _Begun:
    first, last = log_extracts.suggested_period(desk)
    people = tuple(row for row in card_register.known_people(desk) if not row.person.root)
    return _Begun(people, first, last)


def _look(typed: JsonObject, desk: Desk, progress: Progress) -> Ahead:
    return log_extracts.look_ahead(desk, typed, progress)


def _make(typed: JsonObject, desk: Desk, folder: Path, progress: Progress) -> Sealed:
    return log_extracts.hand_over(desk, typed, folder, progress)
