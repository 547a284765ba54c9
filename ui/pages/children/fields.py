"""The forms of the page, as data."""

from __future__ import annotations

from app.casework.facts import ReportState
from app.casework.words import YES_NO_UNKNOWN
from app.jsonvalue import JsonObject
from ui import words
from ui.case_words import CHILD_REPORT
from ui.fields.spec import FieldSpec, Kind
from ui.texts import tr


def children_fields() -> tuple[FieldSpec, ...]:
    """As little as will do; no names (F152)."""
    return (
        FieldSpec("noted_on", tr("När berättades det?"), Kind.DATE, required=True),
        FieldSpec(
            "responsible",
            tr("Har den enskilde ansvar för barn?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(YES_NO_UNKNOWN),
        ),
        FieldSpec(
            "who",
            tr("Vilka barn gäller det?"),
            Kind.TEXT,
            lines=2,
            help=tr("Antal och ungefärlig ålder. Namn behövs inte här."),
        ),
        FieldSpec("contact", tr("Umgänge och kontakt"), Kind.TEXT, lines=2),
        FieldSpec(
            "at_risk",
            tr("Vistas något barn i en miljö där det finns risk?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(YES_NO_UNKNOWN),
        ),
        FieldSpec(
            "best_interest",
            tr("Barnets bästa"),
            Kind.TEXT,
            lines=3,
            help=tr("Vad som är bäst för barnet här, och vad barnet självt har sagt."),
        ),
        FieldSpec(
            "others",
            tr("Andra som har ansvar för barnet"),
            Kind.TEXT,
            lines=2,
            help=tr("Efter funktion: annan vårdnadshavare, skola, socialtjänst på annan ort."),
        ),
    )


def alert_fields(law: str) -> tuple[FieldSpec, ...]:
    """``law``: the provision on reports, as the legal pack prints it."""
    return (
        FieldSpec("raised_on", tr("När kom det fram?"), Kind.DATE, required=True),
        FieldSpec(
            "what",
            tr("Vad har kommit fram om barn?"),
            Kind.TEXT,
            required=True,
            lines=3,
            help=tr("Det som behövs för att handla nu. Inga namn om det går utan."),
        ),
        FieldSpec(
            "told",
            tr("Vilka har fått veta det, och när?"),
            Kind.TEXT,
            lines=2,
            help=tr("Efter funktion: den egna chefen, den andra kommunen, polisen."),
        ),
        FieldSpec(
            "report",
            tr("Anmälan till socialnämnden"),
            Kind.RADIO,
            required=True,
            choices=words.choices(CHILD_REPORT),
            note=law,
        ),
        *_report_fields(),
        *_agreement_fields(),
    )


def _report_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("reported_on", tr("Anmälan gjord"), Kind.DATE, required=True, applies=_reported),
        FieldSpec(
            "reported_to",
            tr("Anmälan gjord till"),
            required=True,
            help=tr("Nämnd eller enhet, inte person."),
            applies=_reported,
        ),
        FieldSpec(
            "report_reason",
            tr("Varför ingen anmälan behövs"),
            Kind.TEXT,
            required=True,
            lines=2,
            applies=_not_needed,
        ),
    )


def _agreement_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "division",
            tr("Vem gör vad, som det är överenskommet"),
            Kind.TEXT,
            lines=3,
        ),
        FieldSpec("agreed_with", tr("Överenskommet med"), help=tr("Efter funktion.")),
        FieldSpec("agreed_on", tr("Överenskommet den"), Kind.DATE),
        FieldSpec("measures", tr("Åtgärder"), Kind.TEXT, lines=2),
        FieldSpec(
            "opened_on",
            tr("Förhandsbedömning inleddes"),
            Kind.DATE,
            help=tr(
                "Om det är känt. De fjorton dagarna räknas från anmälan, eller härifrån om någon "
                "annan har anmält."
            ),
        ),
        FieldSpec("closed_on", tr("Avslutat den"), Kind.DATE),
        FieldSpec("outcome", tr("Hur det gick"), Kind.TEXT, lines=2),
    )


def _reported(values: JsonObject) -> bool:
    return values.get("report") == ReportState.DONE


def _not_needed(values: JsonObject) -> bool:
    return values.get("report") == ReportState.NOT_NEEDED
