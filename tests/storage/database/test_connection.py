from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.errors import Reason, Refusal
from app.ports import Cancelled
from storage.database.connection import Connection, connect
from storage.database.copying import copy
from storage.database.schema import APPLICATION_ID, VERSION
from storage.database.statements import translate

KEY = bytes(range(32))
MARKER = "MARKÖR-i-klartext-som-inte-får-synas"


def opened(path: Path, *, create: bool = False, read_only: bool = False) -> Connection:
    return connect(path, bytearray(KEY), create=create, read_only=read_only)


def refused(path: Path, key: bytes = KEY, *, create: bool = False) -> Reason:
    with pytest.raises(Refusal) as refusal:
        connect(path, bytearray(key), create=create)
    return refusal.value.reason


def bare(path: Path) -> sqlcipher.Connection:
    """The same file as another program with the key would open it."""
    driver = sqlcipher.connect(str(path), isolation_level=None)
    driver.set_key(bytearray(b"x'" + KEY.hex().encode() + b"'"))
    return driver


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "akter med å.db"


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    made = opened(path, create=True)
    yield made
    made.close()


def put(connection: Connection, key: str, value: bytes = b"{}") -> None:
    connection.execute("INSERT INTO settings VALUES (?, ?)", (key, value))


@pytest.mark.req("X24")
def test_what_is_written_is_there_after_opening_again(connection: Connection, path: Path) -> None:
    put(connection, "a", b"1")
    connection.close()
    again = opened(path)
    assert again.execute("SELECT * FROM settings") == [("a", b"1")]
    again.close()


@pytest.mark.req("X24")
def test_no_file_of_the_database_holds_plain_text(connection: Connection, path: Path) -> None:
    for number in range(200):
        put(connection, f"{MARKER}{number}", MARKER.encode() * 20)
    for file in path.parent.iterdir():
        assert MARKER.encode() not in file.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite")
    assert {file.suffix for file in path.parent.iterdir()} == {".db", ".db-wal", ".db-shm"}


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
def test_nobody_else_may_read_what_is_created(connection: Connection, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("application_id", APPLICATION_ID),
        ("user_version", VERSION),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("cipher_memory_security", "1"),
    ],
)
def test_every_setting_is_in_force(connection: Connection, pragma: str, value: object) -> None:
    connection.raw.set_authorizer(None)
    assert connection.one(f"PRAGMA {pragma}") == (value,)


@pytest.mark.parametrize("length", [0, 16, 31, 33, 48, 80])
def test_a_key_of_another_length_is_our_bug(path: Path, length: int) -> None:
    """SQLCipher would take it for a passphrase, or for a key with a salt."""
    with pytest.raises(ValueError, match="32 raw bytes"):
        connect(path, bytearray(length), create=True)
    assert not path.exists()


def test_the_caller_keeps_its_key(path: Path) -> None:
    key = bytearray(KEY)
    connect(path, key, create=True).close()
    assert key == KEY


