"""What is asked of an interest or an application: when the case is made, and when more comes in."""

from __future__ import annotations

from ui.case_words import CHANNEL, INTAKE
from ui.fields.spec import FieldSpec, Kind
from ui.texts import tr
from ui.words import choices


def intake() -> tuple[FieldSpec, ...]:
    """F033, F034: how it came in, and the wish in the person's own words."""
    return (
        FieldSpec("kind", tr("Vad har kommit in?"), Kind.RADIO, True, choices=choices(INTAKE)),
        FieldSpec("received_on", tr("När kom det in?"), Kind.DATE, True),
        FieldSpec("channel", tr("Hur kom det in?"), Kind.CHOICE, True, choices=choices(CHANNEL)),
        FieldSpec(
            "from_whom",
            tr("Vem tog kontakt?"),
            help=tr("Roll, inte namn: den enskilde, anhörig, Polismyndigheten."),
        ),
        FieldSpec("received_by", tr("Vem tog emot?"), required=True),
        FieldSpec(
            "wish",
            tr("Vad önskar den enskilde?"),
            Kind.TEXT,
            True,
            help=tr("Med personens egna ord. Skriv inga namn, nummer eller adresser här."),
            lines=4,
        ),
    )


def registration_number() -> FieldSpec:
    return FieldSpec(
        "registration_number",
        tr("Diarienummer"),
        help=tr("Kommunens eget nummer, till exempel SN 2026/123."),
        characters=24,
    )
