"""Extracts of the access log: what is in them, what is not, and what a reviewer is told of them."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from app.casework.handover_facts import LogExtract
from app.casework.log_review import Detail
from app.casework.standing import Whose
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.handover import log_rows
from app.handover.package import Package
from app.ids import EntityId, StreamId
from app.journal.canonical import encode_json
from app.log_chain import START, payload_hash, row_hash
from app.log_codes import LogCode
from app.usecases import identity, reading
from app.usecases.changes import Part
from app.usecases.handover.cards import card_register
from app.usecases.handover.logs import log_extracts, log_reviews
from app.usecases.handover.packages.arrivals import Doubt, RowState
from app.usecases.keeping import disposal
from app.usecases.reading import register_of
from tests.app.usecases import disposing, typed_forms
from tests.app.usecases.handover.logs.log_exchange import (
    asked,
    extract_at,
    extract_of,
    taken_in,
    with_text,
)
from tests.handover import Side

pytestmark = pytest.mark.req("X07", "X08")


@pytest.fixture
def owner(two_vaults: tuple[Side, Side]) -> Side:
    return two_vaults[0]


@pytest.fixture
def reviewer(two_vaults: tuple[Side, Side]) -> Side:
    return two_vaults[1]


@pytest.fixture
def case(owner: Side) -> StreamId:
    return typed_forms.opened_case(owner.desk, case_number="2026-0014")


def doubts(receiver: Side, package: Package) -> tuple[Doubt, ...]:
    return log_extracts.look_extract(receiver.desk, package).doubts


def test_the_reviewer_gets_numbers_and_codes_that_the_chain_proves(
    owner: Side, reviewer: Side, case: StreamId
) -> None:
    reading.open_case(owner.desk, case)
    reading.open_part(owner.desk, case, Part.THREAT)
    package = extract_of(owner, reviewer)
    look = log_extracts.look_extract(reviewer.desk, package)
    assert look.doubts == ()
    assert look.stopped is None
    assert [row.state for row in look.rows] == [RowState.NEW]
    extract = taken_in(reviewer, owner, package).shows
    assert extract is not None
    opened = log_reviews.read_again(reviewer.desk, extract)
    assert opened.extract.complete
    assert opened.extract.of_name == "Maja Exempelsson, Socialsekreterare"
    by_code = {row.code: row for row in opened.rows}
    part = by_code[LogCode.PART_OPENED]
    assert (part.case_number, part.whose, part.detail) == (
        "2026-0014",
        Whose.OWN,
        Detail.PROVED,
    )
    assert part.said["part"] == "threat"
    assert [row.sequence for row in opened.rows] == list(range(1, len(opened.rows) + 1))


def test_of_what_was_signed_the_kind_is_told_and_never_the_record(
    owner: Side, reviewer: Side, case: StreamId
) -> None:
    """A record's id is the hash of its body: a guess at who it is about could be confirmed."""
    identity.save_identity(owner.desk, case, typed_forms.identity())
    text = extract_of(owner, reviewer).payload.blobs[0].data.decode()
    rows = log_rows.decode(text).of_period
    signed = [row for row in rows if row.code == LogCode.RECORD_ADDED]
    assert {"identity", "case_file", "known_person"} <= {str(row.said["kind"]) for row in signed}
    assert all(row.payload is None and row.payload_hash for row in signed)
    for stream in (case, owner.vault.journal.register):
        assert not any(record.id in text for record in owner.vault.journal.records(stream))


def test_a_protected_case_says_so_also_when_the_protection_has_ended(
    owner: Side, reviewer: Side, case: StreamId
) -> None:
    for level in ("both", "none"):
        typed = {"level": level, "checked_on": "2026-06-01", "shown_by": "decision_seen"}
        identity.set_protection(owner.desk, case, typed)
    reading.open_case(owner.desk, case)
    opened = log_reviews.read_again(reviewer.desk, extract_at(reviewer, owner))
    assert any(row.protected for row in opened.rows if row.case_number == "2026-0014")


