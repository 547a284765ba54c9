"""The vault's receiving key: what others seal to, kept beside the key that signs."""

from __future__ import annotations

from app.errors import Reason, Refusal
from storage.crypto.primitives import KEY_SIZE, random_key
from storage.crypto.secret import wiped
from storage.handover.age import Identities
from storage.journal.settings import SqlInternals

RECEIVING_KEY = "receiving_key"
"""Name in ``SqlInternals``. It lies in the database, and so goes with the vault through a change
of data key and a restored backup, and never leaves it."""


def receiving_identities(internals: SqlInternals, *, writable: bool) -> Identities:
    """What opens packages to this vault; its key is made when it is first asked for. Raises
    Refusal: vault_rolled_back when there is none and nothing may be written, database_damaged."""
    with wiped(_seed(internals, writable=writable)) as seed:
        return Identities.of_seed(seed)


def _seed(internals: SqlInternals, *, writable: bool) -> bytearray:
    kept = internals.get(RECEIVING_KEY)
    if kept is not None:
        if len(kept) != KEY_SIZE:
            raise Refusal(Reason.DATABASE_DAMAGED)
        return bytearray(kept)
    if not writable:
        raise Refusal(Reason.VAULT_ROLLED_BACK)
    made = random_key()
    internals.put(RECEIVING_KEY, bytes(made))
    return made
