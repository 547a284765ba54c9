"""The discharge note as data."""

from __future__ import annotations

from app.casework.facts import ClosingReason
from app.jsonvalue import JsonObject
from ui import words
from ui.fields.spec import FieldSpec, Kind
from ui.follow_up_words import CLOSING_REASONS, REACHED, YES_NO_UNKNOWN
from ui.texts import tr


def closing_fields(*, running: bool) -> tuple[FieldSpec, ...]:
    """``running``: something granted still runs, and the note must say what holds for it."""
    return (
        FieldSpec("closed_on", tr("Avslutas den"), Kind.DATE, required=True),
        FieldSpec(
            "reason", tr("Skäl"), Kind.CHOICE, required=True, choices=words.choices(CLOSING_REASONS)
        ),
        FieldSpec(
            "reason_text", tr("Vilket skäl?"), Kind.TEXT, required=True, lines=2, applies=_other
        ),
        FieldSpec("situation", tr("Situationen nu"), Kind.TEXT, required=True, lines=4),
        _answers("aims", tr("Är de övergripande målen nådda?"), tr("Övergripande mål")),
        _answers("goals", tr("Är planens mål nådda?"), tr("Mål")),
        FieldSpec("remaining", tr("Behov som finns kvar"), Kind.TEXT, lines=3),
        FieldSpec(
            "return_to_crime",
            tr("Återgång till kriminalitet under tiden"),
            Kind.RADIO,
            required=True,
            choices=words.choices(YES_NO_UNKNOWN),
            help=tr("Det som är känt, inte en gissning."),
        ),
        FieldSpec("own_words", tr("Den enskildes egna ord"), Kind.TEXT, lines=3),
        *_afterwards(running=running),
    )


def _afterwards(*, running: bool) -> tuple[FieldSpec, ...]:
    held = (
        FieldSpec(
            "running_decisions",
            tr("Vad gäller för beslut som fortfarande löper?"),
            Kind.TEXT,
            required=True,
            lines=2,
            help=tr("Ett avslut ändrar inget beslut. Det gäller tills ett nytt beslut fattas."),
        ),
    )
    return (
        *(held if running else ()),
        FieldSpec(
            "told",
            tr("Vad den enskilde har fått veta"),
            Kind.TEXT,
            required=True,
            lines=2,
            help=tr("Till exempel hur hen söker igen, och hur länge akten finns kvar."),
        ),
        FieldSpec(
            "handed_over",
            tr("Överlämnat till"),
            required=True,
            help=tr("Enhet eller funktion."),
            applies=_transferred,
        ),
        FieldSpec("after_care", tr("Eftervård"), Kind.TEXT, lines=2),
        FieldSpec("after_care_until", tr("Eftervård till"), Kind.DATE),
    )


def _answers(name: str, text: str, row: str) -> FieldSpec:
    return FieldSpec(
        name,
        text,
        Kind.ROWS,
        row=row,
        add=tr("Lägg till"),
        fields=(
            FieldSpec("text", row, required=True),
            FieldSpec("reached", tr("Nått?"), Kind.RADIO, choices=words.choices(REACHED)),
            FieldSpec("words", tr("Hur syns det?"), Kind.TEXT, lines=2),
        ),
    )


def _other(values: JsonObject) -> bool:
    return values.get("reason") == ClosingReason.OTHER


def _transferred(values: JsonObject) -> bool:
    return values.get("reason") == ClosingReason.TRANSFERRED
