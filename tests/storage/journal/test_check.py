"""What a check notices, on databases that were changed behind the program's back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.errors import Reason, Refusal
from app.journal.blob_names import blob_names
from app.ports import Cancelled, LogCode
from storage.database.schema import INSERT_ONLY
from storage.journal.check import check_tail, check_vault, rebuild_index
from tests.storage.journal.making import (
    Parts,
    SmallIndex,
    Writer,
    opened,
    parts_of,
    stream_of,
)

PAGE = 4096
ONE, TWO = stream_of("one"), stream_of("two")
TEXT = "En lång anteckning som tar plats. " * 20


def write_some(parts: Parts, writer: Writer, start: int, count: int) -> None:
    for number in range(start, start + count):
        stream = (ONE, TWO)[number % 2]
        blob = parts.blobs.put(stream, f"bilaga {number}".encode() * 300, "text/plain")
        body = {"heading": f"rubrik {number}", "facts": TEXT, "files": [{"blob": blob}]}
        parts.journal.append([writer.record(stream, f"e{number}", lamport=number + 1, body=body)])


@pytest.fixture
def filled(parts: Parts, writer: Writer) -> Parts:
    write_some(parts, writer, 0, 10)
    return parts


def tamper(parts: Parts, *statements: str) -> None:
    """As somebody with the key and another program could: no authorizer, no triggers."""
    parts.connection.raw.set_authorizer(None)
    for table in INSERT_ONLY:
        for what in ("update", "replace", "delete"):
            parts.connection.execute(f"DROP TRIGGER {table}_no_{what}")
    for statement in statements:
        assert parts.connection.change(statement) != 0
    parts.journal._cache.clear()


@pytest.mark.req("X09")
def test_a_sound_vault_has_no_faults(filled: Parts) -> None:
    filled.log.write(LogCode.SEARCHED)
    report = check_vault(filled)
    assert (report.records, report.blobs, report.log_entries) == (11, 10, 12)
    assert report.faults == ()
    assert check_tail(filled) is False


@pytest.mark.req("X09")
@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE log SET at = '2026-01-01T00:00:00+01:00' WHERE sequence = 5", "chain"),
        ("UPDATE log SET code = 'case_opened' WHERE sequence = 5", "chain"),
        ("UPDATE log SET previous = zeroblob(32) WHERE sequence = 5", "chain"),
        ("UPDATE log SET hash = zeroblob(32) WHERE sequence = 11", "chain"),
        ("UPDATE log_payloads SET payload = x'7b7d' WHERE sequence = 5", "chain"),
        ("UPDATE log_payloads SET blind = zeroblob(32) WHERE sequence = 5", "chain"),
        ("DELETE FROM log_payloads WHERE sequence = 5", "chain"),
        ("DELETE FROM records WHERE place = (2 << 32) + 1", "chain"),
        ("DELETE FROM records WHERE place = (2 << 32) + 4", "chain"),
        ("UPDATE records SET signature = zeroblob(64) WHERE place = (2 << 32)", "signature"),
        (
            "UPDATE records SET content = CAST(replace(CAST(content AS TEXT), '2', '3') AS BLOB)",
            "signature",
        ),
        ("UPDATE records SET id = zeroblob(32) WHERE place = (2 << 32)", "signature"),
        ("UPDATE records SET place = (3 << 32) + 100 WHERE place = (2 << 32)", "signature"),
        ("UPDATE blob_chunks SET data = x'00' WHERE rowid = 1", "blob"),
        ("DELETE FROM blob_chunks WHERE rowid = 1", "blob"),
        ("UPDATE blobs SET size = 1 WHERE place = (2 << 32)", "blob"),
        ("UPDATE case_rows SET status = 'decided' WHERE stream = 2", "index"),
        ("DELETE FROM case_rows WHERE stream = 2", "index"),
        ("UPDATE due_rows SET due = '2030-01-01' WHERE stream = 2 AND position = 0", "index"),
        ("DELETE FROM search_keys WHERE stream = 2 AND key = 'rubrik 2'", "index"),
        ("INSERT INTO search_keys VALUES ('name', 'påhittad', 1)", "index"),
    ],
)
def test_every_change_by_somebody_with_the_key_is_noticed(
    filled: Parts, statement: str, fault: str
) -> None:
    tamper(filled, statement)
    assert fault in check_vault(filled).faults


@pytest.mark.req("X09")
def test_a_blob_that_a_record_names_and_the_vault_lost_is_noticed(filled: Parts) -> None:
    tamper(
        filled,
        "DELETE FROM blob_chunks WHERE blob = (2 << 32)",
        "DELETE FROM blobs WHERE place = (2 << 32)",
    )
    assert check_vault(filled).faults == ("blob",)


@pytest.mark.req("X09")
def test_a_row_dropped_from_the_end_no_longer_fits_what_was_handed_out(filled: Parts) -> None:
    handed_out = filled.log.head()
    assert filled.log.hash_at(handed_out.sequence) == handed_out.hash
    tamper(
        filled,
        "DELETE FROM log_payloads WHERE sequence = 11",
        "DELETE FROM log WHERE sequence = 11",
    )
    assert filled.log.hash_at(handed_out.sequence) is None
    assert "chain" in check_vault(filled).faults  # its record has no row


def test_the_tail_is_refused_when_it_does_not_hold(filled: Parts) -> None:
    tamper(filled, "UPDATE log SET code = 'case_opened' WHERE sequence = 5")
    with pytest.raises(Refusal) as refusal:
        check_tail(filled)
    assert refusal.value.reason is Reason.LOG_BROKEN


def test_the_tail_begins_inside_a_long_chain(filled: Parts, monkeypatch) -> None:
    tamper(filled, "UPDATE log SET code = 'case_opened' WHERE sequence = 2")
    monkeypatch.setattr("storage.journal.check.TAIL_ROWS", 9)
    check_tail(filled)  # rows 3 to 11 hold
    monkeypatch.setattr("storage.journal.check.TAIL_ROWS", 10)
    with pytest.raises(Refusal):
        check_tail(filled)


def test_a_stale_index_is_rebuilt_at_opening(filled: Parts) -> None:
    before = [filled.index.rows(stream) for stream in (ONE, TWO)]
    tamper(
        filled,
        "DELETE FROM search_keys",
        "UPDATE case_rows SET status = 'decided'",
        "INSERT INTO search_keys VALUES ('name', 'påhittad', 1)",
    )
    assert check_tail(filled) is True
    assert [filled.index.rows(stream) for stream in (ONE, TWO)] == before
    assert check_vault(filled).faults == ()


def test_an_index_of_another_legal_pack_is_rebuilt_whole(filled: Parts, monkeypatch) -> None:
    monkeypatch.setattr("storage.journal.check.SAMPLED_STREAMS", 0)  # the sample may miss it
    later = parts_of(filled.connection, SmallIndex(version="2", due="2026-12-01"))
    assert {row.due for row in later.index.due()} == {"2026-09-02"}
    assert check_tail(later) is True
    assert {row.due for row in later.index.due()} == {"2026-12-01"}
    assert check_tail(later) is False
    assert check_tail(filled) is True  # back to the program before


def test_a_rebuilding_that_was_stopped_is_done_again(filled: Parts) -> None:
    later = parts_of(filled.connection, SmallIndex(version="2", due="2026-12-01"))

    def stop(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        rebuild_index(later, stop)
    assert {row.due for row in later.index.due()} == {"2026-09-02", "2026-12-01"}
    assert check_tail(later) is True
    assert check_vault(later).faults == ()


def test_a_payload_may_be_missing_once_something_was_disposed_of(filled: Parts) -> None:
    filled.connection.execute(
        "INSERT INTO disposals (stream, protocol) VALUES (3, ?)", (bytes(32),)
    )
    for sql in (
        "DELETE FROM due_rows WHERE stream = 3",
        "DELETE FROM search_keys WHERE stream = 3",
        "DELETE FROM case_rows WHERE stream = 3",
        "DELETE FROM blob_chunks WHERE blob >> 32 = 3",
        "DELETE FROM blobs WHERE place >> 32 = 3",
        "DELETE FROM log_payloads WHERE stream = 3",
        "DELETE FROM records WHERE place >> 32 = 3",
    ):
        assert filled.connection.change(sql) > 0
    assert check_vault(filled).faults == ()
    assert [entry.payload for entry in filled.log.entries()].count(None) == 5


def test_other_work_may_be_done_whenever_progress_is_told(filled: Parts, writer: Writer) -> None:
    told: list[tuple[int, int]] = []

    def meanwhile(done: int, total: int) -> None:
        assert not filled.connection.in_transaction
        told.append((done, total))
        write_some(filled, writer, 100 + len(told), 1)

    assert check_vault(filled, meanwhile).faults == ()
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
    rebuild_index(filled, meanwhile)
    assert check_vault(filled).faults == ()


def test_a_check_can_be_given_up(filled: Parts) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check_vault(filled, stop)
    assert check_vault(filled).faults == ()


def test_blobs_are_named_by_their_key_at_any_depth() -> None:
    one, two, three = "1" * 64, "2" * 64, "3" * 64
    body = {"blob": one, "x": [{"form_blob": two}, {"blob": "short"}], "blob_of": three}
    assert sorted(blob_names(body)) == [one, two]


# ------------------------------------------------------------------------ pages on the disk


def content(parts: Parts) -> list[object]:
    """Everything that must be as it was: what is true, and what is computed from it."""
    tables = (*INSERT_ONLY, "case_rows", "due_rows", "search_keys")
    return [sorted(parts.connection.execute(f"SELECT * FROM {table}")) for table in tables]


def is_noticed(path: Path) -> bool:
    try:
        parts = opened(path)
    except Refusal:
        return True
    try:
        return bool(check_vault(parts).faults)
    finally:
        parts.connection.close()


def is_unharmed(path: Path, expected: list[object]) -> bool:
    parts = opened(path)
    try:
        return content(parts) == expected
    finally:
        parts.connection.close()


@pytest.fixture
def old_and_new(filled: Parts, writer: Writer, path: Path) -> tuple[bytes, bytes, list[object]]:
    """The database file at two moments, with what the later one says."""
    filled.connection.close()
    old = path.read_bytes()
    again = opened(path)
    write_some(again, writer, 10, 10)
    said = content(again)
    again.connection.close()
    return old, path.read_bytes(), said


@pytest.mark.req("X09")
def test_no_old_page_put_back_changes_anything_unnoticed(
    old_and_new: tuple[bytes, bytes, list[object]], tmp_path: Path
) -> None:
    """SQLCipher's own checks pass all of these."""
    old, new, said = old_and_new
    target = tmp_path / "replay.db"
    changed = [
        start
        for start in range(0, len(old), PAGE)
        if old[start : start + PAGE] != new[start : start + PAGE]
    ]
    assert len(changed) > 10
    noticed = 0
    for start in changed:
        target.write_bytes(new[:start] + old[start : start + PAGE] + new[start + PAGE :])
        if is_noticed(target):
            noticed += 1
        else:
            assert is_unharmed(target, said), f"page {start // PAGE + 1}"
    assert noticed >= len(changed) - 1  # page 1 alone may hold nothing but counters


