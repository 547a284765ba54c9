"""An appeal from its arrival to the court's answer, each step a later version (FL 43-46 §§; X11).

Whether it came in time is worked out from when the person got the decision, and judged by the
caseworker: the day of receipt may itself be what is in dispute.
"""

from __future__ import annotations

from datetime import date

from app.casework import due, facts
from app.casework.decided import decision_of, versions_of
from app.casework.facts import AppealTimeliness
from app.casework.moments import day_or_none
from app.casework.state import CaseState
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import LegalPack
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.route.handling import sign
from app.usecases.typed import Typed

_LATE = frozenset({AppealTimeliness.LATE, AppealTimeliness.LATE_EXCUSED})


def last_day(state: CaseState, law: LegalPack, decision: RecordId) -> date | None:
    """The last day of appeal of a decision, from the first day the person is known to have got
    it; None while nobody knows."""
    entity = decision_of(state, decision)
    if entity is None:
        return None
    mine = versions_of(entity)
    ends = [
        due.appeal_ends(receipt.latest.fact.received_on, law)
        for receipt in state.receipts
        if receipt.latest.fact.decision in mine
    ]
    return min((day for day in ends if day is not None), default=None)


def suggested_timeliness(
    state: CaseState, law: LegalPack, decision: RecordId, received_on: str
) -> AppealTimeliness:
    """In time up to and with the last day; not judged while the day that the person got the
    decision, or the day of the appeal, is unknown."""
    ends, received = last_day(state, law, decision), day_or_none(received_on)
    if ends is None or received is None:
        return AppealTimeliness.NOT_JUDGED
    return AppealTimeliness.IN_TIME if received <= ends else AppealTimeliness.LATE


def sign_appeal(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """``typed``: decision (record id), received_on, words; as the matter goes on also timeliness
    (``facts.AppealTimeliness``), timeliness_reason (needed when late), reconsidered
    (``facts.Reconsidered``), reconsidered_on, reconsidered_reason (both needed with it),
    forwarded_on, court (each needed with the other), court_decided_on, court_outcome (likewise).
    Raises InvalidFields; Refusal: decision_missing, and as ``handling.sign``."""
    fields = Typed(typed, desk.now().date())
    state = state_of(desk, stream)
    if not state.decisions:
        raise Refusal(Reason.DECISION_MISSING)
    appeal = _appeal(fields, {record for each in state.decisions for record in versions_of(each)})
    decided = decision_of(state, appeal.decision)
    if decided is not None:
        earliest = decided.latest.fact.decided_on
        fields.not_before("received_on", appeal.received_on, "decided_on", earliest)
    fields.check()
    return sign(desk, stream, entity, appeal, happened_at=appeal.received_on, builds_on=builds_on)


def _appeal(fields: Typed, known: set[RecordId]) -> facts.Appeal:
    timeliness = fields.choice_or_none("timeliness", AppealTimeliness)
    reconsidered = fields.choice_or_none("reconsidered", facts.Reconsidered)
    appeal = facts.Appeal(
        decision=RecordId(fields.code("decision", known, required=True)),
        received_on=fields.day("received_on", required=True, past=True),
        words=fields.text("words"),
        timeliness=timeliness or AppealTimeliness.NOT_JUDGED,
        timeliness_reason=fields.text("timeliness_reason", required=timeliness in _LATE),
        reconsidered=reconsidered,
        reconsidered_on=fields.day("reconsidered_on", required=reconsidered is not None, past=True),
        reconsidered_reason=fields.text("reconsidered_reason", required=reconsidered is not None),
        forwarded_on=fields.day("forwarded_on", required=fields.given("court"), past=True),
        court=fields.line("court", required=fields.given("forwarded_on")),
        court_decided_on=fields.day(
            "court_decided_on", required=fields.given("court_outcome"), past=True
        ),
        court_outcome=fields.text("court_outcome", required=fields.given("court_decided_on")),
    )
    fields.not_before("reconsidered_on", appeal.reconsidered_on, "received_on", appeal.received_on)
    fields.not_before("forwarded_on", appeal.forwarded_on, "received_on", appeal.received_on)
    fields.not_before(
        "court_decided_on", appeal.court_decided_on, "received_on", appeal.received_on
    )
    return appeal


def typed_again(appeal: facts.Appeal) -> JsonObject:
    """The values of an appeal as its form holds them."""
    judged = appeal.timeliness is not AppealTimeliness.NOT_JUDGED
    return {
        "decision": appeal.decision,
        "received_on": appeal.received_on,
        "words": appeal.words,
        "timeliness": appeal.timeliness.value if judged else "",
        "timeliness_reason": appeal.timeliness_reason,
        "reconsidered": appeal.reconsidered.value if appeal.reconsidered else "",
        "reconsidered_on": appeal.reconsidered_on,
        "reconsidered_reason": appeal.reconsidered_reason,
        "forwarded_on": appeal.forwarded_on,
        "court": appeal.court,
        "court_decided_on": appeal.court_decided_on,
        "court_outcome": appeal.court_outcome,
    }
