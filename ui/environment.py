"""What one process tells the next through its environment when a vault is locked. Never through
the arguments, which every user of the machine can read."""

from __future__ import annotations

from typing import Final

VAULT: Final = "AKTVALV_VAULT"
"""The path of the vault that was locked."""
LOST: Final = "AKTVALV_LOST"
"""How many drafts could not be saved, or ``UNKNOWN``."""
UNKNOWN: Final = "unknown"
"""The time was up before that could be known."""
