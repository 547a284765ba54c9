"""Where the approval of something signed stands: asked for, given, declined, or overtaken.

An approval is about one version. A later version of the same thing is not approved by it, and
what has changed since is shown field by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.casework.facts import Approval, ApprovalOutcome, ApprovalRequest, Fact
from app.casework.history import Change, between
from app.casework.state import Entity, Signed
from app.errors import Refusal
from app.handover.attest import require_answer
from app.ids import EntityId, RecordId
from app.journal.record import Record
from app.journal.verify import Verify


class ApprovalStanding(StrEnum):
    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    APPROVED = "approved"
    CHANGED = "changed"
    """An earlier version was approved."""
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Answer:
    """An approval, or a no, that answers its request and whose signature holds."""

    record: Record
    approval: Approval


@dataclass(frozen=True, slots=True)
class ApprovalView:
    standing: ApprovalStanding
    request: EntityId | None = None
    asked: ApprovalRequest | None = None
    """The request that decides."""
    answer: Approval | None = None
    changes: tuple[Change, ...] = ()
    """What is another in the version that holds than in the one that was asked about."""
    later: bool = False
    """There is a later version than the one that was asked about."""


def approval_of(
    thing: Entity[Fact],
    requests: Iterable[Entity[ApprovalRequest]],
    approvals: Sequence[Entity[Approval]],
    verify: Verify,
) -> ApprovalView:
    """Where the approval of ``thing`` stands, by the requests and approvals that stand beside it.
    An approval of the version that holds decides; else the latest request that was not withdrawn.
    What does not answer its request, or has a signature that does not hold, counts for nothing."""
    versions = {each.record.id: each.record for each in thing.versions}
    holding = {side.record.id for side in thing.sides}
    views = [
        _view(request, _answer(request, approvals, verify), versions, holding)
        for request in requests
        if request.latest.fact.about in versions and not request.latest.fact.withdrawn_on
    ]
    approved = [each for each in views if each.standing is ApprovalStanding.APPROVED]
    if approved or views:
        return (approved or views)[-1]
    return ApprovalView(ApprovalStanding.NOT_ASKED)


def answer_to(
    request: Entity[ApprovalRequest], approvals: Iterable[Entity[Approval]], verify: Verify
) -> Answer | None:
    """What answers a request: the first that truly does, signed by the one who was asked both as
    a statement and as a record. Nobody answers what is answered."""
    asked = {each.record.id: each.fact for each in request.versions if not each.fact.withdrawn_on}
    for entity in approvals:
        for version in entity.versions:
            if version.fact.request in asked and _answers(
                version, asked[version.fact.request], verify
            ):
                return Answer(version.record, version.fact)
    return None


def _answers(version: Signed[Approval], asked: ApprovalRequest, verify: Verify) -> bool:
    approval = version.fact
    try:
        require_answer(approval, approval.request, asked, verify)
    except Refusal:
        return False
    return version.record.content.author.key == approval.signer_key


def _answer(
    request: Entity[ApprovalRequest], approvals: Iterable[Entity[Approval]], verify: Verify
) -> Approval | None:
    found = answer_to(request, approvals, verify)
    return found.approval if found is not None else None


def _view(
    request: Entity[ApprovalRequest],
    answer: Approval | None,
    versions: dict[RecordId, Record],
    holding: set[RecordId],
) -> ApprovalView:
    asked = request.latest.fact
    later = holding != {asked.about}
    changes = (
        between(versions[asked.about], versions[next(iter(holding))])
        if later and len(holding) == 1
        else ()
    )
    if answer is None:
        standing = ApprovalStanding.WAITING
    elif answer.outcome is ApprovalOutcome.DECLINED:
        standing = ApprovalStanding.DECLINED
    else:
        standing = ApprovalStanding.CHANGED if later else ApprovalStanding.APPROVED
    return ApprovalView(standing, request.id, asked, answer, changes, later)
