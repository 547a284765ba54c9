"""The frozen bytes of the record format, for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import Refusal
from app.journal.canonical import content_bytes, read_content, read_record, record_id, seal
from app.journal.verify import verify_record
from storage.crypto.ed25519 import Signer, verify

FOLDER = Path(__file__).parents[2] / "vectors" / "records"
SETS = [json.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("format-*.json"))]
GOOD = [vector for found in SETS for vector in found["good"]]
BAD = [vector for found in SETS for vector in found["bad"]]


def named(vector: dict[str, Any]) -> str:
    return str(vector["name"])


def test_there_are_vectors() -> None:
    assert [found["format"] for found in SETS] == [1]
    assert (len(GOOD), len(BAD)) == (11, 19)


@pytest.mark.req("X09")
@pytest.mark.parametrize("vector", GOOD, ids=named)
def test_a_good_vector_is_read_written_and_signed_the_same(vector: dict[str, Any]) -> None:
    data, signature = vector["content"].encode(), bytes.fromhex(vector["signature"])
    record = read_record(data, signature)
    assert record.id == record_id(data) == vector["id"]
    assert content_bytes(record.content) == data
    assert seal(record.content, Signer(bytes.fromhex(vector["seed"])).sign) == record


@pytest.mark.req("X09")
def test_the_good_vectors_verify_as_they_build_on_each_other() -> None:
    records = {
        vector["id"]: read_record(vector["content"].encode(), bytes.fromhex(vector["signature"]))
        for vector in GOOD
    }
    authors = {record.content.author.key for record in records.values()}
    for record in records.values():
        verify_record(record, verify=verify, authors=authors, parent=records.get)


@pytest.mark.req("X09")
@pytest.mark.parametrize("vector", BAD, ids=named)
def test_a_bad_vector_is_refused_for_its_reason(vector: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refusal:
        read_content(bytes.fromhex(vector["content"]))
    assert refusal.value.reason.value == vector["reason"]
