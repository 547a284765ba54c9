"""Signatures, and the public keys that must never be believed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.ids import KeyId
from storage.crypto.ed25519 import Signer, is_sound_key, verify

P = 2**255 - 19
LOW_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]
"""The eight points whose order divides eight."""

RFC_8032_TEST_2 = (
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
)


def refused(key: str, message: bytes, signature: bytes) -> bool:
    try:
        verify(KeyId(key), message, signature)
    except Refusal as refusal:
        return refusal.reason is Reason.SIGNATURE_WRONG
    return False


def test_agrees_with_the_standard() -> None:
    seed, key, message, signature = RFC_8032_TEST_2
    signer = Signer(bytes.fromhex(seed))
    assert signer.key_id == key
    assert signer.sign(bytes.fromhex(message)).hex() == signature
    verify(KeyId(key), bytes.fromhex(message), bytes.fromhex(signature))


@given(st.binary(max_size=64), st.integers(0, 511))
def test_one_changed_bit_of_a_signature_is_refused(message: bytes, bit: int) -> None:
    signer = Signer(bytes(range(32)))
    signature = bytearray(signer.sign(message))
    verify(signer.key_id, message, bytes(signature))
    signature[bit // 8] ^= 1 << bit % 8
    assert refused(signer.key_id, message, bytes(signature))


@pytest.mark.parametrize("key", LOW_ORDER)
def test_a_key_of_low_order_is_not_sound(key: str) -> None:
    assert not is_sound_key(bytes.fromhex(key))
    # With such a key, R = the key's own point and S = 0 fit message after message.
    assert all(refused(key, bytes([n]), bytes.fromhex(key) + bytes(32)) for n in range(16))


@pytest.mark.parametrize("excess", range(19))
def test_a_second_encoding_of_a_key_is_not_sound(excess: int) -> None:
    for sign in (0, 1 << 255):
        assert not is_sound_key((P + excess | sign).to_bytes(32, "little"))


def test_every_key_of_ours_is_sound() -> None:
    assert all(is_sound_key(bytes.fromhex(Signer(os.urandom(32)).key_id)) for _ in range(50))


@given(st.text(max_size=80))
def test_whatever_stands_for_a_key_never_raises_anything_else(key: str) -> None:
    assert refused(key, b"", bytes(64))


def test_the_published_edge_cases() -> None:
    folder = os.environ.get("AKTVALV_TESTDATA")
    if folder is None:
        pytest.skip("AKTVALV_TESTDATA is not set")
    cases = json.loads((Path(folder) / "ed25519-edge" / "ed.json").read_text())
    assert len(cases) > 900
    for case in cases:
        unsound = {"low_order_A", "non_canonical_A"} & set(case["flags"] or ())
        assert is_sound_key(bytes.fromhex(case["key"])) == (not unsound)
        if unsound:
            assert refused(case["key"], case["msg"].encode(), bytes.fromhex(case["sig"]))
