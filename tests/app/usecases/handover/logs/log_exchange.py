"""An extract on its way from one vault to another, as the package that sealing would make of it."""

from __future__ import annotations

import hashlib
from typing import Any

from app.handover.kinds import HandoverKind
from app.handover.package import Package, PackedBlob, Payload
from app.ids import BlobId, EntityId
from app.usecases.handover.cards.card_register import person
from app.usecases.handover.logs import log_extracts, log_findings, log_reviews
from app.usecases.handover.packages.arrivals import Taken
from app.usecases.handover.packages.parcels import Parcel
from tests.handover import Side, envelope

ALL = frozenset({"extract", "findings"})
PERIOD = {"first_day": "2026-06-01", "last_day": "2026-06-01"}


def asked(sender: Side, receiver: Side, **changes: Any) -> dict[str, Any]:
    return {"to": sender.knows(receiver), **PERIOD} | changes


def package_of(sender: Side, receiver: Side, parcel: Parcel, **outside: Any) -> Package:
    contents = parcel.pick(sender.desk)
    around = envelope(
        sender,
        receiver,
        parcel.kind,
        purpose=parcel.purpose,
        reply_to=parcel.reply_to,
        **outside,
    )
    payload = Payload(contents.body or {}, blobs=contents.made)
    digest = hashlib.sha256(repr(around).encode() + repr(payload).encode()).hexdigest()
    return Package(digest, around, payload)


def extract_of(sender: Side, receiver: Side, **changes: Any) -> Package:
    parcel = log_extracts.parcel_of(sender.desk, asked(sender, receiver, **changes))
    return package_of(sender, receiver, parcel)


def with_text(package: Package, text: str) -> Package:
    """The same package with other rows in it."""
    (blob,) = package.payload.blobs
    data = text.encode()
    other = PackedBlob(blob.stream, BlobId(hashlib.sha256(data).hexdigest()), blob.media_type, data)
    return Package(
        hashlib.sha256(package.id.encode() + data).hexdigest(),
        package.envelope,
        Payload(package.payload.body, blobs=(other,)),
    )


def taken_in(receiver: Side, sender: Side, package: Package) -> Taken:
    known = person(receiver.desk, receiver.knows(sender))
    take_in = {
        HandoverKind.LOG_EXTRACT: log_extracts.take_in_extract,
        HandoverKind.LOG_FINDINGS: log_findings.take_in_findings,
    }[package.envelope.kind]
    return take_in(receiver.desk, package, known, ALL)


def extract_at(receiver: Side, sender: Side, **changes: Any) -> EntityId:
    """Handed over and taken in: the extract's entity at the reviewer's."""
    shown = taken_in(receiver, sender, extract_of(sender, receiver, **changes)).shows
    assert shown is not None
    return shown


def begun(receiver: Side, extract: EntityId, size: int = 25) -> EntityId:
    """The review's entity."""
    review = log_reviews.begin(receiver.desk, extract, {"size": str(size)}).entity
    assert review is not None
    return review


def marks(receiver: Side, extract: EntityId, **investigated: str) -> dict[str, Any]:
    """Typed: everything sampled without remark, but for rows ``r12="words"``."""
    opened = log_reviews.read_again(receiver.desk, extract)
    rows = {
        number: {"sequence": str(number), "mark": "nothing_to_remark", "words": ""}
        for number in opened.sampled
    }
    for name, words in investigated.items():
        number = int(name[1:])
        rows[number] = {"sequence": str(number), "mark": "investigated", "words": words}
    return {"rows": list(rows.values()), "summary": "Loggen är genomgången."}
