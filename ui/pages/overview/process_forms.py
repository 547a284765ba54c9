"""The forms of what the case's own course asks for: what became of an intake, a step that is
skipped, and whether gender-specific factors were noticed."""

from __future__ import annotations

from functools import partial

import msgspec

from app.casework import facts, words
from app.casework.facts import IntakeAnswer, StepMarkKind
from app.casework.process.steps import Process, Step
from app.casework.state import CaseState
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import steps
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.route import intake_outcomes
from ui.case_words import STEP_MARK
from ui.fields.spec import FieldSpec, Kind
from ui.pages.overview.described import Form
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.words import choices, word


def answer_form(
    state: CaseState, stream: StreamId, entity: EntityId, own: facts.AuthorCard | None
) -> Form | None:
    """What became of the intake that ``entity`` answers; None when it answers none."""
    intake = intake_outcomes.answered_intake(state, entity)
    if intake is None:
        return None
    known = state.find(facts.IntakeOutcome, entity)
    handling = state.only(facts.HandlingUnit)
    units = (
        handling.latest.fact.unit_name if handling else "",
        own.unit if own else "",
    )
    suggested = tuple(dict.fromkeys(name for name in units if name))
    fresh: JsonObject = {"unit_name": suggested[0] if suggested else ""}
    return Form(
        tr("Svar på intresseanmälan eller ansökan"),
        _answer_fields(suggested),
        partial(_answer_intake, stream, intake.id),
        tr("Spara svaret"),
        _typed(known.latest.fact) if known else fresh,
        tr("Ett nej säger varför, vad som erbjuds i stället och vem som skyddar under tiden."),
    )


def _enrolled(values: JsonObject) -> bool:
    return values.get("answer") == IntakeAnswer.ENROLLED


def _declined(values: JsonObject) -> bool:
    return values.get("answer") == IntakeAnswer.DECLINED


def _answer_fields(units: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "answer",
            tr("Vad blev svaret?"),
            Kind.RADIO,
            True,
            choices=choices(
                {
                    IntakeAnswer.ENROLLED: "Den enskilde är inskriven",
                    IntakeAnswer.DECLINED: "Nej, eller den enskilde vill inte",
                }
            ),
        ),
        FieldSpec("answered_on", tr("När lämnades svaret?"), Kind.DATE, True),
        FieldSpec(
            "unit_name",
            tr("Enhet"),
            required=True,
            help=tr("Den enhet som den enskilde är inskriven vid."),
            suggestions=units,
            applies=_enrolled,
        ),
        FieldSpec("reason", tr("Varför?"), Kind.TEXT, True, applies=_declined),
        FieldSpec("alternative", tr("Vad erbjuds i stället?"), Kind.TEXT, True, applies=_declined),
        FieldSpec(
            "protected_by",
            tr("Vem skyddar under tiden?"),
            Kind.TEXT,
            True,
            help=tr("Skriv också om inget hot är känt."),
            lines=2,
            applies=_declined,
        ),
        FieldSpec(
            "later_contact",
            tr("När och hur tas kontakt igen?"),
            Kind.TEXT,
            lines=2,
            applies=_declined,
        ),
    )


def gender_form(state: CaseState, stream: StreamId) -> Form:
    known = state.only(facts.GenderFactors)
    return Form(
        tr("Könsspecifika faktorer"),
        (
            FieldSpec(
                "state",
                tr("Har könsspecifika faktorer uppmärksammats?"),
                Kind.RADIO,
                True,
                choices=choices(words.GENDER),
            ),
            FieldSpec("noted_on", tr("Noterat den"), Kind.DATE, True),
            FieldSpec(
                "ways",
                tr("På vilket sätt?"),
                Kind.TEXT,
                True,
                help=tr("Skriv så att det kan läsas utan att någon känns igen."),
                applies=_noticed,
            ),
        ),
        partial(_note_gender, stream),
        tr("Spara"),
        _typed(known.latest.fact) if known else {},
    )


def _noticed(values: JsonObject) -> bool:
    return values.get("state") == facts.GenderState.NOTICED


def step_of(process: Process, stream: StreamId, entity: EntityId) -> Step | None:
    """The step whose mark this entity is."""
    found = (each for each in process.steps if steps.entity_of_mark(stream, each.key) == entity)
    return next(found, None)


def mark_form(process: Process, stream: StreamId, entity: EntityId, today: str) -> Form | None:
    """To skip a step, or to take a mark back; None for a step that nobody may skip."""
    step = step_of(process, stream, entity)
    if step is None or (step.mark is None and not step.row.skippable):
        return None
    name = tr(step.row.name)
    day = FieldSpec("marked_on", tr("Dag"), Kind.DATE, True)
    reason = FieldSpec("reason", tr("Varför?"), Kind.TEXT, True)
    if step.mark is not None:
        return Form(
            tr("Öppna steget {name} igen").format(name=name),
            (day, reason),
            partial(_reopen, stream, step.key),
            tr("Öppna steget igen"),
            {"marked_on": today},
        )
    kinds = (StepMarkKind.SKIPPED, StepMarkKind.DONE_ELSEWHERE)
    kind = FieldSpec(
        "mark",
        tr("Vad gäller?"),
        Kind.RADIO,
        True,
        choices=tuple(Choice(each.value, word(STEP_MARK, each)) for each in kinds),
    )
    return Form(
        tr("Steget {name}").format(name=name),
        (kind, day, reason),
        partial(_mark, stream, step.key),
        tr("Spara"),
        {"marked_on": today},
        tr(step.row.help),
    )


def _typed(fact: facts.Fact) -> JsonObject:
    """A fact as the values of its form."""
    typed: JsonObject = msgspec.to_builtins(fact)
    return {name: "" if value is None else value for name, value in typed.items()}


def _answer_intake(stream: StreamId, intake: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return intake_outcomes.answer_intake(desk, stream, intake, typed)


def _note_gender(stream: StreamId, desk: Desk, typed: JsonObject) -> Changes:
    return intake_outcomes.note_gender_factors(desk, stream, typed)


def _mark(stream: StreamId, step: str, desk: Desk, typed: JsonObject) -> Changes:
    return steps.mark_step(desk, stream, step, typed)


def _reopen(stream: StreamId, step: str, desk: Desk, typed: JsonObject) -> Changes:
    return steps.reopen_step(desk, stream, step, typed)
