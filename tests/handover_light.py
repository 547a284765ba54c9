"""Vaults that live in memory: the program's own tables, triggers and journal, without the cipher.

For tests that try thousands of steps. Everything but the disk, the cipher around a package and the
process that reads foreign files is the very code that the program runs.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from app.casework.index import indexer
from app.errors import Reason, Refusal
from app.forms.library import FormLibrary
from app.journal.record import Author
from app.law.pack import LegalPack
from app.ports import Owner, VaultDoor
from app.progress import Progress, no_progress
from app.usecases.handover.cards.own_cards import make_own_card
from storage.database.migrations import create_schema
from storage.database.statements import Connection
from storage.database.transaction import together
from storage.handover.door import VaultHandover
from storage.journal.settings import SqlInternals
from storage.vault.parts import (
    REGISTER,
    SIGNING_KEY,
    Parts,
    Surroundings,
    _append_card,
    _assembled,
    author_of,
)
from tests.conftest import make_desk
from tests.fakes import CountedIds, StoppedClock
from tests.handover import CARDS_VALID_TO, START, Side

Post = dict[Path, bytes]
"""What has been sealed, by the name it was given."""


class LightDoor(VaultHandover):
    """Puts packages in the post as they are."""

    post: Post

    def seal(
        self,
        package: bytes,
        recipients: Sequence[str],
        path: Path,
        progress: Progress = no_progress,
    ) -> None:
        if path in self.post:
            raise Refusal(Reason.FILE_EXISTS)
        self.post[path] = package

    def open(self, path: Path, progress: Progress = no_progress) -> bytes:
        return self.post[path]


@dataclass
class LightVault:
    """As much of ``OpenVault`` as handing over asks for."""

    parts: Parts
    handover: LightDoor
    author: Author = field(init=False)

    def __post_init__(self) -> None:
        self.author = author_of(self.parts)
        self.journal = self.parts.journal
        self.blobs = self.parts.blobs
        self.drafts = self.parts.drafts
        self.log = self.parts.log
        self.index = self.parts.index
        self.settings = self.parts.settings

    def sign(self, message: bytes) -> bytes:
        return self.parts.signer.sign(message)

    def together(self) -> AbstractContextManager[None]:
        return together(self.parts.connection)

    def close(self) -> None:
        self.parts.connection.close()


def light_side(place: int, owner: Owner, post: Post, law: LegalPack, forms: FormLibrary) -> Side:
    """A vault in memory with a key card of its own. Knows nobody."""
    clock, new_id = StoppedClock(START), CountedIds(place * 10**9)
    around = Surroundings(now=clock, new_id=new_id, index_of=indexer(law))
    parts = _parts(owner, around)
    door = LightDoor(parts.internals, parts.log, writable=True)
    door.post = post
    vault = LightVault(parts, door)
    desk = make_desk(cast("Any", vault), clock, new_id, law, forms)
    make_own_card(desk, {"valid_to": CARDS_VALID_TO})
    out = Path(f"/post/{place}")
    return Side(desk, cast("VaultDoor", None), clock, out, out, "")


def _parts(owner: Owner, around: Surroundings) -> Parts:
    driver: Any = sqlite3.connect(":memory:", isolation_level=None)
    connection = Connection(driver, sqlite3.Error)
    create_schema(connection)
    internals = SqlInternals(connection)
    internals.put(SIGNING_KEY, hashlib.sha256(f"test key {owner.name}".encode()).digest())
    internals.put(REGISTER, around.new_id().encode())
    parts = _assembled(connection, around)
    _append_card(parts, owner, around)
    return parts
