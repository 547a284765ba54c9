"""From the records of the vault's own stream to what its register holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from app.casework import codec, facts
from app.casework.register_facts import InstalledTemplate, MethodPackInstalled
from app.casework.state import Entity, Signed
from app.casework.versions import entity_of
from app.ids import EntityId
from app.journal import graph
from app.journal.record import Record

F = TypeVar("F", bound=facts.Fact)


@dataclass(frozen=True, slots=True)
class Register:
    """Tuples are in the order of each entity's first record."""

    author_cards: tuple[Entity[facts.AuthorCard], ...] = ()
    recipients: tuple[Entity[facts.Recipient], ...] = ()
    templates: tuple[Entity[InstalledTemplate], ...] = ()
    method_packs: tuple[Entity[MethodPackInstalled], ...] = ()
    everything: Mapping[type[facts.Fact], tuple[Entity[facts.Fact], ...]] = field(
        default_factory=dict
    )

    def of(self, shape: type[F]) -> tuple[Entity[F], ...]:
        """All entities of a shape, by their first record."""
        return cast("tuple[Entity[F], ...]", self.everything.get(shape, ()))


def fold_register(records: Iterable[Record]) -> Register:
    """Pure and total, as ``projection.fold``: what cannot be read is left out and stays kept."""
    ordered = graph.in_order(records)
    known = {record.id: record for record in ordered}
    versions: dict[type[facts.Fact], dict[EntityId, list[Signed[facts.Fact]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for record in ordered:
        try:
            fact = codec.from_body(record.content.kind, record.content.body)
        except (codec.NewerKind, codec.MalformedBody):
            continue
        versions[type(fact)][record.content.entity].append(Signed(record, fact))

    def entities(shape: type[F]) -> tuple[Entity[F], ...]:
        return tuple(
            entity_of(entity, cast("list[Signed[F]]", signed), (), known)
            for entity, signed in versions[shape].items()
        )

    return Register(
        entities(facts.AuthorCard),
        entities(facts.Recipient),
        entities(InstalledTemplate),
        entities(MethodPackInstalled),
        {shape: entities(shape) for shape in versions},
    )
