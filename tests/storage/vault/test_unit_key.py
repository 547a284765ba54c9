from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.journal.canonical import encode_json
from storage.vault import unit_key
from tests.storage.vault.conftest import reason_of

PRIVATE = bytearray(range(32))
CARD = unit_key.write_card("Avhopparenheten, Exempelkommun", PRIVATE)


def test_a_card_is_read_back() -> None:
    card = unit_key.read_card(CARD)
    assert card.name == "Avhopparenheten, Exempelkommun"
    assert len(card.fingerprint) == 64
    assert unit_key.read_card(unit_key.write_card(card.name, unit_key.new_unit_key())) != card


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"kind": "person"},
        {"key": ""},
        {"key": "00" * 1216},
        {"key": json.loads(CARD)["key"].upper()},
        {"key": json.loads(CARD)["key"][:-64] + "00" * 32},
        {"name": ""},
        {"name": "a\nb"},
        {"name": "x" * 121},
        {"surplus": 1},
        {"name": None},
    ],
)
def test_anything_else_is_no_card(change: dict[str, object]) -> None:
    data = encode_json(json.loads(CARD) | change)  # type: ignore[arg-type]
    assert reason_of(lambda: unit_key.read_card(data)) is Reason.KEY_CARD_INVALID


def test_only_the_exact_bytes_are_a_card() -> None:
    for data in (b"", b" " + CARD, CARD + b"\n", CARD * 5, json.dumps(json.loads(CARD)).encode()):
        assert reason_of(lambda data=data: unit_key.read_card(data)) is Reason.KEY_CARD_INVALID


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_and_nothing_else(data: bytes) -> None:
    with pytest.raises(Refusal):
        unit_key.read_card(data)
