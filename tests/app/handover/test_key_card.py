from __future__ import annotations

import dataclasses
import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.handover.card_text import is_plain, looks_like
from app.handover.key_card import (
    LARGEST,
    CardKind,
    is_successor,
    longest_validity,
    read_card,
    with_previous_signature,
)
from app.handover.statements import read
from app.ids import KeyId
from app.journal.canonical import decode_json, encode_json
from tests.app.handover.card_tools import CHECKS, CREATED, made, root, signer, unsigned, written

names = st.text("ABCDEFGåäöÅÄÖéxyz", min_size=1, max_size=40)


def refusal(data: bytes) -> Reason:
    with pytest.raises(Refusal) as caught:
        read(data, CHECKS)
    return caught.value.reason


@given(
    name=names,
    title=names,
    unit=names,
    municipality=names,
    created=st.dates(date(2024, 1, 1), date(2199, 1, 1)),
    days=st.integers(0, 365),
    serial=st.integers(1, 9999),
)
def test_a_card_that_is_written_is_read_as_it_was(
    name: str, title: str, unit: str, municipality: str, created: date, days: int, serial: int
) -> None:
    card = unsigned(
        title=title,
        unit=unit,
        municipality=municipality,
        created=created,
        valid_to=created + timedelta(days),
        serial=serial,
    )
    card = dataclasses.replace(card, name=name)
    data = written(card, by="Olle Provsson")
    assert len(data) <= LARGEST
    found = read_card(data, CHECKS)
    assert dataclasses.replace(found, text="") == card
    assert found.text.encode() == data
    assert read(data, CHECKS) == found


def test_the_fingerprint_is_of_keys_and_kind_alone() -> None:
    card = made()
    assert made(serial=2, title="Enhetschef").fingerprint == card.fingerprint
    assert made("Sara Testdotter").fingerprint != card.fingerprint
    assert root("Olle Provsson").fingerprint != card.fingerprint


@given(st.data())
def test_a_card_with_one_byte_changed_is_refused(data: st.DataObject) -> None:
    card = bytearray(written(unsigned()))
    place = data.draw(st.integers(0, len(card) - 1))
    card[place] ^= data.draw(st.integers(1, 255))
    assert refusal(bytes(card)) in (Reason.KEY_CARD_INVALID, Reason.KEY_CARD_NEWER)


@given(st.binary(max_size=300))
def test_anything_else_is_refused_and_nothing_else_is_raised(data: bytes) -> None:
    assert refusal(data) is Reason.KEY_CARD_INVALID


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"name": "Olle  Provsson"},
        {"name": " Olle Provsson"},
        {"name": "Olle\nProvsson"},
        {"name": "Olle\u200bProvsson"},
        {"name": "Olle\u202eProvsson"},
        {"name": "Оlle Provsson"},  # a Cyrillic O
        {"name": "O" * 121},
        {"title": ""},
        {"unit": "Team\u3164"},
        {"municipality": "<b>Provstad</b>"},
        {"created": "2026-02-30"},
        {"created": "20260601"},
        {"created": "1999-06-01", "valid_to": "1999-12-01"},
        {"valid_to": "2027-06-02"},
        {"valid_to": "2026-05-31"},
        {"serial": 0},
        {"serial": 10_000},
        {"serial": True},
        {"serial": "1"},
        {"previous": "abc"},
        {"kind": "unit"},
        {"kind": "unit_root"},  # with something to seal to
        {"hybrid": ""},
        {"hybrid": "age1pq1nonsense"},
        {"classic": "age1nonsense"},
        {"signing_key": "AB" * 32},
        {"signing_key": "00" * 32},
        {"format": 0},
        {"format": True},
        {"format": "1"},
        {"more": ""},
    ],
)
def test_a_card_that_is_signed_but_not_sound_is_refused(changed: dict[str, object]) -> None:
    """Signed as it should be, so that it is the reader that refuses and not the signature."""
    outer = decode_json(written(unsigned()))
    assert isinstance(outer, dict)
    body = {**outer["body"], **changed}
    signed = signer("Olle Provsson").sign(b"aktvalv key card v1\0" + encode_json(body))
    assert refusal(encode_json({**outer, "body": body, "signature": signed.hex()})) is (
        Reason.KEY_CARD_INVALID
    )


