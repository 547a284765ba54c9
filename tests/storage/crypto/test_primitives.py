"""Wraps and boxes hold what they were given, for the right key only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.crypto import primitives
from storage.crypto.primitives import DoesNotFitError, KdfCost

KEY = bytes(range(32))
HELD = b"a data key of thirty-two bytes.."
NONCE = bytes(12)
QUICK = KdfCost(memory_kib=64, passes=1)


def test_argon2id_is_the_published_one() -> None:
    # RFC 9106's vector uses lanes, secret and associated data that are not used here; this one
    # is of the reference implementation's own test: version 0x13, t=2, m=65536, p=1.
    derived = primitives.argon2id(
        bytearray(b"password"), b"somesalt", KdfCost(memory_kib=65536, passes=2)
    )
    assert derived.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


def test_every_part_of_the_cost_counts() -> None:
    secret, salt = bytearray(b"x"), bytes(16)
    derived = {
        bytes(primitives.argon2id(secret, salt, cost))
        for cost in (QUICK, KdfCost(128, 1), KdfCost(64, 2), KdfCost(64, 1, 2))
    }
    assert len(derived) == 4


def test_one_key_gives_another_for_each_purpose() -> None:
    key = bytearray(KEY)
    assert primitives.expand(key, b"one") != primitives.expand(key, b"other")
    assert primitives.expand(key, b"one") == primitives.expand(bytearray(KEY), b"one")
    assert len(primitives.expand(key, b"one")) == primitives.KEY_SIZE


def test_a_wrap_opens_again() -> None:
    wrapped = primitives.wrap(bytearray(KEY), NONCE, bytearray(HELD), b"slot")
    assert HELD not in wrapped
    assert primitives.unwrap(bytearray(KEY), NONCE, wrapped, b"slot") == HELD


@given(st.data())
def test_a_changed_wrap_is_refused(data: st.DataObject) -> None:
    wrapped = primitives.wrap(bytearray(KEY), NONCE, bytearray(HELD), b"slot")
    place = data.draw(st.integers(0, len(wrapped) - 1))
    changed = bytearray(wrapped)
    changed[place] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(0, len(wrapped) - 1))
    for key, nonce, box, bound in (
        (KEY, NONCE, bytes(changed), b"slot"),
        (KEY, NONCE, wrapped[:cut], b"slot"),
        (KEY, NONCE, wrapped + b"\0", b"slot"),
        (KEY, NONCE, wrapped, b"other"),
        (KEY, NONCE[:-1] + b"\1", wrapped, b"slot"),
        (KEY[:-1] + b"\0", NONCE, wrapped, b"slot"),
    ):
        with pytest.raises(DoesNotFitError):
            primitives.unwrap(bytearray(key), nonce, box, bound)


def test_the_unit_key_is_x_wing() -> None:
    """The public key of the first test vector of draft-connolly-cfrg-xwing-kem."""
    seed = bytearray.fromhex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26")
    public = primitives.box_public(seed)
    assert len(public) == primitives.BOX_PUBLIC_SIZE
    assert public.hex().startswith(
        "e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5"
    )


def test_a_box_opens_with_its_seed_only() -> None:
    seed, other = primitives.random_key(), primitives.random_key()
    boxed = primitives.box(primitives.box_public(seed), bytearray(HELD), b"vault")
    assert len(boxed) == primitives.BOX_OVERHEAD + len(HELD)
    assert primitives.unbox(seed, boxed, b"vault") == HELD
    for key, bound in ((other, b"vault"), (seed, b"other"), (bytearray(31), b"vault")):
        with pytest.raises(DoesNotFitError):
            primitives.unbox(key, boxed, bound)


@settings(deadline=None)
@given(st.data())
def test_a_changed_box_is_refused(data: st.DataObject) -> None:
    seed = bytearray(KEY)
    boxed = primitives.box(primitives.box_public(seed), bytearray(HELD), b"vault")
    changed = bytearray(boxed)
    changed[data.draw(st.integers(0, len(boxed) - 1))] ^= data.draw(st.integers(1, 255))
    for box in (bytes(changed), boxed[: data.draw(st.integers(0, len(boxed) - 1))]):
        with pytest.raises(DoesNotFitError):
            primitives.unbox(seed, box, b"vault")


def test_unsound_public_keys_are_refused() -> None:
    sound = primitives.box_public(bytearray(KEY))
    primitives.check_box_public(sound)
    for public in (
        sound[:-32] + bytes(32),  # an X25519 point of low order
        sound[:-32] + b"\1" + bytes(31),
        b"\xff" * 1184 + sound[-32:],  # ML-KEM coefficients that are not reduced
        sound[:-1],
        sound + b"\0",
        b"",
    ):
        with pytest.raises(DoesNotFitError):
            primitives.box(public, bytearray(HELD), b"vault")


def test_random_keys_differ() -> None:
    assert len({bytes(primitives.random_key()) for _ in range(50)}) == 50
