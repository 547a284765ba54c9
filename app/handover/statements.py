"""Two small signed files about key cards: a unit vouches for one, or one is revoked.

Both are ``{"body": {…}, "signature": hex}`` in canonical JSON, with the suffix of key cards. Who
signed is named by fingerprint, so a statement is only worth something to whoever has that card.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

import msgspec

from app.errors import Reason, Refusal
from app.handover.card_text import is_plain
from app.handover.key_card import (
    FORMAT,
    CardChecks,
    KeyCard,
    hex_bytes,
    is_fingerprint,
    longest_validity,
    read_card,
    read_object,
    require_day,
    require_format,
)
from app.ids import KeyId
from app.journal.canonical import encode_json
from app.jsonvalue import JsonObject

_VOUCHER_CONTEXT = b"aktvalv voucher v1\0"
_REVOCATION_CONTEXT = b"aktvalv key revocation v1\0"
_MEMBERS = ("body", "signature")


class RevokedWhy(StrEnum):
    LOST = "lost"
    """Somebody else may have the key."""
    LEFT = "left"
    """The holder has another work now."""
    REPLACED = "replaced"
    """The holder has another vault and so another key."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """A unit's root card says that a card is that of somebody who works in the unit."""

    root: str
    """Fingerprint of the root card, whose key has signed."""
    card: str
    """Fingerprint."""
    name: str
    title: str
    """Both as on the card: the same keys under another name, or as somebody with more to say, are
    not vouched for."""
    made_on: date
    valid_to: date
    """At most twelve months after: who has left the unit is not vouched for much longer."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Revocation:
    """A card is not to be trusted from a day on."""

    card: str
    """Fingerprint."""
    by: str
    """Fingerprint of the card whose key has signed: the same card, or its unit's root card."""
    why: RevokedWhy
    day: date
    """From this day. What was signed before stays valid."""
    made_on: date
    text: str = ""


class _VoucherBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    card: str
    format: int
    kind: str
    made_on: str
    name: str
    root: str
    title: str
    valid_to: str


class _RevocationBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    by: str
    card: str
    format: int
    kind: str
    made_on: str
    reason: RevokedWhy
    revoked_from: str


B = TypeVar("B", _VoucherBody, _RevocationBody)


def write_voucher(voucher: Voucher, sign: Callable[[bytes], bytes]) -> bytes:
    """``sign`` is with the root card's key."""
    return _written(_voucher_body(voucher), _VOUCHER_CONTEXT, sign)


def write_revocation(revocation: Revocation, sign: Callable[[bytes], bytes]) -> bytes:
    """``sign`` is with the key of the card that ``by`` names."""
    return _written(_revocation_body(revocation), _REVOCATION_CONTEXT, sign)


def read(data: bytes, checks: CardChecks) -> KeyCard | Voucher | Revocation:
    """What a file with the suffix of key cards is. The signature of a card has been checked,
    that of a statement has not: ``voucher_holds``, ``revocation_holds``. Raises Refusal:
    key_card_newer, key_card_invalid."""
    outer = read_any_object(data)
    if "previous_signature" in outer:
        return read_card(data, checks)
    body = require_format(outer["body"])
    hex_bytes(outer["signature"], 64)
    if body.get("kind") == "voucher":
        return _read_voucher(body, data)
    return _read_revocation(body, data)


def read_any_object(data: bytes) -> JsonObject:
    """Either of the two shapes. Raises Refusal: key_card_newer, key_card_invalid."""
    try:
        return read_object(data, _MEMBERS)
    except Refusal as refusal:
        if refusal.reason is Reason.KEY_CARD_NEWER:
            raise
    return read_object(data, ("body", "previous_signature", "signature"))


