"""Something urgent goes to another vault, and stays before everybody's eyes until it is dealt with."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework.facts import Urgent
from app.errors import InvalidFields, Reason, Refusal
from app.usecases.handover import receiving
from app.usecases.handover.cases import urgent, urgent_arrivals
from app.usecases.handover.packages import undo
from app.usecases.reading import list_cases, state_of
from app.usecases.watching import packages_todo
from tests.app.usecases import typed_forms
from tests.app.usecases.handover.cases.cases_between import accepted, receipt_to, shared, ticked
from tests.handover import Side

Pair = tuple[Side, Side]
WORDS = "Ett barn i familjen har kommit till Provstad i dag."


def _typed(giver: Side, taker: Side, **changes: Any) -> dict[str, Any]:
    message = {
        "what": "children",
        "words": WORDS,
        "happened_on": giver.clock().date().isoformat(),
        "agreed": "Mottagande kommun gör skyddsbedömningen.",
    }
    return ticked(giver, taker, reason="Båda kommunerna svarar för barnet") | message | changes


def _due(side: Side) -> list[str]:
    return [each.code for each in packages_todo.items(side.desk, side.clock().date())]


@pytest.mark.req("F084")
def test_it_waits_at_both_until_the_receipt_has_come_and_something_was_done(
    two_vaults: Pair,
) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)

    sealed = urgent.send_urgent(one.desk, stream, _typed(one, other), one.out)
    assert _due(one) == [packages_todo.URGENT_UNANSWERED]
    done = accepted(other, sealed.path)

    (row,) = urgent_arrivals.list_urgent(other.desk)
    assert (row.waits, row.in_case, row.message.words) == (True, False, WORDS)
    assert list_cases(other.desk) == ()
    assert packages_todo.URGENT_WAITS in _due(other)
    receipt_to(one, other, done.received)
    assert _due(one) == []
    typed = {"dealt_words": "Jourhemmet är ordnat."}
    urgent_arrivals.deal_with(other.desk, row.stream, row.entity, typed)
    (row,) = urgent_arrivals.list_urgent(other.desk)
    assert not row.waits
    assert packages_todo.URGENT_WAITS not in _due(other)
    assert row.message.dealt_words == "Jourhemmet är ordnat."


@pytest.mark.req("F084")
def test_where_the_case_is_the_message_stands_in_it_as_the_sender_signed_it(
    two_vaults: Pair,
) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    shared(one, other, stream)

    accepted(other, urgent.send_urgent(one.desk, stream, _typed(one, other), one.out).path)

    (message,) = state_of(other.desk, stream).of(Urgent)
    assert message.latest.record.content.author.key == one.vault.author.key
    (row,) = urgent_arrivals.list_urgent(other.desk)
    assert (row.stream, row.in_case) == (stream, True)
    urgent_arrivals.deal_with(other.desk, stream, row.entity, {"dealt_words": "Ringt."})
    assert not urgent_arrivals.urgent_rows(other.desk)[0].waits


@pytest.mark.req("F086")
def test_it_passes_the_gate_and_carries_nothing_else_of_the_case(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    sealed = urgent.send_urgent(one.desk, stream, _typed(one, other), one.out)

    package = receiving.open_package(other.desk, sealed.path).package
    assert [record.kind_name for record in package.payload.records] == ["urgent"]
    assert package.payload.blobs == ()
    (entry,) = state_of(one.desk, stream).disclosures
    assert entry.latest.fact.profile == "handover_urgent"
    assert "children" in entry.latest.fact.leaves
    assert "journal" in entry.latest.fact.stays


def test_what_is_missing_is_said_at_its_field_and_nothing_leaves(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    typed = _typed(one, other, words="", happened_on="2030-01-01", ground="")

    with pytest.raises(InvalidFields) as refused:
        urgent.send_urgent(one.desk, stream, typed, one.out)

    assert {each.field for each in refused.value.problems} == {"words", "happened_on", "ground"}
    assert not list(one.out.iterdir())
    assert state_of(one.desk, stream).of(Urgent) == ()


def test_what_is_undone_is_no_longer_in_the_list(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    shared(one, other, stream)
    sealed = urgent.send_urgent(one.desk, stream, _typed(one, other), one.out)
    done = accepted(other, sealed.path)

    undo.undo(other.desk, done.received)

    assert urgent_arrivals.urgent_rows(other.desk) == ()


def test_nothing_is_noted_of_what_never_came(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    sealed = urgent.send_urgent(one.desk, stream, _typed(one, other), one.out)
    accepted(other, sealed.path)
    (row,) = urgent_arrivals.urgent_rows(other.desk)

    with pytest.raises(Refusal) as refused:
        urgent_arrivals.deal_with(other.desk, stream, row.entity, {"dealt_words": "Ringt."})
    assert refused.value.reason is Reason.ENTITY_UNKNOWN
    with pytest.raises(InvalidFields):
        urgent_arrivals.deal_with(other.desk, row.stream, row.entity, {"dealt_words": " "})


def test_children_that_came_up_are_what_a_new_message_begins_with(two_vaults: Pair) -> None:
    one, _ = two_vaults
    stream = typed_forms.opened_case(one.desk)
    assert set(urgent.suggested(one.desk, stream)) == {"happened_on"}
