"""Asking another person to approve what is signed here: a decision, a plan, another paper of a
case, or the protocol of a disposal (F129, X08, X14).

What leaves is one document and the request that names its hash; never the records it is made of.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from app.casework import facts
from app.casework.four_eyes import Person, Rule, Subject, is_one_of
from app.casework.state import CaseState, Entity
from app.casework.unit_facts import Disposal
from app.disclosure.gate import Columns
from app.disclosure.linter import Finding, unexplained
from app.errors import Fault, Reason, Refusal
from app.handover.approval_standing import ApprovalStanding, ApprovalView, answer_to, approval_of
from app.handover.kinds import HandoverKind
from app.ids import BlobId, EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.log_codes import LogCode
from app.progress import Progress, no_progress
from app.usecases import registers, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.approvals.approval_papers import (
    Asked,
    Wish,
    asked_about,
    author_of,
    rule_of,
    subject_of,
)
from app.usecases.handover.cards import card_register
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.sending import Outlook, Sealed, outlook, seal_parcel
from app.usecases.reading import register_of, state_of
from app.usecases.typed import Typed
from app.usecases.writing import Entry

PDF: Final = "application/pdf"
_PURPOSE: Final = "Begäran om attest av handlingen {document}"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Exactly what would leave, before it does."""

    pdf: bytes
    document_id: str
    sentence: str
    """What the other is asked to sign, word for word."""
    columns: Columns | None
    """Lämnar and stannar; None for what is of no case."""
    findings: tuple[Finding, ...]
    """What must be explained, where it is to stand in the document."""
    outlook: Outlook

    @property
    def digest(self) -> str:
        """SHA-256 of ``pdf``: what ``ask`` is told has been looked at."""
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One signed thing, whether it should be approved, and how far that has come."""

    rule: Rule | None
    view: ApprovalView
    version: RecordId
    """The version that holds: what a new request is about."""

    @property
    def may_ask(self) -> bool:
        return self.view.standing not in (ApprovalStanding.WAITING, ApprovalStanding.APPROVED) or (
            self.view.standing is ApprovalStanding.WAITING and self.view.later
        )


def approval_row(desk: Desk, state: CaseState, thing: Entity[facts.Fact]) -> ApprovalRow:
    """For a card of a case. Shows nothing that the card does not; not logged."""
    latest = thing.latest
    author = author_of(desk, latest).name
    view = approval_of(
        thing,
        state.of(facts.ApprovalRequest),
        state.of(facts.Approval),
        desk.vault.handover.verify,
    )
    rule = rule_of(desk, latest.record.kind_name, latest.fact, author)
    return ApprovalRow(rule, view, latest.record.id)


def protocol_rows(desk: Desk) -> dict[EntityId, ApprovalRow]:
    """The same for every protocol of disposal, in the register."""
    register = register_of(desk)
    requests, answers = register.of(facts.ApprovalRequest), register.of(facts.Approval)
    rule = desk.four_eyes.rule_for(Subject.DISPOSAL)
    verify = desk.vault.handover.verify
    return {
        each.id: ApprovalRow(
            rule, approval_of(each, requests, answers, verify), each.latest.record.id
        )
        for each in register.of(Disposal)
    }


def people_to_ask(desk: Desk) -> tuple[card_register.KnownRow, ...]:
    """Whoever has a key card here, but for units' root cards."""
    return tuple(row for row in card_register.known_people(desk) if not row.person.root)


def prepare(desk: Desk, stream: StreamId, typed: JsonObject) -> Prepared:
    """What would leave on this request. Logged first, as a look at the document. ``typed``: about
    (record id), to (a known person), role, and of a case reason (why this person needs it) and
    explanation (why what the linter finds may stay in). Raises InvalidFields; Refusal as
    ``approval_papers.asked_about`` and ``sending.outlook``."""
    request = _request(desk, stream, typed)
    about: JsonObject = {"stream": stream, "document": request.asked.document.document_id}
    desk.vault.log.write(LogCode.PREVIEWED, about)
    return Prepared(
        pdf=request.pdf,
        document_id=request.asked.document.document_id,
        sentence=request.fact.sentence,
        columns=request.asked.columns,
        findings=request.asked.findings,
        outlook=outlook(desk, _parcel(request)),
    )


def ask(
    desk: Desk,
    stream: StreamId,
    typed: JsonObject,
    folder: Path,
    progress: Progress = no_progress,
    *,
    looked_at: str,
) -> Sealed:
    """Ask, as a file in ``folder`` for the person. ``typed`` as in ``prepare``; ``looked_at`` is
    the ``digest`` of what the caseworker has seen: nothing else leaves. Raises as ``prepare``;
    findings_unexplained, revised_since, and as ``sending.seal_parcel``; Cancelled."""
    request = _request(desk, stream, typed)
    disclosed = request.asked.disclosed
    if disclosed is not None:
        left = unexplained(request.asked.findings, disclosed.request.explanations)
        if left:
            raise Refusal(Reason.FINDINGS_UNEXPLAINED, count=len(left))
    if request.fact.blob != looked_at:
        raise Refusal(Reason.REVISED_SINCE)
    return seal_parcel(desk, _parcel(request), folder, progress)


