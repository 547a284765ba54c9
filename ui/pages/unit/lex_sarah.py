"""Lex Sarah: reports of wrongs in the work, in a register of their own (X21)."""

from __future__ import annotations

from app.casework import moments
from app.casework.unit_facts import LexSarah
from app.jsonvalue import JsonObject
from app.usecases.unit import lex_sarah
from ui.fields.spec import FieldSpec, Kind
from ui.pages.unit.kept import KeptPlace, Shelf
from ui.session import Session
from ui.texts import tr


class LexSarahPlace(KeptPlace[LexSarah]):
    title = "Lex Sarah"

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            Shelf(
                kind="lex_sarah",
                lead="Missförhållanden och risker för missförhållanden i verksamheten. Rapporten "
                "står här och inte i något ärende, och nämner ingen enskild.",
                new="Ny rapport",
                change="Fortsätt på rapporten",
                nothing="Ingen rapport är skriven.",
                draft="En rapport är inte sparad.",
                read=lex_sarah.reports,
                keep=lex_sarah.keep_report,
                fields=_fields,
                typed=_typed,
                heading=_heading,
                rows=_rows,
            ),
        )


def _fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("happened_on", tr("När hände det?"), Kind.DATE, required=True),
        FieldSpec("reported_on", tr("När rapporterades det?"), Kind.DATE, required=True),
        FieldSpec(
            "what",
            tr("Vad har hänt, eller kunde ha hänt?"),
            Kind.TEXT,
            required=True,
            lines=4,
            help=tr("Beskriv verksamheten, inte personen. Inga namn och inga ärendenummer."),
        ),
        FieldSpec(
            "consequences",
            tr("Följder för den enskilde"),
            Kind.TEXT,
            required=True,
            lines=3,
            help=tr("Vad det ledde till, eller kunde ha lett till."),
        ),
        FieldSpec("reported_to", tr("Vem har tagit emot rapporten?"), required=True),
        FieldSpec("measures", tr("Åtgärder"), Kind.TEXT, lines=3),
        FieldSpec("investigated_on", tr("När var utredningen klar?"), Kind.DATE),
        FieldSpec("outcome", tr("Vad utredningen kom fram till"), Kind.TEXT, lines=3),
        FieldSpec(
            "serious",
            tr("Är det allvarligt, och varför eller varför inte?"),
            Kind.TEXT,
            lines=2,
            help=tr("Behövs när utredningen är klar eller när det anmäls till IVO."),
        ),
        FieldSpec("ivo_on", tr("När anmäldes det till IVO?"), Kind.DATE),
    )


_FIELDS = (
    *("happened_on", "reported_on", "what", "consequences", "reported_to"),
    *("measures", "investigated_on", "outcome", "serious", "ivo_on"),
)


def _typed(fact: LexSarah) -> JsonObject:
    return {name: getattr(fact, name) for name in _FIELDS}


def _heading(fact: LexSarah) -> str:
    state = tr("utredd") if fact.investigated_on else tr("utreds")
    return tr("Rapport {day}, {state}").format(day=moments.shown(fact.reported_on), state=state)


def _rows(fact: LexSarah) -> tuple[tuple[str, str], ...]:
    return (
        (tr("Hände"), moments.shown(fact.happened_on)),
        (tr("Vad har hänt, eller kunde ha hänt"), fact.what),
        (tr("Följder för den enskilde"), fact.consequences),
        (tr("Mottagare av rapporten"), fact.reported_to),
        (tr("Åtgärder"), fact.measures),
        (tr("Utredningen klar"), moments.shown(fact.investigated_on)),
        (tr("Vad utredningen kom fram till"), fact.outcome),
        (tr("Allvarligt eller inte"), fact.serious),
        (tr("Anmält till IVO"), moments.shown(fact.ivo_on)),
    )
