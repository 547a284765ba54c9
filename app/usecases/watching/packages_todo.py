"""What packages make due: something urgent that has come, a receipt that is to be made, one that
has not come, and what somebody asks to have approved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.handover.kinds import HandoverKind
from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.handover.approvals.approval_answers import waiting_for_me
from app.usecases.handover.cases.urgent_arrivals import urgent_rows
from app.usecases.handover.packages.lists import received_rows, sent_rows

RECEIPT_TO_MAKE: Final = "receipt_to_make"
RECEIPT_AWAITED: Final = "receipt_awaited"
URGENT_UNANSWERED: Final = "urgent_unanswered"
URGENT_WAITS: Final = "urgent_waits"
APPROVAL_WAITS: Final = "approval_waits"
"""Codes of ``todo.TodoItem``."""

QUIET: Final = timedelta(days=7)
"""So long after a package was sealed nobody is asked about its receipt."""
SOON_OVER: Final = timedelta(days=3)
"""So long before it can no longer be taken in it is asked about all the same."""
FORGOTTEN: Final = timedelta(days=30)
"""So long after that it is still asked about. Then it stands in the list of what was sent only."""
RECEIPT_WITHIN: Final = timedelta(days=3)
"""So soon after a package was opened its sender should have the receipt."""
ANSWER_WITHIN: Final = timedelta(days=7)
"""So soon somebody who has asked for an approval should have an answer. The packages can be taken
in for a fortnight; no law sets the time."""


@dataclass(frozen=True, slots=True)
class PackageItem:
    code: str
    due: date
    """When the receipt should be made, or the receiver be asked about it."""
    entity: EntityId
    """Of the ``sent/1``, the ``received/1`` or the request."""


def items(desk: Desk, today: date) -> Iterator[PackageItem]:
    """For the start page, whose list has been logged."""
    yield from _urgent(desk)
    yield from _to_make(desk)
    yield from _to_approve(desk)
    yield from _awaited(desk, today)


def _urgent(desk: Desk) -> Iterator[PackageItem]:
    """What has come, from the day it came until somebody has said what was done."""
    for row in urgent_rows(desk):
        if row.waits:
            yield PackageItem(URGENT_WAITS, _day(row.came_at), row.entity)


def _to_make(desk: Desk) -> Iterator[PackageItem]:
    """Until its receipt has come, the sender cannot know that a package did."""
    for row in received_rows(desk):
        if row.wants_receipt:
            opened = _day(row.opened_at)
            within = timedelta() if row.kind == HandoverKind.URGENT else RECEIPT_WITHIN
            yield PackageItem(RECEIPT_TO_MAKE, opened + within, row.entity)


def _to_approve(desk: Desk) -> Iterator[PackageItem]:
    """What somebody has asked this vault's owner to approve."""
    for each in waiting_for_me(desk):
        asked = date.fromisoformat(each.asked.asked_on)
        yield PackageItem(APPROVAL_WAITS, asked + ANSWER_WITHIN, each.entity)


def _awaited(desk: Desk, today: date) -> Iterator[PackageItem]:
    """Something urgent from the first moment; the rest when a telephone call is due."""
    for row in sent_rows(desk):
        if not row.waits:
            continue
        sealed, last = _day(row.sealed_at), date.fromisoformat(row.expires_on)
        ask = max(sealed, min(sealed + QUIET, last - SOON_OVER))
        if row.kind == HandoverKind.URGENT:
            yield PackageItem(URGENT_UNANSWERED, sealed, row.entity)
        elif ask <= today <= last + FORGOTTEN:
            yield PackageItem(RECEIPT_AWAITED, ask, row.entity)


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
