"""Making a new vault: built under a hidden name, and given its own when it is whole.

A kill or a power cut on the way leaves a hidden folder and no vault; the next try clears it away.
"""

from __future__ import annotations

from pathlib import Path

from app.errors import Reason, Refusal
from app.ports import Owner
from storage import files, remote_disk
from storage.crypto.primitives import random_key
from storage.crypto.secret import wipe, wiped
from storage.vault import head as head_format
from storage.vault import layout, passphrase, recovery_code, slots, unit_key
from storage.vault.building import under_construction
from storage.vault.head import Head
from storage.vault.kdf import KdfPolicy
from storage.vault.keys import VaultKeys
from storage.vault.parts import Surroundings, create_contents
from storage.vault.reserve import SIZE as RESERVE_SIZE
from storage.vault.reserve import Reserve
from storage.vault.slots import KeyedSecret, PassphraseSlot, RecoverySlot
from storage.vault.unit_key import UnitCard

_NEEDED = RESERVE_SIZE + 4 * 1024 * 1024


def create(
    path: Path,
    typed: bytearray,
    code: str,
    owner: Owner,
    *,
    training: bool,
    unit_card: bytes | None,
    policy: KdfPolicy,
    around: Surroundings,
) -> bytearray:
    """A closed vault at ``path``, complete or not there at all. Gives its data key, which the
    caller wipes. Raises Refusal: see ``VaultDoor.create``; also recovery_code_mistyped."""
    passphrase.require_strong(typed, (owner.name, owner.unit, owner.municipality))
    card = None if unit_card is None else unit_key.read_card(unit_card)
    _require_free_place(path)
    data_key = random_key()
    try:
        with (
            wiped(passphrase.normalised(typed)) as normalised,
            wiped(recovery_code.read(code)) as recovery,
        ):
            head = _first_head(
                data_key,
                normalised,
                recovery,
                card,
                training=training,
                policy=policy,
                around=around,
            )
        with under_construction(path) as building:
            _fill(building, head, data_key, owner, around)
    except BaseException:
        wipe(data_key)
        raise
    return data_key


def _require_free_place(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise Refusal(Reason.VAULT_EXISTS)
    if not path.parent.is_dir():
        raise Refusal(Reason.FOLDER_MISSING)
    remote_disk.require_local(path.parent)
    files.require_writable(path.parent)
    files.require_space(path.parent, _NEEDED)


def _first_head(
    data_key: bytearray,
    typed: bytearray,
    recovery: bytearray,
    card: UnitCard | None,
    *,
    training: bool,
    policy: KdfPolicy,
    around: Surroundings,
) -> Head:
    vault_id, new_id = around.new_id(), around.new_id
    first: list[slots.Slot] = [
        slots.lock_with_secret(
            PassphraseSlot, vault_id, new_id(), data_key, KeyedSecret(typed, policy.passphrase())
        ),
        slots.lock_with_secret(
            RecoverySlot, vault_id, new_id(), data_key, KeyedSecret(recovery, policy.recovery)
        ),
    ]
    if card is not None:
        first.append(slots.lock_with_unit_card(vault_id, new_id(), data_key, card))
    return Head(vault_id=vault_id, generation=1, training=training, slots=first, anchor=None)


def _fill(
    building: Path, head: Head, data_key: bytearray, owner: Owner, around: Surroundings
) -> None:
    keys = VaultKeys(bytearray(data_key))
    try:
        create_contents(building / layout.DATABASE, keys.database, owner, around)
        data = head_format.write(head, keys.head)
    finally:
        keys.wipe()
    files.sync_file(building / layout.DATABASE)
    files.write_new(building / layout.SPARE_HEAD, data)
    files.write_new(building / layout.HEAD, data)
    Reserve(building / layout.RESERVE).refill()
