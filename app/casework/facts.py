"""The bodies of records: one shape for each kind and version.

A shape that has been released is never changed; a new version gets a new class and the old one
an upgrade in ``casework.codec``. Dates are ISO text, whole or partial; money is whole öre.
References to other records are ids. Names follow the glossary in ``docs/glossary.md``.

Here are the bodies of a case; those of the vault's own register are in ``register_facts``.
"""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact as Fact  # noqa: PLC0414 - the base of all here
from app.casework.register_facts import AuthorCard as AuthorCard  # noqa: PLC0414 - in KINDS
from app.casework.register_facts import InstalledTemplate, MethodPackInstalled
from app.casework.register_facts import Recipient as Recipient  # noqa: PLC0414 - in KINDS
from app.ids import BlobId, EntityId, RecordId

# --------------------------------------------------------------------------------- the case


class CaseFile(Fact, frozen=True):
    """``case_file/1`` The case as such. The pseudonym is part of the case number, so that it
    may be searched for (förordning 2001:637, 15 §)."""

    case_number: str
    """``2026-0014``"""
    pseudonym: str
    """``Björk``"""
    registration_number: str = ""
    """The municipality's own, pattern configurable, e.g. ``SN 2026/123`` (F127)."""


class IntakeKind(StrEnum):
    INTEREST = "interest"
    APPLICATION = "application"


class Channel(StrEnum):
    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"
    E_SERVICE = "e_service"
    POLICE = "police"
    PROBATION = "probation"
    OTHER_UNIT = "other_unit"
    OTHER = "other"


class Intake(Fact, frozen=True):
    """``intake/1`` An interest or an application (F034). An application starts the six months
    of FL 12 §."""

    kind: IntakeKind
    received_on: str
    channel: Channel
    received_by: str
    wish: str
    """In the person's own words."""
    from_whom: str = ""
    """Who made contact, by role: the person, kin, the police …"""


class Responsibility(Fact, frozen=True):
    """``responsibility/1`` Who is responsible from a date on (F033). A change is a new record of
    the same entity."""

    name: str
    title: str
    valid_from: str
    reason: str = ""
    co_worker: str = ""
    """Who handles the case beside them, if anybody does (*medhandläggare*)."""


class NumberKind(StrEnum):
    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"


class AddressKind(StrEnum):
    REGISTERED = "registered"
    ACTUAL = "actual"
    MAIL = "mail"
    OTHER = "other"


class Address(Fact, frozen=True):
    kind: AddressKind
    text: str
    valid_from: str = ""
    valid_to: str = ""


class Identity(Fact, frozen=True):
    """``identity/1`` Who the person is. Never folded into a read model; read through
    ``usecases.reveal`` alone."""

    given_name: str = ""
    family_name: str = ""
    number: str = ""
    """Twelve digits, ``199001011239``; the kind is told by its day."""
    addresses: tuple[Address, ...] = ()
    phone: str = ""
    email: str = ""
    contact_route: str = ""
    """How the person may safely be reached."""
    other: str = ""


class ProtectionLevel(StrEnum):
    NONE = "none"
    REQUESTED = "requested"
    CONFIDENTIALITY_MARKING = "confidentiality_marking"
    PROTECTED_REGISTRATION = "protected_registration"
    BOTH = "both"
    OWN_APPRAISAL = "own_appraisal"


class ProtectionShown(StrEnum):
    DECISION_SEEN = "decision_seen"
    TAX_AGENCY = "tax_agency"
    POPULATION_REGISTER = "population_register"
    ORAL = "oral"


class Protection(Fact, frozen=True):
    """``protection/1`` The level of protection of the identity and until when. Shown on screen,
    never printed on a document that leaves."""

    level: ProtectionLevel
    checked_on: str
    shown_by: ProtectionShown | None = None
    valid_to: str = ""


# ----------------------------------------------------------------------------- threat, journal


class Owner(StrEnum):
    """Who answers for a statement about threat or need (F072)."""

    BOPS = "bops"
    LOCAL_POLICE = "local_police"
    SOCIAL_SERVICES = "social_services"
    CLIENT = "client"


class ThreatLevel(StrEnum):
    NOT_ASSESSED = "not_assessed"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ThreatType(StrEnum):
    NOT_ASSESSED = "not_assessed"
    NONE_KNOWN = "none_known"
    LATENT = "latent"
    CONCRETE = "concrete"


class YesNoPending(StrEnum):
    YES = "yes"
    NO = "no"
    PENDING = "pending"


