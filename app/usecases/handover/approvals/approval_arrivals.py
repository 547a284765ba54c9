"""A request for approval, and its answer, as they come in packages: each exactly one thing, whole,
and from the very key that it says it is from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, ParamSpec, TypeVar

from app.casework import codec, facts
from app.casework.facts import Approval, ApprovalOutcome, ApprovalRequest, AuthorCard
from app.casework.handover_facts import KnownPerson
from app.casework.state import Entity
from app.casework.unit_facts import Disposal, DisposalStatus
from app.casework.words import APPROVAL_OUTCOME
from app.errors import Reason, Refusal
from app.handover.approval_standing import answer_to
from app.handover.attest import require_answer
from app.handover.incoming import LAMPORT_STEP
from app.handover.package import Package, PackedBlob
from app.handover.plain_pdf import is_plain
from app.ids import EntityId, RecordId
from app.journal.graph import next_lamport
from app.journal.record import Record
from app.usecases import registers, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.approvals.approval_requests import PDF, parts_of, requests_and_answers
from app.usecases.handover.packages.arrivals import Look, Said, Taken
from app.usecases.handover.packages.records_in import look_records, take_in_records
from app.usecases.keeping import disposal
from app.usecases.reading import register_of
from app.usecases.writing import Entry

F = TypeVar("F", bound=facts.Fact)
P = ParamSpec("P")

DISPOSAL: Final = codec.kind_name(Disposal)
LARGEST_DOCUMENT: Final = 16 * 1024 * 1024
"""Bytes. Far more than any document that the gate lets through."""


# --------------------------------------------------------------------- a request, at the approver


def look_request(desk: Desk, package: Package) -> Look:
    """Stopped by approval_other_document when the document is not the one that is named, and by
    document_not_plain. Raises
    Refusal: package_malformed unless it is one request by the sender's key with one document;
    package_unexpected when somebody else is asked, or when it is said to be about what only this
    vault can have."""
    _, request = _request_in(desk, package)
    found = look_records(desk, package)
    said = (
        Said("from", request.from_name),
        Said("case_number", request.case_number),
        Said("document", request.document_id),
        Said("sentence", request.sentence),
        Said("role", request.role),
    )
    return Look(
        rows=found.rows,
        said=said,
        all_or_nothing=True,
        stopped=_hindrance(_require_document, package, request),
    )


def take_in_request(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Keep the request and its document, in the asker's stream. It makes no case here."""
    record, request = _request_in(desk, package)
    _require_document(package, request)
    taken = take_in_records(desk, package, person, keys)
    return Taken(
        changes=Changes(
            taken.changes.streams,
            frozenset({Part.APPROVALS, Part.PACKAGES, Part.REGISTER}),
            record.content.entity,
        ),
        added=taken.added,
        shows=record.content.entity,
        stream=record.content.stream,
    )


def _request_in(desk: Desk, package: Package) -> tuple[Record, ApprovalRequest]:
    record, request = _only(package, ApprovalRequest)
    signed_by = {record.content.author.key, request.from_key}
    if signed_by != {package.envelope.sender_key}:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    own = desk.vault.author.key
    if request.to_key != own or record.content.stream == desk.vault.journal.register:
        raise Refusal(Reason.PACKAGE_UNEXPECTED)
    _require_one_document(package.payload.blobs, record)
    return record, request


def _require_document(package: Package, request: ApprovalRequest) -> None:
    """The one that is named, and with nothing in it that could show the approver another than it
    shows somebody else."""
    document = package.payload.blobs[0]
    if document.blob != request.blob:
        raise Refusal(Reason.APPROVAL_OTHER_DOCUMENT)
    if not is_plain(document.data):
        raise Refusal(Reason.DOCUMENT_NOT_PLAIN)


def _require_one_document(blobs: Iterable[PackedBlob], record: Record) -> None:
    """That its bytes give its name was seen to when the package was read."""
    found = tuple(blobs)
    if len(found) != 1 or found[0].stream != record.content.stream:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    data = found[0].data
    is_pdf = found[0].media_type == PDF and data.startswith(b"%PDF-")
    if not is_pdf or len(data) > LARGEST_DOCUMENT:
        raise Refusal(Reason.PACKAGE_MALFORMED)


# --------------------------------------------------------------------------- an answer, come back


def look_answer(desk: Desk, package: Package) -> Look:
    """Stopped by approval_over when the request has been withdrawn or answered, by what
    ``attest.require_answer`` raises, and by what ``disposal.approve_by_file`` does. Raises Refusal:
    package_malformed unless it is one answer by the sender's key; package_unexpected when nothing
    here has asked for it."""
    found = _answer_in(desk, package)
    approval, request, record = found.approval, found.asked.latest.fact, found.record
    said = (
        Said("answers", request.document_id),
        Said("case_number", request.case_number),
        Said("outcome", APPROVAL_OUTCOME[approval.outcome]),
        Said("reason", approval.reason),
        Said("sentence", approval.sentence),
        Said("role", approval.role),
    )
    rows = () if _of_register(desk, package) else look_records(desk, package).rows
    shown = tuple(each for each in said if each.text)
    return Look(
        rows=rows,
        said=shown,
        case_label=_label(desk, record),
        all_or_nothing=True,
        stopped=_hindrance(_require_answer, desk, found),
    )


