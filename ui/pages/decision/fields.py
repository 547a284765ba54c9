"""The form of a decision, as data: the outcome first, then only what that outcome asks for."""

from __future__ import annotations

from app.casework.decided import CHANGES, GRANTS, PROCEDURAL, REFUSES
from app.casework.facts import DecisionBasis, Outcome, Owner
from app.casework.state import CaseState
from app.jsonvalue import JsonObject
from app.law.pack import Provision
from app.usecases.decision.decision_form import WITH_REASON
from ui import words
from ui.decision_words import BASES
from ui.fields.spec import FieldSpec, Kind
from ui.pages.decision.choices import (
    assessment_choices,
    changeable_choices,
    need_choices,
    provision_choices,
)
from ui.pages.decision.law_notes import NO_NOTES, Notes
from ui.texts import tr
from ui.widgets.editors.choice import Choice

_ANSWERS = (Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.REFUSED)


def decision_fields(
    state: CaseState,
    provisions: tuple[Provision, ...],
    change_provisions: tuple[Provision, ...] = (),
    notes: Notes = NO_NOTES,
) -> tuple[FieldSpec, ...]:
    """FL 31-32 §§: date, what, who, reasons with provision; each intervention to a need (F047)."""
    return (
        FieldSpec(
            "outcome",
            tr("Beslut"),
            Kind.RADIO,
            required=True,
            choices=words.choices(words.OUTCOMES),
            help=tr("Välj först. Sedan frågas bara det som hör till."),
        ),
        *_what(state, provisions, change_provisions),
        FieldSpec(
            "interventions",
            tr("Beviljade insatser"),
            Kind.ROWS,
            fields=intervention_fields(state),
            row=tr("Insats"),
            add=tr("Lägg till insats"),
            help=tr("Varje insats har en egen motivering."),
            applies=_grants,
        ),
        *_after(notes),
    )


def correction_fields(
    state: CaseState,
    provisions: tuple[Provision, ...],
    change_provisions: tuple[Provision, ...] = (),
    notes: Notes = NO_NOTES,
) -> tuple[FieldSpec, ...]:
    """A correction changes words, days and names, and never what was decided (FL 36 §)."""
    fixed = {"outcome", "basis", "assessment", "changes"}
    whole = decision_fields(state, provisions, change_provisions, notes)
    return (
        FieldSpec(
            "correction_reason",
            tr("Vad rättas, och varför?"),
            Kind.TEXT,
            required=True,
            lines=2,
            help=tr("Bara uppenbara skrivfel, räknefel och liknande."),
            note=notes.get("fl-36", ""),
        ),
        *(_without_need(each) for each in whole if each.name not in fixed),
    )


def _without_need(spec: FieldSpec) -> FieldSpec:
    if spec.name != "interventions":
        return spec
    fields = tuple(each for each in spec.fields if each.name != "need")
    return FieldSpec(
        spec.name,
        spec.label,
        spec.kind,
        fields=fields,
        row=spec.row,
        add=spec.add,
        applies=spec.applies,
    )


def _what(
    state: CaseState, provisions: tuple[Provision, ...], changes: tuple[Provision, ...]
) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("decided_on", tr("Beslutsdatum"), Kind.DATE, required=True, applies=_chosen),
        *_changed(state, changes),
        FieldSpec(
            "applied_for",
            tr("Vad ansökan gäller"),
            Kind.TEXT,
            required=True,
            lines=2,
            applies=lambda form: _chosen(form) and not _changes(form),
        ),
        FieldSpec(
            "basis",
            tr("Vad grundas beslutet på?"),
            Kind.RADIO,
            required=True,
            choices=tuple(Choice(code, tr(text)) for code, text in BASES.items()),
            applies=_examined,
        ),
        FieldSpec(
            "basis_reason",
            tr("Varför finns ingen utredning?"),
            Kind.TEXT,
            required=True,
            lines=2,
            applies=lambda form: _examined(form) and form.get("basis") in WITH_REASON,
        ),
        FieldSpec(
            "assessment",
            tr("Utredningen som beslutet grundas på"),
            Kind.CHOICE,
            required=True,
            choices=assessment_choices(state),
            applies=_on_assessment,
        ),
        FieldSpec(
            "provision",
            tr("Lagrum"),
            Kind.CHOICE,
            required=True,
            choices=provision_choices(provisions),
            help=tr("Listan visar vad som gäller på beslutsdagen."),
            applies=lambda form: _examined(form) and form.get("outcome") != Outcome.ENDED,
        ),
        FieldSpec(
            "items",
            tr("Svaret på varje del av ansökan"),
            Kind.ROWS,
            fields=_item_fields(),
            row=tr("Del"),
            add=tr("Lägg till del"),
            help=tr("Säg vad som beviljas och vad som avslås, var för sig."),
            applies=lambda form: form.get("outcome") == Outcome.PARTLY_GRANTED,
        ),
    )


