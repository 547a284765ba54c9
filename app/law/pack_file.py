"""A legal pack as one file that a jurist gives out (X19, F032).

Canonical JSON around the seven TOML files, so that the very bytes can be compared by telephone and
the texts can still be read and edited. Reading is strict, and the pack is taken whole or not at
all.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import msgspec

from app.errors import Reason, Refusal
from app.journal.canonical import decode_json, encode_json
from app.law.pack import LegalPack

ENDING = ".aktvalv-lagpaket"
FORMAT = 1
MAX_BYTES = 2 * 1024 * 1024
_LONGEST_LINE, _LONGEST_NOTE = 200, 5_000


class LawTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The files of a pack, as TOML, each named as the file without its ending."""

    provisions: str
    grounds: str
    deadlines: str
    retention: str
    definitions: str
    plan_contents: str
    paper_texts: str

    def parse(self) -> LegalPack:
        """Raises Refusal as ``LegalPack.parse``."""
        return LegalPack.parse(*(text.encode() for text in msgspec.structs.astuple(self)))


@dataclass(frozen=True, slots=True)
class LegalPackFile:
    version: str
    publisher: str
    effective_from: str
    """``YYYY-MM-DD``"""
    texts: LawTexts
    law: LegalPack
    note: str = ""
    digest: str = ""
    """SHA-256 of the file it was read from; empty before it has been written."""


class _Packed(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["legal_pack"]
    format: int
    version: str
    publisher: str
    effective_from: str
    note: str
    texts: LawTexts


def write_legal_pack(pack: LegalPackFile) -> bytes:
    """The file. Raises Refusal for a pack that could not be read back."""
    packed = _Packed(
        "legal_pack",
        FORMAT,
        pack.version,
        pack.publisher,
        pack.effective_from,
        pack.note,
        pack.texts,
    )
    data = encode_json(msgspec.to_builtins(packed))
    read_legal_pack(data)
    return data


def read_legal_pack(data: bytes) -> LegalPackFile:
    """The pack in a file. Raises Refusal: not_a_legal_pack for what is not exactly the format,
    legal_pack_newer for a later one, and as ``LegalPack.parse`` for what stands in it."""
    try:
        packed = msgspec.convert(decode_json(data, MAX_BYTES), _Packed, strict=True)
        _check(packed)
    except (Refusal, msgspec.ValidationError, ValueError):
        raise Refusal(Reason.NOT_A_LEGAL_PACK) from None
    if packed.format > FORMAT:
        raise Refusal(Reason.LEGAL_PACK_NEWER)
    digest = hashlib.sha256(data).hexdigest()
    law = packed.texts.parse()
    return LegalPackFile(
        version=packed.version,
        publisher=packed.publisher,
        effective_from=packed.effective_from,
        texts=packed.texts,
        # What the index is computed under must be another for other bytes of the same version.
        law=replace(law, version=f"{law.version} {digest[:16]}"),
        note=packed.note,
        digest=digest,
    )


def _check(packed: _Packed) -> None:
    lines = (packed.version, packed.publisher)
    if packed.format < 1 or not all(line.strip() for line in lines):
        raise ValueError("no name")
    if not all(len(line) <= _LONGEST_LINE and line.isprintable() for line in lines):
        raise ValueError("a name that is no line")
    for text in (packed.note, *msgspec.structs.astuple(packed.texts)):
        text.encode()  # a lone surrogate is no text
    if len(packed.note) > _LONGEST_NOTE or not packed.note.replace("\n", " ").isprintable():
        raise ValueError("too much text, or signs that are not seen")
    if date.fromisoformat(packed.effective_from).isoformat() != packed.effective_from:
        raise ValueError("a date in another form")
