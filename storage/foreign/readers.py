"""The readers of the jail, by name, and what they need in memory before the doors are shut."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast

import msgspec

from app.casework.facts import AuthorCard
from app.errors import Refusal
from app.forms.library import read_template
from app.forms.method_pack import MethodPack, write_method_pack
from app.handover import package_bytes
from app.handover.key_card import CardKind, KeyCard, write_card
from app.handover.kinds import HandoverKind
from app.handover.package import Envelope, PackedBlob, Payload
from app.ids import BlobId, EntityId, KeyId, StreamId
from app.journal.canonical import encode_json, seal
from app.journal.record import Author, Content
from app.jsonvalue import Json
from storage.foreign.child import ReaderName
from storage.foreign.handover import judge_key_card, judge_package
from storage.foreign.spreadsheet import read_spreadsheet
from storage.foreign.template import judge_legal_pack, judge_pack, judge_template
from storage.foreign.workbook_writer import write_workbook
from storage.process.jail import ForeignFile, Reader

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "cp437")
"""Loaded by Python when first used; names in archives are in the last one."""

_TEMPLATE = (
    b'{"resourceType":"Questionnaire","url":"urn:a","version":"1","title":"A","status":"active",'
    b'"item":[{"linkId":"1","type":"decimal","text":"A","extension":['
    b'{"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueDecimal":0.5}]}]}'
)

_LAW = '[pack]\nformat = 1\nversion = "å"\nreviewed = false\n[[a]]\nvalid_from = 2026-01-01\n'
_LEGAL_PACK = encode_json(
    {
        "kind": "legal_pack",
        "format": 1,
        "version": "1",
        "publisher": "A",
        "effective_from": "2026-01-01",
        "note": "",
        "texts": dict.fromkeys(("provisions", "grounds", "deadlines", "retention"), _LAW),
    }
)


_KEY = KeyId("0" * 64)


def _as_json(read: Callable[[Sequence[ForeignFile]], Any]) -> Reader:
    return lambda files: cast("Json", msgspec.to_builtins(read(files)))


READERS: Mapping[str, Reader] = {
    ReaderName.SPREADSHEET: _as_json(read_spreadsheet),
    ReaderName.TEMPLATE: _as_json(judge_template),
    ReaderName.METHOD_PACK: _as_json(judge_pack),
    ReaderName.LEGAL_PACK: _as_json(judge_legal_pack),
    ReaderName.KEY_CARD: _as_json(judge_key_card),
    ReaderName.PACKAGE: _as_json(judge_package),
}


def warm_up() -> None:
    """Read something of every kind, so that nothing is left to be loaded from the disk."""
    for name in _ENCODINGS:
        codecs.lookup(name)
    book = write_workbook({"Frågor": (("id", "typ"), ("1", "info"))})
    sheets = [ForeignFile("a.xlsx", book), ForeignFile("b.csv", b"id;typ\n")]
    template = ForeignFile("c.json", _TEMPLATE)
    READERS[ReaderName.SPREADSHEET](sheets)
    READERS[ReaderName.TEMPLATE]([template])
    READERS[ReaderName.METHOD_PACK]([ForeignFile("d", _pack(template.data))])
    with contextlib.suppress(Refusal):  # it holds too little, and is read all the same
        READERS[ReaderName.LEGAL_PACK]([ForeignFile("e", _LEGAL_PACK)])
    READERS[ReaderName.KEY_CARD]([ForeignFile("f", _key_card())])
    READERS[ReaderName.PACKAGE]([ForeignFile("g", _package())])


def _pack(template: bytes) -> bytes:
    templates = (read_template(template),)
    return write_method_pack(MethodPack("A", "1", "A", "2026-01-01", templates))


def _key_card() -> bytes:
    day = date(2026, 1, 1)
    card = KeyCard(
        kind=CardKind.PERSON,
        name="Å",
        title="A",
        unit="A",
        municipality="A",
        signing_key=_KEY,
        hybrid="age1pq1",
        classic="",
        created=day,
        valid_to=day,
        serial=1,
        previous="",
    )
    return write_card(card, _unsigned)


def _package() -> bytes:
    """With one of everything. What it is written by reads it too."""
    entity, at, blob = str(uuid.UUID(int=0)), "2026-01-01T00:00:00+01:00", b"a"
    stream = StreamId(entity)
    author = Author(_KEY, "Å", "A")
    content = Content(stream, EntityId(entity), "a/1", (), 1, {}, author, at[:10], at)
    digest = BlobId(hashlib.sha256(blob).hexdigest())
    envelope = Envelope(
        kind=HandoverKind.COPY,
        number=1,
        sender=_KEY[:32],
        sender_key=_KEY,
        recipients=(_KEY[:32],),
        purpose="Å",
        ground="",
        cases=(stream,),
        sealed_at=at,
        expires_on=at[:10],
        nonce=_KEY[:32],
        anchor=f"0:{_KEY}",
    )
    payload = Payload(
        body={},
        authors=(AuthorCard(key=_KEY, name="Å", title="", function="", unit="", municipality=""),),
        cards=(b"a",),
        records=(seal(content, _unsigned),),
        blobs=(PackedBlob(stream, digest, "text/plain", blob),),
    )
    return package_bytes.write(envelope, payload, _unsigned)


def _unsigned(_message: bytes) -> bytes:
    return bytes(64)
