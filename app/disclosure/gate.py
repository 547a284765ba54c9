"""The gate: everything that leaves passes here, with a recipient, a ground and an allow-list.

Offentlighets- och sekretesslagen 26 kap. 1 §: secrecy is the rule in the social services, and
whoever discloses must be able to say on what ground (F086, X16).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import InitVar, dataclass
from enum import StrEnum

from app.casework import facts
from app.disclosure.categories import Category, in_order
from app.disclosure.consent import Basis, require
from app.disclosure.profiles import IDENTIFYING, PROFILES, Profile
from app.errors import Fault, FieldProblem, InvalidFields, Reason, Refusal
from app.ids import EntityId, RecordId
from app.law.pack import Ground, Weighing


class Form(StrEnum):
    """How it leaves."""

    FILE = "file"
    PAPER = "paper"
    PACKAGE = "package"
    """Records, sealed to one person's key card."""
    LOCKED_FILE = "locked_file"
    """The same file, sealed with a passphrase, for somebody without keys. Never where there is
    protection (X03)."""


@dataclass(frozen=True, slots=True)
class DisclosureRequest:
    """What the caseworker has chosen and written."""

    recipient: EntityId
    """Empty when none is chosen."""
    ground: str
    """Key in the legal pack's closed list; empty when none is chosen."""
    reason: str
    """Consent, harm test or balance of interests, in words."""
    profile: Profile
    source: RecordId
    """The signed version that is rendered."""
    allowed: frozenset[Category]
    """What may leave. Never more than the profile can hold; empty lets nothing out."""
    form: Form = Form.FILE
    explanations: tuple[tuple[str, str], ...] = ()
    """Key of a finding of the leak linter, and why it may stay in."""
    consent: EntityId | None = None
    """The consent that it rests on, where the ground is consent."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What is shown before anything is sealed."""

    leaves: tuple[Category, ...]
    stays: tuple[Category, ...]


def columns(profile: Profile, allowed: frozenset[Category]) -> Columns:
    """The two columns *lämnar* and *stannar*: together they are every category there is."""
    leaving = allowed & PROFILES[profile].categories
    return Columns(in_order(leaving), in_order(frozenset(Category) - leaving))


_SEAL = object()


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Proof that the gate has let something through, and all of the identity that it let through.
    Only this module can make one."""

    request: DisclosureRequest
    recipient: facts.Recipient
    ground: Ground
    columns: Columns
    copy_number: int
    document_id: str
    name: str
    """Empty when the name stays."""
    number: str
    """Twelve digits; empty when the number stays."""
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only the gate discloses")

    @property
    def identifying(self) -> tuple[str, ...]:
        """The texts that are disclosed on purpose, as they are stored."""
        return tuple(text for text in (self.name, self.number) if text)


def pass_through(
    request: DisclosureRequest,
    *,
    recipient: facts.Recipient | None,
    ground: Ground | None,
    identity: facts.Identity | None,
    copy_number: int,
    kind: str,
    consent: Basis | None = None,
) -> Disclosed:
    """Let a document through, or refuse. ``recipient`` and ``ground`` are what the request's keys
    lead to, None where they lead nowhere; ``copy_number`` comes from ``next_copy_number``;
    ``kind`` is the document's. Where the ground is consent, ``consent`` is the one that the request
    names: it must hold, name the recipient and be about everything that leaves. Raises Refusal:
    nothing_leaves for an empty allow-list, ground_missing, and as ``consent.require``;
    InvalidFields for a recipient that is missing or retired, for a reason that is blank and for a
    consent that is not chosen."""
    split = columns(request.profile, request.allowed)
    if not split.leaves:
        raise Refusal(Reason.NOTHING_LEAVES)
    on_consent = ground is not None and ground.weighing is Weighing.CONSENT
    problems = (*_problems(request, recipient), *_consent_problems(consent, asked=on_consent))
    if problems:
        raise InvalidFields(problems)
    if ground is None:
        raise Refusal(Reason.GROUND_MISSING)
    assert recipient is not None
    leaving = frozenset(split.leaves)
    if on_consent and consent is not None:
        require(consent, leaving)
    shown = identity if identity and leaving & IDENTIFYING else facts.Identity()
    return Disclosed(
        request=request,
        recipient=recipient,
        ground=ground,
        columns=split,
        copy_number=copy_number,
        document_id=document_id(kind, request.source, request.profile, copy_number),
        name=_full_name(shown) if Category.NAME in leaving else "",
        number=shown.number if Category.PERSONNUMMER in leaving else "",
        seal=_SEAL,
    )


def next_copy_number(disclosures: Iterable[facts.Disclosure]) -> int:
    """One more than the highest of the case so far. A number is never used again, even where
    what it stood for was never written."""
    return max((entry.copy_number for entry in disclosures), default=0) + 1


_PREFIXES = {
    "meeting_agenda": "DO",
    "implementation_plan": "GP",
    "care_plan": "VP",
    "filled_form": "UF",
    "child_report": "AB",
    "referral": "HV",
    "consent_form": "SA",
    "decision_notice": "BE",
    "case_overview": "OV",
    "package": "PK",
}
"""Two letters for each kind of document, a row for each kind of ``usecases.paper_kinds``."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that is taken for a digit when read aloud."""


def document_id(kind: str, source: RecordId, profile: Profile, copy_number: int = 0) -> str:
    """A name for one copy of one document, such as ``GP-7K3Q-X9M2``: always the same for the
    same copy, and says nothing about the case. Copy 0 is what has not left."""
    named = f"{kind}\n{source}\n{profile}\n{copy_number}".encode()
    number = int.from_bytes(hashlib.sha256(named).digest()[:5], "big")
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{_PREFIXES[kind]}-{letters[:4]}-{letters[4:]}"


def _problems(
    request: DisclosureRequest, recipient: facts.Recipient | None
) -> Iterable[FieldProblem]:
    if not request.recipient:
        yield FieldProblem("recipient", Fault.REQUIRED)
    elif recipient is None or recipient.retired:
        yield FieldProblem("recipient", Fault.UNKNOWN_REFERENCE)
    if not request.reason.strip():
        yield FieldProblem("reason", Fault.REQUIRED)


def _consent_problems(consent: Basis | None, *, asked: bool) -> Iterable[FieldProblem]:
    if asked and consent is None:
        yield FieldProblem("consent", Fault.REQUIRED)


def _full_name(identity: facts.Identity) -> str:
    return " ".join(part for part in (identity.given_name, identity.family_name) if part)
