"""Bodies of records as they have been written go on being read, whatever fields come later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.casework import codec
from app.journal.canonical import decode_json, encode_json

FOLDER = Path(__file__).parent / "bodies"
VECTORS: list[dict[str, Any]] = [
    each for file in sorted(FOLDER.glob("*.json")) for each in json.loads(file.read_text("utf-8"))
]


@pytest.mark.req("X09", "F126")
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_a_body_is_read_with_everything_it_says(vector: dict[str, Any]) -> None:
    fact = codec.from_body(vector["kind"], vector["body"])

    kind, body = codec.to_body(fact)
    assert kind.partition("/")[0] == vector["kind"].partition("/")[0]
    written = decode_json(encode_json(body))
    assert {name: written[name] for name in vector["body"]} == vector["body"]
    for name, expected in vector["reads"].items():
        found = getattr(fact, name)
        assert (len(found) if isinstance(found, tuple) else found) == expected
