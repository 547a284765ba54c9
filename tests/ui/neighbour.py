"""A neighbour with a vault of its own, who makes packages for the one in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from app.casework.facts import AuthorCard
from app.casework.facts.handover import Share, ShareRole
from app.casework.handover_facts import ConfirmedHow, TrustState
from app.casework.register import fold_register
from app.handover.key_card import KeyCard
from app.handover.kinds import HandoverKind
from app.handover.package import Payload
from app.handover.scope import Scope
from app.ids import EntityId, StreamId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.usecases import cases, notes, writing
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.handover.cards.taking_cards import add_person
from app.usecases.registers import RecipientKind
from tests.handover import CARDS_VALID_TO, Side, envelope, packed

T = TypeVar("T")


class Asked(Protocol):
    """Whoever has a vault on a database thread: an office, or the whole program."""

    def ask(self, work: Callable[[Desk], T]) -> T: ...


class Neighbour:
    """Makes packages in a second vault and seals them to the one at the office."""

    def __init__(self, office: Asked, side: Side) -> None:
        self._office = office
        self.side = side
        self.here: EntityId
        """The neighbour as a known person at the office."""
        self.number = 0

    @property
    def desk(self) -> Desk:
        return self.side.desk

    def exchange_cards(self, *, confirmed: bool = True, taken_in_here: bool = True) -> None:
        theirs = cards.card_of(self.desk, cards.own_card_now(self.desk))
        mine = self._office.ask(_make_card)
        person = add_person(self.desk, mine, RecipientKind.MUNICIPALITY).entity
        assert person is not None
        _confirm(self.desk, person)
        if taken_in_here:
            take = partial(_take_card, theirs, confirmed=confirmed)
            self.here = self._office.ask(take)

    def new_case(self) -> StreamId:
        suggested = cases.suggest_case(self.desk)
        cases.new_case(
            self.desk,
            suggested.stream,
            {
                "case_number": "2026-0101",
                "pseudonym": "Ek",
                "registration_number": "",
                "kind": "application",
                "received_on": "2026-05-12",
                "channel": "police",
                "received_by": "Olle Provsson",
                "wish": "Jag vill börja om.",
                "from_whom": "Den enskilde",
                "responsible_name": suggested.responsible_name,
                "responsible_title": suggested.responsible_title,
            },
        )
        return suggested.stream

    def note(self, stream: StreamId, text: str) -> EntityId:
        entity = new_entity(self.desk)
        typed = note_of(text)
        notes.sign_note(self.desk, stream, entity, typed)
        return entity

    def share(self, stream: StreamId) -> None:
        """Let the office write in the case too, once it has it."""
        author = self._office.ask(lambda desk: desk.vault.author)
        shared = Share(
            key=author.key,
            name="Maja Exempelsson",
            unit=author.unit,
            role=ShareRole.CO_WORKER,
            scope=Scope.WHOLE,
            since="2026-06-01",
            reason="Två handläggare",
        )
        writing.add(self.desk, stream, new_entity(self.desk), shared)

    def records(self, stream: StreamId) -> tuple[Record, ...]:
        return self.desk.vault.journal.records(stream)

    def seal(
        self,
        stream: StreamId | None = None,
        records: Sequence[Record] = (),
        *,
        kind: HandoverKind = HandoverKind.COPY,
        body: JsonObject | None = None,
        **changed: object,
    ) -> Path:
        """A file that the office can open. Without records, of a case all there are."""
        self.number += 1
        if stream is not None and not records:
            records = self.records(stream)
        outside = envelope(
            self.side,
            _Receiver(self._office),  # type: ignore[arg-type]  # only its fingerprint is asked for
            kind,
            **{
                "number": self.number,
                "cases": (stream,) if stream is not None else (),
                "nonce": f"{self.number:032x}",
                **changed,
            },
        )
        payload = Payload(body=body or {}, records=tuple(records), authors=(self._author(),))
        data = packed(self.side, outside, payload)
        keys = self._office.ask(lambda desk: desk.vault.handover.receiving_keys())
        path = self.side.out / f"{self.number:08}.aktpaket"
        self.side.vault.handover.seal(data, [keys.hybrid], path)
        return path

    def _author(self) -> AuthorCard:
        journal = self.desk.vault.journal
        register = fold_register(journal.records(journal.register))
        return register.author_cards[0].latest.fact


def note_of(text: str) -> JsonObject:
    return {
        "event": "2026-05-20",
        "type": "conversation",
        "heading": "Samtal",
        "facts": text,
    }


class _Receiver:
    def __init__(self, office: Asked) -> None:
        self.fingerprint = office.ask(lambda desk: cards.own_card_now(desk).fingerprint)


def _make_card(desk: Desk) -> KeyCard:
    if cards.own_card(desk) is None:
        make_own_card(desk, {"valid_to": CARDS_VALID_TO})
    return cards.card_of(desk, cards.own_card_now(desk))


def _take_card(card: KeyCard, desk: Desk, *, confirmed: bool) -> EntityId:
    entity = add_person(desk, card, RecipientKind.MUNICIPALITY).entity
    assert entity is not None
    if confirmed:
        _confirm(desk, entity)
    return entity


def _confirm(desk: Desk, person: EntityId) -> None:
    compared = msgspec.structs.replace(
        cards.person(desk, person),
        state=TrustState.CONFIRMED,
        confirmed_how=ConfirmedHow.PHONE,
        confirmed_on="2026-05-28",
        confirmed_words="Ringde växeln",
    )
    cards.write(desk, [(person, compared)])
