"""What the other has, by what the other has said, and what is to be sent."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from app.casework.handover_facts import PackageOutcome, ReceivedPackage, SentPackage
from app.handover.lacking import had, lacking, told_heads
from app.ids import EntityId, RecordId
from app.journal.graph import heads
from app.journal.merge import merge
from app.journal.record import Record
from tests.app.journal.strategies import KEY, graphs, verify


@given(graphs())
def test_who_has_the_heads_lacks_nothing(records: list[Record]) -> None:
    told = [each.id for each in heads(records)]
    assert lacking(told, records) == ()
    assert had(told, records) == {each.id for each in records}


@given(graphs())
def test_who_has_told_of_nothing_lacks_everything(records: list[Record]) -> None:
    assert {each.id for each in lacking((), records)} == {each.id for each in records}
    assert had(["ab" * 32], records) == frozenset()


@given(graphs(), st.integers(0, 9), st.randoms())
def test_what_is_lacked_completes_what_is_there(
    records: list[Record], count: int, dice: random.Random
) -> None:
    """Whatever closed part of the case the other has confirmed by its heads, what is sent makes it
    whole, and needs nothing that was not sent or there."""
    starts = dice.sample(records, min(count, len(records)))
    there = {each.id: each for each in records if each.id in had([s.id for s in starts], records)}
    told = [each.id for each in heads(there.values())]

    sent = lacking(told, records)

    assert not there.keys() & {each.id for each in sent}
    outcome = merge(sent, known=there.get, authors={KEY}, verify=verify)
    assert outcome.refused == ()
    assert {*there, *(each.id for each in outcome.added)} == {each.id for each in records}


@given(graphs(), graphs())
def test_what_is_not_here_counts_for_nothing(here: list[Record], elsewhere: list[Record]) -> None:
    known = {each.id for each in here}
    strange = [each.id for each in elsewhere if each.id not in known]
    assert had(strange, here) == frozenset()


ONE, OTHER = EntityId("00000000-0000-4000-8000-000000000001"), EntityId("0" * 36)
FIRST, SECOND, THIRD, FOURTH = (RecordId(digit * 64) for digit in "abcd")


def sent(to: EntityId, *confirmed: RecordId) -> SentPackage:
    return SentPackage(
        kind="update",
        package="0" * 64,
        number=1,
        to=to,
        to_fingerprint="0" * 32,
        sealed_at="2026-06-01T09:00:00+02:00",
        expires_on="2026-07-01",
        cases=(),
        records=4,
        blobs=0,
        heads=(FIRST, SECOND, THIRD, FOURTH),
        confirmed=confirmed,
    )


def received(sender: EntityId, *heads: RecordId) -> ReceivedPackage:
    return ReceivedPackage(
        kind="update",
        package="1" * 64,
        number=1,
        sender=sender,
        sender_fingerprint="0" * 32,
        sealed_at="2026-06-01T09:00:00+02:00",
        anchor="",
        opened_at="2026-06-01T09:00:00+02:00",
        cases=(),
        outcome=PackageOutcome.ACCEPTED,
        heads=heads,
    )


def test_only_what_somebody_has_said_themselves_tells_what_they_have() -> None:
    """A package that was sent and not confirmed tells nothing, and what one person has said
    nothing of another."""
    told = told_heads(
        ONE,
        [sent(ONE, FIRST), sent(OTHER, SECOND), sent(ONE)],
        [received(ONE, THIRD), received(OTHER, FOURTH)],
    )
    assert told == {FIRST, THIRD}
