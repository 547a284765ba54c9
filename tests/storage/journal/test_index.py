from __future__ import annotations

import dataclasses

import pytest

from app.ports import IndexRows, SearchKey
from storage.journal.check import rebuild_index
from tests.storage.journal.making import Parts, Writer, index_of, stream_of

ONE, TWO, THREE = stream_of("one"), stream_of("two"), stream_of("three")


def with_keys(parts: Parts, stream, *keys: tuple[str, str]) -> None:
    rows = IndexRows(None, (), tuple(SearchKey(stream, kind, key) for kind, key in keys))
    parts.index.replace(stream, rows)


@pytest.mark.req("X05")
def test_names_and_case_numbers_are_found_by_their_beginning(parts: Parts) -> None:
    with_keys(parts, ONE, ("name", "åsa"), ("name", "öberg"), ("case_number", "2026-0014"))
    with_keys(parts, TWO, ("name", "åsalid"), ("name", "berg"), ("case_number", "2026-0015"))
    assert set(parts.index.find("name", ["åsa"])) == {ONE, TWO}
    assert parts.index.find("name", ["åsa", "öb"]) == (ONE,)
    assert parts.index.find("name", ["asa"]) == ()
    assert set(parts.index.find("case_number", ["2026-001"])) == {ONE, TWO}
    assert parts.index.find("case_number", ["2026-0015"]) == (TWO,)


@pytest.mark.req("X05")
def test_a_personal_number_is_found_whole_or_not_at_all(parts: Parts) -> None:
    with_keys(parts, ONE, ("number", "199001019802"))
    assert parts.index.find("number", ["199001019802"]) == (ONE,)
    assert parts.index.find("number", ["19900101"]) == ()


@pytest.mark.req("X05")
def test_searching_for_nothing_and_for_wildcards_finds_nothing(parts: Parts) -> None:
    with_keys(parts, ONE, ("name", "åsa"))
    assert parts.index.find("name", []) == ()
    for wild in ("%", "_", "*", "å%", "' OR 1=1 --"):
        assert parts.index.find("name", [wild]) == ()


def test_rows_follow_every_append(parts: Parts, writer: Writer) -> None:
    first = writer.record(ONE, "a")
    parts.journal.append([first])
    second = writer.record(ONE, "a", parents=[first], body={"heading": "annan"})
    parts.journal.append([second])
    assert parts.index.rows(ONE) == index_of(ONE, [first, second])
    assert parts.index.case(ONE) == index_of(ONE, [first, second]).case
    assert parts.index.case(TWO) is None


def test_cases_come_by_number_and_what_is_due_by_date(parts: Parts, writer: Writer) -> None:
    parts.journal.append([writer.record(TWO, "a"), writer.record(TWO, "b")])
    parts.journal.append([writer.record(ONE, "c")])
    assert [row.case_number for row in parts.index.cases()] == ["2026-0001", "2026-0002"]
    rows = index_of(ONE, parts.journal.records(ONE))
    early = tuple(dataclasses.replace(row, due="2026-01-01") for row in rows.due)
    parts.index.replace(ONE, dataclasses.replace(rows, due=early))
    assert [row.due for row in parts.index.due()] == ["2026-01-01", "2026-09-02", "2026-09-02"]
    assert parts.index.due()[0].stream == ONE


def test_compare_names_the_streams_that_differ(parts: Parts, writer: Writer) -> None:
    parts.journal.append([writer.record(stream, "a") for stream in (ONE, TWO, THREE)])
    streams = parts.journal.streams()
    assert parts.index.compare(streams, parts.journal.index_rows) == ()
    with_keys(parts, TWO, ("name", "påhittad"))
    assert parts.index.compare(streams, parts.journal.index_rows) == (TWO,)


def test_the_index_can_be_thrown_away_and_is_the_same_again(parts: Parts, writer: Writer) -> None:
    parts.journal.append([writer.record(stream, "a") for stream in (ONE, TWO, THREE)])
    tables = ("case_rows", "due_rows", "search_keys")
    before = [parts.connection.execute(f"SELECT * FROM {table}") for table in tables]
    for table in tables:
        parts.connection.execute(f"DELETE FROM {table}")
    with_keys(parts, stream_of("never had a record"), ("name", "gammal"))
    rebuild_index(parts)
    assert [parts.connection.execute(f"SELECT * FROM {table}") for table in tables] == before
