"""The vault's own register: who stands behind its keys, and to whom something may be disclosed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.casework import facts
from app.errors import Reason, Refusal
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import register_of
from app.usecases.typed import Typed


class RecipientKind(StrEnum):
    """Values of ``facts.Recipient.kind``."""

    CLIENT = "client"
    AUTHORITY = "authority"
    MUNICIPALITY = "municipality"
    PROVIDER = "provider"
    REGION = "region"
    ORGANISATION = "organisation"
    KIN = "kin"
    OWN_UNIT = "own_unit"


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """One recipient as the register now has it."""

    entity: EntityId
    recipient: facts.Recipient
    disputed: bool


def own_card(desk: Desk) -> facts.AuthorCard:
    """Who signs in this vault now. Raises Refusal (author_unknown) when its key has no card."""
    cards = register_of(desk).author_cards
    for card in reversed(cards):
        if card.latest.fact.key == desk.vault.author.key:
            return card.latest.fact
    raise Refusal(Reason.AUTHOR_UNKNOWN)


def revise_own_card(desk: Desk, typed: JsonObject) -> Changes:
    """``typed``: name, title, function, unit, municipality, all needed. What is already signed
    keeps the card it was signed under. Raises InvalidFields; Refusal: author_unknown."""
    fields = Typed(typed, desk.now().date())
    card = facts.AuthorCard(
        key=own_card(desk).key,
        name=fields.line("name", required=True),
        title=fields.line("title", required=True),
        function=fields.line("function", required=True),
        unit=fields.line("unit", required=True),
        municipality=fields.line("municipality", required=True),
    )
    fields.check()
    entity = own_card_entity(desk)
    writing.revise(desk, desk.vault.journal.register, entity, card)
    return _changed(desk, entity)


def own_card_entity(desk: Desk) -> EntityId:
    """Which entity ``own_card`` is. Raises Refusal (author_unknown)."""
    for card in reversed(register_of(desk).author_cards):
        if card.latest.fact.key == desk.vault.author.key:
            return card.id
    raise Refusal(Reason.AUTHOR_UNKNOWN)


def author_cards(desk: Desk) -> tuple[facts.AuthorCard, ...]:
    """Every card of the vault, so that a record's key can be shown as a name."""
    return tuple(card.latest.fact for card in register_of(desk).author_cards)


def list_recipients(desk: Desk, *, retired: bool = False) -> tuple[RecipientRow, ...]:
    """The recipients to choose among, by organisation and name; with ``retired`` also those that
    nothing new may be sent to."""
    rows = (
        RecipientRow(entity.id, entity.latest.fact, entity.disputed)
        for entity in register_of(desk).recipients
        if retired or not entity.latest.fact.retired
    )
    return tuple(
        sorted(rows, key=lambda row: (row.recipient.organisation.casefold(), row.recipient.name))
    )


def recipient(desk: Desk, entity: EntityId) -> facts.Recipient:
    """Raises Refusal (entity_unknown)."""
    for row in list_recipients(desk, retired=True):
        if row.entity == entity:
            return row.recipient
    raise Refusal(Reason.ENTITY_UNKNOWN)


def add_recipient(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """``typed``: name (function first), organisation, kind (``RecipientKind``). Raises
    InvalidFields; Refusal: already_signed."""
    writing.add(desk, desk.vault.journal.register, entity, _recipient(desk, typed))
    return _changed(desk, entity)


def revise_recipient(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """A later version; the earlier stays readable, and what has been disclosed keeps the name it
    was disclosed to. Raises InvalidFields; Refusal: entity_unknown, kind_newer,
    conflict_unsettled."""
    writing.revise(desk, desk.vault.journal.register, entity, _recipient(desk, typed))
    return _changed(desk, entity)


def retire_recipient(desk: Desk, entity: EntityId) -> Changes:
    """Nothing new may be sent here; what was sent stays in the registers. Raises Refusal:
    entity_unknown, kind_newer, conflict_unsettled."""
    retired = msgspec.structs.replace(recipient(desk, entity), retired=True)
    writing.revise(desk, desk.vault.journal.register, entity, retired)
    return _changed(desk, entity)


def _recipient(desk: Desk, typed: JsonObject) -> facts.Recipient:
    fields = Typed(typed, desk.now().date())
    made = facts.Recipient(
        name=fields.line("name", required=True),
        organisation=fields.line("organisation", required=True),
        kind=fields.choice("kind", RecipientKind).value,
    )
    fields.check()
    return made


def _changed(desk: Desk, entity: EntityId) -> Changes:
    return Changes.of(desk.vault.journal.register, Part.REGISTER, Part.DRAFTS, entity=entity)