def test_what_was_disposed_of_is_said_to_be(owner: Side, reviewer: Side) -> None:
    to = owner.knows(reviewer)
    case = disposing.due_case(owner.desk, owner.clock)
    disposal.carry_out(owner.desk, disposing.approved(owner.desk, case))
    typed = {"to": to, "first_day": "2026-06-01", "last_day": str(owner.clock().date())}
    (blob,) = log_extracts.parcel_of(owner.desk, typed).pick(owner.desk).made
    extract = log_rows.decode(blob.data.decode())
    gone = [row for row in log_reviews.rows_of(extract) if row.detail is Detail.GONE]
    assert gone
    assert all(row.said == {} and row.case_number == "" for row in gone)
    assert log_rows.check(extract).complete


def test_words_that_somebody_typed_stay_at_home(owner: Side, reviewer: Side) -> None:
    owner.vault.log.write(LogCode.ROLLBACK_ACCEPTED, {"reason": "Kaninsson"})
    owner.vault.log.write(LogCode.REVEALED, {"fields": ["Kanin Kaninsson"], "reason": "kontroll"})
    text = extract_of(owner, reviewer).payload.blobs[0].data.decode()
    assert "Kanin" not in text
    assert log_rows.check(log_rows.decode(text)).complete


# ------------------------------------------------------------------------------ the period


def test_the_rows_beside_the_period_prove_that_it_is_whole(owner: Side, reviewer: Side) -> None:
    days = []
    for _ in range(3):
        owner.clock.pass_(days=1)
        owner.vault.log.write(LogCode.CASE_LISTED, {"list": "cases"})
        days.append(owner.clock().date().isoformat())
    package = extract_of(owner, reviewer, first_day=days[1], last_day=days[1])
    extract = log_rows.decode(package.payload.blobs[0].data.decode())
    assert [row.code for row in extract.of_period] == [LogCode.CASE_LISTED]
    assert len(extract.rows) == 3
    assert extract.rows[0].payload is extract.rows[-1].payload is None
    assert log_rows.check(extract).complete


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"to": ""}, "to", Fault.REQUIRED),
        ({"to": "00000000-0000-4000-8000-000000000000"}, "to", Fault.UNKNOWN_REFERENCE),
        ({"last_day": "2026-05-01"}, "last_day", Fault.BEFORE),
        ({"last_day": "2026-07-01"}, "last_day", Fault.IN_THE_FUTURE),
        ({"first_day": ""}, "first_day", Fault.REQUIRED),
    ],
)
def test_what_cannot_be_asked_for_is_said_at_its_field(
    owner: Side, reviewer: Side, changes: dict[str, str], field: str, fault: Fault
) -> None:
    with pytest.raises(InvalidFields) as caught:
        log_extracts.parcel_of(owner.desk, asked(owner, reviewer, last_day="2026-06-01") | changes)
    assert {each.field: each.fault for each in caught.value.problems} == {field: fault}


def test_days_without_a_row_make_no_extract(owner: Side, reviewer: Side) -> None:
    with pytest.raises(Refusal) as caught:
        extract_of(owner, reviewer, first_day="2026-05-01", last_day="2026-05-02")
    assert caught.value.reason is Reason.LOG_EMPTY


def test_nobody_is_handed_the_review_of_a_log_of_their_own(owner: Side, reviewer: Side) -> None:
    renamed(owner, owner.knows(reviewer), "MAJA  exempelsson")
    with pytest.raises(InvalidFields) as caught:
        extract_of(owner, reviewer, last_day="2026-06-01")
    assert caught.value.problems[0].fault is Fault.SAME_PERSON
    renamed(owner, owner.knows(reviewer), "Olle Provsson")
    package = extract_of(owner, reviewer, last_day="2026-06-01")
    renamed(reviewer, reviewer.knows(owner), "Olle Provsson")
    assert log_extracts.look_extract(reviewer.desk, package).stopped is Reason.REVIEW_BY_SAME
    with pytest.raises(Refusal) as stopped:
        taken_in(reviewer, owner, package)
    assert stopped.value.reason is Reason.REVIEW_BY_SAME


