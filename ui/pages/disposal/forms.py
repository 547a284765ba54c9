"""Which form is for what: its heading, its fields, and what its signature does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from app.casework.retention import Unsure
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.law.retention import RetentionRule
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.keeping import disposal, retention
from ui.fields.spec import FieldSpec
from ui.pages.disposal import fields
from ui.pages.disposal.words import UNSURE
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.words import word


class Form(StrEnum):
    PROPOSE = "propose"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    HOLD = "hold"
    LIFT = "lift"


_KIND = "disposal"
_WORDS: Mapping[Form, tuple[str, str]] = {
    Form.PROPOSE: ("Föreslå gallring", "Föreslå gallring"),
    Form.APPROVE: ("Notera godkännandet", "Notera godkännandet"),
    Form.WITHDRAW: ("Ta tillbaka förslaget", "Ta tillbaka"),
    Form.HOLD: ("Notera ett hinder", "Spara"),
    Form.LIFT: ("Hindret har upphört", "Spara"),
}
"""Heading, and what the button says."""


@dataclass(frozen=True, slots=True)
class MadeForm:
    heading: str
    hint: str
    editor: RecordEditor


def make_form(
    session: Session,
    opened: JsonObject,
    register: StreamId,
    rules: Sequence[RetentionRule],
    unsure: Sequence[Unsure],
) -> MadeForm:
    """The form that ``opened`` (the page's note of it) names. Raises ValueError for none."""
    form, entity = Form(str(opened.get("form"))), EntityId(str(opened.get("entity")))
    stream = StreamId(str(opened.get("stream")))
    in_case = form in (Form.HOLD, Form.LIFT)
    target = (
        Target(stream, entity, "retention_hold") if in_case else Target(register, entity, _KIND)
    )
    heading, sign_text = _WORDS[form]
    editor = RecordEditor(
        session,
        _fields(form, rules, unsure),
        target,
        partial(_sign, form, stream, entity),
        sign_text=tr(sign_text),
    )
    return MadeForm(tr(heading), _hint(form, unsure), editor)


def _fields(
    form: Form, rules: Sequence[RetentionRule], unsure: Sequence[Unsure]
) -> tuple[FieldSpec, ...]:
    match form:
        case Form.PROPOSE:
            return fields.proposal_fields(unsure)
        case Form.APPROVE:
            return fields.approval_fields()
        case Form.WITHDRAW:
            return fields.withdrawal_fields()
        case Form.HOLD:
            return fields.hold_fields(rules)
        case Form.LIFT:
            return fields.lifting_fields()


def _hint(form: Form, unsure: Sequence[Unsure]) -> str:
    if form is Form.PROPOSE:
        return " ".join(word(UNSURE, each) for each in unsure)
    if form is Form.APPROVE:
        return tr("Den som godkänner är en annan än den som har föreslagit.")
    return ""


def _sign(form: Form, stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    match form:
        case Form.PROPOSE:
            return disposal.propose(desk, stream, entity, typed)
        case Form.APPROVE:
            return disposal.approve(desk, entity, typed)
        case Form.WITHDRAW:
            return disposal.withdraw(desk, entity, typed)
        case Form.HOLD:
            return retention.note_hold(desk, stream, entity, typed)
        case Form.LIFT:
            return retention.lift_hold(desk, stream, entity, typed)
