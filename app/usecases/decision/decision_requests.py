"""The demand that a case is decided, which the person can make once when six months have gone: it
is answered within four weeks (FL 12 §)."""

from __future__ import annotations

from enum import StrEnum

from app.casework import facts
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.route.handling import sign
from app.usecases.typed import Typed


class Answer(StrEnum):
    """What was done with the demand; an empty choice while nothing has been."""

    DECIDED = "decided"
    REJECTED = "rejected"
    """In a decision of its own, which can be appealed."""


def sign_request(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """``typed``: requested_on, how; once it is answered also answer (``Answer``), answered_on and
    words (needed with a rejection). Raises InvalidFields; Refusal as ``handling.sign``."""
    fields = Typed(typed, desk.now().date())
    answer = fields.choice_or_none("answer", Answer)
    made = facts.DecisionRequest(
        requested_on=fields.day("requested_on", required=True, past=True),
        how=fields.line("how", required=True),
        answered_on=fields.day("answered_on", required=answer is not None, past=True),
        granted=None if answer is None else answer is Answer.DECIDED,
        words=fields.text("words", required=answer is Answer.REJECTED),
    )
    if answer is None and made.answered_on:
        fields.choice("answer", Answer)
    fields.not_before("answered_on", made.answered_on, "requested_on", made.requested_on)
    fields.check()
    return sign(desk, stream, entity, made, happened_at=made.requested_on, builds_on=builds_on)


def typed_again(request: facts.DecisionRequest) -> JsonObject:
    """The values of a signed demand as its form holds them."""
    answers = {None: "", True: Answer.DECIDED.value, False: Answer.REJECTED.value}
    return {
        "requested_on": request.requested_on,
        "how": request.how,
        "answer": answers[request.granted],
        "answered_on": request.answered_on,
        "words": request.words,
    }
