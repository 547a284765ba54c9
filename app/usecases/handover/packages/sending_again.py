"""The same package once more: its file was never written, or has been lost on its way."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.casework import facts
from app.casework.consents import held_as
from app.casework.handover_facts import SentPackage
from app.casework.state import CaseState
from app.disclosure.categories import Category
from app.disclosure.consent import basis_for
from app.disclosure.gate import (
    Disclosed,
    DisclosureRequest,
    Form,
    next_copy_number,
    pass_through,
)
from app.disclosure.profiles import IDENTIFYING, Profile
from app.errors import Reason, Refusal
from app.handover.kinds import HandoverKind
from app.ids import BlobId, EntityId, StreamId
from app.progress import Progress, no_progress
from app.usecases.desk import Desk
from app.usecases.handover.packages.manifest import Manifest, contents_again, read_manifest
from app.usecases.handover.packages.package_register import sent_package
from app.usecases.handover.packages.parcels import Parcel
from app.usecases.handover.packages.sending import Sealed, seal_in_place_of
from app.usecases.identity import identities_for_gate
from app.usecases.reading import state_of
from app.usecases.registers import list_recipients

BOUND: Final = frozenset({"transfer", "share", "approval_request", "urgent"})
"""What was asked or told by a package. Where it has been taken back, answered or changed since, the
same package would say what holds no more."""


def may_seal_again(desk: Desk, sent: SentPackage) -> bool:
    """Whether ``seal_again`` may work: the package is of a case that is here, no receipt of it has
    come, and what it asks still stands. A package of no case is made anew by the use case that
    made it."""
    if not sent.manifest or sent.outcome is not None or sent.kind not in set(HandoverKind):
        return False
    here = desk.vault.journal.records(sent.cases[0])
    superseded = {parent for record in here for parent in record.content.parents}
    bound = (record.id for record in here if record.kind_name in BOUND)
    return bool(here) and superseded.isdisjoint(set(bound).intersection(sent.heads))


def seal_again(
    desk: Desk, sent: EntityId, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """The same records once more, as a file with a number of its own. The gate is passed again,
    so that a consent withdrawn since stops it.

    Raises Refusal as ``sending.seal_parcel`` and as the gate; entity_unknown; nothing_to_send
    where a receipt has come, where what it was made of is no longer here, or where it is of no
    case."""
    fact = sent_package(desk, sent)
    if not may_seal_again(desk, fact):
        raise Refusal(Reason.NOTHING_TO_SEND)
    stream = fact.cases[0]
    manifest = read_manifest(desk.vault.blobs.get(stream, BlobId(fact.manifest)))
    parcel = _parcel(desk, fact, stream, manifest)
    return seal_in_place_of(desk, parcel, folder, fact.instead_of or fact.package, progress)


def _parcel(desk: Desk, sent: SentPackage, stream: StreamId, manifest: Manifest) -> Parcel:
    contents = contents_again(desk, manifest, sent.cases)
    state = state_of(desk, stream)
    entry = _entry(state, sent.disclosure)
    return Parcel(
        kind=HandoverKind(sent.kind),
        to=sent.to,
        purpose=manifest.purpose,
        pick=lambda _desk: contents,
        stream=stream,
        ground=manifest.ground,
        disclosed=None if entry is None else _pass_again(desk, state, entry),
        reply_to=manifest.reply_to,
        names_withheld=manifest.names_withheld,
        heads=lambda _desk: manifest.heads,
    )


def _entry(state: CaseState, disclosure: EntityId | None) -> facts.Disclosure | None:
    found = state.find(facts.Disclosure, disclosure)
    return None if found is None else found.latest.fact


def _pass_again(desk: Desk, state: CaseState, entry: facts.Disclosure) -> Disclosed:
    """The gate, asked what it was asked the first time, by what holds today."""
    request = DisclosureRequest(
        recipient=entry.recipient,
        ground=entry.ground,
        reason=entry.reason,
        profile=Profile(entry.profile),
        source=entry.source,
        allowed=frozenset(map(Category, entry.leaves)),
        form=Form.PACKAGE,
        explanations=tuple((each.finding, each.words) for each in entry.explained),
        consent=entry.consent,
    )
    identities = identities_for_gate(desk, state.stream)
    if len(identities) > 1 and request.allowed & IDENTIFYING:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    today = desk.now().date()
    consent = held_as(state, request.consent, today)
    recipients = {row.entity: row.recipient for row in list_recipients(desk, retired=True)}
    return pass_through(
        request,
        recipient=recipients.get(request.recipient),
        ground=desk.law.ground(request.ground, today),
        identity=identities[0] if identities else None,
        copy_number=next_copy_number(each.latest.fact for each in state.disclosures),
        kind="package",
        consent=basis_for(state, consent, request.recipient) if consent else None,
    )
