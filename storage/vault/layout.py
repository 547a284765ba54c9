"""What lies in a vault's folder. Swedish names: a caseworker or an IT department may see them."""

from __future__ import annotations

from pathlib import Path

HEAD = "huvud"
SPARE_HEAD = "huvud.bak"
DATABASE = "akter.db"
STAGED_DATABASE = "akter.db.ny"
"""Everything under a new data key, until it is given the database's name."""
LOCK = "las"
FAILURES = "misslyckade"
RESERVE = "reserv"
RESTORED = "aterstalld"
"""Written by a restore, which has no key; taken into the log at the next unlock."""

VAULT_SUFFIX = ".aktvalv"
BACKUP_SUFFIX = ".aktvalv-kopia"


def looks_like_a_vault(folder: Path) -> bool:
    """Whether the folder holds any of the two things that make a vault."""
    return any((folder / name).is_file() for name in (HEAD, SPARE_HEAD, DATABASE))
