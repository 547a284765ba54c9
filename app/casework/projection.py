"""From records to what a case file adds up to. Pure and total: any set of records gives a state.

The identity is never decoded here (see ``casework.identity``). A kind that only one of makes
sense in a case (the case file itself, who is responsible, the identity, the level of protection)
is written as the entity ``only_entity(stream)``, so that two copies of a case that each begin
one meet in the same entity. Should there be several all the same, they show as one conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.casework import codec, facts
from app.casework.facts import Fact
from app.casework.state import CaseState, CaseStatus, Entity, Signed
from app.casework.versions import entity_of
from app.ids import EntityId, RecordId, StreamId
from app.journal import graph
from app.journal.record import Record

F = TypeVar("F", bound=Fact)

IDENTITY = codec.kind_name(facts.Identity)

_ELSEWHERE = frozenset(facts.IN_REGISTER.values())
"""What belongs in the vault's own register. In a case file it is nothing that we can show."""


ONLY_ONE: frozenset[type[Fact]] = frozenset(
    {
        facts.CaseFile,
        facts.Responsibility,
        facts.Identity,
        facts.Protection,
        facts.HandlingUnit,
        facts.Criteria,
        facts.Children,
        facts.GenderFactors,
        facts.Sip,
    }
)
"""What a case has one of."""


def only_entity(stream: StreamId) -> EntityId:
    """The entity of what a case has only one of (``ONLY_ONE``)."""
    return EntityId(stream)


def fold(stream: StreamId, records: Iterable[Record]) -> CaseState:
    """The state of one case file. The same set of records gives the same state, in whatever
    order and however often they come. Records of other streams are left out. Never raises."""
    ordered = graph.in_order(each for each in records if each.content.stream == stream)
    sorted_out = _sort_out(ordered)
    identity = graph.heads(sorted_out.identity)
    entities = sorted_out.entities()
    return CaseState(
        stream=stream,
        entities=entities,
        identity=identity[0].content.entity if identity else None,
        identity_disputed=len(identity) > 1,
        newer=tuple(sorted_out.newer),
        malformed=tuple(sorted_out.malformed),
        records=len(ordered),
        changed_at=ordered[-1].content.written_at if ordered else "",
        status=_status(CaseState(stream, entities)),
    )


@dataclass(slots=True)
class _SortedOut:
    """Records by what can be made of them, each list in order."""

    known: Mapping[RecordId, Record]
    readable: dict[type[Fact], dict[EntityId, list[Signed[Fact]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    unread: dict[tuple[str, EntityId], list[Record]] = field(
        default_factory=lambda: defaultdict(list)
    )
    identity: list[Record] = field(default_factory=list)
    newer: list[Record] = field(default_factory=list)
    malformed: list[Record] = field(default_factory=list)

    def entities(self) -> dict[type[Fact], tuple[Entity[Fact], ...]]:
        """Every readable shape with its entities, by their first record. Of what a case has only
        one of, all as one entity, disputed if they are in truth several."""
        return {
            shape: (self._only(shape, named),)
            if shape in ONLY_ONE
            else tuple(self._entity(shape, name) for name in named)
            for shape, named in self.readable.items()
        }

    def _entity(self, shape: type[Fact], name: EntityId) -> Entity[Fact]:
        unread = self.unread.get((codec.kind_name(shape), name), ())
        return entity_of(name, self.readable[shape][name], unread, self.known)

    def _only(self, shape: type[Fact], named: Iterable[EntityId]) -> Entity[Fact]:
        found = tuple(named)
        kind = codec.kind_name(shape)
        versions = [each for name in found for each in self.readable[shape][name]]
        unread = [each for name in found for each in self.unread.get((kind, name), ())]
        place = {name: index for index, name in enumerate(self.known)}
        versions.sort(key=lambda each: place[each.record.id])
        return entity_of(found[0], versions, unread, self.known)


def _sort_out(ordered: tuple[Record, ...]) -> _SortedOut:
    found = _SortedOut(known={record.id: record for record in ordered})
    for record in ordered:
        if record.content.kind in facts.KINDS and record.kind_name == IDENTITY:
            found.identity.append(record)
            continue
        try:
            fact = codec.from_body(record.content.kind, record.content.body)
        except codec.NewerKind:
            found.newer.append(record)
            found.unread[record.kind_name, record.content.entity].append(record)
            continue
        except codec.MalformedBody:
            found.malformed.append(record)
            found.unread[record.kind_name, record.content.entity].append(record)
            continue
        if type(fact) in _ELSEWHERE:
            found.malformed.append(record)
        else:
            found.readable[type(fact)][record.content.entity].append(Signed(record, fact))
    return found


def _status(state: CaseState) -> CaseStatus:
    """The furthest step that something signed shows. A closed case is open again with an intake
    that was signed after its last closing (*återansökan*)."""
    closings = state.of(facts.Closing)
    closed = max((each.latest.record.content.lamport for each in closings), default=None)
    if closed is not None and not any(
        each.first.record.content.lamport > closed for each in state.intakes
    ):
        return CaseStatus.CLOSED
    if state.plans:
        return CaseStatus.IMPLEMENTATION
    if state.decisions:
        return CaseStatus.DECIDED
    if state.bases:
        return CaseStatus.ASSESSMENT
    if any(each.latest.fact.kind is facts.IntakeKind.APPLICATION for each in state.intakes):
        return CaseStatus.APPLICATION
    return CaseStatus.INTEREST
