"""Triggers and the authorizer: nothing that was signed or logged can be changed or removed."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from storage.database.schema import INSERT_ONLY
from tests.storage.journal.making import Parts, Writer, stream_of

ONE, TWO = stream_of("one"), stream_of("two")

DENIED = r"not authorized|prohibited|authorization denied"

pytestmark = pytest.mark.req("X09")


@pytest.fixture
def full(parts: Parts, writer: Writer) -> Parts:
    """Every insert-only table has rows."""
    parts.blobs.put(ONE, b"bilaga", "text/plain")
    parts.journal.append([writer.record(ONE, "a"), writer.record(TWO, "b")])
    parts.connection.execute("INSERT INTO disposals (stream, protocol) VALUES (3, ?)", (bytes(32),))
    return parts


@pytest.fixture
def unguarded(full: Parts) -> Parts:
    """Without the authorizer, so that the triggers stand alone."""
    full.connection.raw.set_authorizer(None)
    return full


def columns(parts: Parts, table: str) -> list[str]:
    return [row[1] for row in parts.connection.execute(f"PRAGMA table_info({table})")]


def rows(parts: Parts) -> list[object]:
    return [parts.connection.execute(f"SELECT * FROM {table}") for table in INSERT_ONLY]


@pytest.mark.parametrize("table", INSERT_ONLY)
def test_every_column_of_every_row_refuses_an_update(unguarded: Parts, table: str) -> None:
    before = rows(unguarded)
    assert unguarded.connection.execute(f"SELECT count(*) FROM {table}") != [(0,)]
    for column in columns(unguarded, table):
        with pytest.raises(sqlcipher.IntegrityError, match="never change"):
            unguarded.connection.execute(f"UPDATE {table} SET {column} = {column}")
    assert rows(unguarded) == before


@pytest.mark.parametrize("table", INSERT_ONLY)
@pytest.mark.parametrize("sql", ["DELETE FROM {0}", "DELETE FROM {0} WHERE true"])
def test_deleting_is_refused(unguarded: Parts, table: str, sql: str) -> None:
    before = rows(unguarded)
    with pytest.raises(sqlcipher.IntegrityError, match="never deleted"):
        unguarded.connection.execute(sql.format(table))
    assert rows(unguarded) == before


@pytest.mark.parametrize("table", INSERT_ONLY)
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
def test_replacing_is_refused(unguarded: Parts, table: str, verb: str) -> None:
    before = rows(unguarded)
    with pytest.raises(sqlcipher.IntegrityError, match="never replaced"):
        unguarded.connection.execute(f"{verb} INTO {table} SELECT * FROM {table}")
    assert rows(unguarded) == before


def test_only_what_has_a_disposal_row_can_be_deleted(full: Parts) -> None:
    number = full.connection.one("SELECT number FROM streams WHERE stream = ?", (TWO,))
    assert number == (3,)
    assert full.connection.change("DELETE FROM records WHERE place >> 32 = 3") == 1
    assert full.connection.change("DELETE FROM log_payloads WHERE stream = 3") == 1
    with pytest.raises(sqlcipher.IntegrityError, match="never deleted"):
        full.connection.execute("DELETE FROM records WHERE place >> 32 = 2")
    assert len(full.journal.records(ONE)) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE records SET content = x''",
        "UPDATE log SET code = 'x'",
        "UPDATE log_payloads SET payload = x''",
        "DELETE FROM log",
        "DELETE FROM streams",
        "DELETE FROM disposals",
        "DROP TABLE records",
        "DROP TRIGGER records_no_delete",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "CREATE VIEW x AS SELECT 1",
        "ALTER TABLE records RENAME TO x",
        "CREATE TRIGGER x AFTER INSERT ON records BEGIN SELECT 1; END",
        "REINDEX",
        "ANALYZE",
        "ATTACH ':memory:' AS x",
        "ATTACH '/tmp/x.db' AS x KEY ''",
        "VACUUM INTO '/tmp/x.db'",
        "SELECT sqlcipher_export('x')",
        "SELECT load_extension('x')",
        "SELECT * FROM pragma_table_info('records')",
        "PRAGMA temp_store = FILE",
        "PRAGMA temp_store_directory = '/tmp'",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA synchronous = OFF",
        "PRAGMA journal_mode = MEMORY",
        "PRAGMA secure_delete = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA user_version = 7",
        "PRAGMA cipher_log_level = TRACE",
        "PRAGMA cipher_memory_security = OFF",
        "PRAGMA cipher_hmac_pgno = be",
        "PRAGMA wal_checkpoint(PASSIVE)",
    ],
)
def test_the_authorizer_refuses_what_no_part_of_the_program_needs(full: Parts, sql: str) -> None:
    with pytest.raises(sqlcipher.DatabaseError, match=DENIED):
        full.connection.execute(sql)
