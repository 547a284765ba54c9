"""The vault's receiving key: what others seal to, kept beside the key that signs."""

from __future__ import annotations

from app.errors import Reason, Refusal
from storage.crypto.primitives import KEY_SIZE, random_key
from storage.crypto.secret import wiped
from storage.journal.settings import SqlInternals

RECEIVING_KEY = "receiving_key"
"""Name in ``SqlInternals``. It lies in the database, and so goes with the vault through a change
of data key and a restored backup, and never leaves it."""


def receiving_seed(internals: SqlInternals, *, writable: bool) -> bytearray:
    """The 32 private bytes, made when they are first asked for. The caller wipes them. Raises
    Refusal: vault_rolled_back when there are none and nothing may be written,
    database_damaged."""
    kept = internals.get(RECEIVING_KEY)
    if kept is not None:
        if len(kept) != KEY_SIZE:
            raise Refusal(Reason.DATABASE_DAMAGED)
        return bytearray(kept)
    if not writable:
        raise Refusal(Reason.VAULT_ROLLED_BACK)
    with wiped(random_key()) as seed:
        internals.put(RECEIVING_KEY, bytes(seed))
        return bytearray(seed)
