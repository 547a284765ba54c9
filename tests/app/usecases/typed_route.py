"""What is typed on the pages Hot och risk and Vägval, ready to be changed in one field."""

from __future__ import annotations

from typing import Any

from app.casework import facts
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.around import threats
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.route import criteria


def bops(**changes: Any) -> JsonObject:
    return {
        "owner": "bops",
        "assessed_on": "2026-05-20",
        "level": "high",
        "type": "concrete",
        "target_group": "yes",
        "relocation_needed": "yes",
        "text": "",
        "valid_to": "",
        "assessor": "Handläggare, BOPS",
        "method": "structured",
        "reference": "B-17",
        "review_on": "2026-08-20",
    } | changes


def measure(**changes: Any) -> JsonObject:
    return {
        "measure": "Larm i bostaden",
        "responsible": "local_police",
        "responsible_name": "Lokalpolisområde Exempel",
        "status": "ongoing",
        "since": "2026-05-21",
        "follow_up_on": "2026-07-01",
        "note": "",
    } | changes


def card(**changes: Any) -> JsonObject:
    return {
        "judged_on": "2026-05-30",
        "motivation": "met",
        "motivation_on": "2026-05-28",
        "motivation_words": "Jag orkar inte mer.",
        "motivation_appraisal": "Har brutit kontakten och kommer till varje möte.",
        "definition": "met",
        "definition_key": "exit-common",
        "definition_reason": "Har valt att lämna och behöver stöd och skydd.",
        "path": "",
        "path_reason": "",
    } | changes


def unit(**changes: Any) -> JsonObject:
    return {
        "route": "district",
        "unit": "",
        "unit_name": "Exempelområdets vuxenenhet",
        "valid_from": "2026-06-01",
        "reason": "",
    } | changes


def referral(**changes: Any) -> JsonObject:
    return {
        "unit": "",
        "to_name": "Enheten för hemlösa",
        "sent_on": "2026-06-01",
        "how": "Bud",
        "asks": "Att ta över utredningen.",
    } | changes


def receipt(**changes: Any) -> JsonObject:
    return {
        "received_on": "2026-06-01",
        "received_by": "Enhetschef",
        "accepted": "yes",
        "answer": "",
    } | changes


def wish(**changes: Any) -> JsonObject:
    return {"wished": "Passus på Fryshuset", "stated_on": "2026-05-25"} | changes


def answer(**changes: Any) -> JsonObject:
    return {
        "answer": "no",
        "answered_on": "2026-05-30",
        "reason": "Kan inte tillgodose skyddet.",
        "alternative": "",
        "protected_by": "",
        "later_contact": "",
    } | changes


def say(desk: Desk, stream: StreamId, **changes: Any) -> EntityId:
    entity = new_entity(desk)
    threats.sign_threat_assessment(desk, stream, entity, bops(**changes))
    return entity


def consent(desk: Desk, stream: StreamId, answer: str = "given") -> EntityId:
    entity = new_entity(desk)
    given = facts.Consent(
        answer=facts.ConsentAnswer(answer),
        given_on="2026-05-10",
        method=facts.ConsentMethod.WRITTEN,
        purpose="Planera stöd och skydd.",
    )
    writing.add(desk, stream, entity, given)
    return entity


def met(desk: Desk, stream: StreamId) -> None:
    """Everything that a referral asks for."""
    say(desk, stream)
    consent(desk, stream)
    criteria.judge_criteria(desk, stream, card())
