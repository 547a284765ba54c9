"""The protocol of a disposal on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casework.unit_facts import Disposal, DisposalStatus, KnownCopy
from app.disclosure.linter import Known, Words, findings
from app.documents.blocks import Document, Signature, encode
from app.documents.disposal_protocol import Protocol, disposal_protocol
from app.documents.texts import texts_of
from app.ids import StreamId
from app.pdf.render import render
from tests.app.documents.test_implementation_plan import check_golden
from tests.app.pdf.setting import fonts

GOLDEN = Path(__file__).parent / "golden" / "disposal-protocol.json"
CASE = StreamId("11111111-1111-4111-8111-111111111111")

pytestmark = pytest.mark.req("X14")


def paper(status: DisposalStatus = DisposalStatus.DONE) -> Document:
    approved = status in (DisposalStatus.APPROVED, DisposalStatus.DONE)
    fact = Disposal(
        case=CASE,
        case_number="2019-0003",
        status=status,
        ground="ordinary",
        ground_text="16 kap. 1 § socialtjänstlagen (2025:400)",
        last_note_on="2020-02-29",
        due_from="2025-03-01",
        due_by="2026-12-31",
        proposed_on="2026-11-02",
        proposed_by="Maja Exempelsson, Socialsekreterare",
        reason="Arkivet har svarat att akten inte ska bevaras.",
        copies=(
            KnownCopy("paper", "3", "2019-11-04", "provider"),
            KnownCopy("backup", made_on="2026-11-01"),
        ),
        approved_on="2026-11-09" if approved else "",
        approved_by="Kim Provsson, Enhetschef" if approved else "",
        done_on="2026-11-10" if status is DisposalStatus.DONE else "",
    )
    return disposal_protocol(Protocol("Exempelkommun", "Avhopparenheten", "5E1F", fact))


def test_the_protocol_is_as_it_was_looked_at() -> None:
    check_golden(GOLDEN, encode(paper()))
    assert render(paper(), fonts()).startswith(b"%PDF")


def test_it_says_number_ground_days_and_who_in_reading_order() -> None:
    read = "\n".join(text for _, text in texts_of(paper()))
    said = [
        "2019-0003",
        "16 kap. 1 § socialtjänstlagen (2025:400)",
        "2020-02-29",
        "2025-03-01",
        "2026-12-31",
        "2026-11-02, Maja Exempelsson",
        "2026-11-09, Kim Provsson",
        "2026-11-10",
        "Arkivet har svarat",
        "Papper",
        "Utförare",
        "Säkerhetskopia",
    ]
    places = [read.index(each) for each in said]
    assert places == sorted(places)
    assert str(CASE) not in read
    assert not list(findings((Words(at, text) for at, text in texts_of(paper())), Known()))


@pytest.mark.parametrize("status", list(DisposalStatus))
def test_only_what_is_under_way_has_lines_to_sign_on(status: DisposalStatus) -> None:
    under_way = status in (DisposalStatus.PROPOSED, DisposalStatus.APPROVED)
    lines = [each for each in paper(status).blocks if isinstance(each, Signature)]
    assert len(lines) == (1 if under_way else 0)
