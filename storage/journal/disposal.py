"""Disposal (gallring): the one way in which anything that was signed or logged disappears.

The triggers of ``storage.database.schema`` let rows of a stream be deleted only when the stream
has a row in ``disposals``, and this module alone writes one, for a protocol that a second person
has approved. Everything of the stream goes in the one transaction that the row is written in:
records, blobs, drafts and their earlier states, index rows, and what the log tells of the case.
The log's own rows stay, so that its chain holds; the stream's number stays, so that it is never
given to another.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, TypeVar

from app.casework.codec import MalformedBody, NewerKind, from_body
from app.casework.facts import Approval, ApprovalOutcome, ApprovalRequest, Fact
from app.casework.two_people import same_person
from app.casework.unit_facts import Disposal, DisposalStatus
from app.errors import Reason, Refusal
from app.handover.attest import require_answer
from app.ids import RecordId, StreamId
from app.journal.record import Record
from app.ports import LogCode
from storage.database.statements import Connection
from storage.database.transaction import together
from storage.journal.drafts import SqlDrafts
from storage.journal.index import SqlIndex
from storage.journal.log import SqlLog
from storage.journal.records import SqlJournal
from storage.journal.streams import is_disposed, number_for, places

F = TypeVar("F", bound=Fact)

_ROWS: Final = (
    "DELETE FROM blob_chunks WHERE blob BETWEEN ? AND ?",
    "DELETE FROM blobs WHERE place BETWEEN ? AND ?",
    "DELETE FROM records WHERE place BETWEEN ? AND ?",
)


class SqlDisposal:
    """Removes a case file from the vault."""

    def __init__(
        self,
        connection: Connection,
        *,
        journal: SqlJournal,
        drafts: SqlDrafts,
        index: SqlIndex,
        log: SqlLog,
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._drafts = drafts
        self._index = index
        self._log = log

    def carry_out(self, protocol: RecordId) -> None:
        """Remove all of the case that the protocol is about; durable when it returns, or with the
        transaction around it. Raises Refusal: disposal_not_approved unless the protocol is a
        record of the register that says that it is done and builds on one that was approved by
        somebody else than the one who proposed it, and, where it names an approval that came as a
        file, unless that holds (``_by_file``); case_disposed when that was done
        before."""
        case = self._approved_case(protocol)
        with together(self._connection):
            number = number_for(self._connection, case)
            if is_disposed(self._connection, number):
                raise Refusal(Reason.CASE_DISPOSED)
            self._connection.execute(
                "INSERT INTO disposals (stream, protocol) VALUES (?, ?)",
                (number, bytes.fromhex(protocol)),
            )
            for sql in _ROWS:
                self._connection.execute(sql, places(number))
            self._connection.execute("DELETE FROM log_payloads WHERE stream = ?", (number,))
            self._drafts.forget(case)
            self._index.forget(number)
            self._journal.forget(case)
            self._log.write(LogCode.CASE_DISPOSED, {"protocol": protocol})

    def carried_out_at(self) -> tuple[datetime, ...]:
        """When each disposal of this vault was carried out."""
        rows = self._connection.execute("SELECT protocol FROM disposals")
        found = (self._journal.find(RecordId(protocol.hex())) for (protocol,) in rows)
        return tuple(
            datetime.fromisoformat(each.content.written_at) for each in found if each is not None
        )

    def _approved_case(self, protocol: RecordId) -> StreamId:
        record = self._journal.find(protocol)
        parents = () if record is None else record.content.parents
        done = _disposal(record)
        approved = _disposal(self._journal.find(parents[0])) if len(parents) == 1 else None
        if (
            record is None
            or record.content.stream != self._journal.register
            or done is None
            or approved is None
            or done.case == self._journal.register
            or done.status is not DisposalStatus.DONE
            or approved.status is not DisposalStatus.APPROVED
            or not _by_two(done)
            or _bound(done) != _bound(approved)
            or (approved.approval is not None and not self._by_file(parents[0], approved))
        ):
            raise Refusal(Reason.DISPOSAL_NOT_APPROVED)
        return done.case

    def _by_file(self, approved_in: RecordId, approved: Disposal) -> bool:
        """Whether the approval that a protocol names is what it is said to be: an answer to a
        request about the very version that was proposed, signed by the key that was asked, which
        is another than that of whoever proposed it, by the person whom the protocol names. What
        has been set aside is no approval."""
        held = {each.id: each for each in self._journal.records(self._journal.register)}
        record = held.get(approved_in)
        parents = () if record is None else record.content.parents
        answer = held.get(approved.approval) if approved.approval is not None else None
        approval = _fact(answer, Approval)
        if answer is None or approval is None or len(parents) != 1:
            return False
        proposed, request = held.get(parents[0]), held.get(approval.request)
        proposal, asked = _fact(proposed, Disposal), _fact(request, ApprovalRequest)
        if proposed is None or request is None or proposal is None or asked is None:
            return False
        try:
            require_answer(approval, request.id, asked, self._journal.verify)
        except Refusal:
            return False
        return (
            proposal.status is DisposalStatus.PROPOSED
            and _proposed(proposal) == _proposed(approved)
            and asked.about == proposed.id
            and approval.outcome is ApprovalOutcome.APPROVED
            and answer.content.author.key == approval.signer_key
            and approval.signer_key != proposed.content.author.key
            and approved.approved_by == f"{approval.signer_name}, {approval.signer_title}"
            and approved.approved_on == approval.signed_at[:10]
        )


def _disposal(record: Record | None) -> Disposal | None:
    return _fact(record, Disposal)


def _fact(record: Record | None, shape: type[F]) -> F | None:
    if record is None:
        return None
    try:
        fact = from_body(record.content.kind, record.content.body)
    except (NewerKind, MalformedBody):
        return None
    return fact if isinstance(fact, shape) else None


def _by_two(done: Disposal) -> bool:
    named = bool(done.proposed_by.strip() and done.approved_by.strip())
    return named and not same_person(done.proposed_by, done.approved_by)


def _proposed(disposal: Disposal) -> tuple[str, ...]:
    """What the second person reads."""
    return (
        disposal.case,
        disposal.case_number,
        disposal.ground,
        disposal.last_note_on,
        disposal.case_digest,
        disposal.proposed_by,
        disposal.reason,
    )


def _bound(disposal: Disposal) -> tuple[str, ...]:
    """What the second person approved: nothing of it may be another in the end."""
    return (
        *_proposed(disposal),
        disposal.approved_by,
        disposal.approved_on,
        disposal.approval or "",
    )
