from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports import Cancelled
from storage.database import migrations
from storage.database.connection import Connection, connect
from storage.database.migrations import migrate
from storage.database.transaction import together


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    made = connect(tmp_path / "akter.db", bytearray(range(32)), create=True)
    yield made
    made.close()


def put(connection: Connection, key: str) -> None:
    connection.execute("INSERT INTO settings VALUES (?, x'')", (key,))


def keys(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT key FROM settings ORDER BY key")]


def put_and_fail(connection: Connection, key: str) -> None:
    with together(connection):
        put(connection, key)
        raise Cancelled


def test_all_is_there_at_the_end(connection: Connection) -> None:
    with together(connection):
        put(connection, "a")
        with together(connection):
            put(connection, "b")
        assert connection.in_transaction
    assert not connection.in_transaction
    assert keys(connection) == ["a", "b"]


def test_nothing_is_there_after_a_failure(connection: Connection) -> None:
    with pytest.raises(Cancelled):
        put_and_fail(connection, "a")
    assert not connection.in_transaction
    assert keys(connection) == []


def test_a_joined_failure_takes_everything_with_it_when_it_is_not_caught(
    connection: Connection,
) -> None:
    def outer() -> None:
        with together(connection):
            put(connection, "a")
            put_and_fail(connection, "b")

    with pytest.raises(Cancelled):
        outer()
    assert keys(connection) == []


def test_a_joined_failure_that_is_caught_takes_its_own_writes(connection: Connection) -> None:
    with together(connection):
        put(connection, "a")
        with pytest.raises(Cancelled):
            put_and_fail(connection, "b")
        put(connection, "c")
    assert keys(connection) == ["a", "c"]


def test_a_migration_is_whole_or_not_at_all(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a later version's would be: two steps, of which the second fails half-way."""

    def second(to: Connection) -> None:
        to.execute("CREATE TABLE second (x)")

    def third(to: Connection) -> None:
        to.execute("CREATE TABLE third (x)")
        raise Cancelled

    connection.raw.set_authorizer(None)
    monkeypatch.setattr(migrations, "VERSION", 3)
    monkeypatch.setattr(migrations, "STEPS", {2: second, 3: third})
    with pytest.raises(Cancelled):
        migrate(connection)
    assert connection.one("PRAGMA user_version") == (2,)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master")]
    assert "second" in tables
    assert "third" not in tables
    monkeypatch.setattr(migrations, "STEPS", {3: second_again})
    migrate(connection)
    assert connection.one("PRAGMA user_version") == (3,)


def second_again(to: Connection) -> None:
    to.execute("CREATE TABLE third (x)")
