from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.casework import facts
from app.casework.projection import fold, only_entity
from app.casework.state import CaseState, CaseStatus, Conflict, Entity, Signed
from tests.app.casework.build import (
    OTHER_STREAM,
    STREAM,
    application,
    assessment,
    case_records,
    decision,
    entity,
    note,
    plan,
    raw,
    record,
)


@given(case_records(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_order_and_repetition_make_no_difference(records, random):
    shuffled = [*records, *records]
    random.shuffle(shuffled)
    assert fold(STREAM, shuffled) == fold(STREAM, records)


@given(case_records())
@settings(max_examples=200)
def test_no_record_is_lost(records):
    state = fold(STREAM, records)
    identity = {each.id for each in records if each.content.kind == "identity/1"}
    shown = {version.record.id for each in entities(state) for version in each.versions}
    unread = {each.id for each in (*state.newer, *state.malformed)}
    assert shown | unread | identity == {each.id for each in records}
    assert not shown & unread
    assert state.records == len(records)


@given(case_records())
@settings(max_examples=200)
def test_a_head_is_a_version_that_no_other_version_builds_on(records):
    known = {each.id: each for each in records}

    def before(name):
        parents = known[name].content.parents
        return set(parents).union(*(before(each) for each in parents))

    for each in entities(fold(STREAM, records)):
        ids = {version.record.id for version in each.versions}
        built_on = set().union(*(before(name) for name in ids))
        assert {side.record.id for side in each.sides} == ids - built_on
        assert each.disputed == (len(each.sides) > 1)


def entities(state: CaseState) -> list[Entity]:
    return [each for found in state.entities.values() for each in found]


def test_nothing_is_an_empty_case():
    assert fold(STREAM, []) == CaseState(STREAM)


def test_records_of_another_stream_are_left_out():
    own, other = record(note()), record(note(), stream=OTHER_STREAM)
    assert fold(STREAM, [own, other]) == fold(STREAM, [own])


def test_a_correction_is_the_head_and_the_first_stays_readable():
    first = record(note("Fel dag"))
    second = record(note("Rätt dag", correction_reason="Fel dag"), parents=[first], lamport=2)
    (found,) = fold(STREAM, [second, first]).notes
    assert [each.fact.heading for each in found.versions] == ["Fel dag", "Rätt dag"]
    assert found.head == found.latest == Signed(second, found.latest.fact)
    assert found.first.record == first


def test_two_heads_are_a_conflict_until_a_record_has_both_as_parents():
    first = record(note("a"))
    left = record(note("b"), parents=[first], lamport=2)
    right = record(note("c"), parents=[first], lamport=2)
    (disputed,) = fold(STREAM, [first, left, right]).notes
    assert isinstance(disputed.head, Conflict)
    assert {side.record.id for side in disputed.sides} == {left.id, right.id}
    settled = record(note("d"), parents=[left, right], lamport=3)
    (found,) = fold(STREAM, [first, left, right, settled]).notes
    assert not found.disputed
    assert found.head == found.latest


def test_a_clock_that_goes_backwards_does_not_reorder():
    first = record(note("a"), written_at="2026-05-01T10:00:00+02:00")
    second = record(note("b"), parents=[first], lamport=2, written_at="2019-01-01T10:00:00+01:00")
    state = fold(STREAM, [second, first])
    assert state.notes[0].latest.record == second
    assert state.changed_at == "2019-01-01T10:00:00+01:00"


def test_a_newer_version_is_kept_and_named_at_its_entity():
    first = record(note("a"))
    newer = raw("journal_note/2", {"shape": "unknown"}, parents=[first], lamport=2)
    state = fold(STREAM, [first, newer])
    assert state.newer == (newer,)
    (found,) = state.notes
    assert found.unread == (newer,)
    assert found.head == found.first


def test_what_builds_on_a_newer_version_supersedes_what_that_built_on():
    first = record(note("a"))
    newer = raw("journal_note/2", {}, parents=[first], lamport=2)
    last = record(note("c"), parents=[newer], lamport=3)
    (found,) = fold(STREAM, [first, newer, last]).notes
    assert found.head == found.latest
    assert found.latest.record == last


def test_a_malformed_body_is_kept_and_shown_as_such():
    wrong = raw("plan/1", {"number": "one"})
    state = fold(STREAM, [wrong])
    assert state.malformed == (wrong,)
    assert state.plans == ()


def test_what_belongs_in_the_register_is_nothing_in_a_case():
    card = record(facts.Recipient(name="Boendet", organisation="", kind="provider"))
    assert fold(STREAM, [card]).malformed == (card,)


def test_the_identity_is_known_to_be_there_and_never_says_what():
    own = only_entity(STREAM)
    first = record(facts.Identity(given_name="KANARIEFÅGEL"), of=own)
    state = fold(STREAM, [first])
    assert state.identity == own
    assert not state.identity_disputed
    assert "KANARIEFÅGEL" not in repr(state)
    second = record(facts.Identity(given_name="KANARIEFÅGEL", phone="1"), of=own, lamport=2)
    disputed = fold(STREAM, [first, second])
    assert disputed.identity_disputed
    assert "KANARIEFÅGEL" not in repr(disputed)


def test_what_a_case_has_one_of_is_disputed_when_there_are_two():
    one = record(facts.CaseFile(case_number="2026-0001", pseudonym="Björk"), of=entity(1))
    two = record(facts.CaseFile(case_number="2026-0002", pseudonym="Alm"), of=entity(2), lamport=2)
    state = fold(STREAM, [two, one])
    assert state.case_file is not None
    assert [side.record for side in state.case_file.sides] == [one, two]
    assert state.label == "2026-0002 Alm"


@pytest.mark.req("F034")
def test_the_status_is_the_furthest_step_that_is_signed():
    interest = record(application(kind=facts.IntakeKind.INTEREST), of=entity(1))
    steps = [
        interest,
        record(application(), of=entity(2), lamport=2),
        record(assessment(), of=entity(3), lamport=3),
        record(decision(), of=entity(4), lamport=4),
        record(plan(), of=entity(5), lamport=5),
        record(closing(), of=entity(6), lamport=6),
    ]
    taken = itertools.accumulate(([each] for each in steps), lambda left, right: left + right)
    assert [fold(STREAM, each).status for each in taken] == list(CaseStatus)


def test_a_closed_case_is_open_again_with_an_intake_after_its_closing():
    records = [record(application()), record(closing(), of=entity(6), lamport=2)]
    assert fold(STREAM, records).status is CaseStatus.CLOSED
    corrected = record(application(wish="Rättat"), parents=[records[0]], lamport=3)
    assert fold(STREAM, [*records, corrected]).status is CaseStatus.CLOSED
    again = record(application(), of=entity(7), lamport=4)
    assert fold(STREAM, [*records, corrected, again]).status is CaseStatus.APPLICATION


def closing() -> facts.Closing:
    return facts.Closing(
        closed_on="2026-05-01", reason=facts.ClosingReason.AIMS_REACHED, situation="Bor tryggt"
    )
