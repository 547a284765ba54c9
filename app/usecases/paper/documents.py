"""A paper: looked at from memory, or let out through the gate and never past it.

Before a single byte leaves, the register has its entry with the exact bytes and the log its row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from app.casework import facts
from app.disclosure.gate import Columns, Disclosed, DisclosureRequest, Form, columns
from app.disclosure.linter import Finding, unexplained
from app.disclosure.profiles import PROFILES, Profile
from app.documents.blocks import Document
from app.documents.implementation_plan import implementation_plan
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Weighing
from app.ports import LogCode
from app.usecases import visits, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.paper.letting_out import LetOut, let_out, require_printable
from app.usecases.paper.papers import office_of, paper_of
from app.usecases.planning import plans
from app.usecases.reading import state_of

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a document would look like, and what it would take with it."""

    pdf: bytes
    columns: Columns
    """Lämnar and stannar, when nothing is narrowed."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """Exactly what would leave on this request, before it does."""

    pdf: bytes
    columns: Columns
    copy_number: int
    document_id: str
    """Also the name of the file."""
    findings: tuple[Finding, ...]
    """What the caseworker must mask or explain."""
    lock_hindrance: Reason | None
    """Why it may not leave as a file with a passphrase (``usecases.paper.locked_file``)."""

    @property
    def digest(self) -> str:
        """SHA-256 of ``pdf``: what ``disclose_paper`` is told has been looked at."""
        return hashlib.sha256(self.pdf).hexdigest()


def preview_paper(desk: Desk, stream: StreamId, source: RecordId, profile: Profile) -> Preview:
    """A signed record (a fixed plan, a filled form) as a document for the screen, by pseudonym.
    Logged first. Raises Refusal: case_unknown, entity_unknown, document_too_large,
    form_unreadable."""
    document = paper_of(desk, state_of(desk, stream), source, profile)
    return _preview(desk, stream, document, profile)


def preview_draft_plan(
    desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject, profile: Profile
) -> Preview:
    """What stands in the plan's form as a document, marked UTKAST. Logged first. Raises
    InvalidFields as ``plans.fix_plan``; Refusal: case_unknown, document_too_large."""
    state = state_of(desk, stream)
    draft = plans.draft_plan(desk, state, entity, typed)
    document = implementation_plan(state, draft, office_of(desk, state), profile)
    return _preview(desk, stream, document, profile)


def inspect_paper(desk: Desk, stream: StreamId, request: DisclosureRequest) -> Inspection:
    """Everything to look through before a paper is let out. Logged first, with what is shown.
    Raises what ``disclose_paper`` raises, but for findings that nobody has explained."""
    visits.require(desk, stream, writing.case_records(desk, stream))
    out = let_out(desk, stream, request)
    _log(desk, LogCode.PREVIEWED, stream, out.disclosed)
    return Inspection(
        pdf=desk.render(out.document),
        columns=out.disclosed.columns,
        copy_number=out.disclosed.copy_number,
        document_id=out.disclosed.document_id,
        findings=out.findings,
        lock_hindrance=out.lock_hindrance,
    )


def disclose_paper(
    desk: Desk,
    stream: StreamId,
    request: DisclosureRequest,
    write: Callable[[bytes], None],
    *,
    looked_at: str,
) -> Changes:
    """Let a paper out. The register's entry with the exact bytes, and the log's row, are durable
    before ``write`` is called with those bytes. When ``write`` raises Refusal, a later version of
    the entry says that the copy was not written, and the Refusal goes on to the caller.
    ``looked_at`` is the ``digest`` of the inspection that the caseworker has seen: nothing else
    leaves.

    Raises InvalidFields (recipient, reason, consent); Refusal: nothing_leaves, ground_missing,
    what ``disclosure.consent.require`` raises, findings_unexplained,
    passphrase_not_for_protected for a locked file, revised_since when what would leave is no
    longer what was looked at, conflict_unsettled when name or number leaves and two versions of
    them stand against each other, document_too_large, case_unknown, entity_unknown.
    """
    out = let_out(desk, stream, request)
    if left := unexplained(out.findings, request.explanations):
        raise Refusal(Reason.FINDINGS_UNEXPLAINED, count=len(left))
    pdf = desk.render(out.document)
    if hashlib.sha256(pdf).hexdigest() != looked_at:
        raise Refusal(Reason.REVISED_SINCE)
    entity = EntityId(desk.new_id())
    with desk.vault.together():
        entry = _entry(desk, stream, out, pdf)
        writing.add(desk, stream, entity, entry)
        code = LogCode.PRINTED if request.form is Form.PAPER else LogCode.EXPORTED
        _log(desk, code, stream, out.disclosed)
    try:
        write(pdf)
    except Refusal as refusal:
        failed = msgspec.structs.replace(entry, not_written=refusal.reason.value)
        writing.revise(desk, stream, entity, failed)
        raise
    return Changes.of(stream, Part.DISCLOSED, Part.CASE, entity=entity)


def disclosed_copy(desk: Desk, stream: StreamId, entity: EntityId) -> bytes:
    """The exact bytes of a copy in the register. Logged first. Raises Refusal: case_unknown,
    reading_reason_missing, entity_unknown, database_damaged."""
    visits.require(desk, stream, writing.case_records(desk, stream))
    for entry in state_of(desk, stream).disclosures:
        if entry.id == entity:
            desk.vault.log.write(LogCode.PREVIEWED, {"stream": stream, "disclosure": entity})
            return desk.vault.blobs.get(stream, entry.latest.fact.blob)
    raise Refusal(Reason.ENTITY_UNKNOWN)


def _entry(desk: Desk, stream: StreamId, out: LetOut, pdf: bytes) -> facts.Disclosure:
    disclosed, request = out.disclosed, out.disclosed.request
    return facts.Disclosure(
        recipient=request.recipient,
        recipient_name=disclosed.recipient.name,
        recipient_organisation=disclosed.recipient.organisation,
        ground=disclosed.ground.key,
        ground_text=disclosed.ground.reference,
        reason=request.reason,
        document=out.document.kind,
        profile=request.profile.value,
        source=request.source,
        leaves=tuple(category.value for category in disclosed.columns.leaves),
        stays=tuple(category.value for category in disclosed.columns.stays),
        copy_number=disclosed.copy_number,
        form=request.form.value,
        document_id=disclosed.document_id,
        blob=desk.vault.blobs.put(stream, pdf, _PDF),
        explained=tuple(
            facts.ExplainedFinding(finding=finding.key, words=words)
            for finding in out.findings
            for key, words in request.explanations
            if key == finding.key
        ),
        consent=request.consent if disclosed.ground.weighing is Weighing.CONSENT else None,
    )


def _preview(desk: Desk, stream: StreamId, document: Document, profile: Profile) -> Preview:
    visits.require(desk, stream, writing.case_records(desk, stream))
    require_printable(document)
    desk.vault.log.write(
        LogCode.PREVIEWED,
        {"stream": stream, "document": document.document_id, "profile": profile.value},
    )
    return Preview(desk.render(document), columns(profile, PROFILES[profile].categories))


def _log(desk: Desk, code: LogCode, stream: StreamId, disclosed: Disclosed) -> None:
    payload: JsonObject = {
        "stream": stream,
        "document": disclosed.document_id,
        "copy": disclosed.copy_number,
        "profile": disclosed.request.profile.value,
        "leaves": [category.value for category in disclosed.columns.leaves],
    }
    desk.vault.log.write(code, payload)
