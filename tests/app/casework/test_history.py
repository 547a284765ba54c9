from __future__ import annotations

from hypothesis import given, settings

from app.casework import facts
from app.casework.history import MASKED, Change, Readable, Replaced, history
from app.casework.projection import only_entity
from app.journal.graph import in_order
from tests.app.casework.build import STREAM, case_records, note, plan, raw, record


@given(case_records())
@settings(max_examples=150)
def test_every_record_has_one_row_in_order(records):
    rows = history(records)
    assert [row.record for row in rows] == [each.id for each in in_order(records)]
    for row, each in zip(rows, in_order(records), strict=True):
        assert [replaced.record for replaced in row.replaced] == list(each.content.parents)


def test_a_correction_shows_field_by_field_what_it_replaced():
    first = record(note("Fel", facts="Samma"))
    second = record(
        note("Rätt", facts="Samma", correction_reason="Skrev fel"),
        parents=[first],
        lamport=2,
        happened_at="2026-03-02",
    )
    before, after = history([second, first])
    assert before.replaced == ()
    assert before.replaced_by == (second.id,)
    assert after.replaced_by == ()
    assert after.replaced == (
        Replaced(
            first.id,
            (
                Change("heading", "Fel", "Rätt"),
                Change("correction_reason", "", "Skrev fel"),
                Change("event", "2026-03-01", "2026-03-02"),
            ),
        ),
    )


def test_a_goal_put_first_leaves_the_others_unchanged():
    old, new = facts.Goal(key="1", words="Ett hem"), facts.Goal(key="2", words="Ett arbete")
    first = record(plan(goals=(old,)))
    second = record(plan(goals=(new, old)), parents=[first], lamport=2)
    (replaced,) = history([first, second])[1].replaced
    assert replaced.changes == (
        Change("goals/2/key", "", "2"),
        Change("goals/2/words", "", "Ett arbete"),
    )


def test_rows_without_keys_of_their_own_go_by_their_place():
    first = record(plan(participants=(facts.Participant(name="A"),)))
    second = record(
        plan(participants=(facts.Participant(name="B"), facts.Participant(name="A"))),
        parents=[first],
        lamport=2,
    )
    (replaced,) = history([first, second])[1].replaced
    assert [(change.field, change.new) for change in replaced.changes] == [
        ("participants/1/name", "B"),
        ("participants/2/name", "A"),
    ]


def test_a_settlement_shows_what_it_replaced_on_either_side():
    first = record(note("a"))
    left = record(note("b"), parents=[first], lamport=2)
    right = record(note("c"), parents=[first], lamport=2)
    last = record(note("b"), parents=[left, right], lamport=3)
    rows = {row.record: row for row in history([first, left, right, last])}
    assert set(rows[first.id].replaced_by) == {left.id, right.id}
    found = {replaced.record: replaced.changes for replaced in rows[last.id].replaced}
    assert found == {left.id: (), right.id: (Change("heading", "c", "b"),)}


def test_what_the_identity_says_is_masked_and_what_changed_is_not():
    own = only_entity(STREAM)
    address = facts.Address(kind=facts.AddressKind.ACTUAL, text="KANARIEGATAN")
    first = record(facts.Identity(given_name="KANARIE"), of=own)
    second = record(
        facts.Identity(given_name="KANARIEFÅGEL", addresses=(address,)),
        of=own,
        parents=[first],
        lamport=2,
    )
    newer = raw("identity/2", {"name": "KANARIE"}, of=own, parents=[second], lamport=3)
    rows = history([first, second, newer])
    assert "KANARIE" not in repr(rows)
    assert rows[1].replaced[0].changes == (
        Change("given_name", MASKED, MASKED),
        Change("addresses/1/kind", "", MASKED),
        Change("addresses/1/text", "", MASKED),
    )


def test_what_cannot_be_read_has_a_row_that_says_so():
    newer, wrong = raw("plan/999", {}), raw("plan/1", {"number": "x"}, lamport=2)
    readable = [row.readable for row in history([newer, wrong, record(note(), lamport=3)])]
    assert readable == [Readable.NEWER, Readable.MALFORMED, Readable.YES]
