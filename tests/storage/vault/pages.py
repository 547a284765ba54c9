"""The plain bytes of a vault's database files, page by page, as a thief with the key reads them:
what SQLite no longer counts as content is in them too."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from storage.vault import layout

PAGE, RESERVED, IV = 4096, 80, 16
"""SQLCipher 4: AES-256-CBC, each page ends with its IV and a 64-byte HMAC."""
_WAL_HEADER, _FRAME_HEADER, _SALT = 32, 24, 16


def plain(folder: Path, key: bytes) -> bytes:
    """Every page of the database, and every page that lies in its write-ahead log."""
    database = folder / layout.DATABASE
    data = database.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    wal = database.with_name(database.name + "-wal")
    logged = wal.read_bytes()[_WAL_HEADER:] if wal.exists() else b""
    frames = range(0, len(logged), _FRAME_HEADER + PAGE)
    pages += [logged[at + _FRAME_HEADER : at + _FRAME_HEADER + PAGE] for at in frames]
    salt = data[:_SALT]
    return b"".join(_decrypted(page, key, salt) for page in pages if len(page) == PAGE)


def _decrypted(page: bytes, key: bytes, salt: bytes) -> bytes:
    """Page 1 begins with the salt, which is not encrypted."""
    nonce = page[PAGE - RESERVED : PAGE - RESERVED + IV]
    start = _SALT if page.startswith(salt) else 0
    decryptor = Cipher(algorithms.AES(key), modes.CBC(nonce)).decryptor()
    return decryptor.update(page[start : PAGE - RESERVED]) + decryptor.finalize()
