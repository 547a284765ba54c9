"""The backup that nobody has to think of: whether one is due, making it, and why it was missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.errors import Reason, Refusal
from app.ports import BackupFacts, Draft, LogCode, LogEntry, Progress, VaultLog, no_progress
from app.usecases import vault_care
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.settings import last_backup, own_settings

NOTHING_NEW: Final = frozenset(
    {
        LogCode.UNLOCKED,
        LogCode.LOCKED,
        LogCode.CASE_LISTED,
        LogCode.CASE_OPENED,
        LogCode.PART_OPENED,
        LogCode.BACKUP_MADE,
        LogCode.VAULT_CHECKED,
    }
)
"""Rows of the log that are no reason for a backup: unlocking comes back to the page where one was,
and writes them all. A reveal or a search is one, for the log of those must outlive the disk."""

_MISSED = "backup_missed"


@dataclass(frozen=True, slots=True)
class Missed:
    """Why there is no newer backup."""

    reason: Reason
    since: str
    """RFC 3339."""


def is_due(newest: BackupFacts | None, *, changed: bool, now: datetime) -> bool:
    """Whether to make one: there is none, or the newest is not of today and does not hold all.
    A backup dated in the future is of another day too: the clock has been set back."""
    if newest is None:
        return True
    made = datetime.fromisoformat(newest.made_at).astimezone(now.tzinfo)
    return changed and made.date() != now.date()


def changed_since(newest: BackupFacts, rows: Iterable[LogEntry], drafts: Iterable[Draft]) -> bool:
    """Whether anything is in the vault that ``newest`` lacks. ``rows`` are of the log, the newest
    first; drafts leave no row there, and count by when they were saved."""
    made = datetime.fromisoformat(newest.made_at)
    for row in rows:
        if row.sequence <= newest.sequence:
            break
        if row.code not in NOTHING_NEW:
            return True
    return any(datetime.fromisoformat(draft.saved_at) >= made for draft in drafts)


def unsaved_work(desk: Desk) -> bool:
    """Whether the newest backup, if there is one, lacks anything."""
    newest = last_backup(desk)
    vault = desk.vault
    return newest is None or changed_since(newest, _newest_first(vault.log), vault.drafts.all())


def back_up_when_due(desk: Desk, progress: Progress = no_progress) -> Changes | None:
    """Make the backup of the day if it is time, a folder has been chosen and the vault can be
    written; None when there was nothing to do. Why it could not be made is kept for the start
    page and not raised, since nobody stands and waits for it. Raises Cancelled; Refusal when not
    even the reason could be kept."""
    if desk.vault.facts.read_only or not own_settings(desk).backup_folder:
        return None
    if not is_due(last_backup(desk), changed=unsaved_work(desk), now=desk.now()):
        return None
    try:
        return vault_care.back_up(desk, progress).changes
    except Refusal as refusal:
        progress(0, 1)  # raises when the work was stopped: then nothing has gone wrong
        return _keep(desk, refusal.reason)


def missed(desk: Desk) -> Missed | None:
    """Why the last automatic backup was not made; None once a later one has been."""
    kept = desk.vault.settings.get(_MISSED) or {}
    reason, since = kept.get("reason"), kept.get("since")
    if reason not in set(Reason) or not isinstance(since, str):
        return None
    newest = last_backup(desk)
    if newest is not None and _later(newest.made_at, since):
        return None
    return Missed(Reason(reason), since)


def _keep(desk: Desk, reason: Reason) -> Changes | None:
    """Told once, not at every try."""
    before = missed(desk)
    if before is not None and before.reason is reason:
        return None
    since = desk.now().isoformat(timespec="seconds")
    desk.vault.settings.put(_MISSED, {"reason": reason.value, "since": since})
    return Changes.of(desk.vault.journal.register, Part.BACKUPS)


def _newest_first(log: VaultLog) -> Iterator[LogEntry]:
    before = None
    while rows := log.entries(before=before):
        yield from rows
        before = rows[-1].sequence


def _later(one: str, other: str) -> bool:
    return datetime.fromisoformat(one) >= datetime.fromisoformat(other)
