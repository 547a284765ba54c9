"""Backups: made, verified by opening and counting, thinned out, and put back.

A backup is called done only when its database has been opened with the vault's key, its pages
and chain checked and its records counted, and the file has been read back from the disk.
Restoring makes a new vault beside whatever there is; it never overwrites and never changes a key.
"""

from __future__ import annotations

import glob
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from app.errors import Reason, Refusal
from app.journal.canonical import decode_json, encode_json
from app.jsonvalue import Json
from app.ports import BackupFacts, LogCode, Now, Progress
from storage import files, remote_disk
from storage.database.copying import copy
from storage.database.transaction import together
from storage.journal.check import check_tail
from storage.vault import backup_file, layout
from storage.vault import head as head_format
from storage.vault.building import under_construction
from storage.vault.parts import Parts, Surroundings
from storage.vault.reserve import Reserve
from storage.vault.whole_copy import Held, require_whole

_STAGED = "kopia.ny"
_REMEMBERED = "backups"
_SIDE_FILES = ("", "-wal", "-shm", "-journal")
_DAYS, _WEEKS, _MONTHS = 7, 5, 12
AFTER_DISPOSAL = timedelta(days=90)
"""How long a backup that holds what has been disposed of since is kept: time enough to notice that
the wrong case file was destroyed, and no longer."""


def make(
    parts: Parts,
    *,
    vault: Path,
    key: bytearray,
    head: bytes,
    folder: Path,
    around: Surroundings,
    progress: Progress,
) -> BackupFacts:
    """A verified backup in ``folder``. Raises Refusal: folder_missing, folder_read_only,
    disk_full, backup_unverified, file_exists."""
    if not folder.is_dir():
        raise Refusal(Reason.FOLDER_MISSING)
    files.require_writable(folder)
    files.remove_unfinished(folder, f"{glob.escape(_stem(vault))} *{layout.BACKUP_SUFFIX}")
    size = 2 * (vault / layout.DATABASE).stat().st_size
    files.require_space(vault, size)
    files.require_space(folder, size)
    made = around.now()
    staged = vault / _STAGED
    clear_unfinished(vault)
    check_tail(parts)  # mends a stale index first, which the copy could not
    try:
        copy(parts.connection, staged, key, progress)
        held = Held.of(parts)  # before anybody else is let in and writes on
        try:
            require_whole(staged, key, held, around, progress)
        except Refusal as refusal:
            raise Refusal(Reason.BACKUP_UNVERIFIED) from refusal
        target = files.inside(folder, _file_name(vault, made, folder))
        backup_file.write(
            target,
            vault_id=head_format.read(head).head.vault_id,
            made_at=made.isoformat(timespec="seconds"),
            head=head,
            database=staged,
            progress=progress,
        )
    finally:
        clear_unfinished(vault)
    at = made.isoformat(timespec="seconds")
    return BackupFacts(target, at, held.records, held.cases, held.newest.sequence)


def clear_unfinished(vault: Path) -> None:
    """Take away the copy that a killed backup left in the vault's folder."""
    for ending in _SIDE_FILES:
        files.remove(vault / (_STAGED + ending))


def thin(
    folder: Path, newest: BackupFacts, vault_id: str, disposed_at: Collection[datetime] = ()
) -> tuple[Path, ...]:
    """Remove this vault's backups that no day, week or month needs: kept are the newest of each
    of the last 7 days, 5 weeks and 12 months that have one; and those that are older than a
    disposal (``disposed_at``) when 90 days have passed since it. Gives what is gone. A file that
    cannot be read or removed is left: another vault's, or one that a person must look at."""
    found = sorted(_backups_of(folder, vault_id), key=lambda one: one.made_at, reverse=True)
    kept = _kept([one.made_at.date() for one in found])
    now = datetime.fromisoformat(newest.made_at)
    over = [at for at in disposed_at if now - at >= AFTER_DISPOSAL]
    gone = []
    for place, one in enumerate(found):
        holds_disposed = any(one.made_at <= at for at in over)
        if (place in kept and not holds_disposed) or one.path == newest.path:
            continue
        try:
            files.remove(one.path)
        except Refusal:
            continue
        gone.append(one.path)
    return tuple(gone)


