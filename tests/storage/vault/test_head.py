"""The head's format: nothing is believed but the exact bytes that this vault wrote."""

from __future__ import annotations

import hashlib
import os
import random
import uuid

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.journal.canonical import decode_json, encode_json
from storage.crypto import primitives
from storage.crypto.primitives import KdfCost
from storage.vault import head as heads
from storage.vault import rekeying, slots
from storage.vault.head import Head
from storage.vault.slots import KeyedSecret, PassphraseSlot, RecoverySlot
from tests.storage.vault.conftest import reason_of

MUTATIONS = int(os.environ.get("AKTVALV_MUTATIONS", "2000"))
VAULT = str(uuid.UUID(int=1, version=4))
DATA_KEY = bytes(range(32))
MAC_KEY = bytearray(b"m" * 32)
SECRET = b"a passphrase"
QUICK = KdfCost(memory_kib=8, passes=1)


def secret_slot(shape: type[PassphraseSlot | RecoverySlot], number: int, secret: bytes):
    name = str(uuid.UUID(int=number, version=4))
    return slots.lock_with_secret(
        shape, VAULT, name, bytearray(DATA_KEY), KeyedSecret(bytearray(secret), QUICK)
    )


@pytest.fixture(scope="module")
def head() -> Head:
    return Head(
        vault_id=VAULT,
        generation=7,
        training=False,
        slots=[
            secret_slot(PassphraseSlot, 2, SECRET),
            secret_slot(RecoverySlot, 3, b"r" * 16),
        ],
        anchor=None,
    )


def opens(data: bytes) -> bool:
    """Whether these bytes pass everything that stands between a file and an open vault."""
    try:
        sealed = heads.read(data)
        unlocked = rekeying.unlock_with_passphrase(sealed.head, bytearray(SECRET))
        if unlocked.data_key != DATA_KEY:
            return False
        sealed.authenticate(MAC_KEY)
    except Refusal:
        return False
    return True


def rewritten(head: Head, **changes: object) -> bytes:
    """What somebody without the data key can make: everything right but the MAC."""
    body = msgspec.to_builtins(head) | changes
    return resealed(b"aktvalv huvud 1\n" + encode_json(body) + b"\n", head)


def resealed(covered: bytes, head: Head) -> bytes:
    tag = heads.write(head, MAC_KEY)[-65:]
    return covered + hashlib.sha256(covered).hexdigest().encode() + b"\n" + tag


def test_what_is_written_is_read(head: Head) -> None:
    data = heads.write(head, MAC_KEY)
    assert heads.read(data).authenticate(MAC_KEY) == head
    assert opens(data)
    assert len(data) < heads.MAX_BYTES
    assert reason_of(lambda: heads.read(data).authenticate(bytearray(32))) is Reason.HEAD_DAMAGED


@pytest.mark.req("X01")
def test_no_mutated_head_opens(head: Head) -> None:
    data = heads.write(head, MAC_KEY)
    dice = random.Random(20261122)
    accepted = [
        mutant for mutant in (mutated(data, dice) for _ in range(MUTATIONS)) if opens(mutant)
    ]
    assert accepted == []


@pytest.mark.req("X01")
def test_no_mutated_head_with_a_right_checksum_opens(head: Head) -> None:
    """Past the checksum it is the key commitment, the wrap and the MAC that refuse."""
    data = heads.write(head, MAC_KEY)
    covered = b"".join(data.splitlines(keepends=True)[:2])
    dice = random.Random(22112026)
    for _ in range(MUTATIONS):
        mutant = mutated(covered, dice)
        if mutant != covered:
            assert not opens(resealed(mutant, head))