def take_in_answer(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Keep the answer where its request stands. The protocol of a disposal is approved by it in
    the same transaction."""
    found = _answer_in(desk, package)
    _require_answer(desk, found)
    approval, record = found.approval, found.record
    stream, parts = record.content.stream, parts_of(found.asked.latest.fact.what)
    every = frozenset({*parts, Part.PACKAGES, Part.REGISTER})
    if not _of_register(desk, package):
        taken = take_in_records(desk, package, person, keys)
        shows = _shown(desk, record, approval)
        return Taken(Changes(taken.changes.streams, every, shows), taken.added, shows, stream)
    _tell_author(desk, record, person)
    desk.vault.journal.append([record])
    protocol = _protocol(desk, approval.about)
    is_noted = protocol.latest.fact.approval == record.id  # set aside before, and taken in again
    if approval.outcome is ApprovalOutcome.APPROVED and not is_noted:
        disposal.approve_by_file(desk, protocol.id, record.id, approval)
    changes = Changes(frozenset({stream}), every, protocol.id)
    return Taken(changes, (record.id,), protocol.id, stream)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What has come, and what was asked."""

    record: Record
    approval: Approval
    asked: Entity[ApprovalRequest]
    answers: tuple[Entity[Approval], ...]
    """Those that are here before."""


def _answer_in(desk: Desk, package: Package) -> _Answer:
    record, approval = _only(package, Approval)
    if {record.content.author.key, approval.signer_key} != {package.envelope.sender_key}:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    if package.payload.blobs or _is_far_ahead(desk, record):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    return _Answer(record, approval, *_asked(desk, record, approval))


def _is_far_ahead(desk: Desk, record: Record) -> bool:
    """A number near the largest would keep this vault from ever writing there again, and the
    register is where it writes everything else."""
    here = desk.vault.journal.records(record.content.stream)
    return record.content.lamport > next_lamport(here) + LAMPORT_STEP


def _require_answer(desk: Desk, found: _Answer) -> None:
    request, verify = found.asked.latest.fact, desk.vault.handover.verify
    require_answer(found.approval, found.approval.request, request, verify)
    before = answer_to(found.asked, found.answers, verify)
    answered = before is not None and before.record.id != found.record.id
    if request.withdrawn_on or answered:
        raise Refusal(Reason.APPROVAL_OVER)
    if request.what == DISPOSAL and found.approval.outcome is ApprovalOutcome.APPROVED:
        protocol = _protocol(desk, found.approval.about)
        if protocol.latest.fact.status is DisposalStatus.PROPOSED:
            disposal.require_unchanged(desk, protocol.latest.fact)
        elif protocol.latest.fact.approval != found.record.id:
            raise Refusal(Reason.DISPOSAL_OVER)


def _hindrance(require: Callable[P, None], *given: P.args, **named: P.kwargs) -> Reason | None:
    """Why it cannot be accepted, where it can be looked at and refused."""
    try:
        require(*given, **named)
    except Refusal as refusal:
        return refusal.reason
    return None


def _asked(
    desk: Desk, record: Record, approval: Approval
) -> tuple[Entity[ApprovalRequest], tuple[Entity[Approval], ...]]:
    """What this vault has asked, by the version that is answered."""
    stream = record.content.stream
    if not desk.vault.journal.records(stream):
        raise Refusal(Reason.PACKAGE_UNEXPECTED)
    requests, answers = requests_and_answers(desk, stream)
    for entity in requests:
        mine = entity.latest.fact.from_key == desk.vault.author.key
        if mine and any(each.record.id == approval.request for each in entity.versions):
            return entity, answers
    raise Refusal(Reason.PACKAGE_UNEXPECTED)


def _label(desk: Desk, record: Record) -> str:
    row = desk.vault.index.case(record.content.stream)
    return f"{row.case_number} {row.pseudonym}" if row is not None else ""


def _shown(desk: Desk, record: Record, approval: Approval) -> EntityId | None:
    """What the approval is about, to be opened."""
    records = desk.vault.journal.records(record.content.stream)
    return next((each.content.entity for each in records if each.id == approval.about), None)


def _protocol(desk: Desk, about: RecordId) -> Entity[Disposal]:
    for entity in register_of(desk).of(Disposal):
        if any(each.record.id == about for each in entity.versions):
            return entity
    raise Refusal(Reason.PACKAGE_UNEXPECTED)


def _of_register(desk: Desk, package: Package) -> bool:
    """In the vault's own register: ``_only`` has seen to it that it is nothing but the one thing,
    since nobody else ever adds anything there."""
    register = desk.vault.journal.register
    return any(each.content.stream == register for each in package.payload.records)


def _tell_author(desk: Desk, record: Record, person: KnownPerson) -> None:
    """Who has signed, by the key card: only then does the record verify."""
    key, author = person.signing_key, record.content.author
    if any(card.key == key for card in registers.author_cards(desk)):
        return
    card = AuthorCard(
        key=key,
        name=person.name,
        title=person.title,
        function=author.function,
        unit=person.unit,
        municipality=person.municipality,
        told_by=person.fingerprint,
    )
    register = desk.vault.journal.register
    known = desk.vault.journal.records(register)
    writing.append(desk, register, known, [Entry(EntityId(desk.new_id()), card)])


# ------------------------------------------------------------------------------------------ both


def _only(package: Package, shape: type[F]) -> tuple[Record, F]:
    """The one record of the package, and what it says. Raises Refusal (package_malformed)."""
    records, cases = package.payload.records, package.envelope.cases
    if len(records) != 1 or cases != (records[0].content.stream,):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    record = records[0]
    try:
        fact = codec.from_body(record.content.kind, record.content.body)
    except (codec.NewerKind, codec.MalformedBody):
        raise Refusal(Reason.PACKAGE_MALFORMED) from None
    if not isinstance(fact, shape) or record.content.parents:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    return record, fact
