from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from app.errors import Reason, Refusal
from app.handover.key_card import KeyCard
from app.handover.statements import (
    Holder,
    Revocation,
    RevokedWhy,
    Voucher,
    read,
    revocation_holds,
    voucher_holds,
    write_revocation,
    write_voucher,
)
from app.journal.canonical import decode_json, encode_json
from tests.app.handover.card_tools import CHECKS, made, root, signer

DAY = date(2026, 6, 10)


def plainly(by: KeyCard, card: KeyCard) -> Voucher:
    return Voucher(
        root=by.fingerprint,
        card=card.fingerprint,
        name=card.name,
        title=card.title,
        made_on=DAY,
        valid_to=date(2027, 6, 1),
    )


def voucher(by: KeyCard, card: KeyCard, **changed: object) -> Voucher:
    plain = plainly(by, card)
    plain = dataclasses.replace(plain, **changed)  # type: ignore[arg-type]  # a test names them
    found = read(write_voucher(plain, signer(by.name).sign), CHECKS)
    assert isinstance(found, Voucher)
    return found


def revocation(by: KeyCard, card: KeyCard) -> Revocation:
    plain = Revocation(card.fingerprint, by.fingerprint, RevokedWhy.LOST, DAY, DAY)
    found = read(write_revocation(plain, signer(by.name).sign), CHECKS)
    assert isinstance(found, Revocation)
    assert dataclasses.replace(found, text="") == plain
    return found


def holder(card: KeyCard) -> Holder:
    return Holder(card.fingerprint, card.signing_key, card.root, card.unit, card.municipality)


def test_a_root_card_vouches_for_its_own_unit_by_name_and_for_a_time() -> None:
    unit, card = root(), made()
    said = voucher(unit, card)
    assert voucher_holds(said, unit, card, CHECKS, DAY)
    assert not voucher_holds(said, unit, card, CHECKS, date(2027, 6, 2))
    assert not voucher_holds(said, unit, card, CHECKS, date(2026, 6, 9))
    assert not voucher_holds(said, root("Annan Chef"), card, CHECKS, DAY)
    elsewhere = root(unit="Hemtjänsten")
    assert not voucher_holds(voucher(elsewhere, card), elsewhere, card, CHECKS, DAY)
    abroad = root(municipality="Annanstad")
    assert not voucher_holds(voucher(abroad, card), abroad, card, CHECKS, DAY)
    promoted = made("Olle Provsson", title="Chef")
    assert not voucher_holds(said, unit, promoted, CHECKS, DAY)
    assert not voucher_holds(voucher(unit, card, name="Någon Annan"), unit, card, CHECKS, DAY)


def test_a_person_or_a_root_card_of_a_root_card_vouches_for_nobody() -> None:
    one, other = made(), made("Sara Testdotter")
    assert not voucher_holds(voucher(one, other), one, other, CHECKS, DAY)
    chief, second = root(), root("Andra Chefen")
    assert not voucher_holds(voucher(chief, second), chief, second, CHECKS, DAY)


def test_a_voucher_signed_by_somebody_else_is_worth_nothing() -> None:
    unit, card = root(), made()
    plain = plainly(unit, card)
    found = read(write_voucher(plain, signer("Sara Testdotter").sign), CHECKS)
    assert isinstance(found, Voucher)
    assert not voucher_holds(found, unit, card, CHECKS, DAY)


def test_a_signature_of_one_sort_is_never_one_of_another() -> None:
    unit, card = root(), made()
    said = decode_json(voucher(unit, card).text.encode())
    gone = decode_json(revocation(unit, unit).text.encode())
    assert isinstance(said, dict)
    assert isinstance(gone, dict)
    mixed = read(encode_json({**said, "signature": gone["signature"]}), CHECKS)
    assert isinstance(mixed, Voucher)
    assert not voucher_holds(mixed, unit, card, CHECKS, DAY)


def test_a_card_is_revoked_by_its_holder_and_by_its_unit_and_nobody_else() -> None:
    unit, card, other = root(), made(), made("Sara Testdotter")
    for by, held in (
        (card, True),
        (unit, True),
        (other, False),
        (root(unit="Hemtjänsten"), False),
    ):
        assert revocation_holds(revocation(by, card), holder(by), holder(card), CHECKS) is held, (
            by.name
        )
    assert not revocation_holds(revocation(card, card), holder(card), holder(other), CHECKS)


@pytest.mark.parametrize(
    "changed",
    [
        {"card": "xyz"},
        {"root": ""},
        {"name": "Olle\u200bProvsson"},
        {"title": ""},
        {"made_on": "2026-13-01"},
        {"valid_to": "2027-06-11"},
        {"valid_to": "2026-06-09"},
        {"kind": "vouchers"},
        {"more": 1},
    ],
)
def test_a_voucher_of_another_form_is_refused(changed: dict[str, object]) -> None:
    outer = decode_json(voucher(root(), made()).text.encode())
    assert isinstance(outer, dict)
    with pytest.raises(Refusal) as caught:
        read(encode_json({**outer, "body": {**outer["body"], **changed}}), CHECKS)
    assert caught.value.reason is Reason.KEY_CARD_INVALID


@pytest.mark.parametrize(
    "changed",
    [
        {"card": ""},
        {"by": "00"},
        {"reason": "bored"},
        {"revoked_from": "igår"},
        {"format": 2},
        {"kind": "x"},
    ],
)
def test_a_revocation_of_another_form_is_refused(changed: dict[str, object]) -> None:
    outer = decode_json(revocation(made(), made()).text.encode())
    assert isinstance(outer, dict)
    with pytest.raises(Refusal) as caught:
        read(encode_json({**outer, "body": {**outer["body"], **changed}}), CHECKS)
    newer = Reason.KEY_CARD_NEWER if "format" in changed else Reason.KEY_CARD_INVALID
    assert caught.value.reason is newer
