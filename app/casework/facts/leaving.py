"""What leaves."""

from __future__ import annotations

from app.casework.fact import Fact
from app.ids import BlobId, EntityId, RecordId


class ExplainedFinding(Fact, frozen=True):
    """Why something the leak linter found was left in."""

    finding: str
    """Key of the finding, which names kind and place and repeats nothing of the text."""
    words: str


class Disclosure(Fact, frozen=True):
    """``disclosure/2`` One entry of the disclosure register (F086, X16)."""

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
    """``file``, ``paper``, ``package`` or ``locked_file`` (``disclosure.gate.Form``)"""
    document_id: str
    blob: BlobId
    """The exact bytes that left; of a package what tells by id what was in it."""
    explained: tuple[ExplainedFinding, ...] = ()
    not_written: str = ""
    """In a later version of the entry: code of what stopped the copy from being written. Empty
    means that it left, as far as anybody knows: the entry is made before the copy, so that a
    power cut can make the register say too much, never too little."""
    consent: EntityId | None = None
    """The consent that it rests on, where the ground is consent (X17)."""
