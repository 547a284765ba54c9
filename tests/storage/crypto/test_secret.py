from __future__ import annotations

import pickle

import pytest

from storage.crypto.secret import Secret, wiped


def test_a_wiped_secret_is_zeros_and_unusable() -> None:
    taken = bytearray(b"key")
    secret = Secret(taken)
    assert secret.buffer() is taken
    assert secret.copy() == b"key"
    secret.wipe()
    secret.wipe()
    assert taken == bytes(3)
    with pytest.raises(ValueError, match="after wiping"):
        secret.buffer()


def test_a_secret_shows_and_leaves_nothing() -> None:
    secret = Secret(bytearray(b"key"))
    assert "key" not in repr(secret) + str(secret)
    for use in (pickle.dumps, hash, lambda one: one == one, lambda one: {one}):
        with pytest.raises(TypeError):
            use(secret)


def test_a_buffer_is_wiped_even_when_the_work_fails() -> None:
    buffer = bytearray(b"key")
    with pytest.raises(RuntimeError), wiped(buffer):
        raise RuntimeError
    assert buffer == bytes(3)
