"""The forms of the care plan and of the coordinated plan, as data."""

from __future__ import annotations

from app.casework.facts import YesNoUnknown
from app.jsonvalue import JsonObject
from app.law.plan_contents import PlanContent
from ui import words
from ui.fields.spec import FieldSpec, Kind
from ui.functions import functions
from ui.pages.plan.care_presenter import NEEDED
from ui.pages.plan.law_notes import law_note
from ui.texts import tr
from ui.widgets.editors.choice import Choice


def care_plan_fields(headings: tuple[PlanContent, ...]) -> tuple[FieldSpec, ...]:
    """``headings``: every one that may be prescribed today."""
    yes_no = (Choice("yes", tr("Ja")), Choice("no", tr("Nej")))
    return (
        FieldSpec(
            "young",
            tr("Gäller planen ett barn eller en ung person?"),
            Kind.RADIO,
            required=True,
            choices=yes_no,
            help=tr("För barn och unga frågar lagen om mer."),
        ),
        _prescribed("interventions", tr("Särskilda insatser som behövs"), headings, required=True),
        _prescribed(
            "kin_contact",
            tr("Umgänge och kontakt med föräldrar, barn, syskon och andra närstående"),
            headings,
            help_text=tr(
                "Lagen frågar om det för barn och unga. För en vuxen: skriv hur kontakten med egna "
                "barn ordnas. Skriv relationer; namn på barn bara om det behövs."
            ),
        ),
        _prescribed("aim", tr("Målet med vården"), headings, required=True),
        _prescribed(
            "view",
            tr("Den enskildes syn på den planerade vården"),
            headings,
            required=True,
            help_text=tr("Med egna ord. Har den enskilde inte velat säga något, skriv det."),
        ),
        FieldSpec(
            "guardians_view",
            tr("Vårdnadshavarnas syn på den planerade vården"),
            Kind.TEXT,
            lines=2,
            help=tr("Lagen frågar efter den när den enskilde är under 18 år."),
            applies=_young,
        ),
        _prescribed(
            "others",
            tr("Åtgärder som andra huvudmän ansvarar för"),
            headings,
            required=True,
            help_text=tr("Skriv också om det inte finns några."),
        ),
        FieldSpec("fixed_on", tr("Fastställd den"), Kind.DATE, required=True),
    )


def sip_fields() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "needed",
            tr("Behövs en samordnad individuell plan med regionen?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(NEEDED),
            help=tr("Den behövs när den enskilde har behov av stöd från både kommun och region."),
        ),
        FieldSpec("reason", tr("Skäl"), Kind.TEXT, lines=1, applies=_answered, required=True),
        FieldSpec(
            "agreed",
            tr("Samtycker den enskilde till planen?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(words.YES_NO_PENDING),
            help=tr("Planen görs bara om den enskilde samtycker."),
            applies=_needed,
        ),
        FieldSpec(
            "participants",
            tr("Vilka är med?"),
            Kind.ROWS,
            fields=(
                FieldSpec("function", tr("Funktion"), required=True, suggestions=functions()),
                FieldSpec("name", tr("Namn"), help=tr("Bara om det behövs.")),
            ),
            row=tr("Deltagare"),
            add=tr("Lägg till deltagare"),
            applies=_needed,
        ),
        FieldSpec("municipality_does", tr("Kommunen gör"), Kind.TEXT, lines=1, applies=_needed),
        FieldSpec("region_does", tr("Regionen gör"), Kind.TEXT, lines=1, applies=_needed),
        FieldSpec("others_do", tr("Andra gör"), Kind.TEXT, lines=1, applies=_needed),
        FieldSpec(
            "leads",
            tr("Vem har det övergripande ansvaret?"),
            suggestions=(tr("Kommunen"), tr("Regionen")),
            applies=_needed,
        ),
        FieldSpec("follow_up_on", tr("Planen följs upp"), Kind.DATE, applies=_needed),
        FieldSpec("noted_on", tr("Noterad den"), Kind.DATE, required=True),
    )


def _prescribed(
    name: str,
    text: str,
    headings: tuple[PlanContent, ...],
    *,
    required: bool = False,
    help_text: str = "",
) -> FieldSpec:
    """A text with the law that it rests on under it."""
    notes = dict.fromkeys(law_note(each) for each in headings if each.field == name)
    return FieldSpec(
        name, text, Kind.TEXT, required, lines=2, help=help_text, note="; ".join(notes)
    )


def _young(form: JsonObject) -> bool:
    return form.get("young") == "yes"


def _needed(form: JsonObject) -> bool:
    return form.get("needed") == YesNoUnknown.YES


def _answered(form: JsonObject) -> bool:
    return form.get("needed") in (YesNoUnknown.YES, YesNoUnknown.NO)
