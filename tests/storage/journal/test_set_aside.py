"""What is set aside: never removed, always verified, read nowhere, and back when it is taken in
again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.casework.codec import to_body
from app.casework.handover_facts import PackageOutcome, ReceivedPackage
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId
from app.journal.record import Record
from storage.database.transaction import together
from storage.journal.check import check_vault
from tests.storage.journal.making import REGISTER, Parts, Writer, opened, stream_of
from tests.storage.journal.test_check import tamper


class _Stopped(Exception):
    """What goes wrong at the end of a transaction."""


ONE, TWO = stream_of("one"), stream_of("two")


def entry(
    writer: Writer,
    added: Iterable[Record],
    *,
    package: str = "a",
    undone: bool = False,
    upon: Record | None = None,
) -> Record:
    """What the register says of a package."""
    fact = ReceivedPackage(
        kind="copy",
        package=package * 64,
        number=1,
        sender=EntityId("00000000-0000-4000-8000-00000000000a"),
        sender_fingerprint="ab" * 16,
        sealed_at="2026-03-02T09:00:00+01:00",
        opened_at="2026-03-02T09:00:00+01:00",
        cases=(ONE,),
        outcome=PackageOutcome.ACCEPTED,
        added=tuple(record.id for record in added),
        undone=undone,
    )
    kind, body = to_body(fact)
    parents = [] if upon is None else [upon]
    return writer.record(REGISTER, f"received {package}", kind=kind, body=body, parents=parents)


@pytest.fixture
def taken(parts: Parts, writer: Writer) -> tuple[Record, Record, Record]:
    """One's own record, what came, and what the register says of it."""
    mine = writer.record(ONE, "mine")
    came = writer.record(ONE, "came", body={"heading": "kom"})
    parts.journal.append([mine, came])
    told = entry(writer, [came])
    parts.journal.append([told])
    return mine, came, told


def undone(parts: Parts, writer: Writer, came: Record, told: Record) -> Record:
    record = entry(writer, [came], undone=True, upon=told)
    parts.journal.append([record])
    return record


def test_what_is_set_aside_is_read_nowhere_and_still_verified(
    parts: Parts, writer: Writer, path: Path, taken: tuple[Record, Record, Record]
) -> None:
    mine, came, told = taken
    undone(parts, writer, came, told)

    assert parts.journal.records(ONE) == (mine,)
    assert parts.journal.count() == 5
    assert [key.key for key in parts.index.rows(ONE).keys] == ["mine"]
    report = check_vault(parts)
    assert (report.faults, report.records) == ((), 5)
    parts.connection.close()
    again = opened(path)
    assert again.journal.records(ONE) == (mine,)
    assert again.journal.find(came.id) == came
    again.connection.close()


def test_a_check_still_finds_what_was_done_to_it(
    parts: Parts, writer: Writer, taken: tuple[Record, Record, Record]
) -> None:
    _, came, told = taken
    undone(parts, writer, came, told)
    tamper(parts, f"UPDATE records SET signature = zeroblob(64) WHERE id = x'{came.id}'")
    assert "signature" in check_vault(parts).faults


def test_a_case_of_which_all_is_set_aside_is_no_case(parts: Parts, writer: Writer) -> None:
    came = writer.record(TWO, "came")
    parts.journal.append([came])
    told = entry(writer, [came])
    parts.journal.append([told])
    assert parts.journal.streams() == (TWO,)

    last = undone(parts, writer, came, told)

    assert parts.journal.streams() == parts.journal.sample(5) == ()
    assert parts.journal.records(TWO) == ()
    assert parts.index.cases()[0].stream == TWO  # the small index has a row for every stream
    parts.journal.append([entry(writer, [came], upon=last)])
    assert parts.journal.streams() == (TWO,)


def test_nothing_is_built_on_what_is_set_aside(
    parts: Parts, writer: Writer, taken: tuple[Record, Record, Record]
) -> None:
    _, came, told = taken
    undone(parts, writer, came, told)
    with pytest.raises(Refusal) as refusal:
        parts.journal.append([writer.record(ONE, "came", parents=[came])])
    assert refusal.value.reason is Reason.PARENT_UNKNOWN


def test_what_is_taken_in_again_is_read_and_built_on_at_once(
    parts: Parts, writer: Writer, taken: tuple[Record, Record, Record]
) -> None:
    mine, came, told = taken
    last = undone(parts, writer, came, told)
    answer = writer.record(ONE, "came", parents=[came], body={"heading": "svar"})

    with parts.journal.taking_in(), together(parts.connection):
        parts.journal.append([came])
        assert {each.id for each in parts.journal.records(ONE)} == {mine.id, came.id}
        parts.journal.append([answer])
        parts.journal.append([entry(writer, [came, answer], upon=last)])

    assert {each.id for each in parts.journal.records(ONE)} == {mine.id, came.id, answer.id}
    assert check_vault(parts).faults == ()


def test_what_was_not_chosen_the_second_time_stays_aside(parts: Parts, writer: Writer) -> None:
    some, rest = writer.record(ONE, "some"), writer.record(ONE, "rest")
    parts.journal.append([some, rest])
    told = entry(writer, [some, rest])
    parts.journal.append([told])
    last = entry(writer, [some, rest], undone=True, upon=told)
    parts.journal.append([last])
    parts.journal.append([entry(writer, [some], upon=last)])
    assert parts.journal.records(ONE) == (some,)


def test_what_another_package_has_brought_too_is_not_set_aside(
    parts: Parts, writer: Writer, taken: tuple[Record, Record, Record]
) -> None:
    mine, came, told = taken
    parts.journal.append([entry(writer, [came], package="b")])
    undone(parts, writer, came, told)
    assert {each.id for each in parts.journal.records(ONE)} == {mine.id, came.id}


def test_a_transaction_that_fails_sets_nothing_aside_and_brings_nothing_back(
    parts: Parts, writer: Writer, taken: tuple[Record, Record, Record]
) -> None:
    mine, came, told = taken
    both = {mine.id, came.id}

    def there() -> set[RecordId]:
        return {each.id for each in parts.journal.records(ONE)}

    def set_aside_and_stop() -> None:
        with together(parts.connection):
            undone(parts, writer, came, told)
            assert there() == {mine.id}
            raise _Stopped

    with pytest.raises(_Stopped):
        set_aside_and_stop()
    assert there() == both
    assert len(parts.index.rows(ONE).due) == 2
    last = undone(parts, writer, came, told)
    again = entry(writer, [came], upon=last)

    def take_in_again_and_stop() -> None:
        with parts.journal.taking_in(), together(parts.connection):
            parts.journal.append([came])
            assert there() == both
            parts.journal.append([again])
            raise _Stopped

    with pytest.raises(_Stopped):
        take_in_again_and_stop()
    with together(parts.connection):
        assert there() == {mine.id}
    assert there() == {mine.id}
    assert check_vault(parts).faults == ()


def test_the_same_id_with_another_signature_is_not_brought_back(
    parts: Parts, writer: Writer, taken: tuple[Record, Record, Record], monkeypatch
) -> None:
    _, came, told = taken
    undone(parts, writer, came, told)
    other = dataclasses.replace(came, signature=bytes(64))
    monkeypatch.setattr(parts.journal, "verify", lambda *_: None)  # as if it could be forged
    with pytest.raises(Refusal) as refusal:
        parts.journal.append([other])
    assert refusal.value.reason is Reason.RECORD_CHANGED
