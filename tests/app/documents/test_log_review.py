"""A review of an access log on paper."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.casework.handover_facts import LogExtract, LogReview, ReviewedRow, ReviewMark
from app.casework.log_review import ViewCount
from app.disclosure.linter import Known, Words, findings
from app.documents.blocks import Document, encode
from app.documents.log_review import ReviewPaper, RowToInvestigate, log_review_paper
from app.documents.texts import texts_of
from app.ids import BlobId, EntityId
from app.pdf.render import render
from tests.app.documents.test_implementation_plan import check_golden
from tests.app.pdf.setting import fonts
from tests.conftest import review_rules

GOLDEN = Path(__file__).parent / "golden" / "log-review.json"

pytestmark = pytest.mark.req("X07")

EXTRACT = LogExtract(
    of=EntityId("11111111-1111-4111-8111-111111111111"),
    of_name="Maja Exempelsson, Socialsekreterare",
    first_day="2026-05-01",
    last_day="2026-05-31",
    rows=812,
    blob=BlobId("3f" * 32),
    anchor=f"9120:{'a7' * 32}",
    package="5c" * 32,
    complete=True,
)
REVIEW = LogReview(
    extract=EntityId("22222222-2222-4222-8222-222222222222"),
    reviewer="Kim Provsson, Enhetschef",
    rows=(
        ReviewedRow(sequence=8410, mark=ReviewMark.NOTHING_TO_REMARK),
        ReviewedRow(
            sequence=8533, mark=ReviewMark.INVESTIGATED, words="Varför visades identiteten i natt?"
        ),
    ),
    sample=(8410, 8533),
    seed="33333333-3333-4333-8333-333333333333",
    summary="Loggen är genomgången. En rad ska utredas.\n\nInget annat att anmärka.",
    signed_on="2026-06-03",
)


def paper(extract: LogExtract = EXTRACT, review: LogReview = REVIEW) -> Document:
    views = (
        ViewCount("sample", "Stickprov", "", (8410, 8533), 2),
        ViewCount("reveals", "Visad identitet", "", (8533, 8600), 1),
        ViewCount("prints", "Utskrifter", "", (), 0),
    )
    row = RowToInvestigate(
        8533,
        "2026-05-14T02:10:00+02:00",
        "Visade identiteten: förnamn",
        "2026-0014",
        "Varför visades identiteten i natt?",
    )
    investigated = (row,) if len(review.rows) > 1 else ()
    return log_review_paper(
        ReviewPaper(
            "Exempelkommun",
            "Avhopparenheten",
            "2222",
            review_rules().law,
            extract,
            review,
            views,
            investigated,
        )
    )


def test_the_report_is_as_it_was_looked_at() -> None:
    check_golden(GOLDEN, encode(paper()))
    assert render(paper(), fonts()).startswith(b"%PDF")


def test_it_tells_what_was_found_in_reading_order_and_names_no_client() -> None:
    read = "\n".join(text for _, text in texts_of(paper()))
    said = [
        "10 § lagen (2001:454)",
        "Maja Exempelsson",
        "812",
        "Kim Provsson",
        "En rad ska utredas.",
        "2026-05-14 02:10",
        "2026-0014",
        "Varför visades identiteten i natt?",
        "Stickprov",
        "Visad identitet",
        "33333333-3333-4333-8333-333333333333",
    ]
    places = [read.index(each) for each in said]
    assert places == sorted(places)
    assert not list(findings((Words(at, text) for at, text in texts_of(paper())), Known()))


@pytest.mark.parametrize(
    ("doubts", "complete", "text"),
    [
        (("log_broken",), False, "ändrats, tagits bort eller lagts till"),
        (("log_rewritten",), True, "stämmer inte med det som har lämnats förut"),
        (("log_gap",), False, "som inte har lämnats"),
        ((), False, "som inte har lämnats"),
    ],
)
def test_a_log_that_is_not_whole_says_so_on_the_paper(
    doubts: tuple[str, ...], complete: bool, text: str
) -> None:
    extract = msgspec.structs.replace(EXTRACT, doubts=doubts, complete=complete)
    assert text in "\n".join(said for _, said in texts_of(paper(extract)))


def test_nothing_to_investigate_is_said() -> None:
    review = msgspec.structs.replace(REVIEW, rows=REVIEW.rows[:1])
    assert "Inga." in [text for _, text in texts_of(paper(review=review))]
