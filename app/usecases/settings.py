"""The caseworker's own settings, kept inside the vault, and the place to come back to."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework import numbers
from app.errors import Fault
from app.jsonvalue import JsonObject
from app.ports import BackupFacts, LogCode
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.typed import Typed

_OWN = "own"
_PLACE = "place"

SHORTEST_IDLE, LONGEST_IDLE = 1, 15
"""Minutes without a hand on the machine before the vault locks itself."""


@dataclass(frozen=True, slots=True)
class OwnSettings:
    idle_minutes: int = 5
    backup_folder: str = ""
    """Empty until one has been chosen."""
    registration_pattern: str = numbers.DEFAULT_PATTERN
    """How the municipality writes its registration numbers (F127)."""


def own_settings(desk: Desk) -> OwnSettings:
    """What has been chosen, and the usual for what has not. A value that this version cannot use
    counts as not chosen."""
    stored = desk.vault.settings.get(_OWN) or {}
    usual = OwnSettings()
    minutes = stored.get("idle_minutes")
    folder = stored.get("backup_folder")
    pattern = stored.get("registration_pattern")
    usable = isinstance(minutes, int) and SHORTEST_IDLE <= minutes <= LONGEST_IDLE
    return OwnSettings(
        idle_minutes=minutes if isinstance(minutes, int) and usable else usual.idle_minutes,
        backup_folder=folder if isinstance(folder, str) else usual.backup_folder,
        registration_pattern=pattern if isinstance(pattern, str) else usual.registration_pattern,
    )


def save_settings(desk: Desk, typed: JsonObject) -> Changes:
    """``typed``: idle_minutes (1 to 15), backup_folder, registration_pattern; what is left out
    stays as it is. That settings were changed is logged, and which. Raises InvalidFields."""
    now = own_settings(desk)
    fields = Typed(
        {
            "idle_minutes": now.idle_minutes,
            "backup_folder": now.backup_folder,
            "registration_pattern": now.registration_pattern,
            **typed,
        },
        desk.now().date(),
    )
    chosen: JsonObject = {
        "idle_minutes": fields.whole("idle_minutes", SHORTEST_IDLE, LONGEST_IDLE),
        "backup_folder": fields.line("backup_folder"),
        "registration_pattern": _pattern(fields),
    }
    fields.check()
    with desk.vault.together():
        desk.vault.settings.put(_OWN, chosen)
        desk.vault.log.write(LogCode.SETTINGS_CHANGED, {"settings": sorted(typed)})
    return _changed(desk, Part.SETTINGS)


def last_backup(desk: Desk) -> BackupFacts | None:
    """The newest backup that this vault remembers."""
    backups = desk.vault.backups()
    return backups[0] if backups else None


def remember_place(desk: Desk, place: JsonObject) -> None:
    """Which page, field and caret to come back to; written last of all before locking."""
    desk.vault.settings.put(_PLACE, place)


def recall_place(desk: Desk) -> JsonObject | None:
    """What ``remember_place`` was last given; None when the vault is new."""
    return desk.vault.settings.get(_PLACE)


def _pattern(fields: Typed) -> str:
    pattern = fields.line("registration_pattern") or numbers.DEFAULT_PATTERN
    if "<löpnr>" not in pattern:
        fields.problem("registration_pattern", Fault.REGISTRATION_NUMBER_FORM)
    return pattern


def _changed(desk: Desk, part: Part) -> Changes:
    return Changes.of(desk.vault.journal.register, part)
