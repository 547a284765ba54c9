"""Key cards for everybody else in the program: who can be sent to, and by which card."""

from __future__ import annotations

from app.usecases.handover.card_exchange import (
    CardsTaken,
    cards_of_people,
    cards_to_send,
    take_in_cards,
)
from app.usecases.handover.card_files import FileView, look_at, take_in
from app.usecases.handover.card_register import (
    KnownRow,
    card_of,
    known_people,
    own_card,
    own_card_now,
    person,
    person_by_fingerprint,
    person_by_key,
)
from app.usecases.handover.confirming import confirm, words_asked
from app.usecases.handover.own_cards import make_own_card, revoke_own_cards, save_own_card
from app.usecases.handover.revoking import distrust, revoke_as_root
from app.usecases.handover.vouching import vouch

__all__ = [
    "CardsTaken",
    "FileView",
    "KnownRow",
    "card_of",
    "cards_of_people",
    "cards_to_send",
    "confirm",
    "distrust",
    "known_people",
    "look_at",
    "make_own_card",
    "own_card",
    "own_card_now",
    "person",
    "person_by_fingerprint",
    "person_by_key",
    "revoke_as_root",
    "revoke_own_cards",
    "save_own_card",
    "take_in",
    "take_in_cards",
    "vouch",
    "words_asked",
]
