"""Whether a package is admitted at all, and what the caseworker is told about it beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from app.casework.handover_facts import KnownPerson
from app.errors import Reason, Refusal
from app.handover.kinds import RULES, HandoverKind
from app.handover.package import Envelope, Package
from app.handover.trust import Trust, may_send, trust_on
from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_register import own_fingerprints, revocations
from app.usecases.handover.packages.arrivals import Doubt
from app.usecases.handover.packages.package_register import received_packages, taken_in
from app.usecases.handover.packages.packing import MOST_RECORDS
from app.usecases.reading import register_of

_CLOCKS_APART: Final = timedelta(hours=1)


def admit(desk: Desk, package: Package) -> tuple[EntityId, KnownPerson]:
    """The sender, once it is clear that the package is from somebody known, to this vault, and
    may be taken in today. Raises Refusal: package_own, package_sender_unknown,
    package_sender_revoked, package_sender_expired, package_not_for_us, package_expired (day),
    package_taken_in (day), package_malformed."""
    envelope = package.envelope
    person, sender = _sender(desk, envelope)
    register = register_of(desk)
    if not own_fingerprints(register) & set(envelope.recipients):
        raise Refusal(Reason.PACKAGE_NOT_FOR_US)
    if desk.now().date().isoformat() > envelope.expires_on:
        raise Refusal(Reason.PACKAGE_EXPIRED, day=envelope.expires_on)
    for each in received_packages(desk):
        entry = each.latest.fact
        if entry.package == package.id and taken_in(entry):
            raise Refusal(Reason.PACKAGE_TAKEN_IN, day=entry.opened_at[:10])
    if len(package.payload.records) > MOST_RECORDS or not _is_plausible(desk, envelope):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    return person, sender


def _is_plausible(desk: Desk, envelope: Envelope) -> bool:
    """It lives no longer than its kind, or a card that has run out could go on sealing on a day
    when it had not. It is of no case where its kind is of none, so that no log tells of one. The
    receiver's own register is its own: an answer may stand there, and has a rule of its own."""
    rules, register = RULES[envelope.kind], desk.vault.journal.register
    sealed_on = date.fromisoformat(envelope.sealed_at[:10])
    if date.fromisoformat(envelope.expires_on) > sealed_on + timedelta(days=rules.days):
        return False
    if envelope.cases and not rules.of_case and envelope.kind is not HandoverKind.RECEIPT:
        return False
    return register not in envelope.cases or envelope.kind is HandoverKind.APPROVAL


def _sender(desk: Desk, envelope: Envelope) -> tuple[EntityId, KnownPerson]:
    """The card that the envelope names has the key that has signed it, and is somebody's here."""
    if envelope.sender_key == desk.vault.author.key:
        raise Refusal(Reason.PACKAGE_OWN)
    register = register_of(desk)
    sealed_on = date.fromisoformat(envelope.sealed_at[:10])
    revoked = {each.card for each in revocations(register)}
    for each in register.of(KnownPerson):
        person = each.latest.fact
        if person.root:
            continue
        if (person.fingerprint, person.signing_key) == (envelope.sender, envelope.sender_key):
            hindrance = may_send(person, sealed_on)
        elif until := _until(person, envelope):
            hindrance = _earlier_may_send(envelope, sealed_on, until, revoked)
        else:
            continue
        if hindrance is not None:
            raise Refusal(hindrance)
        return each.id, person
    raise Refusal(Reason.PACKAGE_SENDER_UNKNOWN)


def _until(person: KnownPerson, envelope: Envelope) -> str:
    """The last day of an earlier card of this person that the envelope names; else empty."""
    of_sender = (envelope.sender, envelope.sender_key)
    return next(
        (
            each.until
            for each in person.earlier
            if (each.fingerprint, each.signing_key) == of_sender
        ),
        "",
    )


def _earlier_may_send(
    envelope: Envelope, sealed_on: date, until: str, revoked: set[str]
) -> Reason | None:
    if envelope.sender in revoked:
        return Reason.PACKAGE_SENDER_REVOKED
    return Reason.PACKAGE_SENDER_EXPIRED if sealed_on.isoformat() > until else None


def doubts(desk: Desk, package: Package, person: EntityId, sender: KnownPerson) -> Iterator[Doubt]:
    """What no rule stops and a person should know."""
    now, envelope = desk.now(), package.envelope
    if trust_on(sender, now.date()) is not Trust.CONFIRMED:
        yield Doubt.NOT_CONFIRMED
    numbers = [
        each.latest.fact.number
        for each in received_packages(desk)
        if each.latest.fact.sender == person and each.latest.fact.package != package.id
    ]
    last = max(numbers, default=0)
    if envelope.number > last + 1:
        yield Doubt.NUMBER_GAP
    elif envelope.number <= last:
        yield Doubt.NUMBER_BACK
    if datetime.fromisoformat(envelope.sealed_at) > now + _CLOCKS_APART:
        yield Doubt.SEALED_IN_FUTURE
