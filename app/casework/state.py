"""What a case file adds up to. Pure values; ``casework.projection.fold`` makes them.

The identity is not here: ``CaseState`` knows that there is one, never what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar, cast

from app.casework import facts
from app.ids import EntityId, StreamId
from app.journal.record import Record

F = TypeVar("F", bound=facts.Fact)
F_co = TypeVar("F_co", bound=facts.Fact, covariant=True)


@dataclass(frozen=True, slots=True)
class Signed(Generic[F_co]):
    """One signed version: the record and its body in its current shape."""

    record: Record
    fact: F_co


@dataclass(frozen=True, slots=True)
class Conflict(Generic[F_co]):
    """An entity with more than one head. Shown side by side; settled by a record that has all
    of them as parents. Never chosen between by the program."""

    heads: tuple[Signed[F_co], ...]


@dataclass(frozen=True, slots=True)
class Entity(Generic[F_co]):
    """One note, one plan, one decision, with every version of it in order."""

    id: EntityId
    versions: tuple[Signed[F_co], ...]
    head: Signed[F_co] | Conflict[F_co]
    unread: tuple[Record, ...] = ()
    """Records of this entity that this program cannot read. While there are any, the entity is
    shown but not revised here (``kind_newer``): a revision could contradict what they say."""

    @property
    def first(self) -> Signed[F_co]:
        return self.versions[0]

    @property
    def latest(self) -> Signed[F_co]:
        """The last version in order. For lists; ``head`` tells whether it is disputed."""
        return self.versions[-1]

    @property
    def sides(self) -> tuple[Signed[F_co], ...]:
        """The head, or every head of a conflict: all that holds now."""
        return self.head.heads if isinstance(self.head, Conflict) else (self.head,)

    @property
    def disputed(self) -> bool:
        return isinstance(self.head, Conflict)


class CaseStatus(StrEnum):
    """Where a case is, in neutral words that a list may show."""

    INTEREST = "interest"
    APPLICATION = "application"
    ASSESSMENT = "assessment"
    DECIDED = "decided"
    IMPLEMENTATION = "implementation"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CaseState:
    """The projection of one case file's records. Tuples are in the order of the records."""

    stream: StreamId
    entities: Mapping[type[facts.Fact], tuple[Entity[facts.Fact], ...]] = field(
        default_factory=dict
    )
    """Every entity by its shape but the identity; read with ``of`` and ``only``, or by a name."""
    identity: EntityId | None = None
    identity_disputed: bool = False
    newer: tuple[Record, ...] = ()
    """Kinds or versions that this program does not know: kept, shown as such, never dropped."""
    malformed: tuple[Record, ...] = ()
    """Signed, but the body is not the shape its kind promises."""
    records: int = 0
    changed_at: str = ""
    """``written_at`` of the last record in order."""
    status: CaseStatus = CaseStatus.INTEREST

    def of(self, shape: type[F]) -> tuple[Entity[F], ...]:
        """All entities of a shape, by their first record. Not for what a case has only one of."""
        return cast("tuple[Entity[F], ...]", self.entities.get(shape, ()))

    def only(self, shape: type[F]) -> Entity[F] | None:
        """What a case has one of (its id is the case's own, ``projection.only_entity``); all of
        them as one, disputed, should there be several."""
        found = self.of(shape)
        return found[0] if found else None

    def find(self, shape: type[F], entity: EntityId | None) -> Entity[F] | None:
        """One entity of a shape; None where the case has none of that id."""
        return next((each for each in self.of(shape) if each.id == entity), None)

    # --------------------------------------------------- what most of the program asks for

    @property
    def case_file(self) -> Entity[facts.CaseFile] | None:
        return self.only(facts.CaseFile)

    @property
    def responsibility(self) -> Entity[facts.Responsibility] | None:
        return self.only(facts.Responsibility)

    @property
    def protection(self) -> Entity[facts.Protection] | None:
        return self.only(facts.Protection)

    @property
    def intakes(self) -> tuple[Entity[facts.Intake], ...]:
        return self.of(facts.Intake)

    @property
    def threats(self) -> tuple[Entity[facts.ThreatAssessment], ...]:
        return self.of(facts.ThreatAssessment)

    @property
    def notes(self) -> tuple[Entity[facts.JournalNote], ...]:
        return self.of(facts.JournalNote)

    @property
    def objections(self) -> tuple[Entity[facts.ClientObjection], ...]:
        return self.of(facts.ClientObjection)

    @property
    def assessments(self) -> tuple[Entity[facts.Assessment], ...]:
        """Every form that has been filled in and signed; see ``bases``."""
        return self.of(facts.Assessment)

    @property
    def decisions(self) -> tuple[Entity[facts.Decision], ...]:
        return self.of(facts.Decision)

    @property
    def dispatches(self) -> tuple[Entity[facts.Dispatch], ...]:
        return self.of(facts.Dispatch)

    @property
    def receipts(self) -> tuple[Entity[facts.DecisionReceipt], ...]:
        return self.of(facts.DecisionReceipt)

    @property
    def plans(self) -> tuple[Entity[facts.Plan], ...]:
        return self.of(facts.Plan)

    @property
    def disclosures(self) -> tuple[Entity[facts.Disclosure], ...]:
        return self.of(facts.Disclosure)

    @property
    def bases(self) -> tuple[Entity[facts.Assessment], ...]:
        """The forms that a decision can rest on: assessments, and not what maps one subject or
        follows something up."""
        wanted = facts.FormPurpose.ASSESSMENT
        return tuple(each for each in self.assessments if each.latest.fact.purpose == wanted)

    @property
    def label(self) -> str:
        """``2026-0014 Björk``: all that may name a case."""
        if self.case_file is None:
            return ""
        fact = self.case_file.latest.fact
        return f"{fact.case_number} {fact.pseudonym}"
