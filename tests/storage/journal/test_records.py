from __future__ import annotations

import dataclasses

import pytest

from app.errors import Reason, Refusal
from app.ids import RecordId
from app.journal.graph import in_order
from app.journal.record import Record
from app.ports import Cancelled, Draft, LogCode
from storage.database.connection import Connection
from storage.database.statements import Row, Value
from storage.database.transaction import together
from tests.storage.journal.making import REGISTER, Parts, Writer, index_of, opened, stream_of

ONE, TWO, THREE = stream_of("one"), stream_of("two"), stream_of("three")


def draft_for(record: Record) -> Draft:
    return Draft(
        record.content.stream,
        record.content.entity,
        record.kind_name,
        {"heading": "ännu inte"},
        {"field": "heading", "position": 3},
        "2026-03-02T09:00:00+01:00",
    )


def state(parts: Parts) -> list[Row]:
    """All that a refused append must not have changed."""
    tables = ("streams", "records", "log", "log_payloads", "drafts", "case_rows", "search_keys")
    return [row for table in tables for row in parts.connection.execute(f"SELECT * FROM {table}")]


def refused(parts: Parts, *records: Record) -> Reason:
    before = state(parts)
    with pytest.raises(Refusal) as refusal:
        parts.journal.append(records)
    assert state(parts) == before
    return refusal.value.reason


def test_what_is_appended_is_read_back_in_order_and_after_opening_again(
    parts: Parts, writer: Writer, path
) -> None:
    first = writer.record(ONE, "a", body={"heading": "Åsa <b>ö</b>", "list": [1, None, True, "\0"]})
    second = writer.record(ONE, "a", parents=[first])
    beside = writer.record(ONE, "b", lamport=2)
    parts.journal.append([second, beside, first])
    expected = in_order([first, second, beside])
    assert parts.journal.records(ONE) == expected
    parts.connection.close()
    again = opened(path)
    assert again.journal.records(ONE) == expected
    assert again.journal.streams() == (ONE,)
    assert again.journal.count() == 4
    again.connection.close()


def test_a_record_its_log_row_its_index_rows_and_the_end_of_its_draft_come_together(
    parts: Parts, writer: Writer
) -> None:
    record = writer.record(ONE, "a")
    parts.drafts.save(draft_for(record))
    parts.journal.append([record], finishes=draft_for(record))
    assert parts.drafts.all() == ()
    assert parts.drafts.snapshots(ONE, record.content.entity, record.kind_name) == ()
    entry = parts.log.entries(stream=ONE)[0]
    assert entry.code == LogCode.RECORD_ADDED
    assert entry.payload == {"stream": ONE, "record": record.id}
    assert parts.index.rows(ONE) == index_of(ONE, [record])


def test_the_same_record_twice_is_the_record_once(parts: Parts, writer: Writer) -> None:
    record = writer.record(ONE, "a")
    parts.journal.append([record, record])
    head = parts.log.head()
    parts.journal.append([record])
    assert parts.journal.records(ONE) == (record,)
    assert parts.log.head() == head


def test_a_second_try_after_success_still_removes_the_draft(parts: Parts, writer: Writer) -> None:
    record = writer.record(ONE, "a")
    parts.journal.append([record])
    parts.drafts.save(draft_for(record))
    parts.journal.append([record], finishes=draft_for(record))
    assert parts.drafts.all() == ()


def test_a_known_id_with_other_bytes_is_refused(parts: Parts, writer: Writer) -> None:
    record = writer.record(ONE, "a")
    parts.journal.append([record])
    content = dataclasses.replace(record.content, body={"heading": "ändrat"})
    assert refused(parts, dataclasses.replace(record, content=content)) is Reason.RECORD_CHANGED
    other = dataclasses.replace(record, signature=bytes(64))
    assert refused(parts, other) is Reason.RECORD_CHANGED


def test_a_wrong_signature_is_refused(parts: Parts, writer: Writer) -> None:
    record = writer.record(ONE, "a")
    flipped = bytes([record.signature[0] ^ 1]) + record.signature[1:]
    assert refused(parts, dataclasses.replace(record, signature=flipped)) is Reason.SIGNATURE_WRONG
    longer = record.signature + b"\0"
    assert refused(parts, dataclasses.replace(record, signature=longer)) is Reason.SIGNATURE_WRONG


def test_an_author_without_a_card_is_refused(parts: Parts) -> None:
    assert refused(parts, Writer("stranger").record(ONE, "a")) is Reason.AUTHOR_UNKNOWN


def test_an_unknown_parent_is_refused(parts: Parts, writer: Writer) -> None:
    first = writer.record(ONE, "a")
    assert refused(parts, writer.record(ONE, "a", parents=[first])) is Reason.PARENT_UNKNOWN


@pytest.mark.parametrize(
    "change",
    [
        {"stream": TWO},
        {"entity": "b"},
        {"kind": "plan/1"},
        {"lamport": 1},
    ],
)
def test_a_parent_of_something_else_is_refused(parts: Parts, writer: Writer, change) -> None:
    parent = writer.record(ONE, "a")
    parts.journal.append([parent])
    given = {"stream": ONE, "entity": "a"} | change
    stream, entity = given.pop("stream"), given.pop("entity")
    child = writer.record(stream, entity, parents=[parent], **given)
    assert refused(parts, child) is Reason.PARENT_FOREIGN


