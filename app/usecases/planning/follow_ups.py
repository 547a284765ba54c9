"""Follow-up: planned on a track, carried out or cancelled (F063, F066–F068, F070, F071, F097).

Each is one entity: first planned, then in a later version done, or cancelled with a reason. What
has been observed stands apart from what is appraised, and nothing here assesses the threat: that
is for the police.
"""

from __future__ import annotations

from app.casework import facts
from app.casework.facts import FollowUpStatus, Reached, ThreatChange, Track, YesNoUnknown
from app.casework.state import CaseState, Entity
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import closings, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.planning.plan_form import keys_of
from app.usecases.reading import state_of
from app.usecases.typed import Typed

HIGHEST_MARK = 10
"""Marks go from 0 to this, and are compared with themselves over time alone."""

_CHANGED = (ThreatChange.MORE, ThreatChange.LESS)


def plan_follow_up(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """Plan a follow-up, or change when and how a planned one is made. ``typed``: track,
    planned_on (needed), how, participants (rows of function, name). Raises InvalidFields;
    Refusal: case_unknown, kind_newer, conflict_unsettled, revised_since; already_signed when it
    has been carried out or cancelled."""
    state = state_of(desk, stream)
    known = state.find(facts.FollowUp, entity)
    if known is not None and known.latest.fact.status is not FollowUpStatus.PLANNED:
        raise Refusal(Reason.ALREADY_SIGNED)
    fields = Typed(typed, desk.now().date())
    planned = facts.FollowUp(
        track=fields.choice("track", Track),
        status=FollowUpStatus.PLANNED,
        planned_on=fields.day("planned_on", required=True),
        how=fields.text("how"),
        participants=_participants(fields),
    )
    fields.check()
    writing.add_or_revise(desk, stream, entity, planned, builds_on=builds_on)
    return _changed(stream, entity)


def to_carry_out(state: CaseState, entity: EntityId | None, today: str) -> JsonObject:
    """Typed values to carry out a follow-up with: what was planned of it, or what was signed
    before where it is corrected, and the aims and goals of the plan in force to be answered.
    ``entity``: None for one that nobody planned."""
    known = state.find(facts.FollowUp, entity)
    if known is not None and known.latest.fact.status is FollowUpStatus.DONE:
        return typed_again(known.latest.fact)
    plan = state.plans[-1].latest if state.plans else None
    asked = {
        "aims": [_answer_form(each) for each in closings.asked_aims(state)],
        "goals": [_answer_form(each) for each in closings.asked_goals(state)],
        "plan": plan.record.id if plan else "",
        "done_on": today,
    }
    if known is None:
        return {"track": Track.SOCIAL_SERVICES.value, **asked}
    return {**planned_again(known.latest.fact), **asked}


def carry_out(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """Sign that a follow-up has been carried out, or correct one that was. ``typed``: track,
    done_on (needed), how, participants (rows of function, name; at least one), design (needed),
    quality (rows of requirement, met, words), aims and goals (rows of text, reached, score from 0
    to 10, words), threat (``ThreatChange``), threat_words (needed where it may have changed),
    return_to_crime (``YesNoUnknown``), protection_seen, crime_seen and contacts_seen (what has been
    observed of each), own_words, facts (needed), appraisal (needed), next_on,
    and plan (record id of the version that was followed up, or empty). A ``next_on`` plans the
    next follow-up on the same track in the same transaction, unless one is planned on that day.
    Raises InvalidFields; Refusal: case_unknown, kind_newer, conflict_unsettled, revised_since;
    already_signed when it was cancelled."""
    state = state_of(desk, stream)
    known = state.find(facts.FollowUp, entity)
    if known is not None and known.latest.fact.status is FollowUpStatus.CANCELLED:
        raise Refusal(Reason.ALREADY_SIGNED)
    done = _done(Typed(typed, desk.now().date()), state, known)
    with desk.vault.together():
        writing.add_or_revise(
            desk, stream, entity, done, happened_at=done.done_on, builds_on=builds_on
        )
        if done.next_on and not _is_planned(state, done.track, done.next_on):
            following = facts.FollowUp(
                track=done.track, status=FollowUpStatus.PLANNED, planned_on=done.next_on
            )
            writing.add(desk, stream, EntityId(desk.new_id()), following)
    return _changed(stream, entity)


def cancel_follow_up(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """Cancel a planned follow-up. ``typed``: cancelled_why (needed). Raises InvalidFields;
    Refusal: case_unknown, entity_unknown, kind_newer, conflict_unsettled, revised_since;
    already_signed when it has been carried out or cancelled."""
    known = state_of(desk, stream).find(facts.FollowUp, entity)
    if known is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    planned = known.latest.fact
    if planned.status is not FollowUpStatus.PLANNED:
        raise Refusal(Reason.ALREADY_SIGNED)
    fields = Typed(typed, desk.now().date())
    why = fields.text("cancelled_why", required=True)
    fields.check()
    cancelled = facts.FollowUp(
        track=planned.track,
        status=FollowUpStatus.CANCELLED,
        planned_on=planned.planned_on,
        how=planned.how,
        participants=planned.participants,
        cancelled_why=why,
    )
    writing.revise(desk, stream, entity, cancelled, builds_on=builds_on)
    return _changed(stream, entity)


def planned_again(fact: facts.FollowUp) -> JsonObject:
    """What was planned, as it was typed."""
    return {
        "track": fact.track.value,
        "planned_on": fact.planned_on,
        "how": fact.how,
        "participants": _people(fact),
    }


def typed_again(fact: facts.FollowUp) -> JsonObject:
    """A follow-up that was carried out, as it was typed."""
    return {
        "track": fact.track.value,
        "done_on": fact.done_on,
        "plan": fact.plan or "",
        "how": fact.how,
        "participants": _people(fact),
        "design": fact.design,
        "quality": [
            {"requirement": each.requirement, "met": each.met.value, "words": each.words}
            for each in fact.quality
        ],
        "aims": [_answer_form(each) for each in fact.aims],
        "goals": [_answer_form(each) for each in fact.goals],
        "threat": fact.threat.value,
        "threat_words": fact.threat_words,
        "return_to_crime": fact.return_to_crime.value,
        "protection_seen": fact.protection_seen,
        "crime_seen": fact.crime_seen,
        "contacts_seen": fact.contacts_seen,
        "own_words": fact.own_words,
        "facts": fact.facts,
        "appraisal": fact.appraisal,
        "next_on": fact.next_on,
    }


def _done(fields: Typed, state: CaseState, known: Entity[facts.FollowUp] | None) -> facts.FollowUp:
    people = fields.rows("participants", needed=True)
    done_on = fields.day("done_on", required=True, past=True)
    threat = fields.choice("threat", ThreatChange)
    done = facts.FollowUp(
        track=fields.choice("track", Track),
        status=FollowUpStatus.DONE,
        planned_on=known.latest.fact.planned_on if known else done_on,
        done_on=done_on,
        plan=_plan(fields, state),
        how=fields.text("how"),
        participants=tuple(_participant(row) for row in people),
        design=fields.text("design", required=True),
        quality=tuple(
            facts.QualityAnswer(
                requirement=row.text("requirement", required=True),
                met=row.choice("met", Reached),
                words=row.text("words"),
            )
            for row in fields.rows("quality")
        ),
        aims=_answers(fields, "aims"),
        goals=_answers(fields, "goals"),
        threat=threat,
        threat_words=fields.text("threat_words", required=threat in _CHANGED),
        return_to_crime=fields.choice("return_to_crime", YesNoUnknown),
        protection_seen=fields.text("protection_seen"),
        crime_seen=fields.text("crime_seen"),
        contacts_seen=fields.text("contacts_seen"),
        own_words=fields.text("own_words"),
        facts=fields.text("facts", required=True),
        appraisal=fields.text("appraisal", required=True),
        next_on=fields.day("next_on"),
    )
    fields.not_before("next_on", done.next_on, "done_on", done.done_on)
    fields.check()
    return done


def _plan(fields: Typed, state: CaseState) -> RecordId | None:
    plan = fields.line("plan")
    versions = {each.record.id for entity in state.plans for each in entity.versions}
    if plan and plan not in versions:
        fields.problem("plan", Fault.UNKNOWN_REFERENCE)
    return RecordId(plan) if plan else None


def _answers(fields: Typed, name: str) -> tuple[facts.AimAnswer, ...]:
    rows = fields.rows(name)
    return tuple(
        facts.AimAnswer(
            key=key,
            text=row.text("text", required=True),
            reached=row.choice_or_none("reached", Reached) or Reached.NOT_JUDGED,
            score=row.whole("score", 0, HIGHEST_MARK) if row.line("score") else None,
            words=row.text("words"),
        )
        for row, key in zip(rows, keys_of(rows), strict=True)
    )


def _answer_form(answer: facts.AimAnswer) -> JsonObject:
    """``reached`` stays open in one that nobody has answered yet."""
    judged = answer.reached is not Reached.NOT_JUDGED or answer.score is not None or answer.words
    return {
        "key": answer.key,
        "text": answer.text,
        "reached": answer.reached.value if judged else "",
        "score": "" if answer.score is None else str(answer.score),
        "words": answer.words,
    }


def _people(fact: facts.FollowUp) -> list[JsonObject]:
    return [{"name": each.name, "function": each.function} for each in fact.participants]


def _participants(fields: Typed) -> tuple[facts.Participant, ...]:
    return tuple(_participant(row) for row in fields.rows("participants"))


def _participant(row: Typed) -> facts.Participant:
    """By function; a name only where it is needed."""
    return facts.Participant(name=row.line("name"), function=row.line("function", required=True))


def _is_planned(state: CaseState, track: Track, day: str) -> bool:
    return any(
        (side.fact.track, side.fact.planned_on, side.fact.status)
        == (track, day, FollowUpStatus.PLANNED)
        for each in state.of(facts.FollowUp)
        for side in each.sides
    )


def _changed(stream: StreamId, entity: EntityId) -> Changes:
    parts = (Part.FOLLOW_UP, Part.CASE, Part.CASES, Part.WATCH, Part.DRAFTS)
    return Changes.of(stream, *parts, entity=entity)
