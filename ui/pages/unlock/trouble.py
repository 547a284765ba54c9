"""Why a vault did not open, each cause with its own next steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from app.errors import Reason, Refusal
from ui.messages import sentence


class Way(Enum):
    """What can be done about it, as a button under the sentence."""

    CODE = auto()
    RESTORE = auto()
    ANOTHER = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class Trouble:
    text: str
    ways: tuple[Way, ...] = ()


_WAYS: Mapping[Reason, tuple[Way, ...]] = {
    Reason.WRONG_PASSPHRASE: (Way.CODE,),
    Reason.HEAD_DAMAGED: (Way.RESTORE,),
    Reason.DATABASE_DAMAGED: (Way.RESTORE,),
    Reason.DATABASE_MISSING: (Way.RESTORE, Way.ANOTHER),
    Reason.NOT_A_VAULT: (Way.ANOTHER, Way.RESTORE),
    Reason.VAULT_NEWER: (Way.ANOTHER,),
    Reason.VAULT_IN_USE: (Way.AGAIN, Way.ANOTHER),
    Reason.FOLDER_MISSING: (Way.AGAIN, Way.ANOTHER, Way.RESTORE),
    Reason.DISK_ERROR: (Way.AGAIN, Way.RESTORE),
}


def trouble_of(refusal: Refusal) -> Trouble:
    """What to say of a refusal at the door, and which buttons go with it."""
    return Trouble(sentence(refusal), _WAYS.get(refusal.reason, ()))