COUNT_KEY_COPIES = """
import gc, secrets, sys
from pathlib import Path
from storage.database.connection import connect

key = bytearray(secrets.token_bytes(32))
connection = connect(Path(sys.argv[1]), key, create=True)
connection.execute("SELECT count(*) FROM records")
kept = key.hex() if sys.argv[2] == "careless" else ""
connection.close()
del connection
gc.collect()

def digits(part):
    return bytes(b"0123456789abcdef"[half] for byte in part for half in (byte >> 4, byte & 15))

start, end = digits(key[:3]), digits(key[29:])
found = 0
for line in open("/proc/self/maps"):
    span, rights = line.split()[:2]
    if not rights.startswith("rw"):
        continue
    low, high = (int(part, 16) for part in span.split("-"))
    with open("/proc/self/mem", "rb", 0) as memory:
        memory.seek(low)
        try:
            data = memory.read(high - low)
        except OSError:
            continue
    at = data.find(start)
    while at >= 0:
        found += data[at + 58 : at + 64] == end
        at = data.find(start, at + 1)
print(found)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's own memory")
@pytest.mark.parametrize("how", ["careful", "careless"])
def test_the_key_is_not_left_in_memory_as_text(path: Path, how: str) -> None:
    """In a process of its own. The careless run shows that the search finds what is there."""
    command = [sys.executable, "-c", COUNT_KEY_COPIES, str(path), how]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert (int(done.stdout) > 0) == (how == "careless")


# --------------------------------------------------------------------- what is refused


@pytest.mark.req("X24")
def test_a_missing_file_is_not_made_anew(path: Path) -> None:
    assert refused(path) is Reason.DATABASE_MISSING
    assert not path.exists()


@pytest.mark.req("X24")
@pytest.mark.parametrize("size", [0, 1, 100, 4095, 4096, 8192])
def test_a_file_cut_short_is_damage_and_stays_as_it_is(
    connection: Connection, path: Path, size: int
) -> None:
    connection.close()
    os.truncate(path, size)
    assert refused(path) is Reason.DATABASE_DAMAGED
    assert path.stat().st_size == size


def test_another_key_and_another_file_are_damage(connection: Connection, path: Path) -> None:
    connection.close()
    assert refused(path, bytes(32)) is Reason.DATABASE_DAMAGED
    path.write_bytes(b"SQLite format 3\0" + bytes(8176))
    assert refused(path) is Reason.DATABASE_DAMAGED


def test_a_link_and_a_folder_are_not_followed(connection: Connection, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("akter med å.db")
    assert refused(tmp_path / "link") is Reason.DATABASE_DAMAGED
    assert refused(tmp_path) is Reason.DATABASE_DAMAGED


def test_creating_never_overwrites(connection: Connection, path: Path) -> None:
    assert refused(path, create=True) is Reason.FILE_EXISTS


def test_a_newer_vault_is_told_apart(connection: Connection, path: Path) -> None:
    connection.close()
    other = bare(path)
    other.execute(f"PRAGMA user_version = {VERSION + 1}")
    other.close()
    assert refused(path) is Reason.VAULT_NEWER


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA application_id = 1",
        "PRAGMA user_version = 0",
        "DROP TRIGGER records_no_delete",
        "DROP TABLE search_keys",
        "CREATE TABLE extra (x)",
        "CREATE TRIGGER spy AFTER INSERT ON drafts BEGIN DELETE FROM settings; END",
        "CREATE VIEW extra AS SELECT 1",
        "ALTER TABLE settings ADD COLUMN extra TEXT",
    ],
)
def test_a_database_of_another_shape_is_damage(
    connection: Connection, path: Path, change: str
) -> None:
    connection.close()
    other = bare(path)
    other.execute(change)
    other.close()
    assert refused(path) is Reason.DATABASE_DAMAGED


def test_a_read_only_connection_reads_and_writes_nothing(
    connection: Connection, path: Path
) -> None:
    put(connection, "a")
    reader = opened(path, read_only=True)
    assert reader.execute("SELECT key FROM settings") == [("a",)]
    with pytest.raises(Refusal) as refusal:
        put(reader, "b")
    assert refusal.value.reason is Reason.VAULT_READ_ONLY
    reader.close()


def test_nothing_is_printed_about_damage(
    connection: Connection, path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    connection.close()
    os.truncate(path, 5000)
    refused(path)
    assert capfd.readouterr() == ("", "")


# -------------------------------------------------------------------- errors and threads


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (13, Reason.DISK_FULL),
        (10, Reason.DISK_ERROR),
        (10 | 4 << 8, Reason.DISK_ERROR),
        (11, Reason.DATABASE_DAMAGED),
        (26, Reason.DATABASE_DAMAGED),
        (8, Reason.VAULT_READ_ONLY),
        (5, Reason.VAULT_IN_USE),
    ],
)
def test_what_the_world_does_becomes_a_refusal(code: int, reason: Reason) -> None:
    error = sqlcipher.OperationalError("rubrik som inte får synas")
    error.sqlite_errorcode = code
    refusal = translate(error)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason
    assert str(refusal) == reason.value


def test_our_own_mistakes_stay_what_they_are(connection: Connection) -> None:
    with pytest.raises(sqlcipher.OperationalError, match="no such table"):
        connection.execute("SELECT * FROM absent")


def test_interrupt_from_another_thread_stops_the_statement(connection: Connection) -> None:
    endless = (
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    )
    connection.raw.set_authorizer(None)
    started = threading.Event()

    def stop() -> None:
        started.wait()
        while not finished.is_set():
            connection.interrupt()
            finished.wait(0.01)

    finished = threading.Event()
    stopper = threading.Thread(target=stop)
    stopper.start()
    started.set()
    with pytest.raises(Cancelled):
        connection.execute(endless)
    finished.set()
    stopper.join()
    put(connection, "a")  # nothing is left of the interruption
    assert connection.one("SELECT count(*) FROM settings") == (1,)


# ------------------------------------------------------------------------------- copies


def test_a_copy_is_one_file_that_holds_everything(connection: Connection, path: Path) -> None:
    for number in range(500):
        put(connection, str(number), os.urandom(3000))
    target = path.with_name("kopia")
    told: list[tuple[int, int]] = []
    copy(connection, target, bytearray(KEY), lambda done, total: told.append((done, total)))
    # Told on the way, and not after the last page: what is then written would not be in it.
    assert len(told) >= 1
    assert all(0 < done < total for done, total in told)
    assert sorted(file.name for file in path.parent.glob("kopia*")) == ["kopia"]
    assert stat.S_IMODE(target.stat().st_mode) & 0o077 == 0 or os.name != "posix"
    copied = opened(target, read_only=True)
    everything = "SELECT * FROM settings ORDER BY key"
    assert copied.execute(everything) == connection.execute(everything)
    copied.close()
    assert sorted(file.name for file in path.parent.glob("kopia*")) == ["kopia"]


def test_a_copy_given_up_leaves_nothing(connection: Connection, path: Path) -> None:
    for number in range(500):
        put(connection, str(number), os.urandom(3000))

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        copy(connection, path.with_name("kopia"), bytearray(KEY), stop)
    assert list(path.parent.glob("kopia*")) == []
    put(connection, "a")


def test_a_copy_never_overwrites(connection: Connection, path: Path) -> None:
    path.with_name("kopia").write_text("annat")
    with pytest.raises(Refusal) as refusal:
        copy(connection, path.with_name("kopia"), bytearray(KEY))
    assert refusal.value.reason is Reason.FILE_EXISTS
    assert path.with_name("kopia").read_text() == "annat"
