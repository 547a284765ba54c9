"""What the vault's log can say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.jsonvalue import JsonObject


class LogCode(StrEnum):
    """What the vault's log can say. Durable before what it allows is shown."""

    VAULT_CREATED = "vault_created"
    UNLOCKED = "unlocked"
    UNLOCK_FAILED = "unlock_failed"
    LOCKED = "locked"
    RECORD_ADDED = "record_added"
    CASE_LISTED = "case_listed"
    CASE_OPENED = "case_opened"
    PART_OPENED = "part_opened"
    SEARCHED = "searched"
    REVEALED = "revealed"
    PREVIEWED = "previewed"
    PRINTED = "printed"
    EXPORTED = "exported"
    SETTINGS_CHANGED = "settings_changed"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - the name of an event
    RECOVERY_CHANGED = "recovery_changed"
    BACKUP_MADE = "backup_made"
    BACKUP_RESTORED = "backup_restored"
    ROLLBACK_ACCEPTED = "rollback_accepted"
    VAULT_CHECKED = "vault_checked"
    DATA_KEY_ROTATED = "data_key_rotated"
    CASE_DISPOSED = "case_disposed"
    PACKAGE_SEALED = "package_sealed"
    PACKAGE_OPENED = "package_opened"
    PACKAGE_TAKEN_IN = "package_taken_in"
    PACKAGE_REFUSED = "package_refused"
    PACKAGE_SET_ASIDE = "package_set_aside"
    KEY_CARD_CHANGED = "key_card_changed"
    HANDED_OVER_CASE_READ = "handed_over_case_read"
    APPROVAL_SIGNED = "approval_signed"
    LOG_SHOWN = "log_shown"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the log. ``payload`` is None once it has been disposed of with its case."""

    sequence: int
    at: str
    code: str
    payload: JsonObject | None
