"""Approving, or declining to, what somebody else asks about: the document as it came, a sentence, a
role, and one's own passphrase once more.

What came lies in a stream of its own, the asker's, of which nothing else is here; it is no case of
this vault and stands in no list but this one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from app.casework.facts import Approval, ApprovalOutcome, ApprovalRequest
from app.casework.four_eyes import Person
from app.casework.handover_facts import ReceivedPackage
from app.casework.projection import fold
from app.errors import Reason, Refusal
from app.handover.approval_standing import answer_to
from app.handover.attest import sign_approval
from app.handover.kinds import HandoverKind
from app.handover.plain_pdf import is_plain
from app.handover.trust import Trust
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.log_codes import LogCode
from app.progress import Progress, no_progress
from app.usecases import registers
from app.usecases.desk import Desk
from app.usecases.handover.approvals.approval_papers import GROUND
from app.usecases.handover.cards import card_register
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.sending import Sealed, seal_parcel
from app.usecases.reading import register_of
from app.usecases.typed import Typed
from app.usecases.writing import Entry

_PURPOSE: Final = "Svar på begäran om attest av handlingen {document}"


@dataclass(frozen=True, slots=True)
class RequestToMe:
    """Somebody asks this vault's owner to approve something."""

    stream: StreamId
    """The asker's."""
    entity: EntityId
    asked: ApprovalRequest
    sender: EntityId
    """The known person who asks."""
    name: str
    title: str
    unit: str
    trust: Trust
    """How well the sender's key card is known today."""
    package: str
    """Id of the envelope that it came in, for the answer."""
    answer: Approval | None
    answered_in: RecordId | None
    same_person: bool
    """It is from oneself, under another key: it cannot be approved."""

    @property
    def waits(self) -> bool:
        return self.answer is None and not self.asked.withdrawn_on


def requests_to_me(desk: Desk) -> tuple[RequestToMe, ...]:
    """What waits first, then by the day it was asked, newest first. Logged."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": "approvals"})
    found = sorted(_requests(desk), key=lambda each: each.asked.asked_on, reverse=True)
    return tuple(sorted(found, key=lambda each: not each.waits))


def waiting_for_me(desk: Desk) -> tuple[RequestToMe, ...]:
    """What has no answer yet. For the start page, whose list has been logged."""
    return tuple(each for each in _requests(desk) if each.waits)


def asked_of_me(desk: Desk, entity: EntityId) -> tuple[RequestToMe, ...]:
    """The request with this id, if it is one. Shows nobody anything, and so is not logged."""
    return tuple(each for each in _requests(desk) if each.entity == entity)


def document(desk: Desk, stream: StreamId, entity: EntityId) -> bytes:
    """The PDF that was sent, byte for byte. Logged first. Raises Refusal: entity_unknown,
    approval_other_document when the bytes are not those that the request names."""
    asked = _find(desk, stream, entity).asked
    desk.vault.log.write(LogCode.PREVIEWED, {"stream": stream, "document": asked.document_id})
    return _document(desk, stream, asked)


def answer(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    passphrase: bytearray,
    *,
    folder: Path,
    looked_at: str,
    progress: Progress = no_progress,
) -> Sealed:
    """Sign an answer, and seal it for whoever asked as a file in ``folder``. ``typed``: outcome
    (``ApprovalOutcome``), reason (needed with a no). ``looked_at`` is the SHA-256 of the document
    that was shown. ``passphrase`` is wiped, whatever comes of it.

    Raises InvalidFields; Refusal: entity_unknown, approval_over, approval_by_same,
    approval_other_document, wrong_passphrase, and as ``sending.seal_parcel``; Cancelled."""
    try:
        request = _find(desk, stream, entity)
        fields = Typed(typed, desk.now().date())
        outcome = fields.choice("outcome", ApprovalOutcome)
        reason = fields.text("reason", required=outcome is ApprovalOutcome.DECLINED)
        fields.check()
        if not request.waits:
            raise Refusal(Reason.APPROVAL_OVER)
        if request.same_person and outcome is ApprovalOutcome.APPROVED:
            raise Refusal(Reason.APPROVAL_BY_SAME)
        pdf = _document(desk, stream, request.asked)
        if hashlib.sha256(pdf).hexdigest() != looked_at:
            raise Refusal(Reason.APPROVAL_OTHER_DOCUMENT)
        desk.vault.check_passphrase(passphrase)
    finally:
        passphrase[:] = bytes(len(passphrase))
    signed = _signed(desk, request, outcome, reason)
    return seal_parcel(desk, _parcel(desk, request, signed), folder, progress)


def _signed(desk: Desk, request: RequestToMe, outcome: ApprovalOutcome, reason: str) -> Approval:
    own, asked = registers.own_card(desk), request.asked
    unsigned = Approval(
        request=_version(desk, request),
        about=asked.about,
        outcome=outcome,
        document_sha256=asked.blob,
        sentence=asked.sentence,
        role=asked.role,
        signer_key=own.key,
        signer_name=own.name,
        signer_title=own.title,
        signer_unit=own.unit,
        signed_at=desk.now().isoformat(timespec="seconds"),
        signature="",
        reason=reason,
    )
    return sign_approval(unsigned, desk.vault.sign)


def _parcel(desk: Desk, request: RequestToMe, signed: Approval) -> Parcel:
    entity = EntityId(desk.new_id())
    ground = desk.law.ground(GROUND, desk.now().date())
    return Parcel(
        kind=HandoverKind.APPROVAL,
        to=request.sender,
        purpose=_PURPOSE.format(document=request.asked.document_id),
        pick=partial(_pick, request, signed, entity),
        stream=request.stream,
        ground=ground.reference if ground is not None else "",
        entries=(Entry(entity, signed),),
        reply_to=request.package,
    )


def _pick(request: RequestToMe, signed: Approval, entity: EntityId, desk: Desk) -> Contents:
    """The answer alone, and the log's row in the same transaction."""
    desk.vault.log.write(
        LogCode.APPROVAL_SIGNED,
        {"stream": request.stream, "request": request.entity, "outcome": signed.outcome.value},
    )
    records = desk.vault.journal.records(request.stream)
    return Contents(tuple(each for each in records if each.content.entity == entity), body={})


