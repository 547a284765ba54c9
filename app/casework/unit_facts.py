"""The bodies of records in the vault's own register that tell of units and of their work."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.ids import BlobId, EntityId, RecordId, StreamId


class UnitKind(StrEnum):
    MUNICIPALITY = "municipality"
    BOARD = "board"
    ADMINISTRATION = "administration"
    DEPARTMENT = "department"
    UNIT = "unit"
    SIG = "sig"
    POLICE_REGION = "police_region"
    LOCAL_POLICE = "local_police"
    BOPS = "bops"
    EXIT_COORDINATOR = "exit_coordinator"
    """The police's own."""
    COORDINATOR = "coordinator"
    """Of the social services."""
    PROBATION = "probation"
    SIS = "sis"
    REGION = "region"
    PSYCHIATRY = "psychiatry"
    COURT = "court"
    AUTHORITY = "authority"
    PROVIDER = "provider"
    CIVIL_SOCIETY = "civil_society"
    ORGANISATION = "organisation"
    OTHER = "other"


class EarlierName(Fact, frozen=True):
    """What a unit was called before a change of name."""

    name: str
    until: str
    """The last day of that name."""


class Unit(Fact, frozen=True):
    """``unit/1`` One place in the tree municipality → board → administration → department → unit,
    or one that stands outside it. What the program brings (``resources/registers/units.toml``) has
    fixed ids; a record of the same entity changes it here (F001, F002, F010–F013, F016, F023–F027,
    F156). Nothing is removed: it ends, and old papers keep the old name."""

    kind: UnitKind
    name: str
    valid_from: str = ""
    """Empty: as far back as anybody knows."""
    valid_to: str = ""
    """The last day; empty: until further notice."""
    parent: EntityId | None = None
    code: str = ""
    """A municipality's four digits."""
    predecessors: tuple[EntityId, ...] = ()
    """The units that became this one (F026)."""
    earlier_names: tuple[EarlierName, ...] = ()
    """In the order of time, so that old papers keep the old name."""
    central: bool = False
    """The central unit for people who leave organised crime (F002)."""
    adult: bool = False
    """An adult unit (F016)."""
    has_sig: bool = False
    """A social intervention group works here (F013)."""
    age_from: int | None = None
    age_to: int | None = None
    """Of a social intervention group, both included; None is open. Suggests, never blocks
    (F011, F012)."""
    contact: str = ""
    note: str = ""


class DelegationRow(Fact, frozen=True):
    """Who may decide what."""

    title: str
    """The decider's title, as it stands in the local order."""
    decision: str
    """A value of ``facts.Outcome``, or ``any``."""
    provision: str = ""
    """Key in the legal pack; empty: any."""
    limit: str = ""
    """In words."""
    reference: str = ""
    """Item in the order: ``3.2``."""


class DelegationOrder(Fact, frozen=True):
    """``delegation_order/1`` The local order as a table. The vault has one such entity."""

    decided_on: str
    decided_by: str
    rows: tuple[DelegationRow, ...]
    valid_to: str = ""


class Consulted(Fact, frozen=True):
    """``consulted/1`` A consultation without identity (F065): a coded matter, no case."""

    asked_on: str
    asked_by: str
    """Function and unit."""
    code: str
    """What the asking unit calls it. Never a name or a number."""
    question: str
    advice: str = ""
    answered_on: str = ""


class UnitNote(Fact, frozen=True):
    """``unit_note/1`` Local knowledge, without personal data (F158)."""

    heading: str
    text: str
    noted_on: str


class LexSarah(Fact, frozen=True):
    """``lex_sarah/1`` A report of a wrong, outside every case file (SoL 27 kap. 2–6 §§; X21)."""

    reported_on: str
    happened_on: str
    what: str
    consequences: str
    reported_to: str
    measures: str = ""
    investigated_on: str = ""
    outcome: str = ""
    serious: str = ""
    """Why it is, or is not, reported to IVO."""
    ivo_on: str = ""


class QuarterReport(Fact, frozen=True):
    """``quarter_report/1`` That the list of decisions not carried out was handed in (SoL 34 kap.
    1 §). Of cases only the number."""

    quarter: str
    """``2026-Q4``"""
    reported_on: str
    rows: int
    to: str
    note: str = ""


class LegalPackInstalled(Fact, frozen=True):
    """``legal_pack/2`` A legal pack that has been taken into this vault, whole (X19, F032)."""

    version: str
    publisher: str
    effective_from: str
    digest: BlobId
    """SHA-256 of the file, to be compared by telephone; its bytes lie under it."""
    reviewed: bool = False
    note: str = ""
    retired: bool = False
    """Taken out of use: the one before, or the program's own, holds again."""
    signed_by: str = ""
    """Name and unit of whoever sent it in a sealed package; empty: it came as a plain file."""
    signed_by_key: str = ""
    """Fingerprint of the sender's key card."""
    package: str = ""
    """Id of the envelope, whose signature covers the pack."""


class LocalDeadline(Fact, frozen=True):
    """``local_deadline/1`` A local value of a deadline that the law does not set (D08–D14, D21,
    D22). One entity a key."""

    key: str
    valid_from: str
    months: int = 0
    weeks: int = 0
    days: int = 0
    warn_days: int = 0
    reason: str = ""


class KnownCopy(Fact, frozen=True):
    """One copy outside the vault, by what it is and never by what is in it."""

    what: str
    """``paper``, ``file``, ``backup``"""
    number: str = ""
    made_on: str = ""
    where: str = ""
    """What sort of receiver, by ``usecases.registers.RecipientKind``: names stand in the case file
    alone and go with it. Of a backup nothing."""


class DisposalStatus(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Disposal(Fact, frozen=True):
    """``disposal/2`` The protocol of a disposal: proposed, approved by a second person, done (SoL
    16 kap. 1 §; X14). It outlives the case: number, ground, days and who, nothing else."""

    case: StreamId
    case_number: str
    """Without the pseudonym."""
    status: DisposalStatus
    ground: str
    """Key in the legal pack."""
    ground_text: str
    last_note_on: str
    due_from: str
    due_by: str
    proposed_on: str
    proposed_by: str
    reason: str = ""
    copies: tuple[KnownCopy, ...] = ()
    approved_on: str = ""
    approved_by: str = ""
    """Name and title of the second person, who is not the first."""
    done_on: str = ""
    withdrawn_why: str = ""
    case_digest: str = ""
    """Of every head of the case when it was proposed (``journal.graph.digest``): nothing has been
    written since. Says nothing of what stands there. Empty in a proposal of version 1."""
    approval: RecordId | None = None
    """The approval that came as a signed file; None where the printed protocol was signed."""
