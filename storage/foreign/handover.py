"""What other vaults have made: key cards, and packages that have been opened. Runs in the jail.

There is no cipher here. A signature says who somebody is to those who know the key, and is checked
by the process that does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from app.handover import package_bytes, statements
from app.ids import KeyId
from storage.foreign.template import PackVerdict
from storage.process.jail import ForeignFile


class _Unchecked:
    """``app.handover.key_card.CardChecks``, for form alone."""

    def verify(self, _key: KeyId, _message: bytes, _signature: bytes) -> None:
        """Not here."""

    def check_recipient(self, _recipient: str) -> None:
        """Not here."""


def judge_key_card(files: Sequence[ForeignFile]) -> PackVerdict:
    """Raises Refusal (key_card_invalid, key_card_newer)."""
    (file,) = files
    statements.read(file.data, _Unchecked())
    return PackVerdict(hashlib.sha256(file.data).hexdigest())


def judge_package(files: Sequence[ForeignFile]) -> PackVerdict:
    """Raises Refusal as ``package_bytes.read``, but for signature_wrong."""
    (file,) = files
    package_bytes.read(file.data, _Unchecked().verify)
    return PackVerdict(hashlib.sha256(file.data).hexdigest())