def remember(parts: Parts, made: BackupFacts, gone: Collection[Path]) -> None:
    """Let the vault know of a backup it has made, in its log and for its start page."""
    kept = [facts for facts in remembered(parts) if facts.path not in gone]
    rows: list[Json] = [
        {
            "cases": f.cases,
            "made_at": f.made_at,
            "path": str(f.path),
            "records": f.records,
            "sequence": f.sequence,
        }
        for f in (made, *kept)
    ]
    with together(parts.connection):
        parts.internals.put(_REMEMBERED, encode_json(rows))
        parts.log.write(LogCode.BACKUP_MADE, {"cases": made.cases, "records": made.records})


def remembered(parts: Parts) -> tuple[BackupFacts, ...]:
    """The backups that this vault has made and not thinned away, newest first."""
    data = parts.internals.get(_REMEMBERED)
    if data is None:
        return ()
    rows = msgspec.convert(decode_json(data), list[_Remembered], strict=True)
    return tuple(
        BackupFacts(Path(row.path), row.made_at, row.records, row.cases, row.sequence)
        for row in rows
    )


def restore(source: Path, target: Path, now: Now) -> None:
    """A vault folder from a backup file. Raises Refusal: not_a_backup, vault_newer,
    vault_exists, folder_missing, folder_read_only, folder_remote, disk_full."""
    if target.exists() or target.is_symlink():
        raise Refusal(Reason.VAULT_EXISTS)
    if not target.parent.is_dir():
        raise Refusal(Reason.FOLDER_MISSING)
    with backup_file.opened(source) as backup:
        head = backup.head()
        _require_head(head, backup.contents.vault_id)
        remote_disk.require_local(target.parent)
        files.require_writable(target.parent)
        files.require_space(target.parent, backup.contents.database_size)
        with under_construction(target) as building:
            with files.new_file(building / layout.DATABASE) as file:
                backup.copy_database(file)
            files.write_new(building / layout.SPARE_HEAD, head)
            files.write_new(building / layout.HEAD, head)
            at = now().isoformat(timespec="seconds")
            files.write_new(building / layout.RESTORED, at.encode())
            Reserve(building / layout.RESERVE).refill()


def restored_at(vault: Path) -> str | None:
    """When this folder was restored from a backup, if that has not been logged yet."""
    try:
        return str(datetime.fromisoformat(files.read(vault / layout.RESTORED, 64).decode()))
    except FileNotFoundError:
        return None
    except (ValueError, Refusal):
        return ""


class _Remembered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    path: str
    made_at: str
    records: int
    cases: int
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    made_at: datetime


def _stem(vault: Path) -> str:
    return vault.name.removesuffix(layout.VAULT_SUFFIX)


def _file_name(vault: Path, made: datetime, folder: Path) -> str:
    """``NAME 2026-11-22 0135.aktvalv-kopia``; a second one in the same minute gets seconds."""
    stem = _stem(vault)
    short = f"{stem} {made:%Y-%m-%d %H%M}{layout.BACKUP_SUFFIX}"
    if not (folder / short).exists():
        return short
    exact = f"{stem} {made:%Y-%m-%d %H%M%S}"
    tries = (
        f"{exact}{more}{layout.BACKUP_SUFFIX}" for more in ("", *map("-{}".format, range(2, 100)))
    )
    return next(name for name in tries if not (folder / name).exists())


def _backups_of(folder: Path, vault_id: str) -> list[_Found]:
    found = []
    for path in folder.glob(f"*{layout.BACKUP_SUFFIX}"):
        try:
            with backup_file.opened(path) as backup:
                if backup.contents.vault_id == vault_id:
                    found.append(_Found(path, datetime.fromisoformat(backup.contents.made_at)))
        except (Refusal, ValueError):
            continue
    return found


def _kept(days: list[date]) -> frozenset[int]:
    """Places in ``days`` (newest first) to keep: the first of each day, week and month, for as
    many of them as are kept."""
    kept: set[int] = set()
    for name, number in ((_day, _DAYS), (_week, _WEEKS), (_month, _MONTHS)):
        first: dict[tuple[int, ...], int] = {}
        for place, day in enumerate(days):
            first.setdefault(name(day), place)
        kept.update(list(first.values())[:number])
    return frozenset(kept)


def _day(day: date) -> tuple[int, ...]:
    return (day.toordinal(),)


def _week(day: date) -> tuple[int, ...]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, ...]:
    return (day.year, day.month)


def _require_head(data: bytes, vault_id: str) -> None:
    try:
        if head_format.read(data).head.vault_id == vault_id:
            return
    except Refusal as refusal:
        if refusal.reason is Reason.VAULT_NEWER:
            raise
        raise Refusal(Reason.NOT_A_BACKUP) from refusal
    raise Refusal(Reason.NOT_A_BACKUP)
