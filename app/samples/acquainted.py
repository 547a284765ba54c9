"""Two training vaults whose people have met: each has the other's key card, and has compared it."""

from __future__ import annotations

from app.casework.handover_facts import ConfirmedHow
from app.handover import fingerprint as fingerprints
from app.jsonvalue import JsonObject
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.confirming import WORD, confirm, words_asked
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.handover.cards.taking_cards import take_in_card
from app.usecases.registers import RecipientKind

_VALID_DAYS = 360


def acquaint(one: Desk, other: Desk) -> None:
    """Both make a key card, take in the other's and hear its words read. Neither has one before."""
    for desk in (one, other):
        today = desk.now().date()
        last = today.fromordinal(today.toordinal() + _VALID_DAYS)
        make_own_card(desk, {"valid_to": last.isoformat()})
    _meet(one, other)
    _meet(other, one)


def _meet(here: Desk, whom: Desk) -> None:
    card = cards.card_of(here, cards.own_card_now(whom))
    changes = take_in_card(here, card, {"kind": RecipientKind.MUNICIPALITY.value})
    entity = changes.entity
    assert entity is not None
    words = fingerprints.words(card.fingerprint, whom.card_words)
    heard: JsonObject = {
        f"{WORD}{number}": words[number - 1] for number in words_asked(here, entity)
    }
    confirm(
        here,
        entity,
        {
            "how": ConfirmedHow.IN_PERSON.value,
            "day": here.now().date().isoformat(),
            "words": "Jämfört på en övning",
            **heard,
        },
    )
