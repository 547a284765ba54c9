"""Comparing a key card with whoever it is said to be.

The other reads the twelve words aloud. Nine are on the screen to be followed; three are not, and
are typed: so that to confirm is to have listened, and not a click.
"""

from __future__ import annotations

import msgspec

from app.casework.handover_facts import ConfirmedHow, KnownPerson, TrustState
from app.casework.state import Entity
from app.errors import Fault, Reason, Refusal
from app.handover import fingerprint as fingerprints
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.ports import LogCode
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.vouching import confirmed_through
from app.usecases.reading import register_of
from app.usecases.typed import Typed

WORD = "word_"
"""The fields of the words: ``word_1`` to ``word_12``."""


def words_asked(desk: Desk, entity: EntityId) -> tuple[int, ...]:
    """Which of the twelve (1 to 12) are to be typed. The same until the card has another version.
    Raises Refusal (person_unknown)."""
    return asked_of(cards.person_entity(register_of(desk), entity))


def confirm(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """The card has been compared. ``typed``: how (in_person, phone), day, words (number called,
    place, who was there), and ``word_N`` for each of ``words_asked``. Of a root card: those it
    vouches for are confirmed too. Raises InvalidFields; Refusal: person_unknown,
    person_key_revoked, person_key_expired."""
    register = register_of(desk)
    found = cards.person_entity(register, entity)
    person = found.latest.fact
    if person.state is TrustState.REVOKED:
        raise Refusal(Reason.PERSON_KEY_REVOKED)
    if person.valid_to < desk.now().date().isoformat():
        raise Refusal(Reason.PERSON_KEY_EXPIRED)
    fields = Typed(typed, desk.now().date())
    how = fields.code("how", (ConfirmedHow.IN_PERSON, ConfirmedHow.PHONE), required=True)
    day = fields.day("day", required=True, past=True)
    words = fields.line("words", required=True)
    _check_words(desk, fields, found)
    fields.check()
    confirmed = msgspec.structs.replace(
        person,
        state=TrustState.CONFIRMED,
        confirmed_how=ConfirmedHow(how),
        confirmed_on=day,
        confirmed_words=words,
        confirmed_by="",
        confirmed_to="",
    )
    through = confirmed_through(desk, register, confirmed) if person.root else ()
    desk.vault.log.write(LogCode.KEY_CARD_CHANGED, {"what": "confirmed", "entity": entity})
    return cards.write(desk, [(entity, confirmed), *through])


def asked_of(found: Entity[KnownPerson]) -> tuple[int, ...]:
    """As ``words_asked``."""
    latest = found.latest
    asked = fingerprints.asked_for(latest.fact.fingerprint, latest.record.id)
    return tuple(place + 1 for place in asked)


def _check_words(desk: Desk, fields: Typed, found: Entity[KnownPerson]) -> None:
    right = fingerprints.words(found.latest.fact.fingerprint, desk.card_words)
    for number in asked_of(found):
        name = f"{WORD}{number}"
        word = fields.line(name, required=True)
        if word and not fingerprints.same_word(word, right[number - 1]):
            fields.problem(name, Fault.NOT_THE_WORD)
