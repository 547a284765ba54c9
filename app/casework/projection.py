"""From records to what a case file adds up to. Pure and total: any set of records gives a state.

The identity is never decoded here (see ``casework.identity``). A kind that only one of makes
sense in a case (the case file itself, who is responsible, the identity, the level of protection)
is written as the entity ``only_entity(stream)``, so that two copies of a case that each begin
one meet in the same entity. Should there be several all the same, they show as one conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from app.casework import codec, facts
from app.casework.facts import Fact, FormPurpose
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
    assessments = sorted_out.entities(facts.Assessment)
    decisions = sorted_out.entities(facts.Decision)
    plans = sorted_out.entities(facts.Plan)
    intakes = sorted_out.entities(facts.Intake)
    return CaseState(
        stream=stream,
        case_file=sorted_out.only(facts.CaseFile),
        intakes=intakes,
        responsibility=sorted_out.only(facts.Responsibility),
        identity=identity[0].content.entity if identity else None,
        identity_disputed=len(identity) > 1,
        protection=sorted_out.only(facts.Protection),
        threats=sorted_out.entities(facts.ThreatAssessment),
        notes=sorted_out.entities(facts.JournalNote),
        objections=sorted_out.entities(facts.ClientObjection),
        assessments=assessments,
        decisions=decisions,
        dispatches=sorted_out.entities(facts.Dispatch),
        receipts=sorted_out.entities(facts.DecisionReceipt),
        plans=plans,
        disclosures=sorted_out.entities(facts.Disclosure),
        newer=tuple(sorted_out.newer),
        malformed=tuple(sorted_out.malformed),
        records=len(ordered),
        changed_at=ordered[-1].content.written_at if ordered else "",
        status=_status(intakes, assessments, decisions, plans, sorted_out.entities(facts.Closing)),
        entities=sorted_out.everything(),
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

    def entities(self, shape: type[F]) -> tuple[Entity[F], ...]:
        """All entities of a shape, by their first record."""
        kind = codec.kind_name(shape)
        return tuple(
            entity_of(name, self._versions(shape, name), self._unread(kind, name), self.known)
            for name in self.readable[shape]
        )

    def everything(self) -> dict[type[Fact], tuple[Entity[Fact], ...]]:
        """Every readable shape with its entities, an only one as one entity."""
        found: dict[type[Fact], tuple[Entity[Fact], ...]] = {}
        for shape in self.readable:
            only = self.only(shape) if shape in ONLY_ONE else None
            found[shape] = (only,) if only is not None else self.entities(shape)
        return found

    def only(self, shape: type[F]) -> Entity[F] | None:
        """All of a shape as one entity, disputed if they are in truth several."""
        found = tuple(self.readable[shape])
        if not found:
            return None
        versions = [each for entity in found for each in self._versions(shape, entity)]
        kind = codec.kind_name(shape)
        unread = [each for entity in found for each in self._unread(kind, entity)]
        place = {name: index for index, name in enumerate(self.known)}
        versions.sort(key=lambda each: place[each.record.id])
        return entity_of(found[0], versions, unread, self.known)

    def _versions(self, shape: type[F], entity: EntityId) -> list[Signed[F]]:
        return cast("list[Signed[F]]", self.readable[shape][entity])

    def _unread(self, kind: str, entity: EntityId) -> Sequence[Record]:
        return self.unread.get((kind, entity), ())


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


def _status(
    intakes: tuple[Entity[facts.Intake], ...],
    assessments: tuple[Entity[facts.Assessment], ...],
    decisions: tuple[Entity[facts.Decision], ...],
    plans: tuple[Entity[facts.Plan], ...],
    closings: tuple[Entity[facts.Closing], ...],
) -> CaseStatus:
    """The furthest step that something signed shows. A closed case is open again with an intake
    that was signed after its last closing (*återansökan*)."""
    if closings:
        closed = max(each.latest.record.content.lamport for each in closings)
        if not any(each.first.record.content.lamport > closed for each in intakes):
            return CaseStatus.CLOSED
    if plans:
        return CaseStatus.IMPLEMENTATION
    if decisions:
        return CaseStatus.DECIDED
    if any(each.latest.fact.purpose == FormPurpose.ASSESSMENT for each in assessments):
        return CaseStatus.ASSESSMENT
    if any(each.latest.fact.kind is facts.IntakeKind.APPLICATION for each in intakes):
        return CaseStatus.APPLICATION
    return CaseStatus.INTEREST
