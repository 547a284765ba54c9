"""Cards of made-up people, with real keys."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import date

from app.errors import Reason, Refusal
from app.handover.key_card import CardKind, KeyCard, read_card, write_card
from app.ids import KeyId
from storage.crypto import ed25519
from storage.crypto.ed25519 import Signer
from storage.handover import age

CREATED = date(2026, 6, 1)


class Checks:
    """``CardChecks`` with the real ciphers."""

    def verify(self, key: KeyId, message: bytes, signature: bytes) -> None:
        ed25519.verify(key, message, signature)

    def check_recipient(self, recipient: str) -> None:
        try:
            age.parse_recipient(recipient)
        except age.KeyTextError as error:
            raise Refusal(Reason.KEY_CARD_INVALID) from error


CHECKS = Checks()


def signer(name: str) -> Signer:
    return Signer(hashlib.sha256(name.encode()).digest())


def hybrid(name: str) -> str:
    seed = bytearray(hashlib.sha256(b"hybrid" + name.encode()).digest())
    return str(age.HybridIdentity(seed).recipient)


def unsigned(name: str = "Olle Provsson", **changed: object) -> KeyCard:
    card = KeyCard(
        kind=CardKind.PERSON,
        name=name,
        title="Socialsekreterare",
        unit="Centrala avhopparteamet",
        municipality="Provstad",
        signing_key=signer(name).key_id,
        hybrid=hybrid(name),
        classic="",
        created=CREATED,
        valid_to=date(2027, 6, 1),
        serial=1,
        previous="",
    )
    return dataclasses.replace(card, **changed)  # type: ignore[arg-type]  # a test names them


def written(card: KeyCard, by: str | None = None) -> bytes:
    """The file, signed by whoever has the card's name, or by another."""
    return write_card(card, signer(by or card.name).sign)


def made(name: str = "Olle Provsson", **changed: object) -> KeyCard:
    return read_card(written(unsigned(name, **changed), by=name), CHECKS)


def root(name: str = "Chef Chefsson", **changed: object) -> KeyCard:
    fields = {"kind": CardKind.UNIT_ROOT, "hybrid": "", "title": "Enhetschef", **changed}
    return made(name, **fields)