def voucher_holds(
    voucher: Voucher, root: KeyCard, card: KeyCard, checks: CardChecks, day: date
) -> bool:
    """Whether a root card vouches for a card on a day: signed with its key, by name, and for its
    own unit only. That the root card can itself be trusted is another question."""
    return (
        root.root
        and not card.root
        and voucher.root == root.fingerprint
        and voucher.card == card.fingerprint
        and (voucher.name, voucher.title) == (card.name, card.title)
        and _same(root, card)
        and voucher.made_on <= day <= voucher.valid_to
        and _signed(voucher.text, _VOUCHER_CONTEXT, root.signing_key, checks)
    )


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose key it is, as far as a revocation asks."""

    fingerprint: str
    key: KeyId
    root: bool
    unit: str
    municipality: str


def revocation_holds(
    revocation: Revocation, signer: Holder, holder: Holder, checks: CardChecks
) -> bool:
    """Whether ``signer`` may revoke the card of ``holder``, its own or that of somebody in the
    unit it is the root of, and has signed that it does. That the root card can itself be trusted
    is another question."""
    return (
        revocation.card == holder.fingerprint
        and revocation.by == signer.fingerprint
        and (signer.fingerprint == holder.fingerprint or (signer.root and _same(signer, holder)))
        and _signed(revocation.text, _REVOCATION_CONTEXT, signer.key, checks)
    )


def _same(one: KeyCard | Holder, other: KeyCard | Holder) -> bool:
    """Of one and the same unit, by its name and municipality."""
    return (one.unit.casefold(), one.municipality.casefold()) == (
        other.unit.casefold(),
        other.municipality.casefold(),
    )


def _signed(text: str, context: bytes, key: KeyId, checks: CardChecks) -> bool:
    outer = read_object(text.encode(), _MEMBERS)
    try:
        checks.verify(key, context + encode_json(outer["body"]), hex_bytes(outer["signature"], 64))
    except Refusal:
        return False
    return True


def _written(body: JsonObject, context: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    data = encode_json({"body": body, "signature": sign(context + encode_json(body)).hex()})
    if body["kind"] == "voucher":
        _read_voucher(body, data)
    else:
        _read_revocation(body, data)
    return data


def _read_voucher(body: JsonObject, data: bytes) -> Voucher:
    fields = _converted(body, _VoucherBody)
    made_on, valid_to = require_day(fields.made_on), require_day(fields.valid_to)
    if (
        not (is_plain(fields.name) and is_plain(fields.title))
        or not is_fingerprint(fields.card)
        or not is_fingerprint(fields.root)
        or not made_on <= valid_to <= longest_validity(made_on)
    ):
        raise Refusal(Reason.KEY_CARD_INVALID)
    return Voucher(
        root=fields.root,
        card=fields.card,
        name=fields.name,
        title=fields.title,
        made_on=made_on,
        valid_to=valid_to,
        text=data.decode(),
    )


def _read_revocation(body: JsonObject, data: bytes) -> Revocation:
    fields = _converted(body, _RevocationBody)
    if (
        fields.kind != "revocation"
        or not is_fingerprint(fields.card)
        or not is_fingerprint(fields.by)
    ):
        raise Refusal(Reason.KEY_CARD_INVALID)
    return Revocation(
        card=fields.card,
        by=fields.by,
        why=fields.reason,
        day=require_day(fields.revoked_from),
        made_on=require_day(fields.made_on),
        text=data.decode(),
    )


def _converted(body: JsonObject, shape: type[B]) -> B:
    try:
        return msgspec.convert(body, shape, strict=True)
    except msgspec.ValidationError:
        # The message can quote what stood there.
        raise Refusal(Reason.KEY_CARD_INVALID) from None


def _voucher_body(voucher: Voucher) -> JsonObject:
    return {
        "card": voucher.card,
        "format": FORMAT,
        "kind": "voucher",
        "made_on": voucher.made_on.isoformat(),
        "name": voucher.name,
        "root": voucher.root,
        "title": voucher.title,
        "valid_to": voucher.valid_to.isoformat(),
    }


def _revocation_body(revocation: Revocation) -> JsonObject:
    return {
        "by": revocation.by,
        "card": revocation.card,
        "format": FORMAT,
        "kind": "revocation",
        "made_on": revocation.made_on.isoformat(),
        "reason": revocation.why.value,
        "revoked_from": revocation.day.isoformat(),
    }
