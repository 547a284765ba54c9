"""The merge laws, and every reason for refusing."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason
from app.ids import RecordId
from app.journal.graph import in_order
from app.journal.merge import Merge, merge
from app.journal.record import Record
from tests.app.journal.strategies import (
    ENTITIES,
    KEY,
    STREAMS,
    arrivals,
    graphs,
    record,
    spoiled,
    verify,
)

Known = dict[RecordId, Record]


def take_in(known: Known, incoming: Iterable[Record]) -> Merge:
    """Merge and keep what was added, as the journal does."""
    outcome = merge(incoming, known=known.get, authors={KEY}, verify=verify)
    known.update((record.id, record) for record in outcome.added)
    return outcome


def taken_in(*arrived: Iterable[Record]) -> Known:
    known: Known = {}
    for incoming in arrived:
        take_in(known, incoming)
    return known


@given(arrivals())
def test_accepting_twice_is_accepting_once(incoming: list[Record]) -> None:
    known = taken_in(incoming)
    before = dict(known)
    assert take_in(known, incoming).added == ()
    assert known == before
    assert taken_in(incoming + incoming) == before


@given(arrivals(), st.randoms())
def test_the_order_of_arrival_does_not_matter(incoming: list[Record], random) -> None:
    shuffled = list(incoming)
    random.shuffle(shuffled)
    known: Known = {}
    first, second = take_in({}, incoming), take_in(known, shuffled)
    assert first.added == second.added

    def told(outcome: Merge) -> list[tuple[str, bytes, Reason]]:
        return sorted((r.record.id, r.record.signature, r.reason) for r in outcome.refused)

    assert told(first) == told(second)


@given(graphs(), st.data())
def test_a_then_b_is_b_then_a(everything: list[Record], data: st.DataObject) -> None:
    """Two copies of whole entities, each with all of its revisions, overlapping as they may."""
    entities = sorted({(r.content.stream, r.content.entity) for r in everything})
    chosen = [
        set(data.draw(st.lists(st.sampled_from(entities)))) if entities else set() for _ in "ab"
    ]
    a, b = (
        [r for r in everything if (r.content.stream, r.content.entity) in part] for part in chosen
    )
    assert taken_in(a, b) == taken_in(b, a) == taken_in(a + b)


@given(arrivals(), st.data())
def test_any_split_with_parents_first_ends_the_same(
    incoming: list[Record], data: st.DataObject
) -> None:
    ordered = sorted(incoming, key=lambda r: (r.content.lamport, r.id))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(ordered)), max_size=4)))
    bounds = [0, *cuts, len(ordered)]
    pieces = [ordered[start:end] for start, end in itertools.pairwise(bounds)]
    assert taken_in(*pieces) == taken_in(ordered)


@given(arrivals())
def test_nothing_is_both_and_what_is_added_holds(incoming: list[Record]) -> None:
    known: Known = {}
    outcome = take_in(known, incoming)
    assert outcome.added == in_order(outcome.added)
    met: set[RecordId] = set()
    for one in outcome.added:
        assert set(one.content.parents) <= met
        met.add(one.id)
    settled = {id(one) for one in outcome.added} | {id(r.record) for r in outcome.refused}
    assert all(id(one) in settled or known[one.id] == one for one in incoming)


@given(graphs())
def test_good_records_are_all_added(everything: list[Record]) -> None:
    assert take_in({}, everything).added == in_order(everything)
    assert take_in({}, everything).refused == ()


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("changed", Reason.RECORD_CHANGED),
        ("renamed", Reason.RECORD_CHANGED),
        ("forged", Reason.SIGNATURE_WRONG),
        ("stranger", Reason.AUTHOR_UNKNOWN),
    ],
)
def test_a_refused_record_takes_its_descendants_with_it_and_nothing_else(
    how: str, reason: Reason
) -> None:
    first = record()
    second = record(parents=(first,), lamport=2)
    third = record(parents=(second,), lamport=3)
    beside = record(entity=ENTITIES[1])
    outcome = take_in({}, [third, second, spoiled(first, how), beside])
    assert outcome.added == (beside,)
    assert {(r.record.id, r.reason) for r in outcome.refused} == {
        (spoiled(first, how).id, reason),
        (second.id, Reason.PARENT_UNKNOWN),
        (third.id, Reason.PARENT_UNKNOWN),
    }


@pytest.mark.parametrize(
    "child",
    [
        lambda parent: record(parents=(parent,), lamport=2, stream=STREAMS[1]),
        lambda parent: record(parents=(parent,), lamport=2, entity=ENTITIES[1]),
        lambda parent: record(parents=(parent,), lamport=2, kind="plan/1"),
        lambda parent: record(parents=(parent,), lamport=1),
    ],
    ids=["stream", "entity", "kind", "lamport"],
)
def test_a_foreign_parent_is_refused(child) -> None:
    parent = record()
    outcome = take_in({}, [child(parent), parent])
    assert [r.reason for r in outcome.refused] == [Reason.PARENT_FOREIGN]


def test_a_known_record_with_another_signature_is_refused() -> None:
    good = record()
    known = taken_in([good])
    outcome = take_in(known, [spoiled(good, "forged")])
    assert [r.reason for r in outcome.refused] == [Reason.RECORD_CHANGED]
    assert known == {good.id: good}


def test_records_that_claim_to_be_each_others_parents_are_refused() -> None:
    a, b = record(), record(lamport=2)
    a = dataclasses.replace(a, content=dataclasses.replace(a.content, parents=(b.id,)))
    b = dataclasses.replace(b, content=dataclasses.replace(b.content, parents=(a.id,)))
    outcome = take_in({}, [a, b])
    assert outcome.added == ()
    assert [r.reason for r in outcome.refused] == [Reason.RECORD_CHANGED] * 2
