"""Any file with the suffix of key cards: what it is, and taking it in."""

from __future__ import annotations

from app.handover.key_card import KeyCard
from app.handover.statements import Voucher, read
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.cards.revoking import (
    RevocationView,
    look_at_revocation,
    take_in_revocation,
)
from app.usecases.handover.cards.taking_cards import CardView, look_at_card, take_in_card
from app.usecases.handover.cards.vouching import VoucherView, look_at_voucher, take_in_voucher

FileView = CardView | VoucherView | RevocationView


def look_at(desk: Desk, data: bytes) -> FileView:
    """What the file is and what taking it in would do. Writes nothing. Read in this process: at
    most 16 KiB of canonical JSON, by a reader that refuses whatever it would not itself have
    written. Raises Refusal: key_card_newer, key_card_invalid."""
    found = read(data, desk.vault.handover)
    if isinstance(found, KeyCard):
        return look_at_card(desk, found)
    if isinstance(found, Voucher):
        return look_at_voucher(desk, found)
    return look_at_revocation(desk, found)


def take_in(desk: Desk, data: bytes, typed: JsonObject) -> Changes:
    """``typed``: of a card as ``take_in_card`` says; of a statement nothing. Raises InvalidFields;
    Refusal: as ``look_at``, ``take_in_card``, ``take_in_voucher``, ``take_in_revocation``."""
    found = read(data, desk.vault.handover)
    if isinstance(found, KeyCard):
        return take_in_card(desk, found, typed)
    if isinstance(found, Voucher):
        return take_in_voucher(desk, found)
    return take_in_revocation(desk, found)