def renamed(side: Side, entity: EntityId, name: str) -> None:
    known = card_register.person(side.desk, entity)
    card_register.write(side.desk, [(entity, msgspec.structs.replace(known, name=name))])


def test_what_is_ahead_is_counted_and_shows_nothing(
    owner: Side, reviewer: Side, case: StreamId
) -> None:
    before = owner.vault.log.entries(limit=1)[0].sequence
    ahead = log_extracts.look_ahead(owner.desk, asked(owner, reviewer, last_day="2026-06-01"))
    assert (ahead.rows, ahead.cases, ahead.protected, ahead.gone) == (before, 1, 0, 0)
    assert ahead.kept > 0
    assert owner.vault.log.entries(limit=1)[0].sequence == before


# ------------------------------------------------------------------------------- the chain


def test_an_extract_that_goes_on_where_the_last_one_ended_fits(owner: Side, reviewer: Side) -> None:
    first = extract_at(reviewer, owner, last_day="2026-06-01")
    for side in (owner, reviewer):
        side.clock.pass_(days=1)
    owner.vault.log.write(LogCode.CASE_LISTED, {"list": "cases"})
    package = extract_of(owner, reviewer, first_day="2026-06-02", last_day="2026-06-02")
    assert doubts(reviewer, package) == ()
    register = register_of(reviewer.desk)
    assert [each.id for each in register.of(LogExtract)] == [first]


def test_days_left_out_between_two_extracts_are_told(owner: Side, reviewer: Side) -> None:
    extract_at(reviewer, owner, last_day="2026-06-01")
    for _ in range(3):
        for side in (owner, reviewer):
            side.clock.pass_(days=1)
        for _ in range(3):
            owner.vault.log.write(LogCode.CASE_LISTED, {"list": "cases"})
    package = extract_of(owner, reviewer, first_day="2026-06-04", last_day="2026-06-04")
    assert doubts(reviewer, package) == (Doubt.LOG_GAP,)


def test_an_earlier_period_that_comes_later_is_held_against_the_one_there_is(
    owner: Side, reviewer: Side
) -> None:
    for side in (owner, reviewer):
        side.clock.pass_(days=1)
    owner.vault.log.write(LogCode.CASE_LISTED, {"list": "cases"})
    extract_at(reviewer, owner, first_day="2026-06-01", last_day="2026-06-02")
    package = extract_of(owner, reviewer, first_day="2026-06-01", last_day="2026-06-01")
    assert doubts(reviewer, package) == ()


def lines_of(package: Package) -> list[str]:
    return package.payload.blobs[0].data.decode().splitlines()


def test_a_changed_a_removed_and_an_inserted_row_break_the_chain(
    owner: Side, reviewer: Side, case: StreamId
) -> None:
    reading.open_case(owner.desk, case)
    owner.vault.log.write(LogCode.CASE_LISTED, {"list": "cases"})
    package = extract_of(owner, reviewer, last_day="2026-06-01")
    lines = lines_of(package)
    at = next(n for n, line in enumerate(lines) if '"case_opened"' in line)
    changed = [*lines[:at], lines[at].replace("case_opened", "case_listed"), *lines[at + 1 :]]
    removed = [*lines[:at], *lines[at + 1 :]]
    inserted = [*lines[:at], lines[at], lines[at], *lines[at + 1 :]]
    moved = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
    for other in (changed, removed, inserted, moved):
        broken = with_text(package, "\n".join(other) + "\n")
        assert doubts(reviewer, broken) == (Doubt.LOG_BROKEN,)
        extract = taken_in(reviewer, owner, broken).shows  # it is evidence
        assert extract is not None
        fact = log_reviews.read_again(reviewer.desk, extract).extract
        assert (fact.complete, fact.doubts) == (False, ("log_broken",))