def test_one_bad_record_keeps_the_good_ones_out_too(parts: Parts, writer: Writer) -> None:
    good, bad = writer.record(ONE, "a"), Writer("stranger").record(TWO, "b")
    assert refused(parts, good, bad) is Reason.AUTHOR_UNKNOWN
    assert parts.journal.records(ONE) == ()


def test_the_first_card_signs_itself_and_no_stranger_can_add_another(path) -> None:
    made = opened(path, create=True)
    stranger, first, second = Writer("stranger"), Writer("first"), Writer("second")
    assert refused(made, first.record(ONE, "a")) is Reason.AUTHOR_UNKNOWN
    assert refused(made, stranger.card(of=first)) is Reason.AUTHOR_UNKNOWN
    made.journal.append([first.card()])
    assert refused(made, stranger.card()) is Reason.AUTHOR_UNKNOWN
    # A card and what its key signed may come together, in any order.
    made.journal.append([second.record(ONE, "a"), first.card(of=second)])
    assert made.journal.author_keys() == {first.key, second.key}
    made.connection.close()


def test_a_card_in_a_case_file_makes_nobody_known(parts: Parts, writer: Writer) -> None:
    other = Writer("other")
    card = writer.record(ONE, "card", kind="author_card/1", body={"key": other.key})
    parts.journal.append([card])
    assert refused(parts, other.record(ONE, "a")) is Reason.AUTHOR_UNKNOWN


def test_the_register_is_no_case_file(parts: Parts) -> None:
    assert parts.journal.streams() == ()
    assert len(parts.journal.records(REGISTER)) == 1
    assert parts.index.cases() == ()


def test_what_was_rolled_back_is_not_remembered(parts: Parts, writer: Writer) -> None:
    kept, lost = writer.record(ONE, "a"), writer.record(ONE, "b", lamport=2)
    parts.journal.append([kept])

    def append_and_fail() -> None:
        with together(parts.connection):
            parts.journal.append([lost])
            assert parts.journal.records(ONE) == (kept, lost)
            raise Cancelled

    with pytest.raises(Cancelled):
        append_and_fail()
    assert parts.journal.records(ONE) == (kept,)
    parts.journal.append([lost])
    assert parts.journal.records(ONE) == (kept, lost)


def test_a_refusal_inside_a_transaction_takes_back_only_its_own(
    parts: Parts, writer: Writer
) -> None:
    with together(parts.connection):
        parts.journal.append([writer.record(ONE, "a")])
        with pytest.raises(Refusal):
            parts.journal.append([Writer("stranger").record(ONE, "b")])
        parts.settings.put("x", {})
    assert len(parts.journal.records(ONE)) == 1
    assert parts.settings.get("x") == {}


def test_opening_a_case_verifies_no_signature(parts: Parts, writer: Writer, path) -> None:
    parts.journal.append([writer.record(ONE, str(n), lamport=n + 1) for n in range(50)])
    parts.connection.close()
    again = opened(path)

    def never(*_: object) -> None:
        raise AssertionError("verified again")

    again.journal.verify = never
    assert len(again.journal.records(ONE)) == 50
    again.connection.close()


class FailingConnection(Connection):
    """Raises an I/O error at the next commit, before or after it has happened."""

    def __init__(self, inner: Connection, *, after: bool) -> None:
        super().__init__(inner.raw, inner._errors)
        self.after = after
        self.armed = False

    def execute(self, sql: str, parameters: tuple[Value, ...] = ()) -> list[Row]:
        if sql == "COMMIT" and self.armed:
            self.armed = False
            if self.after:
                super().execute(sql)
            raise Refusal(Reason.DISK_ERROR)
        return super().execute(sql, parameters)


@pytest.mark.parametrize("after", [False, True])
def test_an_error_at_commit_is_answered_by_what_is_on_the_disk(
    parts: Parts, writer: Writer, after: bool
) -> None:
    record = writer.record(ONE, "a")
    failing = FailingConnection(parts.connection, after=after)
    parts.journal._connection = failing
    failing.armed = True
    if after:
        parts.journal.append([record])
        assert parts.journal.records(ONE) == (record,)
    else:
        with pytest.raises(Refusal) as refusal:
            parts.journal.append([record])
        assert refusal.value.reason is Reason.DISK_ERROR
        assert parts.journal.records(ONE) == ()
    parts.journal.append([record])
    assert parts.journal.records(ONE) == (record,)
    assert len(parts.log.entries(stream=ONE)) == 1


def test_a_record_is_found_by_its_id_in_whatever_stream(parts: Parts, writer: Writer) -> None:
    record = writer.record(TWO, "a")
    parts.journal.append([record])
    assert parts.journal.find(record.id) == record
    assert parts.journal.find(RecordId("00" * 32)) is None


def test_a_sample_is_of_case_files_that_have_records(parts: Parts, writer: Writer) -> None:
    parts.blobs.put(THREE, b"attached before the first record", "text/plain")
    parts.journal.append([writer.record(stream, "a") for stream in (ONE, TWO)])
    assert parts.journal.streams() == (ONE, TWO)
    assert set(parts.journal.sample(9)) == {ONE, TWO}
    assert {parts.journal.sample(1) for _ in range(200)} == {(), (ONE,), (TWO,)}
