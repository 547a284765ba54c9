"""The bodies of records in the vault's own register; ``casework.facts`` says what holds for all."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.ids import BlobId, EntityId, KeyId


class AuthorCard(Fact, frozen=True):
    """``author_card/2`` Who stands behind a signing key. Can be withheld (FL 33 §)."""

    key: KeyId
    name: str
    title: str
    function: str
    unit: str
    municipality: str
    told_by: str = ""
    """Fingerprint of the key card of whoever said so in a package; empty: this vault's own."""


class Recipient(Fact, frozen=True):
    """``recipient/1`` A function or person to whom something may be disclosed."""

    name: str
    """Function first: "Kontaktperson, boendet"; a person's name only where it is needed."""
    organisation: str
    kind: str
    """``client``, ``authority``, ``municipality``, ``provider``, ``region``, ``organisation``,
    ``kin``, ``own_unit``"""
    retired: bool = False


class TemplateSource(StrEnum):
    """What an installed template came out of."""

    SPREADSHEET = "spreadsheet"
    STANDARD = "standard"
    """A file in the standard format."""
    METHOD_PACK = "method_pack"


class InstalledTemplate(Fact, frozen=True):
    """``template/1`` A template that has been taken into this vault. Its bytes stay for ever; a
    later record of the same entity only takes it out of use, or into use again."""

    url: str
    version: str
    title: str
    blob: BlobId
    """The exact bytes."""
    purpose: str
    """A value of ``FormPurpose``, or empty."""
    source: TemplateSource
    sheets_blob: BlobId | None = None
    """The sheets it was made of, as canonical JSON of ``forms.sheet_table.SheetTable``."""
    pack: EntityId | None = None
    """The method pack that brought it."""
    valid_from: str = ""
    """The first day on which something new may be begun with it, where the pack gives one."""
    retired: bool = False


class PackedText(Fact, frozen=True):
    """A text of a method pack that has a source and a time: a definition, a ground."""

    key: str
    title: str
    text: str
    source: str
    valid_from: str
    valid_to: str = ""


class MethodPackInstalled(Fact, frozen=True):
    """``method_pack/2`` A method pack that has been taken into this vault, whole (X19)."""

    name: str
    version: str
    publisher: str
    effective_from: str
    digest: BlobId
    """SHA-256 of the file, which publisher and caseworker can compare by telephone."""
    templates: tuple[str, ...]
    """``url|version`` of each."""
    note: str = ""
    texts: tuple[PackedText, ...] = ()
    signed_by: str = ""
    """Name and unit of whoever sent it in a sealed package; empty: it came as a plain file."""
    signed_by_key: str = ""
    """Fingerprint of the sender's key card."""
    package: str = ""
    """Id of the envelope, whose signature covers the pack."""
