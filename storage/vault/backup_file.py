"""The backup file, ``NAME.aktvalv-kopia``: a vault in one piece, as safe as the vault itself.

    aktvalv kopia 1
    {canonical JSON: lengths and SHA-256 of head and database, vault id, time}
    head bytes, database bytes, nothing after

Nothing in it is readable without a key that opens the head, except what a vault's folder shows
too. The hashes find damage without a key; what was done on purpose is found by the head's MAC,
the signatures and the anchors when the restored vault is opened.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated

import msgspec

from app.errors import Reason, Refusal
from app.journal.canonical import decode_json, encode_json
from app.ports import Progress, no_progress
from storage import files
from storage.vault import head as head_format
from storage.vault.slots import Hex32, Id

_MAGIC = b"aktvalv kopia 1\n"
_LONGEST_TOP = 4096
_CHUNK = 1024 * 1024
_SETTLE_EVERY = 4
"""Chunks between two times that a file is put on the disk: a slow USB stick must not keep the
vault waiting for all of it at the end."""


class Contents(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a backup says of itself. Sizes in bytes."""

    vault_id: Id
    made_at: Annotated[str, msgspec.Meta(max_length=40)]
    head_size: Annotated[int, msgspec.Meta(ge=1, le=head_format.MAX_BYTES)]
    head_sha256: Hex32
    database_size: Annotated[int, msgspec.Meta(ge=4096, le=2**48)]
    database_sha256: Hex32


@dataclass(frozen=True, slots=True)
class OpenBackup:
    """A backup file being read, placed at its head."""

    contents: Contents
    file: IO[bytes]

    def head(self) -> bytes:
        """Call first. Raises Refusal (not_a_backup) unless it is what the file promises."""
        data = self.file.read(self.contents.head_size)
        if hashlib.sha256(data).hexdigest() != self.contents.head_sha256:
            raise Refusal(Reason.NOT_A_BACKUP)
        return data

    def copy_database(self, target: IO[bytes] | None, progress: Progress = no_progress) -> None:
        """Call after ``head``. Copies to ``target``, or only reads it through. Raises Refusal
        (not_a_backup) when a byte is wrong, missing or too many."""
        digest, left = hashlib.sha256(), self.contents.database_size
        while left:
            chunk = self.file.read(min(_CHUNK, left))
            if not chunk:
                raise Refusal(Reason.NOT_A_BACKUP)
            digest.update(chunk)
            if target is not None:
                target.write(chunk)
            left -= len(chunk)
            progress(self.contents.database_size - left, self.contents.database_size)
        if self.file.read(1) or digest.hexdigest() != self.contents.database_sha256:
            raise Refusal(Reason.NOT_A_BACKUP)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[OpenBackup]:
    """Raises Refusal: not_a_backup for anything else, vault_newer for a later format of ours,
    folder_read_only, disk_error."""
    try:
        with files.refusals(), path.open("rb") as file:
            yield OpenBackup(_contents(file), file)
    except Refusal as refusal:
        if refusal.reason is Reason.FOLDER_MISSING:
            raise Refusal(Reason.NOT_A_BACKUP) from refusal
        raise


def write(
    path: Path, *, vault_id: str, made_at: str, head: bytes, database: Path, progress: Progress
) -> None:
    """A backup of these two, read back from the disk and compared before it gets its name.
    Raises Refusal: file_exists, backup_unverified, disk_full, folder_read_only …"""
    contents = Contents(
        vault_id=vault_id,
        made_at=made_at,
        head_size=len(head),
        head_sha256=hashlib.sha256(head).hexdigest(),
        database_size=database.stat().st_size,
        database_sha256=_sha256(database, _part(progress, 0)),
    )
    with files.appearing(path) as file:
        file.write(_MAGIC + encode_json(msgspec.to_builtins(contents)) + b"\n" + head)
        _write_database(file, database, contents.database_size, _part(progress, 1))
        _verify(Path(file.name), contents, head, _part(progress, 2))


def _part(progress: Progress, number: int) -> Progress:
    """For one of the three times that the database is gone through."""

    def report(done: int, total: int) -> None:
        progress(number * total + done, 3 * total)

    return report


def _write_database(file: IO[bytes], database: Path, size: int, progress: Progress) -> None:
    with database.open("rb") as source:
        done = chunks = 0
        while chunk := source.read(_CHUNK):
            file.write(chunk)
            done, chunks = done + len(chunk), chunks + 1
            if chunks % _SETTLE_EVERY == 0:
                files.settle(file)
            progress(done, size)
    files.settle(file)


def _verify(path: Path, contents: Contents, head: bytes, progress: Progress) -> None:
    try:
        with opened(path) as written:
            same = written.contents == contents and written.head() == head
            written.copy_database(None, progress)
    except Refusal as refusal:
        raise Refusal(Reason.BACKUP_UNVERIFIED) from refusal
    if not same:
        raise Refusal(Reason.BACKUP_UNVERIFIED)


def _contents(file: IO[bytes]) -> Contents:
    magic = file.readline(len(_MAGIC) + 8)
    if magic != _MAGIC:
        newer = magic.startswith(b"aktvalv kopia ") and magic[14:-1].isdigit()
        raise Refusal(Reason.VAULT_NEWER if newer else Reason.NOT_A_BACKUP)
    line = file.readline(_LONGEST_TOP)
    if not line.endswith(b"\n"):
        raise Refusal(Reason.NOT_A_BACKUP)
    try:
        return msgspec.convert(decode_json(line[:-1]), Contents, strict=True)
    except (Refusal, msgspec.ValidationError) as error:
        raise Refusal(Reason.NOT_A_BACKUP) from error


def _sha256(path: Path, progress: Progress) -> str:
    digest, done, size = hashlib.sha256(), 0, path.stat().st_size
    with files.refusals(), path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            progress(done, size)
    return digest.hexdigest()
