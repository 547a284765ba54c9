"""What the functions around a person are called, wherever one is chosen or shown."""

from __future__ import annotations

from typing import Final

from app.casework.words import ROLE
from ui.words import Words

ROLES: Final[Words] = ROLE
