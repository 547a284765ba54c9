from __future__ import annotations

import datetime as dt

import pytest

from app.journal.canonical import encode_json
from app.log_chain import START, payload_hash, row_hash
from app.ports import Cancelled, LogCode
from storage.database.transaction import together
from tests.storage.journal.making import Parts, Writer, opened, stream_of

ONE, TWO = stream_of("one"), stream_of("two")


@pytest.fixture
def filled(parts: Parts, writer: Writer) -> Parts:
    parts.journal.append([writer.record(ONE, "a"), writer.record(TWO, "b")])
    return parts


def test_the_newest_comes_first_and_pages_follow(filled: Parts) -> None:
    for _ in range(5):
        filled.log.write(LogCode.CASE_LISTED)
    filled.log.write(LogCode.CASE_OPENED, {"stream": ONE})
    entries = filled.log.entries()
    assert [entry.sequence for entry in entries] == list(range(9, 0, -1))
    assert (entries[0].code, entries[0].payload) == ("case_opened", {"stream": ONE})
    assert entries[1].payload is None
    assert filled.log.entries(limit=2) == entries[:2]
    assert filled.log.entries(before=8, limit=2) == entries[2:4]


@pytest.mark.req("X09")
def test_the_log_of_one_case_holds_that_case_alone(filled: Parts) -> None:
    filled.log.write(LogCode.CASE_OPENED, {"stream": ONE})
    filled.log.write(LogCode.PART_OPENED, {"stream": TWO, "part": "identity"})
    assert [entry.code for entry in filled.log.entries(stream=ONE)] == [
        "case_opened",
        "record_added",
    ]
    assert [entry.code for entry in filled.log.entries(stream=TWO)] == [
        "part_opened",
        "record_added",
    ]
    assert filled.log.entries(stream=stream_of("unknown")) == ()


@pytest.mark.req("X09")
def test_a_row_is_durable_when_write_returns(filled: Parts, path) -> None:
    filled.log.write(LogCode.REVEALED, {"stream": ONE})
    other = opened(path, read_only=True)
    assert other.log.head() == filled.log.head()
    other.connection.close()


def test_a_row_written_in_a_transaction_that_fails_was_never_there(filled: Parts) -> None:
    head = filled.log.head()

    def write_and_fail() -> None:
        with together(filled.connection):
            filled.log.write(LogCode.EXPORTED)
            raise Cancelled

    with pytest.raises(Cancelled):
        write_and_fail()
    assert filled.log.head() == head
    filled.log.write(LogCode.EXPORTED)
    assert filled.log.head().sequence == head.sequence + 1


@pytest.mark.req("X09")
def test_the_chain_is_what_its_format_says(filled: Parts) -> None:
    """Computed here from the rows, as another program would."""
    previous = START
    for sequence, at, code, digest, payload_digest in filled.connection.execute(
        "SELECT sequence, at, code, hash, payload_hash FROM log ORDER BY sequence"
    ):
        previous = row_hash(previous, sequence, at, code, payload_digest)
        assert digest == previous
        assert filled.log.hash_at(sequence) == digest
    assert filled.log.head().hash == previous
    assert filled.log.hash_at(0) == START
    assert filled.log.hash_at(99) is None


def test_the_bytes_of_a_row_are_frozen() -> None:
    payload = payload_hash(bytes(32), b'{"stream":"x"}')
    assert payload.hex() == "369575f8649d2734be4b32676dc7137552e9dcacf5feb7cec9a97c0b5892f549"
    row = row_hash(START, 1, "2026-03-02T09:00:00+01:00", "record_added", payload)
    assert row.hex() == "49e263540c405b59b314cc79f3325465ba9c2c527530740c14fa4edf28775347"


def test_what_a_payload_said_cannot_be_guessed_from_the_chain(filled: Parts) -> None:
    """The same payload twice has two hashes: the blinding goes with the payload at disposal."""
    for _ in range(2):
        filled.log.write(LogCode.CASE_OPENED, {"stream": ONE})
    rows = filled.connection.execute("SELECT payload_hash FROM log ORDER BY sequence DESC LIMIT 2")
    assert rows[0] != rows[1]


def test_a_clock_set_back_does_not_reorder_the_log(filled: Parts) -> None:
    filled.clock.time -= dt.timedelta(days=400)
    filled.log.write(LogCode.UNLOCKED)
    newest = filled.log.entries(limit=1)[0]
    assert newest.code == "unlocked"
    assert newest.at.startswith("2025-01-26")


@pytest.mark.req("X07")
def test_days_are_found_and_rows_come_with_what_proves_them(filled: Parts) -> None:
    filled.log.write(LogCode.CASE_LISTED)
    filled.log.write(LogCode.CASE_OPENED, {"stream": ONE})
    day = filled.log.entries(limit=1)[0].at[:10]
    assert filled.log.span(day, day) == (1, filled.log.head().sequence)
    assert filled.log.span("1999-01-01", "1999-12-31") is None
    later = (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
    assert filled.log.span(later, later) is None
    rows = filled.log.chain(1, filled.log.head().sequence)
    previous = START
    for row in rows:
        detail = START
        if row.payload is not None:
            detail = payload_hash(row.blind, encode_json(row.payload))
        assert row.payload_hash == detail
        previous = row_hash(previous, row.sequence, row.at, row.code, detail)
        assert row.hash == previous
    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    assert filled.log.chain(2, 3) == rows[1:3]
    assert filled.log.chain(900, 901) == ()
