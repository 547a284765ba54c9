"""The content, in chunks of 64 KiB, each authentic by itself and in its place.

The last chunk is marked in its nonce: cut off at a border between chunks, the file has no end, and
with something after its end it has none either.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from storage.crypto.primitives import random_bytes
from storage.crypto.secret import wiped
from storage.handover.age.errors import HeaderError, PayloadError
from storage.handover.age.streams import Reader, Writer, read_full, write_full
from storage.handover.age.wrapping import derived

CHUNK = 64 * 1024
_TAG = 16
_NONCE_SIZE = 16


def encrypt_payload(reader: Reader, writer: Writer, file_key: bytearray) -> None:
    """Everything in ``reader``. Holds two chunks at a time."""
    nonce = random_bytes(_NONCE_SIZE)
    cipher = _cipher(file_key, nonce)
    write_full(writer, nonce)
    sealed = memoryview(bytearray(CHUNK + _TAG))
    number, chunk = 0, read_full(reader, CHUNK)
    while True:
        following = read_full(reader, CHUNK) if len(chunk) == CHUNK else b""
        last = not following
        size = len(chunk) + _TAG
        cipher.encrypt_into(_nonce(number, last=last), chunk, None, sealed[:size])
        write_full(writer, sealed[:size])
        if last:
            return
        number, chunk = number + 1, following


def decrypt_payload(reader: Reader, writer: Writer, file_key: bytearray) -> None:
    """Writes each chunk as soon as it is known to be authentic. Raises PayloadError; what has been
    written by then is a true beginning of the content, and no more than that."""
    nonce = read_full(reader, _NONCE_SIZE)
    if len(nonce) < _NONCE_SIZE:
        raise HeaderError("the file ends with its header")
    cipher = _cipher(file_key, nonce)
    opened = memoryview(bytearray(CHUNK))
    number, last = 0, False
    while not last:
        sealed = read_full(reader, CHUNK + _TAG)
        size = len(sealed) - _TAG
        if size < 0 or (size == 0 and number):
            raise PayloadError("the content is cut off")
        last = _open_chunk(cipher, number, sealed, opened[:size])
        write_full(writer, opened[:size])
        number += 1
    if reader.read(1):
        raise PayloadError("something follows the content")


def _open_chunk(cipher: ChaCha20Poly1305, number: int, sealed: bytes, opened: memoryview) -> bool:
    """Whether it is the last one. Only a full chunk can be either."""
    full = len(opened) == CHUNK
    for last in (False, True) if full else (True,):
        try:
            cipher.decrypt_into(_nonce(number, last=last), sealed, None, opened)
        except InvalidTag:
            continue
        return last
    raise PayloadError("the content was changed")


def _cipher(file_key: bytearray, nonce: bytes) -> ChaCha20Poly1305:
    with wiped(derived(file_key, nonce, b"payload")) as key:
        return ChaCha20Poly1305(key)


def _nonce(number: int, *, last: bool) -> bytes:
    return (number << 8 | last).to_bytes(12, "big")
