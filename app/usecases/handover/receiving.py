"""What has come in a file: opened, looked at, and accepted or refused as one whole.

Nothing of it is shown before its sender is known and the log has its row; nothing of it is
written before the caseworker has said so, and then all of it in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.casework.handover_facts import KnownPerson
from app.errors import Reason, Refusal
from app.handover import package_bytes
from app.handover.package import Package
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.log_codes import LogCode
from app.progress import Progress, no_progress
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_exchange import take_in_cards
from app.usecases.handover.handlers import HANDLERS
from app.usecases.handover.packages.admitting import admit, doubts
from app.usecases.handover.packages.arrivals import (
    CHOOSABLE,
    Handler,
    Look,
    RowState,
    Taken,
    needed,
)
from app.usecases.handover.packages.entering import (
    Came,
    accepted_entry,
    cases_of,
    enter,
    refused_entry,
)
from app.usecases.typed import Typed

_SAID_OF: Final = CHOOSABLE | {RowState.REFUSED}
"""Of what is not taken in, what the receipt counts."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A package that has been opened and looked at. Nothing of it has been written."""

    package: Package
    person: EntityId
    """The sender (``known_person/1``)."""
    sender: KnownPerson
    look: Look
    """With every doubt there is."""
    opened_at: str


@dataclass(frozen=True, slots=True)
class Accepted:
    changes: Changes
    received: EntityId
    """The entity of ``received/1``: what a receipt is made for, and what can be undone."""
    taken: Taken


def open_package(desk: Desk, path: Path, progress: Progress = no_progress) -> Arrival:
    """Raises Refusal as ``HandoverDoor.open``; package_own, package_sender_unknown,
    package_sender_revoked, package_sender_expired, package_not_for_us, package_expired (day),
    package_taken_in (day), package_malformed, package_unexpected; Cancelled."""
    data = desk.vault.handover.open(path, progress)
    package = package_bytes.read(data, desk.vault.handover.verify)
    person, sender = admit(desk, package)
    desk.vault.log.write(LogCode.PACKAGE_OPENED, _payload(package, person))
    look = _look(desk, package, person, sender)
    opened_at = desk.now().isoformat(timespec="seconds")
    return Arrival(package, person, sender, look, opened_at)


def accept(desk: Desk, arrival: Arrival, keys: frozenset[str]) -> Accepted:
    """Take in the rows with these keys and what they need (``arrivals.needed``), or nothing.
    Raises Refusal: nothing_chosen, revised_since when it no longer means what it meant when it
    was looked at, ``look.stopped``, and as ``open_package``."""
    package, rows = arrival.package, arrival.look.rows
    with desk.vault.journal.taking_in(), desk.vault.together():
        sender = _as_looked_at(desk, arrival)
        chosen = _chosen(arrival.look, keys)
        before = cases_of(desk, package)
        taken = _handler(package).take_in(desk, package, sender, chosen)
        came = Came(package, arrival.person, arrival.opened_at)
        left = (row for row in rows if row.key not in chosen and row.state in _SAID_OF)
        entry = accepted_entry(desk, came, before, taken, left)
        received = enter(desk, entry)
        payload = {**_payload(package, arrival.person), "records": len(entry.added)}
        desk.vault.log.write(LogCode.PACKAGE_TAKEN_IN, payload)
        cards = take_in_cards(desk, package.payload.cards, sender.fingerprint)
    changes = _changes(desk, package, received, taken.changes, cards.changes)
    return Accepted(changes, received, taken)


def refuse(desk: Desk, arrival: Arrival, reason: str) -> Changes:
    """Take nothing in. ``reason`` goes to the sender with the receipt; ``Changes.entity`` is the
    ``received/1`` to make it for. Raises InvalidFields (reason); Refusal as ``open_package``."""
    fields = Typed({"reason": reason}, desk.now().date())
    words = fields.text("reason", required=True)
    fields.check()
    package, changes = arrival.package, Changes.of(desk.vault.journal.register, Part.PACKAGES)
    with desk.vault.together():
        person, sender = admit(desk, package)
        decline = _handler(package).decline
        if decline is not None:
            changes = decline(desk, package, sender, words)
        came = Came(package, person, arrival.opened_at)
        received = enter(desk, refused_entry(came, words))
        desk.vault.log.write(LogCode.PACKAGE_REFUSED, _payload(package, person))
    return _changes(desk, package, received, changes)


def _handler(package: Package) -> Handler:
    """Raises Refusal (package_newer) for a kind that nothing here takes in."""
    handler = HANDLERS.get(package.envelope.kind)
    if handler is None:
        raise Refusal(Reason.PACKAGE_NEWER)
    return handler


def _look(desk: Desk, package: Package, person: EntityId, sender: KnownPerson) -> Look:
    look = _handler(package).look(desk, package)
    every = (*doubts(desk, package, person, sender), *look.doubts)
    return replace(look, doubts=tuple(dict.fromkeys(every)))


def _as_looked_at(desk: Desk, arrival: Arrival) -> KnownPerson:
    """The sender, once it is clear that accepting does what was shown."""
    person, sender = admit(desk, arrival.package)
    look = _look(desk, arrival.package, person, sender)
    if replace(look, doubts=()) != replace(arrival.look, doubts=()):
        raise Refusal(Reason.REVISED_SINCE)
    if look.stopped is not None:
        raise Refusal(look.stopped)
    return sender


def _chosen(look: Look, keys: frozenset[str]) -> frozenset[str]:
    choosable = frozenset(row.key for row in look.rows if row.state in CHOOSABLE)
    if not keys <= choosable:
        raise Refusal(Reason.REVISED_SINCE)
    refused = any(row.state is RowState.REFUSED for row in look.rows)
    if not keys and (choosable or refused):
        raise Refusal(Reason.NOTHING_CHOSEN)
    return choosable if look.all_or_nothing else needed(look.rows, keys)


def _payload(package: Package, person: EntityId) -> JsonObject:
    """What the log says: of which case, where it is of one."""
    envelope = package.envelope
    of_case: JsonObject = {"stream": envelope.cases[0]} if envelope.cases else {}
    return {
        **of_case,
        "package": package.id,
        "kind": envelope.kind.value,
        "number": envelope.number,
        "from": person,
    }


def _changes(desk: Desk, package: Package, received: EntityId, *others: Changes) -> Changes:
    streams = {desk.vault.journal.register, *package.envelope.cases}
    return Changes(
        frozenset(streams.union(*(each.streams for each in others))),
        frozenset({Part.PACKAGES}.union(*(each.parts for each in others))),
        received,
    )