def _changed(state: CaseState, provisions: tuple[Provision, ...]) -> tuple[FieldSpec, ...]:
    """Nothing ends a running decision by itself: it is named, and so is what has changed."""
    return (
        FieldSpec(
            "changes",
            tr("Vilket beslut ändras eller upphör?"),
            Kind.CHOICE,
            required=True,
            choices=changeable_choices(state),
            applies=_changes,
        ),
        FieldSpec(
            "change_provision",
            tr("Vad ger rätt att ändra det?"),
            Kind.CHOICE,
            required=True,
            choices=provision_choices(provisions),
            help=tr(
                "Beslut tills vidare följer socialtjänstlagen, tidsbegränsade beslut "
                "förvaltningslagen."
            ),
            applies=_changes,
        ),
        FieldSpec(
            "change_reasons",
            tr("Vad har ändrats?"),
            Kind.TEXT,
            required=True,
            lines=3,
            help=tr("Det som har hänt sedan beslutet, och varför det nu får ändras."),
            applies=_changes,
        ),
        FieldSpec(
            "ends_on",
            tr("Sista dagen som det gäller"),
            Kind.DATE,
            required=True,
            applies=lambda form: form.get("outcome") == Outcome.ENDED,
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
            applies=_on_assessment,
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
        FieldSpec(
            "consideration",
            tr("Särskild hänsyn"),
            Kind.TEXT,
            lines=2,
            help=tr("Till exempel könsspecifika faktorer, språk eller funktionsnedsättning."),
        ),
    )


def _item_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("what", tr("Vad ansökan gäller i den delen"), required=True),
        FieldSpec(
            "outcome",
            tr("Svar"),
            Kind.RADIO,
            required=True,
            choices=tuple(Choice(each, words.word(words.OUTCOMES, each)) for each in _ANSWERS),
        ),
        FieldSpec(
            "reason",
            tr("Skäl"),
            Kind.TEXT,
            lines=2,
            help=tr("Behövs när delen inte beviljas helt."),
        ),
    )


def _after(notes: Notes) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "reasons",
            tr("Motivering"),
            Kind.TEXT,
            required=True,
            lines=5,
            help=tr("De omständigheter som avgjort. Skriv så att den enskilde förstår."),
            applies=_chosen,
        ),
        *_when_refused(),
        FieldSpec("follow_up_on", tr("Följs upp"), Kind.DATE, applies=_grants),
        FieldSpec(
            "reservation",
            tr("Förbehåll"),
            Kind.TEXT,
            lines=2,
            help=tr("När beslutet får ändras fast det är tidsbegränsat. Lämna tomt om inget sägs."),
            applies=_grants,
        ),
        FieldSpec("decided_by_name", tr("Beslutsfattarens namn"), required=True, applies=_chosen),
        FieldSpec("decided_by_title", tr("Beslutsfattarens titel"), required=True, applies=_chosen),
        FieldSpec(
            "delegation",
            tr("Med stöd av vilken delegation"),
            required=True,
            placeholder=tr("Punkt i delegationsordningen, eller nämnden själv"),
            applies=_chosen,
        ),
        *_others(notes),
    )


def _when_refused() -> tuple[FieldSpec, ...]:
    """F085: a no says what is offered, who protects meanwhile and how to come back."""
    return (
        FieldSpec(
            "alternative_support",
            tr("Vad som erbjuds i stället"),
            Kind.TEXT,
            lines=2,
            applies=_refuses,
        ),
        FieldSpec(
            "protected_by", tr("Vem skyddar under tiden?"), Kind.TEXT, lines=2, applies=_refuses
        ),
        FieldSpec(
            "later_contact",
            tr("Kontakt längre fram"),
            Kind.TEXT,
            lines=2,
            help=tr("Vem hör av sig och när, eller hur den enskilde kommer tillbaka."),
            applies=_refuses,
        ),
    )


def _others(notes: Notes) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "others",
            tr("Har någon annan föredragit, deltagit eller berett ärendet?"),
            Kind.YES_NO,
            note=notes.get("fl-31", ""),
            applies=_chosen,
        ),
        FieldSpec("presenter", tr("Föredragande"), applies=_with_others),
        FieldSpec(
            "took_part",
            tr("Andra som deltog i den slutliga handläggningen"),
            applies=_with_others,
        ),
        FieldSpec(
            "preparation",
            tr("Ärendets beredning"),
            Kind.TEXT,
            lines=2,
            applies=_with_others,
        ),
    )


# ------------------------------------------------------------------------------ what applies


def _chosen(form: JsonObject) -> bool:
    return bool(form.get("outcome"))


def _grants(form: JsonObject) -> bool:
    return form.get("outcome") in GRANTS


def _changes(form: JsonObject) -> bool:
    return form.get("outcome") in CHANGES


def _examined(form: JsonObject) -> bool:
    return _chosen(form) and form.get("outcome") not in PROCEDURAL


def _on_assessment(form: JsonObject) -> bool:
    return _examined(form) and form.get("basis") == DecisionBasis.ASSESSMENT


def _refuses(form: JsonObject) -> bool:
    return form.get("outcome") in REFUSES or form.get("outcome") == Outcome.ENDED


def _with_others(form: JsonObject) -> bool:
    return _chosen(form) and form.get("others") is True
