"""Going through an extract: the sample, the marks, the signature, and what goes back."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from app.casework import facts, log_review
from app.casework.handover_facts import ReviewMark, SentPackage
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.handover.package import Package
from app.ids import EntityId, StreamId
from app.log_codes import LogCode
from app.usecases import drafting, reading, registers, writing
from app.usecases.changes import Part
from app.usecases.handover.logs import log_findings, log_reviews
from app.usecases.reading import register_of
from app.usecases.unit import unit_papers
from app.usecases.watching import started, todo
from tests.app.usecases import typed_forms
from tests.app.usecases.handover.logs.log_exchange import (
    begun,
    extract_at,
    extract_of,
    marks,
    package_of,
    taken_in,
)
from tests.handover import Side

pytestmark = pytest.mark.req("X07", "X08")


@pytest.fixture
def owner(three_vaults: tuple[Side, Side, Side]) -> Side:
    made = three_vaults[0]
    case = typed_forms.opened_case(made.desk, case_number="2026-0014")
    for _ in range(12):
        reading.open_case(made.desk, case)
    return made


@pytest.fixture
def reviewer(three_vaults: tuple[Side, Side, Side]) -> Side:
    return three_vaults[1]


@pytest.fixture
def manager(three_vaults: tuple[Side, Side, Side]) -> Side:
    return three_vaults[2]


@pytest.fixture
def extract(owner: Side, reviewer: Side) -> EntityId:
    return extract_at(reviewer, owner)


def last_codes(side: Side, count: int) -> list[str]:
    return [each.code for each in side.vault.log.entries(limit=count)]


def refused(work: Any, *given: Any) -> Reason:
    with pytest.raises(Refusal) as caught:
        work(*given)
    return caught.value.reason


def faults(work: Any, *given: Any) -> dict[str, Fault]:
    with pytest.raises(InvalidFields) as caught:
        work(*given)
    return {each.field: each.fault for each in caught.value.problems}


# ------------------------------------------------------------------------------- looking


def test_that_somebody_elses_rows_were_shown_is_logged_before_they_are(
    reviewer: Side, extract: EntityId
) -> None:
    opened = log_reviews.open_extract(reviewer.desk, extract)
    newest = reviewer.vault.log.entries(limit=1)[0]
    assert newest.code == LogCode.LOG_SHOWN
    assert newest.payload == {"extract": extract, "rows": len(opened.rows)}
    log_reviews.read_again(reviewer.desk, extract)
    assert reviewer.vault.log.entries(limit=1)[0] == newest
    log_reviews.extracts(reviewer.desk)
    assert last_codes(reviewer, 1) == [LogCode.PART_OPENED]


def test_the_log_says_so_even_when_the_rows_cannot_be_read(
    reviewer: Side, extract: EntityId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_stream: StreamId, _blob: object) -> bytes:
        raise Refusal(Reason.DATABASE_DAMAGED)

    monkeypatch.setattr(reviewer.vault.blobs, "get", damaged)
    assert refused(log_reviews.open_extract, reviewer.desk, extract) is Reason.DATABASE_DAMAGED
    assert last_codes(reviewer, 1) == [LogCode.LOG_SHOWN]


# -------------------------------------------------------------------------------- the sample


def test_a_sample_is_drawn_once_and_can_be_drawn_again(reviewer: Side, extract: EntityId) -> None:
    review = begun(reviewer, extract)
    opened = log_reviews.read_again(reviewer.desk, extract)
    assert opened.review == review
    assert opened.fact is not None
    assert len(opened.sampled) == 25
    seed = log_review.seed_of(opened.extract.blob, opened.fact.seed)
    numbers = [row.sequence for row in opened.rows]
    assert log_review.sample(numbers, 25, seed) == opened.sampled
    again = {"size": "25"}
    assert refused(log_reviews.begin, reviewer.desk, extract, again) is Reason.ALREADY_SIGNED


def test_the_sample_is_neither_too_small_nor_larger_than_the_extract(
    reviewer: Side, extract: EntityId
) -> None:
    count = log_reviews.read_again(reviewer.desk, extract).extract.rows
    for size, fault in (("24", Fault.TOO_LOW), (str(count + 1), Fault.TOO_HIGH)):
        found = faults(log_reviews.begin, reviewer.desk, extract, {"size": size})
        assert found == {"size": fault}
    assert begun(reviewer, extract, count)


# ------------------------------------------------------------------------------- signing


def test_a_review_is_signed_when_every_sampled_row_has_a_mark(
    reviewer: Side, extract: EntityId
) -> None:
    review = begun(reviewer, extract)
    typed = marks(reviewer, extract)
    some = {**typed, "rows": typed["rows"][1:]}
    assert refused(log_reviews.sign, reviewer.desk, review, some) is Reason.REVIEW_UNFINISHED
    log_reviews.sign(reviewer.desk, review, typed)
    fact = log_reviews.read_again(reviewer.desk, extract).fact
    assert fact is not None
    assert (fact.reviewer, fact.signed_on) == ("Olle Provsson, Socialsekreterare", "2026-06-01")
    assert [row.sequence for row in fact.rows] == list(fact.sample)
    assert refused(log_reviews.sign, reviewer.desk, review, typed) is Reason.REVIEW_OVER
    (row,) = log_reviews.extracts(reviewer.desk)
    assert (row.review, row.signed_on) == (review, "2026-06-01")


def test_what_is_to_be_investigated_says_what_and_names_nobody(
    reviewer: Side, extract: EntityId
) -> None:
    review = begun(reviewer, extract)
    first = log_reviews.read_again(reviewer.desk, extract).sampled[0]
    wrong = marks(reviewer, extract, **{f"r{first}": ""})
    assert faults(log_reviews.sign, reviewer.desk, review, wrong) == {
        "rows/0/words": Fault.REQUIRED
    }
    wrong = marks(reviewer, extract, **{f"r{first}": "Ring 070-123 45 67"})
    assert faults(log_reviews.sign, reviewer.desk, review, wrong) == {
        "rows/0/words": Fault.PERSONAL_DATA
    }
    wrong = marks(reviewer, extract) | {"summary": "Gäller 19900101-9802."}
    assert faults(log_reviews.sign, reviewer.desk, review, wrong) == {
        "summary": Fault.PERSONAL_DATA
    }
    wrong = marks(reviewer, extract, r99999="Varför?") | {"summary": ""}
    assert faults(log_reviews.sign, reviewer.desk, review, wrong) == {
        "rows/25/sequence": Fault.UNKNOWN_REFERENCE,
        "summary": Fault.REQUIRED,
    }


def test_nobody_reviews_a_log_of_their_own(reviewer: Side, extract: EntityId) -> None:
    review = begun(reviewer, extract)
    card = registers.own_card(reviewer.desk)
    typed = {
        "name": "maja exempelsson",
        "title": card.title,
        "function": card.function,
        "unit": card.unit,
        "municipality": card.municipality,
    }
    registers.revise_own_card(reviewer.desk, typed)
    signed = marks(reviewer, extract)
    assert refused(log_reviews.sign, reviewer.desk, review, signed) is Reason.REVIEW_BY_SAME


def test_what_has_been_marked_survives_as_a_draft_until_it_is_signed(
    reviewer: Side, extract: EntityId
) -> None:
    review, register = begun(reviewer, extract), reviewer.vault.journal.register
    typed = marks(reviewer, extract)
    drafting.save_draft(reviewer.desk, register, review, log_reviews.KIND, body=typed, place={})
    kept = drafting.get_draft(reviewer.desk, register, review, log_reviews.KIND)
    assert kept is not None
    log_reviews.sign(reviewer.desk, review, kept.body)
    assert drafting.get_draft(reviewer.desk, register, review, log_reviews.KIND) is None


def test_a_review_that_somebody_else_has_gone_on_with_is_not_signed_over(
    reviewer: Side, extract: EntityId
) -> None:
    review = begun(reviewer, extract)
    shown = log_reviews.read_again(reviewer.desk, extract)
    assert shown.fact is not None
    register = reviewer.vault.journal.register
    writing.revise(
        reviewer.desk, register, review, msgspec.structs.replace(shown.fact, summary="x")
    )
    typed = marks(reviewer, extract)
    with pytest.raises(Refusal) as caught:
        log_reviews.sign(reviewer.desk, review, typed, builds_on=shown.version)
    assert caught.value.reason is Reason.REVISED_SINCE


# ---------------------------------------------------------------------------- on paper


def signed(reviewer: Side, extract: EntityId, words: str = "Varför nio gånger?") -> EntityId:
    review = begun(reviewer, extract)
    first, second = log_reviews.read_again(reviewer.desk, extract).sampled[:2]
    typed = marks(reviewer, extract, **{f"r{first}": words, f"r{second}": words})
    log_reviews.sign(reviewer.desk, review, typed)
    return review


def test_the_paper_says_what_was_looked_at_by_number(reviewer: Side, extract: EntityId) -> None:
    review = begun(reviewer, extract)
    assert refused(log_reviews.paper, reviewer.desk, review, str) is Reason.REVIEW_UNFINISHED
    log_reviews.sign(reviewer.desk, review, marks(reviewer, extract))
    paper = log_reviews.paper(reviewer.desk, review, lambda row: row.code)
    assert unit_papers.preview(reviewer.desk, paper).startswith(b"%PDF")
    newest = reviewer.vault.log.entries(limit=1)[0]
    assert newest.payload == {"document": paper.document_id, "paper": "log_review"}


# ---------------------------------------------------------------------------- going back


def findings_package(reviewer: Side, to: Side, review: EntityId) -> Package:
    parcel = log_findings.parcel_of(reviewer.desk, review, {"to": reviewer.knows(to)})
    return package_of(reviewer, to, parcel)


def sent_from(owner: Side, reviewer: Side, package: Package) -> None:
    """As ``sending`` would have noted it."""
    note = SentPackage(
        kind="log_extract",
        package=package.id,
        number=1,
        to=owner.knows(reviewer),
        to_fingerprint=reviewer.fingerprint,
        sealed_at=package.envelope.sealed_at,
        expires_on=package.envelope.expires_on,
        cases=(),
        records=0,
        blobs=1,
    )
    register = owner.vault.journal.register
    writing.add(owner.desk, register, EntityId(owner.desk.new_id()), note)


def test_what_was_found_becomes_tasks_and_a_review_done_at_the_owners(
    owner: Side, reviewer: Side
) -> None:
    handed = extract_of(owner, reviewer)
    sent_from(owner, reviewer, handed)
    extract = taken_in(reviewer, owner, handed).shows
    assert extract is not None
    package = findings_package(reviewer, owner, signed(reviewer, extract))
    assert package.envelope.reply_to == handed.id
    look = log_findings.look_findings(owner.desk, package)
    assert [each.label for each in look.said] == ["period", "rows", "summary"]
    owner.clock.pass_(days=1)
    shown = taken_in(owner, reviewer, package).shows
    (found,) = log_findings.findings(owner.desk)
    fact = found.latest.fact
    assert found.id == shown
    assert (fact.of_name, fact.reviewer, fact.looked_at) == (
        "",
        "Olle Provsson, Socialsekreterare",
        25,
    )
    assert {row.mark for row in fact.investigated} == {ReviewMark.INVESTIGATED}
    register = register_of(owner.desk)
    (task,) = [each.latest.fact for each in register.of(facts.Task)]
    assert task.what.startswith("Utred i loggen: Varför nio gånger? (rad ")
    assert (task.raised_by, task.about, task.due_on) == ("log_findings", shown, "2026-06-16")
    assert any(item.text == task.what for item in todo.todo(owner.desk))
    assert started.log_review_start(owner.desk).isoformat() == fact.signed_on


def test_a_manager_gets_them_too_and_learns_whose_log_it_was(
    reviewer: Side, manager: Side, extract: EntityId
) -> None:
    package = findings_package(reviewer, manager, signed(reviewer, extract))
    assert package.envelope.reply_to == ""
    taken_in(manager, reviewer, package)
    (found,) = log_findings.findings(manager.desk)
    assert found.latest.fact.of_name == "Maja Exempelsson, Socialsekreterare"
    register = register_of(manager.desk)
    assert len(register.of(facts.Task)) == 1
    assert not register.of(facts.StartedDeadline)


def test_findings_of_an_extract_that_was_never_handed_over_are_refused(
    owner: Side, reviewer: Side, extract: EntityId
) -> None:
    package = findings_package(reviewer, owner, signed(reviewer, extract))
    look = log_findings.look_findings
    assert refused(look, owner.desk, package) is Reason.PACKAGE_UNEXPECTED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("signed_on", "i går"),
        ("summary", "vänd\u202etext"),
        ("of_name", ""),
        ("reviewer", "x" * 500),
        ("investigated", [{"sequence": 0, "mark": "investigated", "words": "a"}]),
        ("investigated", [{"sequence": 1, "mark": "nothing_to_remark", "words": "a"}]),
        ("looked_at", "25"),
        ("extra", 1),
    ],
)
def test_findings_that_make_no_sense_are_refused(
    reviewer: Side, manager: Side, extract: EntityId, name: str, value: Any
) -> None:
    package = findings_package(reviewer, manager, signed(reviewer, extract))
    body = dict(package.payload.body)
    body["findings"] = {**body["findings"], name: value}  # type: ignore[dict-item]
    spoiled = dataclasses.replace(package, payload=dataclasses.replace(package.payload, body=body))
    look = log_findings.look_findings
    assert refused(look, manager.desk, spoiled) is Reason.PACKAGE_MALFORMED
    newer = dataclasses.replace(
        package, payload=dataclasses.replace(package.payload, body={**body, "format": 2})
    )
    assert refused(look, manager.desk, newer) is Reason.PACKAGE_NEWER


def test_only_a_signed_review_goes_back_and_to_somebody_known(
    owner: Side, reviewer: Side, extract: EntityId
) -> None:
    review = begun(reviewer, extract)
    to = {"to": reviewer.knows(owner)}
    assert refused(log_findings.parcel_of, reviewer.desk, review, to) is Reason.REVIEW_UNFINISHED
    log_reviews.sign(reviewer.desk, review, marks(reviewer, extract))
    nobody = {"to": "00000000-0000-4000-8000-000000000000"}
    assert faults(log_findings.parcel_of, reviewer.desk, review, nobody) == {
        "to": Fault.UNKNOWN_REFERENCE
    }


def test_the_list_of_findings_is_logged(owner: Side) -> None:
    assert log_findings.findings(owner.desk) == ()
    assert owner.vault.log.entries(limit=1)[0].payload == {
        "part": Part.LOG_REVIEW.value,
        "list": "log_findings",
    }
