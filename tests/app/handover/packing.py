"""Packages put together by hand, byte by byte: right ones, and ones that nobody would write."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from app.casework.facts import AuthorCard
from app.forms.limits import HARMFUL
from app.handover.kinds import HandoverKind
from app.handover.package import Envelope, PackedBlob, Payload
from app.ids import BlobId, KeyId
from app.journal.canonical import content_bytes, encode_json
from app.journal.record import Record
from app.jsonvalue import Json
from tests.app.journal.strategies import KEY, STREAMS, bodies, graphs, record, signature

SENDER, RECEIVER = "ab" * 16, "cd" * 16
MAGIC = b"aktvalv paket 1\n"
CONTEXT = b"aktvalv package v1\0"

ENVELOPE = Envelope(
    kind=HandoverKind.COPY,
    number=7,
    sender=SENDER,
    sender_key=KEY,
    recipients=(RECEIVER,),
    purpose="Verkställighet i den mottagande kommunen",
    ground="26 kap. 1 § offentlighets- och sekretesslagen (2009:400)",
    cases=(STREAMS[0],),
    sealed_at="2026-06-01T09:00:00+02:00",
    expires_on="2026-07-01",
    nonce="0f" * 16,
    anchor=f"12:{'9a' * 32}",
)


def sign(message: bytes) -> bytes:
    return signature(KEY, message)


def author(key: KeyId = KEY, name: str = "Åsa Exempelsson") -> AuthorCard:
    return AuthorCard(
        key=key,
        name=name,
        title="Socialsekreterare",
        function="Handläggare",
        unit="Avhopparenheten",
        municipality="Exempelkommun",
    )


def blob(data: bytes = b"%PDF-1.7 ett papper") -> PackedBlob:
    return PackedBlob(STREAMS[0], BlobId(hashlib.sha256(data).hexdigest()), "application/pdf", data)


PAYLOAD = Payload(
    body={"reduced": False, "words": "Åter"},
    authors=(author(),),
    cards=(b'{"a":1}',),
    records=(record(body={"heading": "Möte"}), record(body={"heading": "Samtal"})),
    blobs=(blob(),),
)


def frame(piece: bytes) -> bytes:
    return len(piece).to_bytes(4, "big") + piece


def record_frame(one: Record) -> bytes:
    return one.signature + content_bytes(one.content)


def author_frame(card: AuthorCard) -> bytes:
    body: dict[str, Any] = {name: getattr(card, name) for name in card.__struct_fields__}
    return encode_json({"body": body, "kind": "author_card/2"})


def blob_frames(one: PackedBlob) -> list[bytes]:
    header = {"blob": one.blob, "media_type": one.media_type, "stream": one.stream}
    return [encode_json(header), one.data]


@dataclass
class Draft:
    """A package on its way to be one. What is changed here is signed as it stands."""

    envelope: dict[str, Any] = field(default_factory=lambda: as_object(ENVELOPE))
    body: bytes = encode_json(PAYLOAD.body)
    authors: list[bytes] = field(default_factory=lambda: list(map(author_frame, PAYLOAD.authors)))
    cards: list[bytes] = field(default_factory=lambda: list(PAYLOAD.cards))
    records: list[bytes] = field(default_factory=lambda: list(map(record_frame, PAYLOAD.records)))
    blobs: list[bytes] = field(default_factory=lambda: blob_frames(PAYLOAD.blobs[0]))
    after: bytes = b""
    """What follows the last frame, and is counted in."""
    seal: dict[str, Any] = field(default_factory=dict)
    """What the envelope says falsely of the payload."""
    counts: dict[str, Any] = field(default_factory=dict)
    magic: bytes = MAGIC
    written: Callable[[dict[str, Any]], bytes] = encode_json
    """How the envelope becomes bytes."""

    def bytes(self, sign: Callable[[bytes], bytes] = sign) -> bytes:
        pieces: Sequence[bytes] = (
            self.body, *self.authors, *self.cards, *self.records, *self.blobs,
        )  # fmt: skip
        inside = b"".join(map(frame, pieces)) + self.after
        counts = {
            "authors": len(self.authors),
            "cards": len(self.cards),
            "records": len(self.records),
            "blobs": len(self.blobs) // 2,
        }
        seal = {
            "size": len(inside),
            "sha256": hashlib.sha256(inside).hexdigest(),
            "counts": counts | self.counts,
        }
        outside = self.written({**self.envelope, "payload": seal | self.seal})
        signed = sign(CONTEXT + hashlib.sha256(outside).digest())
        return self.magic + frame(outside) + signed + inside


def as_object(envelope: Envelope) -> dict[str, Any]:
    """As JSON has it."""
    plain = json.loads(json.dumps(dataclasses.asdict(envelope)))
    assert isinstance(plain, dict)
    return plain


def readable(value: Json) -> bool:
    """Whether nothing in it is a character that no package may carry."""
    if isinstance(value, dict):
        return all(readable(each) for pair in value.items() for each in pair)
    if isinstance(value, (list, tuple)):
        return all(map(readable, value))
    return not (isinstance(value, str) and HARMFUL.search(value))


def _all_readable(records: Sequence[Record]) -> bool:
    return all(readable(each.content.body) for each in records)


@st.composite
def payloads(draw: st.DrawFn) -> Payload:
    keys = st.lists(st.sampled_from([KeyId(f"{n:064x}") for n in range(4)]), unique=True)
    data = st.lists(st.binary(max_size=50), unique=True, max_size=3)
    return Payload(
        body=draw(bodies.filter(readable)),
        authors=tuple(map(author, draw(keys))),
        cards=tuple(draw(data)),
        records=tuple(draw(graphs().filter(_all_readable))),
        blobs=tuple(map(blob, draw(data))),
    )
