"""The forms of the page Vägval."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.casework.facts import Judged, YesNoPending
from app.casework.routing import Suggestion
from app.jsonvalue import JsonObject
from app.law.definitions import Definition
from app.law.pack import Certainty
from app.usecases.unit.units import UnitRow
from ui import words
from ui.fields.spec import FieldSpec, Kind
from ui.route_words import ANSWERS, PATHS, ROUTES
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.words import Words

_MET: Words = {
    Judged.MET: "Uppfylld",
    Judged.NOT_MET: "Inte uppfylld",
    Judged.NOT_JUDGED: "Inte bedömd",
}
_YES: Words = {Judged.MET: "Ja", Judged.NOT_MET: "Nej", Judged.NOT_JUDGED: "Inte bedömt"}


def _judged(name: str) -> Callable[[JsonObject], bool]:
    """Whether the question has been judged at all."""
    return lambda typed: typed.get(name) in (Judged.MET, Judged.NOT_MET)


def criteria_fields(definitions: Sequence[Definition]) -> tuple[FieldSpec, ...]:
    """Motivation and definition. Consent and what BOPS has said are not typed here."""
    return (
        FieldSpec("judged_on", tr("Dag för bedömningen"), Kind.DATE, required=True),
        *_motivation(),
        *_definition(definitions),
        FieldSpec(
            "path",
            tr("Annan väg än den föreslagna"),
            Kind.CHOICE,
            placeholder=tr("Följ förslaget"),
            choices=words.choices(PATHS),
        ),
        FieldSpec(
            "path_reason",
            tr("Varför en annan väg?"),
            Kind.TEXT,
            required=True,
            applies=lambda typed: bool(typed.get("path")),
        ),
    )


def _motivation() -> tuple[FieldSpec, ...]:
    """Own words apart from the appraisal (F073)."""
    return (
        FieldSpec(
            "motivation",
            tr("Är den enskilde själv motiverad att hoppa av?"),
            Kind.RADIO,
            choices=words.choices(_YES),
        ),
        FieldSpec(
            "motivation_on",
            tr("När bedömdes motivationen?"),
            Kind.DATE,
            required=True,
            applies=_judged("motivation"),
        ),
        FieldSpec(
            "motivation_words",
            tr("Den enskildes egna ord"),
            Kind.TEXT,
            applies=_judged("motivation"),
        ),
        FieldSpec(
            "motivation_appraisal",
            tr("Din bedömning av motivationen"),
            Kind.TEXT,
            required=True,
            applies=_judged("motivation"),
        ),
    )


def _definition(definitions: Sequence[Definition]) -> tuple[FieldSpec, ...]:
    """The wordings are read before anybody answers (F078)."""
    return (
        FieldSpec(
            "definition",
            tr("Är definitionen av avhoppare uppfylld?"),
            Kind.RADIO,
            choices=words.choices(_MET),
            help=tr("Ett nej stänger ingen väg: stöd och skydd utreds ändå."),
            note="\n".join(_wording(each) for each in definitions),
        ),
        FieldSpec(
            "definition_key",
            tr("Definition som du har prövat mot"),
            Kind.RADIO,
            required=True,
            applies=_judged("definition"),
            choices=tuple(Choice(each.key, tr(each.name)) for each in definitions),
        ),
        FieldSpec(
            "definition_reason",
            tr("Varför är den uppfylld eller inte?"),
            Kind.TEXT,
            required=True,
            applies=_judged("definition"),
        ),
    )


def _wording(definition: Definition) -> str:
    """The text itself, where it comes from, and a doubt where there is one."""
    told = f"{tr(definition.name)}: ”{definition.text}” ({definition.reference})"
    if definition.certainty is not Certainty.CERTAIN:
        told += " " + tr("Återgiven med våra ord. Jämför med myndigheternas text.")
    return told


def unit_fields(
    suggested: Suggestion, units: Sequence[UnitRow], groups: Sequence[UnitRow] | None
) -> tuple[FieldSpec, ...]:
    """``groups`` are the social intervention groups that the age suggests (F012); empty when it is
    none's, None when it is not known."""
    if suggested.route is None:
        proposal = tr("Underlagen är oense. Välj och skriv varför.")
    else:
        proposal = tr("Förslag: {route}.").format(route=words.word(ROUTES, suggested.route))
    return (
        FieldSpec(
            "route",
            tr("Vem tar ärendet?"),
            Kind.RADIO,
            required=True,
            help=proposal,
            choices=words.choices(ROUTES),
            note=_by_age(groups),
        ),
        *_unit(units, "unit_name", tr("Enhet"), tr("Enhet som inte finns i registret")),
        FieldSpec(
            "valid_from",
            tr("Från och med"),
            Kind.DATE,
            required=True,
            help=tr("En enhet i taget: den förra slutar handlägga den här dagen."),
        ),
        FieldSpec(
            "reason",
            tr("Skäl"),
            Kind.TEXT,
            help=tr(
                "Behövs när du väljer något annat än förslaget, när underlagen är oense och när en "
                "annan enhet tar över."
            ),
        ),
    )


