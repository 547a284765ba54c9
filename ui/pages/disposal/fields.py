"""The short forms of the page Gallring."""

from __future__ import annotations

from collections.abc import Sequence

from app.casework.retention import Unsure
from app.law.retention import RetentionRule
from ui.fields.spec import FieldSpec, Kind
from ui.texts import tr
from ui.widgets.editors.choice import Choice


def proposal_fields(unsure: Sequence[Unsure]) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "reason",
            tr("Vad har du kontrollerat?"),
            Kind.TEXT,
            required=bool(unsure),
            lines=3,
            help=tr("Skriv inga namn: protokollet sparas när akten är borta."),
        ),
    )


def approval_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("name", tr("Vem har godkänt?"), required=True),
        FieldSpec("title", tr("Titel"), required=True),
        FieldSpec("on", tr("När undertecknades protokollet?"), Kind.DATE, required=True),
        FieldSpec(
            "seen",
            tr("Har du det undertecknade protokollet framför dig?"),
            Kind.YES_NO,
            required=True,
        ),
    )


def withdrawal_fields() -> tuple[FieldSpec, ...]:
    return (FieldSpec("withdrawn_why", tr("Varför gallras akten inte?"), Kind.TEXT, required=True),)


def hold_fields(rules: Sequence[RetentionRule]) -> tuple[FieldSpec, ...]:
    """``rules``: those that somebody can note an exception by."""
    return (
        FieldSpec(
            "kind",
            tr("Vad hindrar gallringen?"),
            Kind.RADIO,
            required=True,
            choices=tuple(Choice(rule.key, rule.heading, rule.reference) for rule in rules),
        ),
        FieldSpec(
            "reason",
            tr("Skäl"),
            Kind.TEXT,
            required=True,
            lines=3,
            help=tr("Vilka handlingar, vilket mål eller vilket beslut det gäller."),
        ),
        FieldSpec("decided_on", tr("När bestämdes det?"), Kind.DATE, required=True),
        FieldSpec(
            "until",
            tr("Till och med vilken dag?"),
            Kind.DATE,
            help=tr("Behövs när lagen sparar till en ålder: dagen då barnet fyller år."),
        ),
    )


def lifting_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("lifted_on", tr("När upphörde hindret?"), Kind.DATE, required=True),
        FieldSpec("lifted_why", tr("Varför?"), Kind.TEXT, required=True, lines=2),
    )
