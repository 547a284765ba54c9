"""What has come, weighed entity by entity."""

from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason
from app.handover.incoming import LAMPORT_START, LAMPORT_STEP, Group, Here, place_of, weigh
from app.ids import EntityId, StreamId
from app.journal.record import Record
from tests.app.journal.strategies import ENTITIES, KEY, STREAMS, arrivals, graphs, record, verify


def weighed(
    incoming: Iterable[Record],
    here: Iterable[Record] = (),
    *,
    disposed: Iterable[StreamId] = (),
    blobs: Iterable[str] = (),
) -> tuple[Group, ...]:
    lying = {(STREAMS[0], blob) for blob in blobs}
    known = Here(
        records={each.id: each for each in here},
        authors={KEY},
        disposed=set(disposed),
        has_blob=lambda stream, blob: (stream, blob) in lying,
    )
    return weigh(incoming, known, verify)


def reasons(groups: Iterable[Group]) -> list[Reason]:
    return [each.reason for group in groups for each in group.refused]


@given(arrivals(), st.randoms())
def test_each_record_is_in_one_place_whatever_order_it_came_in(
    incoming: list[Record], dice: random.Random
) -> None:
    shuffled = list(incoming)
    dice.shuffle(shuffled)
    groups = weighed(incoming)
    found = [each.id for group in groups for each in group.added]
    assert len(found) == len(set(found))
    again = {group.place: group for group in weighed(shuffled)}
    assert {group.place: group.added for group in groups} == {
        place: group.added for place, group in again.items()
    }
    for group in groups:
        assert {place_of(each) for each in group.added} <= {group.place}


@given(graphs(), graphs())
def test_what_is_here_is_known_and_adds_nothing(here: list[Record], more: list[Record]) -> None:
    for group in weighed(here, [*here, *more]):
        assert (group.added, group.refused) == ((), ())
        assert group.known == len({each.id for each in here if place_of(each) == group.place})


def test_two_heads_are_told_from_one() -> None:
    first = record()
    mine = record(parents=(first,), lamport=2, body={"a": "mitt"})
    theirs = record(parents=(first,), lamport=2, body={"a": "ditt"})
    later = record(parents=(mine,), lamport=3)
    (conflict,) = weighed([theirs], [first, mine])
    (newer,) = weighed([later], [first, mine])
    assert len(conflict.heads_then) == 2
    assert conflict.heads_here == (mine,)
    assert newer.heads_then == (later,)
    assert newer.shown == later


def test_the_number_that_would_end_all_writing_is_refused() -> None:
    here = [record(lamport=10)]
    near, far = record(lamport=10 + LAMPORT_STEP), record(lamport=11 + LAMPORT_STEP)
    assert reasons(weighed([near], here)) == []
    assert reasons(weighed([far], here)) == [Reason.RECORD_MALFORMED]
    assert reasons(weighed([record(lamport=LAMPORT_START)])) == []
    assert reasons(weighed([record(lamport=LAMPORT_START + 1)])) == [Reason.RECORD_MALFORMED]


def test_a_disposed_case_does_not_come_back() -> None:
    first = record()
    later = record(parents=(first,), lamport=2)
    elsewhere = record(stream=STREAMS[1])
    groups = weighed([first, later, elsewhere], disposed=[STREAMS[0]])
    assert reasons(groups) == [Reason.CASE_DISPOSED] * 2
    assert [each for group in groups for each in group.added] == [elsewhere]


def test_a_record_without_its_attachment_takes_what_builds_on_it_with_it() -> None:
    blob = "ab" * 32
    first = record(body={"files": [{"blob": blob}]})
    later = record(parents=(first,), lamport=2)
    assert reasons(weighed([first, later])) == [Reason.ATTACHMENT_MISSING, Reason.PARENT_UNKNOWN]
    assert reasons(weighed([first, later], blobs=[blob])) == []


def test_what_is_named_is_needed_as_long_as_it_is_not_here() -> None:
    basis = record(entity=ENTITIES[1])
    by_id = record(body={"rests_on": [{"record": basis.id}]})
    by_entity = record(entity=ENTITIES[2], body={"plan": ENTITIES[1]})
    case_file = record(entity=EntityId(STREAMS[0]), kind="case_file/1")
    needs = {
        group.place.entity: {place.entity for place in group.needs}
        for group in weighed([basis, by_id, by_entity])
    }
    assert needs == {ENTITIES[0]: {ENTITIES[1]}, ENTITIES[1]: set(), ENTITIES[2]: {ENTITIES[1]}}
    assert all(not group.needs for group in weighed([by_id, by_entity], [basis]))
    first = {group.place.kind: group.needs for group in weighed([case_file, basis])}
    assert first["journal_note"] == {place_of(case_file)}
    assert first["case_file"] == frozenset()
    beside = record(entity=ENTITIES[2])
    here = {group.place.kind: group.needs for group in weighed([case_file, basis], [beside])}
    assert here["journal_note"] == frozenset(), "the case is here, whatever it is called"


def test_what_is_shown_of_several_is_the_latest() -> None:
    first = record()
    mine = record(parents=(first,), lamport=2, body={"a": "mitt"})
    theirs = record(parents=(first,), lamport=3, body={"a": "ditt"})
    (group,) = weighed([first, mine, theirs])
    assert group.shown == theirs
