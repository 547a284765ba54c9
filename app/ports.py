"""The doors out of the core. ``storage`` implements them; ``ui.bootstrap`` hands them in.

Everything here is called on the one thread that owns the database connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.handover.door import HandoverDoor as HandoverDoor  # noqa: PLC0414 - a door of the core
from app.ids import BlobId, EntityId, RecordId, StreamId
from app.index_rows import CaseRow as CaseRow  # noqa: PLC0414 - what the index holds
from app.index_rows import DueRow as DueRow  # noqa: PLC0414
from app.index_rows import IndexRows as IndexRows  # noqa: PLC0414
from app.index_rows import SearchKey as SearchKey  # noqa: PLC0414
from app.journal.record import Author, Record
from app.jsonvalue import JsonObject
from app.log_chain import ChainRow
from app.log_codes import LogCode as LogCode  # noqa: PLC0414 - a door of the core too
from app.log_codes import LogEntry as LogEntry  # noqa: PLC0414
from app.progress import Cancelled as Cancelled  # noqa: PLC0414 - a door of the core too
from app.progress import Progress as Progress  # noqa: PLC0414
from app.progress import no_progress as no_progress  # noqa: PLC0414

Now = Callable[[], datetime]
"""The local time, aware of its offset."""

NewId = Callable[[], str]
"""A fresh random UUID, lower case."""

Sign = Callable[[bytes], bytes]
"""Ed25519 with the caseworker's own key: message in, 64 bytes out."""


# ---------------------------------------------------------------- the open vault, part by part


class VaultLog(Protocol):
    """The one hash chain of every write and every read."""

    def write(self, code: LogCode, payload: JsonObject | None = None) -> None:
        """Durable when it returns. ``payload`` names things by id and code; for what concerns
        one case it has the key ``stream``."""
        ...

    def entries(
        self, *, stream: StreamId | None = None, before: int | None = None, limit: int = 200
    ) -> tuple[LogEntry, ...]:
        """Newest first; of one case file, or of all."""
        ...

    def span(self, first_day: str, last_day: str) -> tuple[int, int] | None:
        """Numbers of the first and the last row written on these days (``YYYY-MM-DD``, both
        included); None when there are none."""
        ...

    def chain(self, first: int, last: int) -> tuple[ChainRow, ...]:
        """The rows with these numbers, both included and oldest first, with what proves them. A
        number that no row has is left out."""
        ...


class Journal(Protocol):
    """The records. Insert only."""

    def records(self, stream: StreamId) -> tuple[Record, ...]:
        """All records of a stream, in the order of ``graph.in_order``. Verified when taken in.
        Without what the register says is set aside (``app.handover.aside``)."""
        ...

    def append(self, records: Sequence[Record], *, finishes: Draft | None = None) -> None:
        """Verify and add the records, their log rows and their index rows, and remove the draft
        they grew from, in one transaction that is durable when it returns. A record already
        there with the same bytes is left as it is. Raises ``Refusal`` (see
        ``verify.verify_record``; record_changed for a known id with other bytes; case_disposed)
        and then nothing has been written."""
        ...

    def taking_in(self) -> AbstractContextManager[None]:
        """While a package is taken in: what an undone acceptance has set aside and is appended
        again is read at once, although the register (``received/1``) does not say so yet."""
        ...

    def streams(self) -> tuple[StreamId, ...]:
        """Every case file's stream; the register's own is not among them."""
        ...

    @property
    def register(self) -> StreamId:
        """The vault's own stream: author cards, recipients, protocols."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being typed. ``body`` is what stands in the fields, mistakes and all."""

    stream: StreamId
    entity: EntityId
    kind: str
    """The kind name without a version: ``journal_note``."""
    body: JsonObject
    place: JsonObject
    """Where the caret is: ``{"field": …, "position": …}``; empty when unknown."""
    saved_at: str


class Drafts(Protocol):
    """Mutable, unsigned, never handed over."""

    def save(self, draft: Draft) -> None:
        """Replace the draft of this stream, entity and kind; the 50 latest states are kept. Raises
        Refusal: case_disposed."""
        ...

    def get(self, stream: StreamId, entity: EntityId, kind: str) -> Draft | None: ...

    def all(self, stream: StreamId | None = None) -> tuple[Draft, ...]:
        """Newest first; of one stream, or of the whole vault."""
        ...

    def discard(self, stream: StreamId, entity: EntityId, kind: str) -> None:
        """Remove a draft that a person gave up. Its snapshots stay 14 days."""
        ...


class Blobs(Protocol):
    """Bytes that records name by hash, apart for each stream."""

    def put(self, stream: StreamId, data: bytes, media_type: str) -> BlobId: ...

    def get(self, stream: StreamId, blob: BlobId) -> bytes:
        """Raises Refusal (database_damaged) when the bytes do not give their hash."""
        ...

    def media_type(self, stream: StreamId, blob: BlobId) -> str:
        """As it was given when they were put. Raises Refusal (database_damaged) when the blob is
        not there."""
        ...


