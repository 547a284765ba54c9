"""A case there, and a receipt back: the whole way between two real vaults."""

from __future__ import annotations

import pytest

from app.casework.handover_facts import PackageOutcome
from app.usecases import reading
from app.usecases.handover import lists, receiving, sending
from app.usecases.handover.arrivals import RowState
from tests.app.usecases import typed_forms
from tests.handover import (
    Side,
    arrived,
    choosable,
    receipt_back,
    sent_to,
    whole_case,
)

Two = tuple[Side, Side]


@pytest.mark.req("X03", "F036")
def test_a_case_arrives_whole_and_the_sender_gets_a_receipt(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    looked = sending.outlook(here.desk, whole_case(here, there, stream))
    before = here.vault.journal.records(here.vault.journal.register)

    path = sent_to(here, whole_case(here, there, stream))
    arrival = arrived(there, path)

    assert looked.number == 1
    assert looked.confirmed
    assert looked.records == len(arrival.package.payload.records)
    assert here.vault.journal.records(here.vault.journal.register) != before
    assert path.name.removesuffix(".aktpaket").isdigit()
    assert there.vault.journal.records(stream) == ()
    assert {row.state for row in arrival.look.rows} == {RowState.NEW}

    accepted = receiving.accept(there.desk, arrival, choosable(arrival))

    assert there.vault.journal.records(stream) == here.vault.journal.records(stream)
    assert reading.open_case(there.desk, stream).state.label == arrival.look.case_label
    receipt_back(there, here, accepted.received)
    sent = lists.sent(here.desk)[0]
    assert (sent.outcome, sent.waits) == (PackageOutcome.ACCEPTED, False)
    assert there.vault.check().faults == here.vault.check().faults == ()
