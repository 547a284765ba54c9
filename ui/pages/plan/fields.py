"""The plan's form, as data: need → goal → intervention → activity → follow-up."""

from __future__ import annotations

from app.casework.facts import Owner
from app.casework.state import CaseState
from app.law.plan_contents import PlanContent
from ui.fields.spec import FieldSpec, Kind
from ui.functions import functions
from ui.pages.plan.law_notes import law_note
from ui.pages.plan.presenter import COST_UNITS, granted_choices, need_choices
from ui.texts import tr
from ui.widgets.editors.choice import Choice


def plan_fields(
    state: CaseState, prescribed: tuple[PlanContent, ...] = ()
) -> tuple[FieldSpec, ...]:
    """Content as SOSFS 2014:5 (general advice) asks for. ``prescribed``: what the law asks of
    this person's plan, which is said at its fields; only the young are asked about contact with
    the social services (förordning 2025:468, 10 kap. 3 §)."""
    notes = {each.field: law_note(each) for each in prescribed}
    return (
        *_aims_and_goals(state),
        *_people(notes),
        *_around(notes),
        *_days(notes),
    )


def _aims_and_goals(state: CaseState) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "aims",
            tr("Övergripande mål"),
            Kind.ROWS,
            help=tr("Vad allt syftar till. Skriv om, ta bort och lägg till."),
            fields=(
                FieldSpec("text", tr("Det övergripande målet"), Kind.TEXT, required=True, lines=1),
            ),
            row=tr("Övergripande mål"),
            add=tr("Lägg till övergripande mål"),
        ),
        FieldSpec(
            "goals",
            tr("Mål"),
            Kind.ROWS,
            fields=_goal_fields(state),
            row=tr("Mål"),
            add=tr("Lägg till mål"),
        ),
    )


def _people(notes: dict[str, str]) -> tuple[FieldSpec, ...]:
    """How the person took part, and who else did."""
    return (
        FieldSpec(
            "participation",
            tr("Hur har den enskilde varit delaktig?"),
            Kind.TEXT,
            required=True,
            lines=2,
            help=tr("Om den enskilde inte varit med: skriv varför, och hur ni har försökt."),
        ),
        FieldSpec(
            "own_words",
            tr("Den enskildes syn på planen, med egna ord"),
            Kind.TEXT,
            lines=2,
            note=notes.get("own_words", ""),
        ),
        FieldSpec(
            "participants",
            tr("Vilka deltog i planeringen?"),
            Kind.ROWS,
            fields=(
                FieldSpec("function", tr("Funktion"), suggestions=functions()),
                FieldSpec("name", tr("Namn"), help=tr("Bara om det behövs.")),
            ),
            row=tr("Deltagare"),
            add=tr("Lägg till deltagare"),
        ),
    )


def _around(notes: dict[str, str]) -> tuple[FieldSpec, ...]:
    """What others do, and what the person does for the own safety (F181)."""
    return (
        FieldSpec("cooperation", tr("Samverkan med andra"), Kind.TEXT, lines=2),
        FieldSpec(
            "others_measures",
            tr("Åtgärder som andra huvudmän ansvarar för"),
            Kind.TEXT,
            lines=2,
            help=tr("Vad, när och hur den enskilde har nytta av dem."),
            note=notes.get("others_measures", ""),
        ),
        FieldSpec(
            "kin_contact",
            tr("Umgänge och kontakt med närstående"),
            Kind.TEXT,
            lines=2,
            help=tr("Skriv relationer. Namn på barn bara om det behövs."),
            note=notes.get("kin_contact", ""),
        ),
        *_board_contact(notes),
        FieldSpec(
            "own_safety",
            tr("Vad den enskilde själv gör för sin säkerhet"),
            Kind.TEXT,
            lines=2,
            help=tr("Det som den enskilde sköter i samverkan med polisen."),
        ),
    )


def _days(notes: dict[str, str]) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("follow_up_on", tr("Planen följs upp"), Kind.DATE, required=True),
        FieldSpec(
            "follow_up_how",
            tr("Hur följs den upp?"),
            Kind.TEXT,
            lines=1,
            note=notes.get("follow_up_how", ""),
        ),
        FieldSpec("follow_up_who", tr("Vem ansvarar för uppföljningen?")),
        FieldSpec("valid_from", tr("Gäller från"), Kind.DATE),
        FieldSpec("valid_to", tr("Gäller till"), Kind.DATE),
        FieldSpec("fixed_on", tr("Fastställd den"), Kind.DATE, required=True),
    )


def _board_contact(notes: dict[str, str]) -> tuple[FieldSpec, ...]:
    if "board_contact" not in notes:
        return ()
    return (
        FieldSpec(
            "board_contact",
            tr("När och hur har den unge kontakt med socialtjänsten?"),
            Kind.TEXT,
            lines=1,
            note=notes["board_contact"],
        ),
    )


def _goal_fields(state: CaseState) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "need",
            tr("Behov i utredningen"),
            Kind.CHOICE,
            owner=Owner.SOCIAL_SERVICES,
            choices=need_choices(state),
        ),
        FieldSpec("need_text", tr("Behovet i korthet"), owner=Owner.SOCIAL_SERVICES),
        FieldSpec(
            "words",
            tr("Målet, med den enskildes egna ord"),
            Kind.TEXT,
            required=True,
            lines=2,
        ),
        FieldSpec("measure", tr("Hur ser vi att målet är nått?"), Kind.TEXT, lines=1),
        FieldSpec(
            "interventions",
            tr("Insatser"),
            Kind.ROWS,
            fields=_intervention_fields(state),
            row=tr("Insats"),
            add=tr("Lägg till insats"),
        ),
    )


def _intervention_fields(state: CaseState) -> tuple[FieldSpec, ...]:
    units = tuple(Choice(code, tr(text)) for code, text in COST_UNITS.items())
    return (
        FieldSpec("intervention", tr("Insats"), required=True),
        FieldSpec("granted", tr("Beviljad i beslut"), Kind.CHOICE, choices=granted_choices(state)),
        FieldSpec("provider", tr("Utförare")),
        FieldSpec(
            "payer",
            tr("Vem betalar?"),
            suggestions=(tr("Hemkommunen"), tr("Mottagande kommun"), tr("Regionen")),
        ),
        FieldSpec("cost_ore", tr("Kostnad"), Kind.AMOUNT),
        FieldSpec("cost_unit", tr("Kostnaden gäller"), Kind.CHOICE, choices=units),
        FieldSpec(
            "consideration",
            tr("Särskild hänsyn"),
            Kind.TEXT,
            lines=1,
            help=tr("Det som stödet behöver ta hänsyn till, också det som hör till kön."),
        ),
        FieldSpec(
            "activities",
            tr("Aktiviteter"),
            Kind.ROWS,
            fields=(
                FieldSpec("what", tr("Vad ska göras?"), Kind.TEXT, required=True, lines=1),
                FieldSpec("how", tr("Hur?"), Kind.TEXT, lines=1),
                FieldSpec("when", tr("När?")),
                FieldSpec("how_often", tr("Hur ofta?")),
                FieldSpec(
                    "who",
                    tr("Vem gör det?"),
                    help=tr("Helst funktion."),
                    suggestions=functions(),
                ),
            ),
            row=tr("Aktivitet"),
            add=tr("Lägg till aktivitet"),
        ),
    )
