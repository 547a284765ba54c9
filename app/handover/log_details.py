"""What of a log row's detail a reviewer is given: codes, numbers and ids, and never words.

Allowed key by key, so that what a later program writes stays at home until somebody has thought of
it. Words that a person has typed can tell of a client, and so can the id of a record: it is the
hash of its body, and a guess at who the person is could be confirmed by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from app.jsonvalue import Json, JsonObject
from app.log_codes import LogCode

_PAPER = frozenset(
    {"stream", "document", "disclosure", "copy", "profile", "leaves", "paper", "legal_pack", "what"}
)
_PACKAGE = frozenset({"stream", "kind", "number", "package", "records", "to", "from"})
_SLOTS = frozenset({"slots"})

MAY_GO: Final[Mapping[str, frozenset[str]]] = {
    LogCode.UNLOCK_FAILED: frozenset({"at"}),
    LogCode.RECORD_ADDED: frozenset({"stream"}),
    LogCode.CASE_LISTED: frozenset({"list", "quarter"}),
    LogCode.CASE_OPENED: frozenset({"stream"}),
    LogCode.PART_OPENED: frozenset({"stream", "part", "bops", "list"}),
    LogCode.SEARCHED: frozenset({"stream"}),
    LogCode.REVEALED: frozenset({"stream", "fields", "reason", "seconds"}),
    LogCode.PREVIEWED: _PAPER,
    LogCode.PRINTED: _PAPER,
    LogCode.EXPORTED: _PAPER,
    LogCode.SETTINGS_CHANGED: frozenset({"settings"}),
    LogCode.PASSPHRASE_CHANGED: _SLOTS,
    LogCode.RECOVERY_CHANGED: _SLOTS,
    LogCode.DATA_KEY_ROTATED: _SLOTS,
    LogCode.BACKUP_MADE: frozenset({"cases", "records"}),
    LogCode.BACKUP_RESTORED: frozenset({"at"}),
    LogCode.VAULT_CHECKED: frozenset({"faults"}),
    LogCode.PACKAGE_SEALED: _PACKAGE,
    LogCode.PACKAGE_OPENED: _PACKAGE,
    LogCode.PACKAGE_TAKEN_IN: _PACKAGE,
    LogCode.PACKAGE_REFUSED: _PACKAGE,
    LogCode.PACKAGE_SET_ASIDE: _PACKAGE,
    LogCode.HANDED_OVER_CASE_READ: frozenset({"stream", "reason"}),
    LogCode.KEY_CARD_CHANGED: frozenset({"what", "entity", "root"}),
    LogCode.APPROVAL_SIGNED: frozenset({"stream", "request", "outcome"}),
    LogCode.LOG_SHOWN: frozenset({"extract", "rows"}),
}
"""By the row's code: keys whose values are codes, numbers or ids."""

_CODE: Final = re.compile(r"[A-Za-z0-9_.:+-]{0,80}")
_MOST_CODES: Final = 50


def what_may_go(code: str, payload: JsonObject) -> JsonObject:
    """The part of a row's detail that may leave the vault."""
    allowed = MAY_GO.get(code, frozenset())
    return {key: value for key, value in payload.items() if key in allowed and _is_code(value)}


def _is_code(value: Json) -> bool:
    if isinstance(value, str):
        return _CODE.fullmatch(value) is not None
    if isinstance(value, list | tuple):
        return len(value) <= _MOST_CODES and all(
            isinstance(each, str | int) and _is_code(each) for each in value
        )
    return isinstance(value, bool | int)
