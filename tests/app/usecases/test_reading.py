"""Finding and opening cases, with the log's row before what it allows."""

from __future__ import annotations

import dataclasses
from unittest.mock import Mock

import pytest

from app.casework import due
from app.errors import Reason, Refusal
from app.ids import StreamId
from app.ports import CaseRow, LogCode, LogEntry
from app.usecases import identity, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_stream
from tests.app.usecases import typed_forms


def log(desk: Desk, count: int = 1) -> tuple[LogEntry, ...]:
    return desk.vault.log.entries(limit=count)


def found(rows: tuple[CaseRow, ...]) -> set[StreamId]:
    return {row.stream for row in rows}


@pytest.mark.req("X06")
def test_a_list_shows_no_sensitive_column(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())

    (row,) = reading.list_cases(desk)

    assert {field.name for field in dataclasses.fields(row)} == {
        "stream", "case_number", "pseudonym", "registration_number", "status", "received",
        "responsible", "decision", "provision", "changed_at",
    }  # fmt: skip
    shown = repr(row)
    assert not any(text in shown for text in ("Alva", "9802", "Påhittsgatan", "vanligt liv"))
    assert log(desk)[0].code == LogCode.CASE_LISTED


@pytest.mark.req("X05")
@pytest.mark.parametrize(
    "text",
    ["alva", "ALVA påhitts", "19900101-9802", "900101-9802", "2026-0001", "2026-1"],
)
def test_a_case_is_found_by_name_number_and_case_number(desk: Desk, text: str) -> None:
    stream = typed_forms.opened_case(desk)
    typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())

    assert found(reading.search_cases(desk, text)) == {stream}


@pytest.mark.req("X05")
def test_a_case_is_found_by_a_coordination_number(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity(number="19900161-9817"))

    assert found(reading.search_cases(desk, "900161-9817")) == {stream}


@pytest.mark.req("X05")
@pytest.mark.parametrize(
    "text", ["Påhittsgatan", "070-174 06 05", "vanligt liv", "Maja", "high", "", "  ", "%", "_"]
)
def test_a_case_is_found_by_nothing_else(desk: Desk, text: str) -> None:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())

    assert reading.search_cases(desk, text) == ()


@pytest.mark.req("X05")
def test_a_search_is_logged_without_what_was_searched_for(desk: Desk) -> None:
    reading.search_cases(desk, "alva påhittsdotter")

    assert (log(desk)[0].code, log(desk)[0].payload) == (LogCode.SEARCHED, None)


def test_opening_a_case_and_a_part_is_logged(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)

    reading.open_case(desk, stream)
    reading.open_part(desk, stream, Part.JOURNAL)
    reading.history(desk, stream)

    assert [(entry.code, entry.payload) for entry in log(desk, 3)] == [
        (LogCode.PART_OPENED, {"stream": stream, "part": "history"}),
        (LogCode.PART_OPENED, {"stream": stream, "part": "journal"}),
        (LogCode.CASE_OPENED, {"stream": stream}),
    ]


@pytest.mark.parametrize(
    "read",
    [
        reading.list_cases,
        lambda desk: reading.search_cases(desk, "2026-0001"),
        lambda desk: reading.open_case(desk, desk.vault.journal.streams()[0]),
        lambda desk: reading.open_part(desk, desk.vault.journal.streams()[0], Part.JOURNAL),
        lambda desk: reading.history(desk, desk.vault.journal.streams()[0]),
        lambda desk: reading.access_log(desk, None),
    ],
)
def test_nothing_is_shown_when_the_log_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, read: object
) -> None:
    typed_forms.opened_case(desk)

    def full(*_: object) -> None:
        raise Refusal(Reason.DISK_FULL)

    monkeypatch.setattr(type(desk.vault.log), "write", full)
    assert callable(read)
    with pytest.raises(Refusal) as refused:
        read(desk)
    assert refused.value.reason is Reason.DISK_FULL


def test_a_case_that_is_not_here_is_refused_and_leaves_no_row(desk: Desk) -> None:
    rows = len(log(desk, 100))

    with pytest.raises(Refusal) as refused:
        reading.open_case(desk, new_stream(desk))

    assert refused.value.reason is Reason.CASE_UNKNOWN
    assert len(log(desk, 100)) == rows


def test_the_register_cannot_be_opened_as_a_case(desk: Desk) -> None:
    with pytest.raises(Refusal):
        reading.open_case(desk, desk.vault.journal.register)


def test_reading_again_needs_a_write_in_that_case(desk: Desk) -> None:
    stream, other = typed_forms.opened_case(desk), typed_forms.opened_case(desk)
    rows = len(log(desk, 100))

    assert reading.read_again(desk, stream, Changes.of(stream, Part.CASE)).state.stream == stream
    with pytest.raises(ValueError, match="another case"):
        reading.read_again(desk, other, Changes.of(stream, Part.CASE))

    assert len(log(desk, 100)) == rows


def test_the_log_of_a_case_holds_its_rows_alone(desk: Desk) -> None:
    stream, other = typed_forms.opened_case(desk), typed_forms.opened_case(desk)
    reading.open_case(desk, stream)
    reading.open_case(desk, other)

    entries = reading.access_log(desk, stream)

    assert entries
    assert all(entry.payload and entry.payload["stream"] == stream for entry in entries)
    assert LogCode.CASE_OPENED in {entry.code for entry in entries}


def test_history_has_a_row_for_every_record(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())
    identity.save_identity(desk, stream, typed_forms.identity(given_name="Alma"))

    rows = reading.history(desk, stream)

    assert [row.kind for row in rows] == [
        "case_file", "intake", "responsibility", "identity", "identity",
    ]  # fmt: skip
    assert "Alma" not in repr(rows)
    assert "Alva" not in repr(rows)
    assert rows[-1].replaced[0].record == rows[-2].record


def test_what_is_due_is_worked_out_once_for_each_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = typed_forms.opened_case(desk)
    counted = Mock(wraps=due.due_rows)
    monkeypatch.setattr(due, "due_rows", counted)

    view = reading.open_case(desk, stream)

    assert counted.call_count == 1
    assert view.due == due.due_rows(view.state, desk.law)