def withdraw(desk: Desk, stream: StreamId, entity: EntityId) -> Changes:
    """Take a request back: an answer to it is no longer taken in. The other is not told by this;
    whoever has asked says so. Raises Refusal: case_unknown, entity_unknown, approval_over when it
    has been answered or withdrawn, conflict_unsettled."""
    requests, approvals = requests_and_answers(desk, stream)
    found = next((each for each in requests if each.id == entity), None)
    if found is None or found.latest.fact.from_key != desk.vault.author.key:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    fact = found.latest.fact
    if fact.withdrawn_on or answer_to(found, approvals, desk.vault.handover.verify) is not None:
        raise Refusal(Reason.APPROVAL_OVER)
    today = desk.now().date().isoformat()
    writing.revise(desk, stream, entity, msgspec.structs.replace(fact, withdrawn_on=today))
    return Changes.of(stream, *parts_of(fact.what), entity=entity)


def parts_of(what: str) -> tuple[Part, ...]:
    """The pages that show approvals of this kind."""
    shown = {"decision": Part.DECISION, "plan": Part.PLAN, "disposal": Part.DISPOSAL}
    return (Part.APPROVALS, shown.get(what, Part.CASE))


@dataclass(frozen=True, slots=True)
class _Request:
    entity: EntityId
    to: EntityId
    fact: facts.ApprovalRequest
    asked: Asked
    pdf: bytes


def _request(desk: Desk, stream: StreamId, typed: JsonObject) -> _Request:
    fields = Typed(typed, desk.now().date())
    about = RecordId(fields.line("about", required=True))
    people = {row.entity: row.person for row in people_to_ask(desk)}
    to = EntityId(fields.code("to", people, required=True))
    role = fields.line("role", required=True)
    in_case = stream != desk.vault.journal.register
    reason = fields.text("reason", required=in_case)
    explanation = fields.text("explanation")
    fields.check()
    person = people[to]
    asked = asked_about(desk, stream, about, Wish(person.recipient, reason, explanation))
    if is_one_of(Person(person.signing_key, person.name), asked.others):
        fields.problem("to", Fault.SAME_PERSON)
    fields.check()
    own = registers.own_card(desk)
    pdf = desk.render(asked.document)
    fact = facts.ApprovalRequest(
        about=asked.about,
        what=asked.what,
        case_number=asked.case_number,
        document=asked.document.kind,
        document_id=asked.document.document_id,
        blob=BlobId(hashlib.sha256(pdf).hexdigest()),
        sentence=desk.four_eyes.sentence(
            subject_of(asked.what), document=asked.document.document_id, role=role
        ),
        role=role,
        from_key=own.key,
        from_name=own.name,
        to_key=person.signing_key,
        to_name=person.name,
        asked_on=fields.today.isoformat(),
    )
    return _Request(EntityId(desk.new_id()), to, fact, asked, pdf)


def _parcel(request: _Request) -> Parcel:
    asked = request.asked
    return Parcel(
        kind=HandoverKind.APPROVAL_REQUEST,
        to=request.to,
        purpose=_PURPOSE.format(document=asked.document.document_id),
        pick=partial(_pick, request),
        stream=asked.stream,
        ground=asked.disclosed.ground.reference if asked.disclosed is not None else "",
        disclosed=asked.disclosed,
        entries=(Entry(request.entity, request.fact),),
    )


def _pick(request: _Request, desk: Desk) -> Contents:
    """In the transaction that the request is written in: the document with it, or neither."""
    stream = request.asked.stream
    blob = desk.vault.blobs.put(stream, request.pdf, PDF)
    mine = (
        each for each in desk.vault.journal.records(stream) if each.content.entity == request.entity
    )
    return Contents(
        records=tuple(mine),
        blobs=((stream, blob),),
        body={},
    )


def requests_and_answers(
    desk: Desk, stream: StreamId
) -> tuple[tuple[Entity[facts.ApprovalRequest], ...], tuple[Entity[facts.Approval], ...]]:
    """All that stands in a stream, the register's own or a case's, of requests and answers.
    Raises Refusal: case_unknown."""
    if stream == desk.vault.journal.register:
        register = register_of(desk)
        return register.of(facts.ApprovalRequest), register.of(facts.Approval)
    state = state_of(desk, stream)
    return state.of(facts.ApprovalRequest), state.of(facts.Approval)
