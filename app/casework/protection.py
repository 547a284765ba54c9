"""What a case says of the protection of its person's identity."""

from __future__ import annotations

from app.casework.facts import ProtectionLevel
from app.casework.state import CaseState


def is_known_unprotected(state: CaseState) -> bool:
    """Whether somebody has checked, and found no protection. What nobody has checked, what is said
    in two ways and what this program cannot read count as protected: a wrong guess the other way
    cannot be taken back."""
    said = state.protection
    return (
        said is not None
        and not said.unread
        and all(side.fact.level is ProtectionLevel.NONE for side in said.sides)
    )
