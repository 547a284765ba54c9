"""What a consent means on a day: whether it stands, whom it is for and what it is about.

Secrecy for the person's own sake can be lifted by the person, wholly or in part and with a
reservation (OSL 10 kap. 1 § and 12 kap. 2 §). The police's secrecy for its own protective work
(OSL 18 kap. 7 §) is not the person's to lift, and no consent here speaks of it. What cannot be
read is taken as the narrower: an unreadable last day has passed, an unreadable withdrawal holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.casework import facts, moments
from app.casework.facts import ConsentCategory
from app.casework.state import CaseState, Entity
from app.ids import EntityId

Consents = Entity[facts.Consent]


class Standing(StrEnum):
    """What a consent is on a day. Only ``VALID`` opens anything."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    """Which is not to refuse help (F184)."""
    DISPUTED = "disputed"
    """Two versions that nobody has chosen between."""


class Coverage(StrEnum):
    """Whether what concerns the person may be shared with an actor, as the case's consents say."""

    YES = "yes"
    NO = "no"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not_needed"
    """Of the own unit: there is no secrecy within it to lift."""


@dataclass(frozen=True, slots=True)
class Held:
    """A consent of the case with what it is on the day that was asked for."""

    entity: Consents
    standing: Standing
    withdrawals: tuple[facts.ConsentWithdrawal, ...] = ()

    @property
    def fact(self) -> facts.Consent:
        return self.entity.latest.fact

    @property
    def categories(self) -> frozenset[ConsentCategory]:
        """What it is about; all that there is for one that is broad."""
        return frozenset(ConsentCategory if self.fact.broad else self.fact.categories)


def standing(
    consent: Consents, withdrawals: Iterable[facts.ConsentWithdrawal], day: date
) -> Standing:
    """What the consent is on ``day``; ``withdrawals`` are those that name it. A withdrawal wins
    over everything, also over a later correction: who wants to consent again gives a new one. It
    holds from the day it was made, and what it withdraws only in part rests too, until a narrower
    consent is given. The last day of a consent is a day on which it holds."""
    if any(_has_come(each.withdrawn_on, day) for each in withdrawals):
        return Standing.WITHDRAWN
    if consent.disputed or consent.unread:
        return Standing.DISPUTED
    fact = consent.latest.fact
    if fact.answer is facts.ConsentAnswer.REFUSED:
        return Standing.REFUSED
    given = moments.day_or_none(fact.given_on)
    if given is None or day < given:
        return Standing.NOT_YET
    if fact.valid_to:
        last = moments.day_or_none(fact.valid_to)
        if last is None or last < day:
            return Standing.EXPIRED
    return Standing.VALID


def held(state: CaseState, day: date) -> tuple[Held, ...]:
    """Every consent of the case, the first given first, with what it is on ``day``."""
    return tuple(_held(state, consent, day) for consent in state.of(facts.Consent))


def held_as(state: CaseState, consent: EntityId | None, day: date) -> Held | None:
    """One consent of the case with what it is on ``day``; None when there is none of that name."""
    return next((each for each in held(state, day) if each.entity.id == consent), None)


def valid(state: CaseState, day: date) -> tuple[Held, ...]:
    """Those that open something on ``day``."""
    return tuple(each for each in held(state, day) if each.standing is Standing.VALID)


def withdrawals_of(state: CaseState, consent: EntityId) -> tuple[facts.ConsentWithdrawal, ...]:
    """Those that name the consent, whatever their day. Of a disputed one every side counts."""
    return tuple(
        side.fact
        for each in state.of(facts.ConsentWithdrawal)
        for side in each.sides
        if side.fact.consent == consent
    )


def is_no(state: CaseState, consent: Consents) -> bool:
    """Whether the person has said no to exchange: refused, also by one side of what is disputed,
    or withdrawn whole. What was withdrawn in part rests and what ran out is asked for again:
    neither is a no."""
    return any(not each.scope for each in withdrawals_of(state, consent.id)) or any(
        side.fact.answer is facts.ConsentAnswer.REFUSED for side in consent.sides
    )


def names_recipient(state: CaseState, consent: facts.Consent, recipient: EntityId) -> bool:
    """Whether a party is this recipient of the register, by itself or as an actor of the case's
    network. A party that is only a typed name is nobody that the program can recognise.

    Whom the party was when the person consented is what counts: an actor's card that is turned to
    another recipient afterwards takes no consent with it, and one that was nobody's opens for the
    recipient that it was turned to first and only as long as it is the same."""
    actors = {each.id: each for each in state.of(facts.Actor)}
    return any(
        party.recipient == recipient
        if party.recipient is not None
        else party.actor in actors and _always(actors[party.actor]) == {recipient}
        for party in consent.parties
    )


def _always(actor: Entity[facts.Actor]) -> set[EntityId]:
    """Every recipient that an actor's card has named, in any of its versions."""
    named = {version.fact.recipient for version in actor.versions}
    return {each for each in named if each is not None}


def names_actor(consent: facts.Consent, actor: Entity[facts.Actor]) -> bool:
    """Whether a party is this actor of the network, or the recipient that the actor is."""
    recipient = actor.latest.fact.recipient
    return any(
        party.actor == actor.id or (recipient is not None and party.recipient == recipient)
        for party in consent.parties
    )


_BEST_FIRST = (Standing.VALID, Standing.EXPIRED, Standing.WITHDRAWN)
_COVERAGE = {
    Standing.VALID: Coverage.YES,
    Standing.EXPIRED: Coverage.EXPIRED,
    Standing.WITHDRAWN: Coverage.WITHDRAWN,
}
INSIDE = frozenset(
    {
        facts.ActorRole.SIG_GUIDE,
        facts.ActorRole.COORDINATOR,
        facts.ActorRole.TREATMENT_ASSISTANT,
        facts.ActorRole.CONTACT_PERSON,
    }
)
"""Staff. They are of the own unit when no other organisation is named for them."""


def coverage(
    state: CaseState, actor: Entity[facts.Actor], day: date, *, own_unit: str = ""
) -> Coverage:
    """What the consents of the case say of sharing with an actor on ``day`` (F009). ``own_unit``
    is the name of the unit that keeps the case: nothing is needed within it (OSL 8 kap. 2 §)."""
    fact = actor.latest.fact
    place = fact.organisation.strip().casefold()
    if (fact.role in INSIDE and not place) or (place and place == own_unit.strip().casefold()):
        return Coverage.NOT_NEEDED
    found = {each.standing for each in held(state, day) if names_actor(each.fact, actor)}
    best = next((each for each in _BEST_FIRST if each in found), None)
    return _COVERAGE[best] if best else Coverage.NO


def _held(state: CaseState, consent: Consents, day: date) -> Held:
    withdrawals = withdrawals_of(state, consent.id)
    return Held(consent, standing(consent, withdrawals, day), withdrawals)


def _has_come(text: str, day: date) -> bool:
    found = moments.day_or_none(text)
    return found is None or found <= day
