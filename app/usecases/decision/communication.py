"""Communication before a decision: what the person was shown, how, and until when an answer can be
given; or by which exception it was left out (FL 25 §, SOSFS 2014:5 5 kap. 12 §; X10)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.casework import facts
from app.casework.state import CaseState
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.route.handling import sign
from app.usecases.typed import Typed

NOTES_OFFERED = 20
"""The latest notes to choose among; what is older is told in words."""


class Way(StrEnum):
    """Whether the person was shown the material."""

    SENT = "sent"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class MaterialChoice:
    """A signed record that can be communicated."""

    record: RecordId
    text: str
    """What it is and its day. Never what stands in it."""


def material_to_choose(state: CaseState) -> tuple[MaterialChoice, ...]:
    """Assessments in force, then the latest notes, newest first."""
    forms = [
        MaterialChoice(side.record.id, f"{side.fact.title}, {side.fact.completed_on}")
        for entity in reversed(state.assessments)
        for side in entity.sides
    ]
    notes = [
        MaterialChoice(
            entity.latest.record.id,
            f"{entity.latest.fact.heading}, {entity.latest.record.content.happened_at[:10]}",
        )
        for entity in reversed(state.notes[-NOTES_OFFERED:])
    ]
    return (*forms, *notes)


def sign_communication(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """``typed``: way (``Way``). Sent: records (list of record ids of ``material_to_choose``) or
    material (words, a line each), at least one of them, sent_on, how and answer_by. Left out:
    exception (``facts.CommunicationException``) and exception_reason. Raises InvalidFields;
    Refusal as ``handling.sign``."""
    fields = Typed(typed, desk.now().date())
    if fields.choice("way", Way) is Way.LEFT_OUT:
        made = facts.Communication(
            exception=fields.choice("exception", facts.CommunicationException),
            exception_reason=fields.text("exception_reason", required=True),
        )
    else:
        made = _sent(fields, state_of(desk, stream), builds_on)
    fields.check()
    return sign(desk, stream, entity, made, happened_at=made.sent_on, builds_on=builds_on)


def sign_answer(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """What the person answered, or that the time passed without. ``typed``: communication (record
    id), outcome (``answered`` or ``passed``), answered_on, words (needed with an answer). Raises
    InvalidFields; Refusal: communication_missing, and as ``handling.sign``."""
    fields = Typed(typed, desk.now().date())
    known = {
        version.record.id: version.fact
        for each in state_of(desk, stream).of(facts.Communication)
        for version in each.versions
        if version.fact.exception is None
    }
    if not known:
        raise Refusal(Reason.COMMUNICATION_MISSING)
    communication = RecordId(fields.code("communication", known, required=True))
    answered = fields.choice("outcome", AnswerOutcome) is AnswerOutcome.ANSWERED
    made = facts.CommunicationAnswer(
        communication=communication,
        answered_on=fields.day("answered_on", required=True, past=True),
        answered=answered,
        words=fields.text("words", required=answered),
    )
    if communication:
        _check_day(fields, known[communication], made)
    fields.check()
    return sign(desk, stream, entity, made, happened_at=made.answered_on, builds_on=builds_on)


class AnswerOutcome(StrEnum):
    ANSWERED = "answered"
    PASSED = "passed"
    """The time to answer has run out."""


def typed_again(communication: facts.Communication) -> JsonObject:
    """The values of a signed communication as its form holds them."""
    known = [each for each in communication.material if each.record is not None]
    words = [each.text for each in communication.material if each.record is None]
    return {
        "way": Way.SENT if communication.exception is None else Way.LEFT_OUT,
        "records": [each.record for each in known],
        "material": "\n".join(words),
        "sent_on": communication.sent_on,
        "how": communication.how,
        "answer_by": communication.answer_by,
        "exception": communication.exception or "",
        "exception_reason": communication.exception_reason,
    }


def _sent(fields: Typed, state: CaseState, builds_on: RecordId | None) -> facts.Communication:
    offered = {each.record: each.text for each in material_to_choose(state)}
    offered |= _chosen_before(state, builds_on)
    records = fields.codes("records", offered)
    words = [line.strip() for line in fields.text("material").split("\n") if line.strip()]
    if not records and not words:
        fields.problem("records", Fault.MATERIAL_NEEDED)
    made = facts.Communication(
        material=(
            *(facts.Material(text=offered[r], record=r) for r in map(RecordId, records)),
            *(facts.Material(text=each) for each in words),
        ),
        sent_on=fields.day("sent_on", required=True, past=True),
        how=fields.line("how", required=True),
        answer_by=fields.day("answer_by", required=True),
    )
    fields.not_before("answer_by", made.answer_by, "sent_on", made.sent_on)
    return made


def _chosen_before(state: CaseState, builds_on: RecordId | None) -> dict[RecordId, str]:
    """What the wording that is mended names stays a choice, however old it is."""
    return {
        material.record: material.text
        for each in state.of(facts.Communication)
        for version in each.versions
        if version.record.id == builds_on
        for material in version.fact.material
        if material.record is not None
    }


def _check_day(fields: Typed, sent: facts.Communication, answer: facts.CommunicationAnswer) -> None:
    """An answer comes after what it answers; that the time has passed is said after it has."""
    fields.not_before("answered_on", answer.answered_on, "sent_on", sent.sent_on)
    if not answer.answered and answer.answered_on and answer.answered_on <= sent.answer_by:
        fields.problem("answered_on", Fault.BEFORE, other="answer_by")
