"""Lämna register: what of it goes to whom, what stays, and the file (X19, F032)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register
from app.usecases.handover.cards.card_register import KnownRow
from app.usecases.handover.packages.sending import Sealed
from app.usecases.handover.registers import register_packages
from app.usecases.handover.registers.register_offer import Offer, Thing
from app.usecases.handover.registers.register_packages import CHOICES, Ahead
from ui.fields.spec import FieldSpec, Kind
from ui.hand_over_place import Deeds, HandOverPlace, leaves_and_stays
from ui.known_people import person_choices
from ui.session import Session
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.words import Words, word

LISTS: Final[Words] = {
    "units": "Enheter som du har lagt till eller ändrat",
    "recipients": "Mottagare",
    "delegation": "Delegationsordning",
    "deadlines": "Lokala tider",
    "people": "Nyckelkort",
    "legal": "Lagpaket",
    "methods": "Metodpaket",
    "templates": "Mallar som inte ingår i ett paket",
}


@dataclass(frozen=True, slots=True)
class _Begun:
    people: tuple[KnownRow, ...]
    offer: Offer


class HandOverRegisterPlace(HandOverPlace):
    """Nothing is ticked to begin with."""

    title = "Lämna register"
    lead = (
        "Enheter, mottagare, tider, nyckelkort, lagpaket och mallar till en annan handläggares "
        "valv, i en fil som bara den kan öppna. Mottagaren väljer själv vad som tas in. Inget ur "
        "något ärende följer med."
    )
    reading = "Registret läses …"
    seal_text = "Försegla registret …"
    where_text = "Var ska registret ligga?"
    names = ("to", *CHOICES)
    shows = frozenset({Part.KEYS, Part.UNITS, Part.REGISTER, Part.LAW, Part.TEMPLATES})

    def __init__(self, session: Session) -> None:
        super().__init__(session, Deeds(_begin, _look, _make))

    def asks(self, begun: _Begun) -> Sequence[FieldSpec] | QWidget:
        receivers, lists = person_choices(begun.people), _lists(begun.offer)
        if not receivers:
            text = tr("Ta först emot mottagarens nyckelkort, under Nyckelkort.")
            return Notice(text, "notice-warn")
        if not lists:
            return label(tr("Det finns inget eget i registret att lämna än."))
        to = FieldSpec("to", tr("Vem ska få det?"), Kind.CHOICE, required=True, choices=receivers)
        return (to, *lists)

    def ahead(self, ahead: Ahead) -> Card:
        leaves = [
            tr("{what}: {names}").format(what=word(LISTS, name), names="; ".join(names))
            for name, names in ahead.leaves
        ]
        box = Card(label(_to(ahead), "heading"))
        if not ahead.outlook.confirmed:
            text = tr(
                "Mottagarens nyckelkort är inte bekräftat. Jämför orden under Nyckelkort innan du "
                "lämnar filen."
            )
            box.column.addWidget(Notice(text, "notice-warn"))
        box.column.addWidget(leaves_and_stays(leaves, _stays(ahead)))
        return box


def _lists(there: Offer) -> tuple[FieldSpec, ...]:
    """A list of boxes for each sort of which there is something."""
    things: dict[str, Iterable[Thing]] = {
        "units": (each.thing for each in there.units),
        "recipients": (each.thing for each in there.recipients),
        "delegation": (each.thing for each in there.delegation),
        "deadlines": (each.thing for each in there.deadlines),
        "people": (thing for thing, _ in there.people),
        "legal": (each.thing for each in there.legal),
        "methods": (each.thing for each in there.methods),
        "templates": (each.thing for each in there.templates),
    }
    found = ((name, _choices(things[name])) for name in CHOICES)
    return tuple(
        FieldSpec(name, word(LISTS, name), Kind.CHECKS, choices=choices)
        for name, choices in found
        if choices
    )


def _choices(things: Iterable[Thing]) -> tuple[Choice, ...]:
    return tuple(Choice(each.key, each.name) for each in things if not each.points_out)


def _to(ahead: Ahead) -> str:
    return tr("Till {name}, {unit}").format(name=ahead.outlook.name, unit=ahead.outlook.unit)


def _stays(ahead: Ahead) -> list[str]:
    lines = [tr("Allt i ärendena, loggen och enhetens anteckningar.")]
    if ahead.stays:
        text = tr("Det som ser ut att peka ut någon, med nummer eller adress: {names}.")
        lines.append(text.format(names="; ".join(ahead.stays)))
    return lines


def _begin(desk: Desk) -> _Begun:
    return _Begun(card_register.known_people(desk), register_packages.shown_offer(desk))


def _look(typed: JsonObject, desk: Desk, _progress: Progress) -> Ahead:
    return register_packages.look_ahead(desk, typed)


def _make(typed: JsonObject, desk: Desk, folder: Path, progress: Progress) -> Sealed:
    return register_packages.hand_over(desk, typed, folder, progress)
