"""The forms of the page, as data."""

from __future__ import annotations

from app.casework.facts import Owner
from app.casework.state import CaseState
from app.law.pack import Provision
from ui import words
from ui.fields.spec import FieldSpec, Kind
from ui.pages.decision.presenter import assessment_choices, need_choices, provision_choices
from ui.texts import tr


def decision_fields(state: CaseState, provisions: tuple[Provision, ...]) -> tuple[FieldSpec, ...]:
    """FL 31–32 §§: date, what, who, reasons with provision; each intervention to a need (F047)."""
    return (
        FieldSpec(
            "outcome",
            tr("Beslut"),
            Kind.RADIO,
            required=True,
            choices=words.choices(words.OUTCOMES),
        ),
        FieldSpec("decided_on", tr("Beslutsdatum"), Kind.DATE, required=True),
        FieldSpec(
            "applied_for",
            tr("Vad ansökan gäller"),
            Kind.TEXT,
            required=True,
            lines=2,
        ),
        FieldSpec(
            "assessment",
            tr("Utredningen som beslutet grundas på"),
            Kind.CHOICE,
            required=True,
            choices=assessment_choices(state),
        ),
        FieldSpec(
            "provision",
            tr("Lagrum"),
            Kind.CHOICE,
            required=True,
            choices=provision_choices(provisions),
            help=tr("Listan visar vad som gäller på beslutsdagen."),
        ),
        FieldSpec(
            "interventions",
            tr("Beviljade insatser"),
            Kind.ROWS,
            fields=intervention_fields(state),
            row=tr("Insats"),
            add=tr("Lägg till insats"),
            help=tr("Varje insats hör till ett behov i utredningen och har en egen motivering."),
        ),
        *_reason_fields(),
    )


def _reason_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "reasons",
            tr("Motivering"),
            Kind.TEXT,
            required=True,
            lines=5,
            help=tr("De omständigheter som avgjort. Skriv så att den enskilde förstår."),
        ),
        FieldSpec(
            "alternative_support",
            tr("Vad som erbjuds i stället"),
            Kind.TEXT,
            lines=2,
            help=tr("Fyll i om något avslås."),
        ),
        FieldSpec("follow_up_on", tr("Följs upp"), Kind.DATE),
        FieldSpec("decided_by_name", tr("Beslutsfattarens namn"), required=True),
        FieldSpec("decided_by_title", tr("Beslutsfattarens titel"), required=True),
        FieldSpec(
            "delegation",
            tr("Med stöd av vilken delegation"),
            required=True,
            placeholder=tr("Punkt i delegationsordningen, eller nämnden själv"),
        ),
    )


def intervention_fields(state: CaseState) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("intervention", tr("Insats"), required=True),
        FieldSpec(
            "need",
            tr("Behov"),
            Kind.CHOICE,
            required=True,
            owner=Owner.SOCIAL_SERVICES,
            choices=need_choices(state),
        ),
        FieldSpec("reason", tr("Motivering"), Kind.TEXT, required=True, lines=2),
        FieldSpec("extent", tr("Omfattning"), placeholder=tr("Till exempel 4 timmar i veckan")),
        FieldSpec("valid_from", tr("Från och med"), Kind.DATE, required=True),
        FieldSpec(
            "valid_to",
            tr("Till och med"),
            Kind.DATE,
            help=tr("Lämna tomt om insatsen gäller tills vidare."),
        ),
    )


def dispatch_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("dispatched_on", tr("När skickades beslutet?"), Kind.DATE, required=True),
        FieldSpec(
            "how",
            tr("Hur?"),
            required=True,
            suggestions=(
                tr("Överlämnat personligen"),
                tr("Genom Skatteverkets postförmedling"),
                tr("Brev"),
            ),
        ),
    )


def receipt_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "received_on",
            tr("När fick den enskilde del av beslutet?"),
            Kind.DATE,
            required=True,
            help=tr("Tiden för att överklaga räknas från den dagen. Gissa inte från poststämpeln."),
        ),
        FieldSpec(
            "how",
            tr("Hur vet du det?"),
            required=True,
            suggestions=(tr("Fick det i handen"), tr("Delgivningskvitto"), tr("Har bekräftat")),
        ),
    )
