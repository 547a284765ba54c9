from __future__ import annotations

import hashlib

import pytest

from app.errors import Reason, Refusal
from app.ids import BlobId
from storage.journal.blobs import CHUNK_BYTES
from tests.storage.journal.making import Parts, opened, stream_of

ONE, TWO = stream_of("one"), stream_of("two")


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 7]
)
def test_bytes_of_any_size_are_read_back(parts: Parts, path, size: int) -> None:
    data = bytes(range(256)) * (size // 256) + bytes(range(size % 256))
    name = parts.blobs.put(ONE, data, "application/pdf")
    assert name == hashlib.sha256(data).hexdigest()
    parts.connection.close()
    again = opened(path)
    assert again.blobs.get(ONE, name) == data
    again.connection.close()


def test_the_same_bytes_twice_in_one_case_are_kept_once(parts: Parts) -> None:
    assert parts.blobs.put(ONE, b"x", "text/plain") == parts.blobs.put(ONE, b"x", "text/plain")
    assert parts.connection.one("SELECT count(*) FROM blobs") == (1,)


def test_cases_share_no_bytes(parts: Parts) -> None:
    name = parts.blobs.put(ONE, b"x", "text/plain")
    with pytest.raises(Refusal):
        parts.blobs.get(TWO, name)
    parts.blobs.put(TWO, b"x", "text/plain")
    assert parts.connection.one("SELECT count(*) FROM blobs") == (2,)
    assert parts.blobs.get(TWO, name) == b"x"


def test_bytes_that_do_not_give_their_name_are_damage(parts: Parts) -> None:
    name = parts.blobs.put(ONE, b"x" * 1000, "text/plain")
    parts.connection.raw.set_authorizer(None)
    parts.connection.execute("DROP TRIGGER blob_chunks_no_update")
    parts.connection.execute("UPDATE blob_chunks SET data = x'00'")
    with pytest.raises(Refusal) as refusal:
        parts.blobs.get(ONE, name)
    assert refusal.value.reason is Reason.DATABASE_DAMAGED


@pytest.mark.parametrize("name", ["00" * 32, "", "00", "form, prov", "ÅÄÖ", "0" * 63, "\x00"])
def test_an_unknown_blob_is_damage(parts: Parts, name: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parts.blobs.get(ONE, BlobId(name))
    assert refusal.value.reason is Reason.DATABASE_DAMAGED


def test_settings_are_replaced_and_read_back(parts: Parts) -> None:
    assert parts.settings.get("view") is None
    parts.settings.put("view", {"page": 1})
    parts.settings.put("view", {"page": 2, "å": ["ö"]})
    assert parts.settings.get("view") == {"page": 2, "å": ["ö"]}


def test_internals_are_bytes_by_name(parts: Parts) -> None:
    assert parts.internals.get("key") is None
    parts.internals.put("key", b"\0\1")
    parts.internals.put("key", b"\2")
    assert parts.internals.get("key") == b"\2"