class ThreatAssessment(Fact, frozen=True):
    """``threat_assessment/1`` What BOPS or the local police have assessed, or what social services
    or the client say of it. The program never computes it (F042, F043)."""

    owner: Owner
    assessed_on: str
    level: ThreatLevel = ThreatLevel.NOT_ASSESSED
    type: ThreatType = ThreatType.NOT_ASSESSED
    target_group: YesNoPending | None = None
    relocation_needed: YesNoPending | None = None
    text: str = ""
    valid_to: str = ""


class NoteType(StrEnum):
    CONVERSATION = "conversation"
    MEETING = "meeting"
    PHONE = "phone"
    INCOMING = "incoming"
    CONSULTATION = "consultation"
    FOLLOW_UP = "follow_up"
    INCIDENT = "incident"
    MEASURE = "measure"
    OTHER = "other"


class JournalNote(Fact, frozen=True):
    """``journal_note/1`` A note; when the event was stands in the record's ``happened_at``.
    Facts and appraisal are kept apart. A note with a parent is a correction of it."""

    type: NoteType
    heading: str
    facts: str = ""
    appraisal: str = ""
    source: str = ""
    participants: str = ""
    correction_reason: str = ""


class ClientObjection(Fact, frozen=True):
    """``client_objection/1`` "Den enskilde anser uppgiften felaktig" (SoL 2025:400 14 kap. 6 §)."""

    about: RecordId
    stated_on: str
    words: str


# ---------------------------------------------------------------- assessment, decision, plan


class FormPurpose(StrEnum):
    """What a template is for, and with it a form that has been filled in. Only an assessment is
    something that a decision can rest on."""

    ASSESSMENT = "assessment"
    INTAKE = "intake"
    """Enrolment: who is here, and whether this is the right place."""
    RESPONSIVITY = "responsivity"
    """How ready the person is for a change, and what works; filled in again over time."""
    MAPPING = "mapping"
    """One subject in depth: violence, children, threat, digital safety."""
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    CLOSING = "closing"


class Assessment(Fact, frozen=True):
    """``assessment/1`` A completed guided assessment, or another form that was filled in. The
    exact bytes of template and response lie as blobs; what others link to is copied out, so that
    it can be read without the form."""

    template: str
    """``url|version``"""
    template_blob: BlobId
    response_blob: BlobId
    title: str
    completed_on: str
    needs: tuple[Need, ...] = ()
    purpose: str = FormPurpose.ASSESSMENT.value
    """A ``FormPurpose``, or one that a newer program knows. What was signed before there was a
    choice is an assessment."""
    measures: tuple[Measure, ...] = ()
    vulnerabilities: tuple[str, ...] = ()
    """Kinds of vulnerability (*typer av utsatthet*, F149), as the form words them."""
    instruments: tuple[Instrument, ...] = ()
    continues: RecordId | None = None
    """The signed form whose answers this one began with."""


class Measure(Fact, frozen=True):
    """One answer that is worth comparing over time, such as a ruler from 0 to 10."""

    key: str
    """Stable between versions of a template: the link id of its question."""
    label: str
    value: int
    lowest: int
    highest: int
    shown: str
    """The answer in words: ``7 av 10``, ``Funderar``."""


class Instrument(Fact, frozen=True):
    """An instrument that somebody else's method used, recorded and never reckoned here. Every
    field as it was written; all but the name may be empty."""

    name: str
    version: str = ""
    date: str = ""
    assessor: str = ""
    outcome: str = ""


class Need(Fact, frozen=True):
    """One need that an assessment found."""

    key: str
    """Stable within the assessment: the link id of its group."""
    area: str
    """Life area, in Swedish, as the form names it."""
    level: int
    """0 none to 3 acute."""
    goal: str = ""
    proposed: str = ""
    """The intervention proposed."""


class NeedRef(Fact, frozen=True):
    """A need of a certain signed assessment."""

    assessment: RecordId
    key: str


class Outcome(StrEnum):
    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    REFUSED = "refused"


class GrantedIntervention(Fact, frozen=True):
    """One granted intervention: linked to a need, with a reason of its own (F047)."""

    key: str
    """Stable within the decision: ``1``, ``2`` …"""
    intervention: str
    need: NeedRef
    reason: str
    valid_from: str
    extent: str = ""
    valid_to: str = ""
    """Empty: until further notice."""


