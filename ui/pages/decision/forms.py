"""Which form each kind of record on the page has, and what signing it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from app.casework import facts
from app.casework.state import CaseState
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.decision import appeals, communication, decision_requests, decisions, execution
from app.usecases.desk import Desk
from ui.fields.spec import FieldSpec
from ui.pages.decision import handling_fields as fields
from ui.pages.decision.law_notes import Notes
from ui.record_editor import Target
from ui.texts import tr

DECISION = "decision"
APPEAL = "appeal"


class SignRecord(Protocol):
    def __call__(
        self,
        desk: Desk,
        stream: StreamId,
        entity: EntityId,
        typed: JsonObject,
        *,
        builds_on: RecordId | None = None,
    ) -> Changes: ...


@dataclass(frozen=True, slots=True)
class FormKind:
    """One small form: everything on the page but the decision itself."""

    heading: str
    draft: str
    """What is said of one that waits."""
    shape: type[facts.Fact]
    specs: Callable[[CaseState, Notes], tuple[FieldSpec, ...]]
    sign: SignRecord
    typed_again: Callable[[Any], JsonObject] | None = None
    """None where a record is never mended."""


FORMS: Mapping[str, FormKind] = {
    "communication": FormKind(
        heading="Kommunicering före beslut",
        draft="En kommunicering är inte sparad.",
        shape=facts.Communication,
        specs=fields.communication_fields,
        sign=communication.sign_communication,
        typed_again=communication.typed_again,
    ),
    "communication_answer": FormKind(
        heading="Svar på kommuniceringen",
        draft="Svaret på en kommunicering är inte sparat.",
        shape=facts.CommunicationAnswer,
        specs=fields.answer_fields,
        sign=communication.sign_answer,
    ),
    "dispatch": FormKind(
        heading="Beslutet är skickat",
        draft="Uppgiften om när beslutet skickades är inte sparad.",
        shape=facts.Dispatch,
        specs=fields.dispatch_fields,
        sign=decisions.add_dispatch,
        typed_again=decisions.dispatch_again,
    ),
    "decision_receipt": FormKind(
        heading="Den enskilde har fått del av beslutet",
        draft="Uppgiften om när beslutet togs emot är inte sparad.",
        shape=facts.DecisionReceipt,
        specs=fields.receipt_fields,
        sign=decisions.add_receipt,
        typed_again=decisions.receipt_again,
    ),
    APPEAL: FormKind(
        heading="Överklagande",
        draft="En uppgift om ett överklagande är inte sparad.",
        shape=facts.Appeal,
        specs=lambda _, notes: fields.appeal_fields("", notes),
        sign=appeals.sign_appeal,
        typed_again=appeals.typed_again,
    ),
    "execution": FormKind(
        heading="Verkställighet",
        draft="En uppgift om verkställighet är inte sparad.",
        shape=facts.Execution,
        specs=fields.execution_fields,
        sign=execution.sign_event,
        typed_again=execution.typed_again,
    ),
    "decision_request": FormKind(
        heading="Begäran att ärendet avgörs",
        draft="En begäran att ärendet avgörs är inte sparad.",
        shape=facts.DecisionRequest,
        specs=fields.request_fields,
        sign=decision_requests.sign_request,
        typed_again=decision_requests.typed_again,
    ),
}


def draft_texts() -> dict[str, str]:
    """The kinds of drafts that belong on the page, with what is said of one."""
    decision = {DECISION: tr("Ett beslut är inte signerat.")}
    return decision | {kind: tr(form.draft) for kind, form in FORMS.items()}


def sign_form(target: Target, mends: str, desk: Desk, typed: JsonObject) -> Changes:
    """Sign one of the small forms; the first wording, or a later one of the one it mends."""
    before = RecordId(mends) if mends else None
    sign = FORMS[target.kind].sign
    return sign(desk, target.stream, target.entity, typed, builds_on=before)