def _document(desk: Desk, stream: StreamId, asked: ApprovalRequest) -> bytes:
    pdf = desk.vault.blobs.get(stream, asked.blob)
    if hashlib.sha256(pdf).hexdigest() != asked.blob:
        raise Refusal(Reason.APPROVAL_OTHER_DOCUMENT)
    if not is_plain(pdf):
        raise Refusal(Reason.DOCUMENT_NOT_PLAIN)
    return pdf


def _find(desk: Desk, stream: StreamId, entity: EntityId) -> RequestToMe:
    found = (each for each in _requests(desk) if (each.stream, each.entity) == (stream, entity))
    request = next(found, None)
    if request is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    return request


def _version(desk: Desk, request: RequestToMe) -> RecordId:
    """The record of the request that is answered."""
    for record in reversed(desk.vault.journal.records(request.stream)):
        if record.content.entity == request.entity and record.kind_name == "approval_request":
            return record.id
    raise Refusal(Reason.ENTITY_UNKNOWN)


def _requests(desk: Desk) -> Iterator[RequestToMe]:
    """By the packages that were taken in: the asker's streams are no cases here, and looking
    through every stream of the vault for a few requests would take longer for every case."""
    register = register_of(desk)
    people = {row.entity: row for row in card_register.known_people(desk)}
    seen: set[EntityId] = set()
    for each in register.of(ReceivedPackage):
        came = each.latest.fact
        wanted = came.kind == HandoverKind.APPROVAL_REQUEST and not came.undone
        if not wanted or came.shows is None or came.shows in seen or came.sender not in people:
            continue
        for stream in came.cases:
            found = _request(desk, stream, came, people[came.sender])
            if found is not None:
                seen.add(found.entity)
                yield found


def _request(
    desk: Desk, stream: StreamId, came: ReceivedPackage, row: card_register.KnownRow
) -> RequestToMe | None:
    state = fold(stream, desk.vault.journal.records(stream))
    entity = state.find(ApprovalRequest, came.shows)
    if entity is None:
        return None
    own, asked = registers.own_card(desk), entity.latest.fact
    found = answer_to(entity, state.of(Approval), desk.vault.handover.verify)
    me = Person(own.key, own.name)
    return RequestToMe(
        stream=stream,
        entity=entity.id,
        asked=asked,
        sender=row.entity,
        name=row.person.name,
        title=row.person.title,
        unit=row.person.unit,
        trust=row.trust,
        package=came.package,
        answer=found.approval if found is not None else None,
        answered_in=found.record.id if found is not None else None,
        same_person=me.is_same(Person(asked.from_key, asked.from_name))
        or me.is_same(Person(row.person.signing_key, row.person.name)),
    )
