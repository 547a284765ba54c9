from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from app.journal.graph import ancestors, heads, in_order, next_lamport
from app.journal.record import Record
from tests.app.journal.strategies import arrivals, graphs, record


@given(graphs(), st.randoms())
def test_the_order_depends_on_the_set_alone(records: list[Record], random) -> None:
    shuffled = list(records) * 2
    random.shuffle(shuffled)
    assert in_order(shuffled) == in_order(records)


@given(graphs())
def test_parents_come_first(records: list[Record]) -> None:
    met: set[str] = set()
    for one in in_order(records):
        assert set(one.content.parents) <= met
        met.add(one.id)


@given(arrivals())
def test_every_record_is_in_the_order_whatever_it_claims(records: list[Record]) -> None:
    assert {one.id for one in in_order(records)} == {one.id for one in records}


def test_circular_claims_come_last() -> None:
    a, b, c = record(lamport=5), record(lamport=4), record(lamport=9)
    a = dataclasses.replace(a, content=dataclasses.replace(a.content, parents=(b.id,)))
    b = dataclasses.replace(b, content=dataclasses.replace(b.content, parents=(a.id,)))
    assert in_order([a, b, c]) == (c, b, a)


def test_a_parent_outside_the_set_counts_as_met() -> None:
    first = record()
    second = record(parents=(first,), lamport=2)
    assert in_order([second]) == (second,)


@given(graphs())
def test_heads_are_what_nobody_builds_on(records: list[Record]) -> None:
    parents = {name for one in records for name in one.content.parents}
    assert {one.id for one in heads(records)} == {one.id for one in records} - parents


def test_two_revisions_of_the_same_version_are_two_heads_until_one_settles_them() -> None:
    first = record()
    left = record(parents=(first,), lamport=2, body={"v": 1})
    right = record(parents=(first,), lamport=2, body={"v": 2})
    assert {one.id for one in heads([first, left, right])} == {left.id, right.id}
    settled = record(parents=(left, right), lamport=3)
    assert heads([right, settled, first, left]) == (settled,)


@given(graphs())
def test_ancestors_are_closed_and_do_not_hold_the_start(records: list[Record]) -> None:
    parents = {one.id: one.content.parents for one in records}
    for one in records:
        found = ancestors([one.id], parents.__getitem__)
        assert one.id not in found
        assert set(one.content.parents) <= found
        assert all(set(parents[name]) <= found for name in found)


@given(graphs())
def test_the_next_lamport_is_above_all(records: list[Record]) -> None:
    assert all(next_lamport(records) > one.content.lamport for one in records)
    assert next_lamport([]) == 1
