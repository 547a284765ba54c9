"""The whole way with real files: an extract to the reviewer, the findings back, the receipts."""

from __future__ import annotations

import msgspec
import pytest

from app.casework import facts
from app.casework.handover_facts import LogExtract, PackageOutcome, ReceivedPackage
from app.errors import Reason, Refusal
from app.handover import log_rows
from app.log_codes import LogCode
from app.usecases import reading, writing
from app.usecases.handover import receipts, receiving
from app.usecases.handover.logs import log_extracts, log_findings, log_reviews
from app.usecases.handover.packages import lists
from app.usecases.handover.packages.arrivals import Doubt
from app.usecases.reading import register_of
from tests.app.usecases import typed_forms
from tests.app.usecases.handover.logs.log_exchange import asked, begun, marks
from tests.handover import Side

pytestmark = pytest.mark.req("X07", "X08", "F038")


@pytest.fixture
def owner(two_vaults: tuple[Side, Side]) -> Side:
    case = typed_forms.opened_case(two_vaults[0].desk, case_number="2026-0014")
    for _ in range(20):
        reading.open_case(two_vaults[0].desk, case)
    return two_vaults[0]


@pytest.fixture
def reviewer(two_vaults: tuple[Side, Side]) -> Side:
    return two_vaults[1]


def test_an_extract_there_and_findings_back(owner: Side, reviewer: Side) -> None:
    sealed = log_extracts.hand_over(owner.desk, asked(owner, reviewer), owner.out)
    arrival = receiving.open_package(reviewer.desk, sealed.path)
    assert arrival.look.doubts == ()
    keys = frozenset(row.key for row in arrival.look.rows)
    taken = receiving.accept(reviewer.desk, arrival, keys).taken
    assert taken.shows is not None
    receipt = receipts.make_receipt(
        reviewer.desk, lists.received(reviewer.desk)[0].entity, reviewer.out
    )
    review = begun(reviewer, taken.shows)
    first = log_reviews.read_again(reviewer.desk, taken.shows).sampled[0]
    typed = marks(reviewer, taken.shows, **{f"r{first}": "Varför så ofta?"})
    log_reviews.sign(reviewer.desk, review, typed)
    back = log_findings.hand_over(
        reviewer.desk, review, {"to": reviewer.knows(owner)}, reviewer.out
    )
    for file in (receipt.path, back.path):
        came = receiving.open_package(owner.desk, file)
        receiving.accept(owner.desk, came, frozenset(row.key for row in came.look.rows))
    assert lists.sent(owner.desk)[0].outcome is PackageOutcome.ACCEPTED
    (found,) = log_findings.findings(owner.desk)
    assert [row.sequence for row in found.latest.fact.investigated] == [first]
    tasks = register_of(owner.desk).of(facts.Task)
    assert [each.latest.fact.raised_by for each in tasks] == ["log_findings"]


def test_the_next_extract_fits_the_anchors_of_every_package_before(
    owner: Side, reviewer: Side
) -> None:
    """Also of those that were about something else: here the first extract's own envelope."""
    for _ in range(2):
        sealed = log_extracts.hand_over(
            owner.desk, asked(owner, reviewer, last_day=str(owner.clock().date())), owner.out
        )
        arrival = receiving.open_package(reviewer.desk, sealed.path)
        assert arrival.look.doubts == ()
        receiving.accept(reviewer.desk, arrival, frozenset({"extract"}))
        for side in (owner, reviewer):
            side.clock.pass_(days=1)
    extracts = register_of(reviewer.desk).of(LogExtract)
    first, second = (each.latest.fact for each in extracts)
    rows = log_extracts.read_extract(reviewer.desk, second)
    assert log_rows.fits_anchor(rows, first.anchor) is True
    received = lists.received(reviewer.desk)
    assert len(received) == 2


def test_a_sealed_extract_is_logged_where_it_left(owner: Side, reviewer: Side) -> None:
    log_extracts.hand_over(owner.desk, asked(owner, reviewer), owner.out)
    newest = owner.vault.log.entries(limit=1)[0]
    assert newest.code == LogCode.PACKAGE_SEALED
    assert newest.payload is not None
    assert newest.payload["kind"] == "log_extract"


def test_nothing_is_accepted_without_being_chosen(owner: Side, reviewer: Side) -> None:
    sealed = log_extracts.hand_over(owner.desk, asked(owner, reviewer), owner.out)
    arrival = receiving.open_package(reviewer.desk, sealed.path)
    with pytest.raises(Refusal) as caught:
        receiving.accept(reviewer.desk, arrival, frozenset())
    assert caught.value.reason is Reason.NOTHING_CHOSEN
    assert Doubt.LOG_GAP not in arrival.look.doubts


def test_a_log_must_fit_the_anchor_of_every_package_from_the_same_person(
    owner: Side, reviewer: Side
) -> None:
    """Findings, a receipt, a copy of a case: each says where the log was when it was sealed."""
    first = log_extracts.hand_over(owner.desk, asked(owner, reviewer), owner.out)
    arrival = receiving.open_package(reviewer.desk, first.path)
    receiving.refuse(reviewer.desk, arrival, "Fel period.")
    register = register_of(reviewer.desk)
    (received,) = register.of(ReceivedPackage)
    assert received.latest.fact.anchor == arrival.package.envelope.anchor
    sequence, _, digest = received.latest.fact.anchor.partition(":")
    other = f"{sequence}:{'0' * 64 if digest != '0' * 64 else '1' * 64}"
    entry = msgspec.structs.replace(received.latest.fact, anchor=other)
    writing.revise(reviewer.desk, reviewer.vault.journal.register, received.id, entry)
    owner.vault.log.write(LogCode.CASE_LISTED, {"list": "cases"})
    second = log_extracts.hand_over(owner.desk, asked(owner, reviewer), owner.out)
    looked = receiving.open_package(reviewer.desk, second.path).look
    assert Doubt.LOG_REWRITTEN in looked.doubts