class Decision(Fact, frozen=True):
    """``decision/1`` FL 31–32 §§: date, what, who decided, reasons with provision."""

    outcome: Outcome
    decided_on: str
    applied_for: str
    provision: str
    """Key in the legal pack, e.g. ``sol-2025-11-1``."""
    provision_text: str
    """The reference as it was written on that day: ``11 kap. 1 § socialtjänstlagen (2025:400)``."""
    reasons: str
    decided_by_name: str
    decided_by_title: str
    delegation: str
    """By which delegation: item in the delegation order, or the board itself."""
    assessment: RecordId
    interventions: tuple[GrantedIntervention, ...] = ()
    alternative_support: str = ""
    """Offered where something is refused."""
    follow_up_on: str = ""


class Dispatch(Fact, frozen=True):
    """``dispatch/1`` When and how a decision was sent."""

    decision: RecordId
    dispatched_on: str
    how: str


class DecisionReceipt(Fact, frozen=True):
    """``decision_receipt/1`` When and how the person got the decision: starts the three weeks of
    FL 44 §. Kept apart from the dispatch."""

    decision: RecordId
    received_on: str
    how: str


class Activity(Fact, frozen=True):
    key: str
    what: str
    how: str = ""
    when: str = ""
    how_often: str = ""
    who: str = ""


class PlanIntervention(Fact, frozen=True):
    key: str
    intervention: str
    decision: RecordId | None = None
    granted_key: str = ""
    provider: str = ""
    payer: str = ""
    cost_ore: int | None = None
    cost_unit: str = ""
    """``day``, ``week``, ``month``, ``once``"""
    activities: tuple[Activity, ...] = ()


class Goal(Fact, frozen=True):
    key: str
    words: str
    """In the client's own words."""
    need: NeedRef | None = None
    need_text: str = ""
    measure: str = ""
    """How one sees that it has been reached."""
    interventions: tuple[PlanIntervention, ...] = ()


class Participant(Fact, frozen=True):
    name: str
    function: str = ""


class Plan(Fact, frozen=True):
    """``plan/1`` A fixed version of the implementation plan. A later version of the same entity
    replaces it. Content as SOSFS 2014:5 (general advice) asks for; see ``docs/requirements.md``."""

    number: int
    fixed_on: str
    fixed_by: str
    goals: tuple[Goal, ...]
    participation: str
    own_words: str = ""
    participants: tuple[Participant, ...] = ()
    cooperation: str = ""
    own_safety: str = ""
    """The client's own part in safety."""
    follow_up_on: str = ""
    follow_up_how: str = ""
    follow_up_who: str = ""
    valid_from: str = ""
    valid_to: str = ""


# --------------------------------------------------------------------------------- what leaves


class ExplainedFinding(Fact, frozen=True):
    """Why something the leak linter found was left in."""

    finding: str
    """Key of the finding, which names kind and place and repeats nothing of the text."""
    words: str


class Disclosure(Fact, frozen=True):
    """``disclosure/1`` One entry of the disclosure register (F086, X16)."""

    recipient: EntityId
    recipient_name: str
    recipient_organisation: str
    ground: str
    """Key in the legal pack's list of grounds."""
    ground_text: str
    reason: str
    """Consent, harm test or balance of interests, in words."""
    document: str
    """Document kind: ``implementation_plan``."""
    profile: str
    source: RecordId
    """The record that was rendered."""
    leaves: tuple[str, ...]
    """Codes of the categories that left."""
    stays: tuple[str, ...]
    copy_number: int
    form: str
    """``file`` or ``paper``"""
    document_id: str
    blob: BlobId
    """The exact bytes that left."""
    explained: tuple[ExplainedFinding, ...] = ()
    not_written: str = ""
    """In a later version of the entry: code of what stopped the copy from being written. Empty
    means that it left, as far as anybody knows: the entry is made before the copy, so that a
    power cut can make the register say too much, never too little."""


KINDS: dict[str, type[Fact]] = {
    "author_card/1": AuthorCard,
    "recipient/1": Recipient,
    "template/1": InstalledTemplate,
    "method_pack/1": MethodPackInstalled,
    "case_file/1": CaseFile,
    "intake/1": Intake,
    "responsibility/1": Responsibility,
    "identity/1": Identity,
    "protection/1": Protection,
    "threat_assessment/1": ThreatAssessment,
    "journal_note/1": JournalNote,
    "client_objection/1": ClientObjection,
    "assessment/1": Assessment,
    "decision/1": Decision,
    "dispatch/1": Dispatch,
    "decision_receipt/1": DecisionReceipt,
    "plan/1": Plan,
    "disclosure/1": Disclosure,
}
"""Kind and version → shape of the body."""
