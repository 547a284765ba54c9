"""Numbers, both ways: what each side can tell from them, and who is never sealed to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.casework.handover_facts import PackageOutcome
from app.errors import Reason, Refusal
from app.usecases.handover import receipts, receiving
from app.usecases.handover.cards import own_cards, revoking
from app.usecases.handover.packages import admitting, lists, sending
from app.usecases.handover.packages.arrivals import Doubt
from app.usecases.handover.packages.package_register import sent_packages
from app.usecases.handover.packages.parcels import Parcel
from app.usecases.handover.packages.undo import undo
from tests.app.usecases import typed_forms
from tests.handover import Side, arrived, choosable, sent_to, whole_case

Two = tuple[Side, Side]


@pytest.mark.req("X03")
def test_each_receiver_has_numbers_of_their_own(three_vaults: tuple[Side, Side, Side]) -> None:
    """A number that went to somebody else would look like a package that is missing."""
    here, there, third = three_vaults
    stream = typed_forms.opened_case(here.desk)
    for to in (there, third, there):
        arrival = arrived(to, sent_to(here, whole_case(here, to, stream)))
        receiving.accept(to.desk, arrival, choosable(arrival))
        assert arrival.look.doubts == ()
    numbers = [(each.latest.fact.to, each.latest.fact.number) for each in sent_packages(here.desk)]
    assert sorted(numbers) == sorted(
        [(here.knows(there), 1), (here.knows(there), 2), (here.knows(third), 1)]
    )


@pytest.mark.req("X03")
def test_the_sender_sees_a_receipt_that_is_missing_and_keeps_to_the_later_one(
    two_vaults: Two,
) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    path = sent_to(here, whole_case(here, there, stream))
    refused = receiving.refuse(there.desk, arrived(there, path), "Fel enhet").entity
    assert refused is not None
    early = receipts.make_receipt(there.desk, refused, there.out).path
    again = arrived(there, path)
    accepted = receiving.accept(there.desk, again, choosable(again))
    late = receipts.make_receipt(there.desk, accepted.received, there.out).path

    came = arrived(here, late)
    assert came.look.doubts == (Doubt.NUMBER_GAP,), "the first has not come"
    receiving.accept(here.desk, came, choosable(came))
    confirmed = sent_packages(here.desk)[0].latest.fact.confirmed
    assert confirmed
    behind = arrived(here, early)
    assert behind.look.doubts == (Doubt.NUMBER_BACK,)
    receiving.accept(here.desk, behind, choosable(behind))

    sent = sent_packages(here.desk)[0].latest.fact
    assert (sent.outcome, sent.answer_reason) == (PackageOutcome.ACCEPTED, "")
    assert sent.confirmed == confirmed, "what somebody has, they have"
    assert not lists.sent(here.desk)[0].waits


@pytest.mark.req("X03")
def test_there_is_no_receipt_of_a_receipt_nor_of_what_was_undone(two_vaults: Two) -> None:
    here, there = two_vaults
    path = sent_to(here, whole_case(here, there, typed_forms.opened_case(here.desk)))
    arrival = arrived(there, path)
    accepted = receiving.accept(there.desk, arrival, choosable(arrival))
    undo(there.desk, accepted.received)
    with pytest.raises(Refusal) as undone:
        receipts.make_receipt(there.desk, accepted.received, there.out)
    assert undone.value.reason is Reason.PACKAGE_UNEXPECTED
    arrival = arrived(there, path)
    accepted = receiving.accept(there.desk, arrival, choosable(arrival))
    receipt = receipts.make_receipt(there.desk, accepted.received, there.out).path
    answer = arrived(here, receipt)
    taken = receiving.accept(here.desk, answer, choosable(answer))
    with pytest.raises(Refusal) as endless:
        receipts.make_receipt(here.desk, taken.received, here.out)
    assert endless.value.reason is Reason.PACKAGE_UNEXPECTED


@pytest.mark.req("X03")
def test_nothing_is_sealed_to_a_card_that_has_run_out_or_is_revoked(two_vaults: Two) -> None:
    here, there = two_vaults
    parcel = whole_case(here, there, typed_forms.opened_case(here.desk))
    here.clock.pass_(days=365)
    own_cards.make_own_card(here.desk, {"valid_to": "2028-05-31"})
    assert _reason(here, parcel) is Reason.PERSON_KEY_EXPIRED
    typed = {"words": "Datorn är stulen.", "day": "2026-06-01"}
    revoking.distrust(here.desk, here.knows(there), typed)
    assert _reason(here, parcel) is Reason.PERSON_KEY_REVOKED
    assert _reason(here, replace(parcel, stream=None)) is Reason.PERSON_KEY_REVOKED
    assert list(here.out.iterdir()) == []
    assert sent_packages(here.desk) == ()


@pytest.mark.req("X03")
@pytest.mark.parametrize(("minutes", "told"), [(-60, ()), (-61, (Doubt.SEALED_IN_FUTURE,))])
def test_clocks_may_be_an_hour_apart(
    two_vaults: Two, minutes: int, told: tuple[Doubt, ...]
) -> None:
    here, there = two_vaults
    path = sent_to(here, whole_case(here, there, typed_forms.opened_case(here.desk)))
    there.clock.pass_(minutes=minutes)
    assert arrived(there, path).look.doubts == told


@pytest.mark.req("X03")
def test_a_package_is_taken_in_on_its_last_day(two_vaults: Two) -> None:
    here, there = two_vaults
    path = sent_to(here, whole_case(here, there, typed_forms.opened_case(here.desk)))
    there.clock.pass_(days=30)
    assert arrived(there, path).package.envelope.expires_on == there.clock().date().isoformat()


@pytest.mark.req("X03")
def test_more_records_than_anybody_sends_are_not_weighed(
    two_vaults: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = two_vaults
    path = sent_to(here, whole_case(here, there, typed_forms.opened_case(here.desk)))
    monkeypatch.setattr(admitting, "MOST_RECORDS", 1)
    with pytest.raises(Refusal) as refusal:
        arrived(there, path)
    assert refusal.value.reason is Reason.PACKAGE_MALFORMED


def _reason(side: Side, parcel: Parcel) -> Reason:
    with pytest.raises(Refusal) as refusal:
        sending.seal_parcel(side.desk, parcel, side.out)
    return refusal.value.reason