@pytest.mark.req("X09")
def test_damage_anywhere_is_noticed(
    old_and_new: tuple[bytes, bytes, list[object]], tmp_path: Path
) -> None:
    _, new, _ = old_and_new
    target = tmp_path / "damaged.db"
    for start in range(0, len(new), PAGE):
        place = start + (start * 31 // PAGE) % PAGE
        target.write_bytes(new[:place] + bytes([new[place] ^ 0x40]) + new[place + 1 :])
        assert is_noticed(target), f"byte {place}"


@pytest.mark.req("X09")
@pytest.mark.parametrize("cut", [0, 1, 100, PAGE - 1, PAGE, 5 * PAGE, -PAGE, -1])
def test_a_file_cut_short_is_noticed(
    old_and_new: tuple[bytes, bytes, list[object]], tmp_path: Path, cut: int
) -> None:
    _, new, _ = old_and_new
    target = tmp_path / "cut.db"
    target.write_bytes(new[:cut])
    assert is_noticed(target)


@pytest.mark.req("X09")
def test_an_older_file_does_not_fit_an_anchor(
    old_and_new: tuple[bytes, bytes, list[object]], tmp_path: Path, path: Path
) -> None:
    parts = opened(path)
    anchor = parts.log.head()
    parts.connection.close()
    target = tmp_path / "older.db"
    target.write_bytes(old_and_new[0])
    older = opened(target)
    assert check_vault(older).faults == ()  # nothing in the file itself can tell
    assert older.log.hash_at(anchor.sequence) is None
    older.connection.close()


def test_the_copy_of_a_file_is_the_same_vault(
    old_and_new: tuple[bytes, bytes, list[object]], tmp_path: Path, path: Path
) -> None:
    shutil.copyfile(path, tmp_path / "same.db")
    assert is_unharmed(tmp_path / "same.db", old_and_new[2])
    assert not is_noticed(tmp_path / "same.db")