def test_a_detail_that_was_changed_breaks_the_chain(
    owner: Side, reviewer: Side, case: StreamId
) -> None:
    reading.open_part(owner.desk, case, Part.THREAT)
    package = extract_of(owner, reviewer, last_day="2026-06-01")
    text = package.payload.blobs[0].data.decode()
    assert '"part":"threat"' in text
    other = with_text(package, text.replace('"part":"threat"', '"part":"plan"'))
    assert doubts(reviewer, other) == (Doubt.LOG_BROKEN,)


def test_a_log_that_was_rewritten_does_not_fit_what_was_handed_out(
    owner: Side, reviewer: Side
) -> None:
    """Everything hashed anew after a row was taken away: the chain itself holds."""
    owner.vault.log.write(LogCode.CASE_LISTED, {"list": "cases"})
    package = extract_of(owner, reviewer, last_day="2026-06-01")
    taken_in(reviewer, owner, package)
    rewritten = with_text(package, rehashed(lines_of(package), leave_out=4))
    text = rewritten.payload.blobs[0].data.decode()
    assert log_rows.check(log_rows.decode(text)).broken_at is None
    assert doubts(reviewer, rewritten) == (Doubt.LOG_REWRITTEN,)


def rehashed(lines: list[str], *, leave_out: int) -> str:
    head = msgspec.json.decode(lines[0], type=log_rows.ExtractHead)
    rows = [msgspec.json.decode(line, type=log_rows.ExtractRow) for line in lines[1:]]
    kept = [row for row in rows if row.sequence != leave_out]
    previous, made = START, []
    for place, row in enumerate(kept):
        detail = bytes.fromhex(row.payload_hash) if row.payload_hash else START
        if row.payload is not None:
            detail = payload_hash(bytes.fromhex(row.blind), encode_json(row.payload))
        previous = row_hash(previous, place + 1, row.at, row.code, detail)
        made.append(msgspec.structs.replace(row, sequence=place + 1, hash=previous.hex()))
    shorter = msgspec.structs.replace(head, last=len(made))
    return log_rows.encode(shorter, made)


def test_rows_held_back_at_the_end_are_told(owner: Side, reviewer: Side) -> None:
    """Made later than it says: what was written after its last row is not in it."""
    package = extract_of(owner, reviewer, last_day="2026-06-01")
    outside = dataclasses.replace(package.envelope, sealed_at="2026-06-09T09:00:00+02:00")
    later = dataclasses.replace(package, envelope=outside)
    assert Doubt.LOG_GAP in doubts(reviewer, later)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [],
        lambda lines: [*lines[:1], "{}"],
        lambda lines: ['{"format":1}', *lines[1:]],
        lambda lines: [lines[0].replace('"first":1', '"first":3'), *lines[1:]],
        lambda lines: [*lines, "[" * 5000],
        lambda lines: [lines[0], lines[1].replace('"at":"2026', '"at":"\\u202e026'), *lines[2:]],
        lambda lines: [lines[0], lines[1].replace("{", '{"extra":1,', 1), *lines[2:]],
    ],
)
def test_what_is_no_extract_is_refused(owner: Side, reviewer: Side, spoil: Any) -> None:
    package = extract_of(owner, reviewer, last_day="2026-06-01")
    spoiled = spoil(lines_of(package))
    with pytest.raises(Refusal) as caught:
        doubts(reviewer, with_text(package, "".join(f"{line}\n" for line in spoiled)))
    assert caught.value.reason is Reason.PACKAGE_MALFORMED


def test_one_of_a_newer_program_says_so(owner: Side, reviewer: Side) -> None:
    package = extract_of(owner, reviewer, last_day="2026-06-01")
    text = package.payload.blobs[0].data.decode().replace('"format":1', '"format":2', 1)
    with pytest.raises(Refusal) as caught:
        doubts(reviewer, with_text(package, text))
    assert caught.value.reason is Reason.PACKAGE_NEWER
