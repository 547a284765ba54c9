"""Which form is for what: its heading, its fields, and what its signature does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from app.casework.retention import Unsure
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.law.retention import RetentionRule
from app.usecases import disposal, retention
from app.usecases.changes import Changes
from app.usecases.desk import Desk
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
    in_register, in_case = Target(register, entity, "disposal"), None
    if form in (Form.HOLD, Form.LIFT):
        in_case = Target(stream, entity, "retention_hold")
    sign = partial(_sign, form, stream, entity)
    match form:
        case Form.PROPOSE:
            return MadeForm(
                tr("Föreslå gallring"),
                " ".join(word(UNSURE, each) for each in unsure),
                RecordEditor(
                    session,
                    fields.proposal_fields(unsure),
                    in_register,
                    sign,
                    sign_text=tr("Föreslå gallring"),
                ),
            )
        case Form.APPROVE:
            return MadeForm(
                tr("Notera godkännandet"),
                tr("Den som godkänner är en annan än den som har föreslagit."),
                RecordEditor(
                    session,
                    fields.approval_fields(),
                    in_register,
                    sign,
                    sign_text=tr("Notera godkännandet"),
                ),
            )
        case Form.WITHDRAW:
            return MadeForm(
                tr("Ta tillbaka förslaget"),
                "",
                RecordEditor(
                    session,
                    fields.withdrawal_fields(),
                    in_register,
                    sign,
                    sign_text=tr("Ta tillbaka"),
                ),
            )
    assert in_case is not None
    lifting = form is Form.LIFT
    return MadeForm(
        tr("Hindret har upphört") if lifting else tr("Notera ett hinder"),
        "",
        RecordEditor(
            session,
            fields.lifting_fields() if lifting else fields.hold_fields(rules),
            in_case,
            sign,
            sign_text=tr("Spara"),
        ),
    )


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