def _by_age(groups: Sequence[UnitRow] | None) -> str:
    if groups is None:
        return ""
    if not groups:
        return tr(
            "Ingen SIG i registret tar emot den enskildes ålder. Ingen spärr: välj ändå den enhet "
            "som ska hjälpa."
        )
    named = ", ".join(row.name for row in groups)
    return tr("SIG efter den enskildes ålder: {groups}. Ett förslag, ingen spärr.").format(
        groups=named
    )


def _unit(
    units: Sequence[UnitRow], typed: str, label: str, other: str
) -> tuple[FieldSpec, FieldSpec]:
    """From the register, or typed where it is not there."""
    return (
        FieldSpec(
            "unit",
            label,
            Kind.CHOICE,
            choices=tuple(Choice(row.entity, row.shown) for row in units),
            placeholder=tr("Inte i registret"),
        ),
        FieldSpec(typed, other, required=True, applies=lambda values: not values.get("unit")),
    )


def referral_fields(units: Sequence[UnitRow]) -> tuple[FieldSpec, ...]:
    return (
        *_unit(units, "to_name", tr("Till enhet"), tr("Till enhet som inte finns i registret")),
        FieldSpec("sent_on", tr("Dag"), Kind.DATE, required=True),
        FieldSpec(
            "how",
            tr("Hur lämnas den?"),
            required=True,
            suggestions=(tr("Personligen"), tr("Rekommenderat brev"), tr("Bud")),
        ),
        FieldSpec(
            "asks",
            tr("Vad ber du mottagaren om?"),
            Kind.TEXT,
            help=tr("Skrivs på hänvisningen. Inget om hot eller plats."),
        ),
    )


def receipt_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("received_on", tr("När togs den emot?"), Kind.DATE, required=True),
        FieldSpec(
            "received_by",
            tr("Vem kvitterade?"),
            required=True,
            help=tr("Funktion, till exempel enhetschef."),
        ),
        FieldSpec(
            "accepted", tr("Tar de över utredningen?"), Kind.RADIO, choices=words.choices(ANSWERS)
        ),
        FieldSpec(
            "answer",
            tr("Svaret"),
            Kind.TEXT,
            required=True,
            applies=_no("accepted"),
            help=tr("Varför inte, och vad de föreslår i stället."),
        ),
    )


def wish_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "wished",
            tr("Vilket program eller vilken utförare önskar den enskilde?"),
            Kind.TEXT,
            required=True,
        ),
        FieldSpec("stated_on", tr("När sades det?"), Kind.DATE, required=True),
    )


def answer_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "answer",
            tr("Svar på önskemålet"),
            Kind.RADIO,
            required=True,
            choices=words.choices(ANSWERS),
        ),
        FieldSpec(
            "answered_on",
            tr("När svarades det?"),
            Kind.DATE,
            required=True,
            applies=lambda typed: typed.get("answer") in (YesNoPending.YES, YesNoPending.NO),
        ),
        FieldSpec("reason", tr("Varför inte?"), Kind.TEXT, required=True, applies=_no("answer")),
        FieldSpec("alternative", tr("Vad erbjuds i stället?"), Kind.TEXT, applies=_no("answer")),
        FieldSpec("protected_by", tr("Vem skyddar under tiden?"), applies=_no("answer")),
        FieldSpec("later_contact", tr("När hörs ni igen?"), Kind.TEXT, applies=_no("answer")),
    )


def _no(name: str) -> Callable[[JsonObject], bool]:
    return lambda typed: typed.get(name) == YesNoPending.NO