def mutated(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    place = dice.randrange(len(data))
    match dice.randrange(7):
        case 0:
            changed[place] ^= 1 << dice.randrange(8)
        case 1:
            changed[place] = (changed[place] + dice.randrange(1, 256)) % 256
        case 2:
            del changed[place:]
        case 3:
            changed += dice.randbytes(dice.randrange(1, 20))
        case 4:
            changed.insert(place, dice.randrange(256))
        case 5:
            del changed[place]
        case _:
            end = min(len(data), place + dice.randrange(1, 60))
            changed[place:place] = changed[place:end]
    return bytes(changed)


@pytest.mark.req("X01")
def test_what_is_done_on_purpose_is_found(head: Head) -> None:
    listed = msgspec.to_builtins(head)["slots"]
    other_kind = [{**listed[0], "kind": "recovery"}, {**listed[1], "kind": "passphrase"}]
    assert opens(heads.write(head, MAC_KEY))
    for changes in (
        {"slots": listed[:1]},
        {"slots": listed[::-1]},
        {"slots": other_kind},
        {"slots": [listed[0], {**listed[1], "id": str(uuid.UUID(int=9, version=4))}]},
        {"generation": 6},
        {"generation": 8},
        {"training": True},
        {"vault_id": str(uuid.UUID(int=5, version=4))},
    ):
        assert not opens(rewritten(head, **changes)), changes


@pytest.mark.req("X01")
@pytest.mark.parametrize(
    "kdf",
    [
        {"m": 64 * 1024 * 1024, "t": 3, "p": 1},
        {"m": 2 * 1024 * 1024 + 1, "t": 3, "p": 1},
        {"m": 8, "t": 11, "p": 1},
        {"m": 8, "t": 2**53 - 1, "p": 1},
        {"m": 8, "t": 1, "p": 5},
        {"m": 0, "t": 1, "p": 1},
    ],
)
def test_a_bomb_for_the_key_derivation_does_not_go_off(
    head: Head, kdf: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def must_not_run(*_: object) -> bytearray:
        raise AssertionError("the derivation ran")

    monkeypatch.setattr(primitives, "argon2id", must_not_run)
    first, second = msgspec.to_builtins(head)["slots"]
    data = rewritten(head, slots=[{**first, "kdf": kdf}, second])
    assert reason_of(lambda: heads.read(data)) is Reason.HEAD_DAMAGED


@pytest.mark.parametrize("slots_at_ceiling", [1, 15])
def test_many_slots_at_the_ceiling_are_a_bomb_too(head: Head, slots_at_ceiling: int) -> None:
    first, _ = msgspec.to_builtins(head)["slots"]
    kdf = {"m": 2 * 1024 * 1024, "t": 10, "p": 1}
    more = [
        {**first, "id": str(uuid.UUID(int=9 + n, version=4)), "kdf": kdf}
        for n in range(slots_at_ceiling)
    ]
    data = rewritten(head, slots=[first, *more])
    assert reason_of(lambda: heads.read(data)) is Reason.HEAD_DAMAGED


def test_what_json_allows_and_we_never_write_is_refused(head: Head) -> None:
    body = encode_json(msgspec.to_builtins(head))
    assert decode_json(body) is not None
    for changed in (
        body.replace(b'"generation":7', b'"generation": 7'),
        body.replace(b'"generation":7', b'"generation":7.0'),
        body.replace(b'"generation":7', b'"generation":7,"generation":7'),
        body.replace(b'"generation":7', b'"generation":"7"'),
        body.replace(b'"training":false', b'"training":0'),
        body.replace(b'"training":false', b'"surplus":1,"training":false'),
        body.replace(b'"training":false,', b""),
        b"[" + body + b"]",
        b"{}",
    ):
        assert changed != body
        data = resealed(b"aktvalv huvud 1\n" + changed + b"\n", head)
        assert reason_of(lambda data=data: heads.read(data)) is Reason.HEAD_DAMAGED


def test_other_files_and_later_formats_have_their_own_reason(head: Head) -> None:
    data = heads.write(head, MAC_KEY)
    newer = data.replace(b"aktvalv huvud 1", b"aktvalv huvud 2")
    assert reason_of(lambda: heads.read(newer)) is Reason.VAULT_NEWER
    for other in (b"", b"\0" * 100, b"%PDF-1.7\n", b"aktvalv huvud 0\n", b"SQLite format 3\0"):
        assert reason_of(lambda other=other: heads.read(other)) is Reason.NOT_A_VAULT
    assert reason_of(lambda: heads.read(data[:-1])) is Reason.HEAD_DAMAGED
    huge = data + b"x" * heads.MAX_BYTES
    assert reason_of(lambda: heads.read(huge)) is Reason.HEAD_DAMAGED


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_and_nothing_else(data: bytes) -> None:
    for attempt in (data, b"aktvalv huvud 1\n" + data):
        with pytest.raises(Refusal):
            heads.read(attempt)


def test_a_head_that_could_not_be_read_is_not_written(head: Head) -> None:
    without_passphrase = msgspec.structs.replace(head, slots=head.slots[1:])
    twice = msgspec.structs.replace(head, slots=[head.slots[0]] * 2)
    for wrong in (without_passphrase, twice):
        assert reason_of(lambda wrong=wrong: heads.write(wrong, MAC_KEY)) is Reason.HEAD_DAMAGED


def test_a_slot_fits_its_own_vault_and_place_only(head: Head) -> None:
    slot = head.slots[0]
    assert isinstance(slot, PassphraseSlot)
    assert slots.open_with_secret(slot, VAULT, bytearray(SECRET)) == DATA_KEY
    elsewhere = str(uuid.UUID(int=8, version=4))
    for moved, vault in (
        (slot, elsewhere),
        (msgspec.structs.replace(slot, id=elsewhere), VAULT),
    ):
        with pytest.raises(primitives.DoesNotFitError):
            slots.open_with_secret(moved, vault, bytearray(SECRET))
    damaged = msgspec.structs.replace(slot, wrap="0" * 96)
    assert (
        reason_of(lambda: slots.open_with_secret(damaged, VAULT, bytearray(SECRET)))
        is Reason.HEAD_DAMAGED
    )