class CaseIndex(Protocol):
    """Tables that can be thrown away and rebuilt from the records at any time."""

    def cases(self) -> tuple[CaseRow, ...]: ...

    def case(self, stream: StreamId) -> CaseRow | None: ...

    def due(self) -> tuple[DueRow, ...]: ...

    def find(self, kind: str, keys: Sequence[str]) -> tuple[StreamId, ...]:
        """Streams that have, for every given key, a key of this kind that begins with it
        (``name``, ``case_number``) or equals it (``number``)."""
        ...


class IndexOf(Protocol):
    """How the index rows of one stream come from its records; injected into the journal."""

    @property
    def version(self) -> str:
        """Another one whenever the same records may give other rows. An index that was computed
        under another version is rebuilt before anything is read from it."""
        ...

    def __call__(self, stream: StreamId, records: Iterable[Record], /) -> IndexRows: ...


class Settings(Protocol):
    """The caseworker's choices, kept inside the vault."""

    def get(self, key: str) -> JsonObject | None: ...

    def put(self, key: str, value: JsonObject) -> None: ...


class OpenVault(Protocol):
    """A vault with its key. Everything on it belongs to the database thread."""

    @property
    def journal(self) -> Journal: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def blobs(self) -> Blobs: ...
    @property
    def log(self) -> VaultLog: ...
    @property
    def index(self) -> CaseIndex: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def handover(self) -> HandoverDoor: ...

    @property
    def facts(self) -> VaultFacts: ...

    @property
    def author(self) -> Author:
        """Key, function and unit that new records are signed with."""
        ...

    def sign(self, message: bytes) -> bytes: ...

    def together(self) -> AbstractContextManager[None]:
        """One transaction around several writes; all are durable at the end, or none."""
        ...

    def check(self, progress: Progress = no_progress) -> CheckReport:
        """Kontrollera valvet: pages, chain, signatures, blobs, index rebuilt and compared."""
        ...

    def back_up(self, folder: Path, progress: Progress = no_progress) -> BackupFacts:
        """A verified copy in ``folder``, thinned to today, week and month, and of what is older
        than a disposal 90 days after it. Raises Refusal:
        folder_missing, folder_read_only, disk_full, backup_unverified."""
        ...

    def backups(self) -> tuple[BackupFacts, ...]:
        """What this vault remembers of its backups, newest first."""
        ...

    def change_passphrase(self, old: bytearray, new: bytearray) -> None:
        """Raises Refusal: wrong_passphrase, passphrase_weak. Both are wiped."""
        ...

    def replace_recovery_code(self, passphrase: bytearray) -> str:
        """A new recovery code; the old one opens nothing any more. Raises wrong_passphrase."""
        ...

    def set_passphrase_with_recovery_code(self, code: str, new: bytearray) -> None:
        """After opening with the recovery code: every old passphrase gives way to ``new``, which
        is wiped. Raises Refusal: recovery_code_mistyped, wrong_recovery_code, passphrase_weak."""
        ...

    def slots(self) -> tuple[KeySlot, ...]:
        """What opens this vault, in order."""
        ...

    def add_unit_card(self, passphrase: bytearray, card: bytes) -> None:
        """Let the holder of a unit's key open the vault too. ``passphrase`` is wiped. Raises
        Refusal: key_card_invalid, wrong_passphrase."""
        ...

    def remove_slot(self, passphrase: bytearray, slot: str) -> None:
        """``passphrase`` is wiped. Raises Refusal: wrong_passphrase, no_such_slot, last_slot
        (the last passphrase and the last recovery code are never removed)."""
        ...

    def check_passphrase(self, passphrase: bytearray) -> None:
        """Whether it opens the vault; it is wiped. Raises Refusal (wrong_passphrase)."""
        ...

    def rotate_data_key(
        self,
        passphrase: bytearray,
        new: bytearray,
        recovery_code: str,
        unit_cards: Sequence[bytes] = (),
        progress: Progress = no_progress,
    ) -> None:
        """Everything encrypted anew under another data key, opened from now on by ``new`` (which
        may equal ``passphrase``), ``recovery_code`` and the units of ``unit_cards``, and by
        nothing that opened the vault before. Both passphrases are wiped. ``progress`` counts to
        its total just before there is no way back; stopped, refused or killed until then,
        nothing has changed. The caller locks the vault, so that the old key leaves the memory.

        Raises Refusal: wrong_passphrase, passphrase_weak, recovery_code_mistyped,
        key_card_invalid, disk_full, data_key_unchanged (the new database was not whole)."""
        ...

    def dispose(self, protocol: RecordId) -> None:
        """Destroy the case file that a protocol in the register is about: its records, blobs,
        drafts, index rows and what the log tells of it, in one transaction, or in the one around
        it. Raises Refusal: disposal_not_approved unless the protocol (``disposal/1``) says that
        it is done and builds on one that a second person approved; case_disposed,
        vault_rolled_back."""
        ...

    def compact(self, progress: Progress = no_progress) -> None:
        """Write the database anew when something has been disposed of since that was last done,
        so that no page keeps anything of it. Not in a transaction. Whatever stops it, the vault is
        whole, and it is done at the next opening. Raises Refusal: disk_full, disk_error;
        Cancelled."""
        ...

    def renew_index(self) -> None:
        """Compute the index anew if it is of another version than ``IndexOf`` now has: another
        legal pack holds. Raises Refusal: vault_rolled_back."""
        ...

    def accept_rollback(self, reason: str) -> None:
        """A person says "restored from backup" of a vault older than its anchor; logged."""
        ...

    def close(self) -> None:
        """Write the anchors, close the connection, wipe the key. Safe to call twice."""
        ...

    def interrupt(self) -> None:
        """Stop what the connection is doing now; the only call allowed from another thread."""
        ...


