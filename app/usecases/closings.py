"""The end of a case, as a discharge note: why, how it stands, what remains (F063, F070).

Closing ends no decision: what still runs goes on by its own rules until a new decision (SoL 14
kap. 9 §, FL 37 §), and the note has to say what holds for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework import decided, facts
from app.casework.facts import ClosingReason, Reached, YesNoUnknown
from app.casework.state import CaseState, Entity, Signed
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed


@dataclass(frozen=True, slots=True)
class Running:
    """A granted intervention that has not come to its end."""

    intervention: str
    valid_to: str
    """Empty: until further notice."""


def running(state: CaseState, today: date) -> tuple[Running, ...]:
    """Everything granted that still holds, and that no later decision has ended."""
    return tuple(
        Running(each.intervention, each.valid_to)
        for entity in decided.running(state, today)
        for side in entity.sides
        for each in side.fact.interventions
        if decided.holds(each, today)
    )


def planned(state: CaseState) -> tuple[facts.FollowUp, ...]:
    """The follow-ups that are planned and not made, the earliest first. A closed case is followed
    up no more, and closing it cancels none of them. Of a disputed one every side counts."""
    found = {
        (each.id, side.fact.planned_on): side.fact
        for each in state.of(facts.FollowUp)
        for side in each.sides
        if side.fact.status is facts.FollowUpStatus.PLANNED
    }
    return tuple(sorted(found.values(), key=lambda each: each.planned_on))


def asked_aims(state: CaseState) -> tuple[facts.AimAnswer, ...]:
    """The aims of the plan in force, to be answered."""
    return tuple(
        facts.AimAnswer(key=aim.key, text=aim.text)
        for plan in state.plans[-1:]
        for aim in plan.latest.fact.aims
    )


def asked_goals(state: CaseState) -> tuple[facts.AimAnswer, ...]:
    """The goals of the plan in force, to be answered."""
    return tuple(
        facts.AimAnswer(key=goal.key, text=goal.words)
        for plan in state.plans[-1:]
        for goal in plan.latest.fact.goals
    )


def last_closing(state: CaseState) -> Entity[facts.Closing] | None:
    """The discharge note that holds; None while the case is open, also when it was closed once."""
    closings = state.of(facts.Closing)
    if not closings:
        return None
    last = max(closings, key=lambda each: _place(each.latest))
    again = any(_place(each.first) > _place(last.latest) for each in state.intakes)
    return None if again else last


def close_case(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """Sign the discharge note. ``typed``: closed_on, reason (``ClosingReason``), reason_text,
    situation, aims and goals (rows of key, text, reached, words), remaining, told, handed_over,
    return_to_crime (``YesNoUnknown``), own_words, after_care, after_care_until, running_decisions
    (demanded while something granted still runs). Raises InvalidFields; Refusal: case_unknown,
    already_signed when the case is closed already."""
    state = state_of(desk, stream)
    if last_closing(state) is not None:
        raise Refusal(Reason.ALREADY_SIGNED)
    closing = _closing(state, Typed(typed, desk.now().date()))
    writing.add(desk, stream, entity, closing, happened_at=closing.closed_on)
    return _changed(stream, entity)


def correct_closing(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """A later version of the discharge note; the earlier stays readable. Raises InvalidFields;
    Refusal: case_unknown, entity_unknown, kind_newer, conflict_unsettled, revised_since."""
    closing = _closing(state_of(desk, stream), Typed(typed, desk.now().date()))
    writing.revise(
        desk, stream, entity, closing, happened_at=closing.closed_on, builds_on=builds_on
    )
    return _changed(stream, entity)


def _closing(state: CaseState, fields: Typed) -> facts.Closing:
    reason = fields.choice("reason", ClosingReason)
    closed_on = fields.day("closed_on", required=True, past=True)
    goes_on = running(state, date.fromisoformat(closed_on) if closed_on else fields.today)
    closing = facts.Closing(
        closed_on=closed_on,
        reason=reason,
        situation=fields.text("situation", required=True),
        reason_text=fields.text("reason_text", required=reason is ClosingReason.OTHER),
        aims=_answers(fields, "aims"),
        goals=_answers(fields, "goals"),
        remaining=fields.text("remaining"),
        told=fields.text("told", required=True),
        handed_over=fields.text("handed_over", required=reason is ClosingReason.TRANSFERRED),
        return_to_crime=fields.choice("return_to_crime", YesNoUnknown),
        own_words=fields.text("own_words"),
        after_care=fields.text("after_care"),
        after_care_until=fields.day("after_care_until"),
        running_decisions=fields.text("running_decisions", required=bool(goes_on)),
    )
    fields.not_before("closed_on", closed_on, "received_on", _first_day(state))
    fields.not_before("after_care_until", closing.after_care_until, "closed_on", closed_on)
    fields.check()
    return closing


def _answers(fields: Typed, name: str) -> tuple[facts.AimAnswer, ...]:
    return tuple(
        facts.AimAnswer(
            key=row.line("key") or str(at),
            text=row.text("text", required=True),
            reached=row.choice_or_none("reached", Reached) or Reached.NOT_JUDGED,
            words=row.text("words"),
        )
        for at, row in enumerate(fields.rows(name), 1)
    )


def _first_day(state: CaseState) -> str:
    return min((each.latest.fact.received_on for each in state.intakes), default="")


def _place(version: Signed[facts.Fact]) -> int:
    return version.record.content.lamport


def _changed(stream: StreamId, entity: EntityId) -> Changes:
    parts = (Part.CLOSING, Part.CASE, Part.CASES, Part.WATCH, Part.DISPOSAL, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)