def test_a_newer_format_says_so_whatever_else_is_in_it() -> None:
    data = encode_json({"body": {"format": 2, "anything": []}, "new": 1})
    assert refusal(data) is Reason.KEY_CARD_NEWER


def test_other_members_a_larger_file_and_other_spellings_are_refused() -> None:
    data = written(unsigned())
    outer = decode_json(data)
    assert isinstance(outer, dict)
    for wrong in (
        encode_json({**outer, "more": 1}),
        encode_json({key: outer[key] for key in ("body", "previous_signature")}),
        json.dumps(outer, indent=1).encode(),
        data + b"\n",
        data + b" " * LARGEST,
        encode_json({**outer, "signature": outer["signature"].upper()}),
        encode_json({**outer, "previous_signature": "00"}),
        b"[" * 5000,
    ):
        assert refusal(wrong) is Reason.KEY_CARD_INVALID


def test_a_card_under_anothers_signature_is_refused() -> None:
    assert refusal(written(unsigned(), by="Sara Testdotter")) is Reason.KEY_CARD_INVALID


@pytest.mark.req("X03")
def test_no_bad_key_of_the_published_edge_cases_is_accepted() -> None:
    """Each of the 914 vectors' keys on a card: with a key of low order, R = A and S = 0 is a
    signature of everything, so a forged one is put there too."""
    folder = os.environ.get("AKTVALV_TESTDATA")
    if folder is None:
        pytest.skip("AKTVALV_TESTDATA is not set")
    cases = json.loads((Path(folder) / "ed25519-edge" / "ed.json").read_text())
    assert len(cases) == 914
    outer = decode_json(written(unsigned()))
    assert isinstance(outer, dict)
    for case in cases:
        body = {**outer["body"], "signing_key": case["key"]}
        for signature in (case["sig"], case["key"] + "00" * 32):
            forged = encode_json({**outer, "body": body, "signature": signature})
            assert refusal(forged) is Reason.KEY_CARD_INVALID


def test_the_next_card_can_bear_the_word_of_the_key_before() -> None:
    before = made()
    after = made("Olle Nyckelbytare")
    assert not is_successor(after, before.fingerprint, before.signing_key, CHECKS)
    sign = signer("Olle Provsson").sign
    signed = read_card(with_previous_signature(after, before.fingerprint, sign), CHECKS)
    assert is_successor(signed, before.fingerprint, before.signing_key, CHECKS)
    assert not is_successor(signed, "0" * 32, before.signing_key, CHECKS)
    assert not is_successor(signed, before.fingerprint, KeyId(after.signing_key), CHECKS)


@given(st.dates(date(2024, 1, 1), date(2199, 1, 1)))
def test_twelve_months_is_the_same_day_next_year(created: date) -> None:
    last = longest_validity(created)
    assert timedelta(365) <= last - created <= timedelta(366)
    assert last.month == created.month
    assert CREATED.replace(year=2027) == longest_validity(CREATED)


def test_a_root_card_receives_nothing() -> None:
    card = root()
    assert card.kind is CardKind.UNIT_ROOT
    assert card.recipient == ""
    assert made().recipient.startswith("age1pq1")


@pytest.mark.parametrize(
    "other",
    ["OLLE PROVSSON", "Olle  Provsson", "0lle Provsson", "Oile Provsson", "Ölle Prövsson"],
)
def test_names_that_a_glance_would_not_tell_apart_are_the_same(other: str) -> None:
    assert looks_like(other) == looks_like("Olle Provsson")
    assert looks_like("Olof Provsson") != looks_like("Olle Provsson")


def test_names_are_written_as_in_sweden() -> None:
    for name in ("Åsa-Lena Öberg", "Nils O'Hara", "Čohkka Mánná", "Enheten (öst), plan 3"):
        assert is_plain(name)
