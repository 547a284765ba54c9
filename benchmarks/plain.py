"""The same vault without encryption: our own code on the standard library's SQLite.

Same tables, triggers, settings, authorizer and statements; only the driver is another. So the
ratio between the two is what SQLCipher costs, and nothing else.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.journal.record import Author
from app.ports import Blobs, CaseIndex, Drafts, Journal, OpenVault, Settings, VaultFacts, VaultLog
from storage.database import authorizer
from storage.database.connection import _settle
from storage.database.schema import APPLICATION_ID, VERSION, expected_objects
from storage.database.statements import Connection
from storage.database.transaction import together
from storage.vault import layout
from storage.vault.open_vault import SqlVault
from storage.vault.parts import Parts, Surroundings, _assembled, author_of, open_parts


def copy_plainly(vault: OpenVault, target: Path) -> None:
    """Every row of an open vault in a new database that is not encrypted."""
    source = parts_of(vault).connection
    driver = sqlite3.connect(target, isolation_level=None)
    driver.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    driver.execute(f"PRAGMA user_version = {VERSION}")
    driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("BEGIN")
    objects = expected_objects()
    for statement in (each for each in objects if each.startswith("CREATE TABLE")):
        driver.execute(statement)
    for (table,) in driver.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    ).fetchall():
        rows = source.execute(f"SELECT * FROM {table}")
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            driver.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    for statement in (each for each in objects if not each.startswith("CREATE TABLE")):
        driver.execute(statement)
    driver.execute("COMMIT")
    driver.close()


def parts_of(vault: OpenVault) -> Parts:
    assert isinstance(vault, SqlVault)
    return vault._parts


def encrypted(vault: OpenVault, around: Surroundings) -> PartsVault:
    """A second, fresh connection to an open vault: nothing of it is in any cache of ours."""
    assert isinstance(vault, SqlVault)
    path = vault.facts.path / layout.DATABASE
    return PartsVault.of(open_parts(path, vault._keys.database, around), vault.facts)


def plain(copy: Path, vault: OpenVault, around: Surroundings) -> PartsVault:
    """A fresh connection to a copy made by ``copy_plainly``, set up the way a vault's is."""
    driver: Any = sqlite3.connect(copy, isolation_level=None)
    connection = Connection(driver, sqlite3.Error)
    _settle(connection, read_only=False)
    authorizer.install(connection)
    return PartsVault.of(_assembled(connection, around), vault.facts)


@dataclass(frozen=True, slots=True)
class PartsVault:
    """As much of ``OpenVault`` as a desk that reads and writes cases asks for, on any driver."""

    parts: Parts
    facts: VaultFacts
    author: Author

    @classmethod
    def of(cls, parts: Parts, facts: VaultFacts) -> PartsVault:
        return cls(parts, facts, author_of(parts))

    @property
    def journal(self) -> Journal:
        return self.parts.journal

    @property
    def drafts(self) -> Drafts:
        return self.parts.drafts

    @property
    def log(self) -> VaultLog:
        return self.parts.log

    @property
    def index(self) -> CaseIndex:
        return self.parts.index

    @property
    def blobs(self) -> Blobs:
        return self.parts.blobs

    @property
    def settings(self) -> Settings:
        return self.parts.settings

    def sign(self, message: bytes) -> bytes:
        return self.parts.signer.sign(message)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        with together(self.parts.connection):
            yield

    def close(self) -> None:
        self.parts.connection.close()