@dataclass(frozen=True, slots=True)
class VaultFacts:
    """What is known of a vault without its content."""

    vault_id: str
    path: Path
    training: bool
    """Made-up people only; marked in the authenticated head."""
    read_only: bool
    """Every write but the log's own is refused (vault_rolled_back): what is read is logged."""
    rolled_back: bool
    """Older than one of its anchors, or its log is broken: read-only until a person has accepted
    that."""
    opened_from_spare_head: bool
    """``huvud`` was damaged and ``huvud.bak`` was used."""
    failed_unlocks: tuple[str, ...]
    """Times of failed unlocks since the last one that worked; already in the log."""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """One backup that has been made, opened and counted."""

    path: Path
    made_at: str
    records: int
    cases: int
    sequence: int
    """The last row of the log that is in it: what has been logged since is not."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. No faults means that everything held."""

    records: int
    blobs: int
    log_entries: int
    faults: tuple[str, ...]
    """Codes: ``pages``, ``cipher``, ``chain``, ``signature``, ``blob``, ``index``."""


# ----------------------------------------------------------------------- before it is open


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose vault it is. Becomes the first author card."""

    name: str
    title: str
    function: str
    unit: str
    municipality: str


class VaultDoor(Protocol):
    """Creating, opening and restoring vaults. The only way to an ``OpenVault``."""

    def create(
        self,
        path: Path,
        passphrase: bytearray,
        recovery_code: str,
        owner: Owner,
        *,
        training: bool = False,
        unit_card: bytes | None = None,
    ) -> OpenVault:
        """A new vault folder, complete or not there at all. ``passphrase`` is wiped. Raises
        Refusal: vault_exists, folder_missing, folder_read_only, folder_remote, disk_full,
        passphrase_weak, key_card_invalid."""
        ...

    def open(self, path: Path, passphrase: bytearray) -> OpenVault:
        """Raises Refusal: wrong_passphrase, head_damaged, database_damaged, database_missing,
        not_a_vault, vault_newer, vault_in_use, folder_read_only, disk_full."""
        ...

    def open_with_recovery_code(self, path: Path, code: str) -> OpenVault:
        """As ``open``; also wrong_recovery_code and recovery_code_mistyped (told apart by the
        check characters)."""
        ...

    def open_with_unit_key(self, path: Path, private: bytearray) -> OpenVault:
        """With the 32 bytes that the unit's manager keeps sealed; they are wiped. As ``open``;
        also no_such_slot when the vault was not locked for that key."""
        ...

    def look(self, path: Path) -> VaultLook:
        """What the unlock window may know before a key. Raises not_a_vault, head_damaged,
        vault_newer."""
        ...

    def restore(self, backup: Path, target: Path) -> None:
        """A vault folder from a backup file. Never overwrites. Raises Refusal: not_a_backup,
        vault_exists, disk_full, folder_read_only."""
        ...

    def new_recovery_code(self) -> str:
        """28 characters in seven groups, 128 bits and 12 check bits."""
        ...

    def new_passphrase(self) -> str:
        """Eight short Swedish words, 82 bits."""
        ...

    def passphrase_strength(self, passphrase: str, own_words: Sequence[str] = ()) -> Strength:
        """Estimated by zxcvbn; ``own_words`` (the caseworker's name, unit) count as known."""
        ...

    def wait_after_failures(self, path: Path) -> int:
        """Seconds to wait before the next try, from the list of failed unlocks."""
        ...


@dataclass(frozen=True, slots=True)
class VaultLook:
    vault_id: str
    training: bool
    slots: tuple[str, ...]
    """Kinds of key slots, in order: ``passphrase``, ``recovery``, ``unit``."""


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One way of opening a vault."""

    id: str
    kind: str
    """``passphrase``, ``recovery`` or ``unit``."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess."""

    bits: float
    accepted: bool
    """At least 50 bits."""
    warned: bool
    """Accepted, but under 75 bits."""


ReplaceProcess = Callable[[Mapping[str, str]], None]
"""Ends this process and starts a fresh one with these extra environment variables."""
