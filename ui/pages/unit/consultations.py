"""Konsultationer: questions about somebody whom the unit that asks does not name (F065)."""

from __future__ import annotations

from app.casework import moments
from app.casework.unit_facts import Consulted
from app.jsonvalue import JsonObject
from app.usecases.unit import consultations
from ui.fields.spec import FieldSpec, Kind
from ui.pages.unit.kept import KeptPlace, Shelf
from ui.session import Session
from ui.texts import tr


class ConsultationsPlace(KeptPlace[Consulted]):
    title = "Konsultationer"

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            Shelf(
                kind="consulted",
                lead="Stöd till en annan enhet i ett ärende som bara har en kod. Ingen identitet "
                "och inget ur ett ärende ska stå här.",
                new="Ny konsultation",
                change="Ändra konsultationen",
                nothing="Ingen konsultation är antecknad.",
                draft="En konsultation är inte sparad.",
                read=consultations.consultations,
                keep=consultations.keep_consultation,
                fields=_fields,
                typed=_typed,
                heading=_heading,
                rows=_rows,
            ),
        )


def _fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("asked_on", tr("När kom frågan?"), Kind.DATE, required=True),
        FieldSpec(
            "asked_by",
            tr("Vem frågar?"),
            required=True,
            help=tr("Funktion och enhet, till exempel ”Socialsekreterare, Järva”."),
        ),
        FieldSpec(
            "code",
            tr("Kod"),
            required=True,
            help=tr("Vad den som frågar kallar ärendet. Aldrig ett namn eller personnummer."),
            characters=20,
        ),
        FieldSpec("question", tr("Frågan"), Kind.TEXT, required=True, lines=4),
        FieldSpec("advice", tr("Råd som gavs"), Kind.TEXT, lines=4),
        FieldSpec("answered_on", tr("När besvarades den?"), Kind.DATE),
    )


def _typed(fact: Consulted) -> JsonObject:
    return {
        "asked_on": fact.asked_on,
        "asked_by": fact.asked_by,
        "code": fact.code,
        "question": fact.question,
        "advice": fact.advice,
        "answered_on": fact.answered_on,
    }


def _heading(fact: Consulted) -> str:
    return f"{fact.code} · {moments.shown(fact.asked_on)}"


def _rows(fact: Consulted) -> tuple[tuple[str, str], ...]:
    return (
        (tr("Vem frågar"), fact.asked_by),
        (tr("Frågan"), fact.question),
        (tr("Råd som gavs"), fact.advice or tr("Inte besvarad")),
        (tr("Besvarad"), moments.shown(fact.answered_on)),
    )
