"""From a parcel to the bytes of a package: to whom, by whose keys, and what goes along with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app.casework.facts import AuthorCard
from app.casework.handover_facts import KnownPerson
from app.casework.protection import is_known_unprotected
from app.errors import Reason, Refusal
from app.handover import package_bytes
from app.handover.kinds import RULES
from app.handover.package import LARGEST, Envelope, PackedBlob, Payload
from app.handover.trust import Trust, may_receive, trust_on
from app.ids import BlobId, KeyId, RecordId, StreamId
from app.journal.graph import heads
from app.journal.record import Record
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_exchange, card_register
from app.usecases.handover.packages.manifest import MEDIA_TYPE, manifest_of
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.reading import state_of
from app.usecases.registers import author_cards

_MIB: Final = 1024 * 1024

MOST_RECORDS: Final = 25_000
"""Of one package: the register's entries name them all, and are records themselves."""


@dataclass(frozen=True, slots=True)
class Address:
    """To whom, once it is clear that something may be sealed to that card today."""

    person: KnownPerson
    recipient: str
    """As age writes it."""
    trust: Trust
    sender: str
    """Fingerprint of the own card."""


@dataclass(frozen=True, slots=True)
class Packed:
    id: str
    data: bytes
    envelope: Envelope
    contents: Contents
    heads: tuple[RecordId, ...]
    manifest: BlobId
    """Empty where it is of no case."""
    recipients: tuple[str, ...]


def address_of(desk: Desk, parcel: Parcel) -> Address:
    """Raises Refusal: own_card_missing, own_card_revoked, person_unknown,
    root_card_receives_nothing, person_key_expired, person_key_revoked, person_not_confirmed."""
    today = desk.now().date()
    own = card_register.own_card_now(desk)
    person = card_register.person(desk, parcel.to)
    hindrance = may_receive(person, _is_protected(desk, parcel), today)
    if hindrance is not None:
        raise Refusal(hindrance)
    card = card_register.card_of(desk, person)
    return Address(person, card.recipient, trust_on(person, today), own.fingerprint)


def pack(desk: Desk, parcel: Parcel, address: Address, number: int) -> Packed:
    """Ask the parcel what goes, and make the package of it. Raises Refusal: nothing_to_send,
    package_too_large, author_unknown, and what ``parcel.pick`` raises."""
    contents = parcel.pick(desk)
    if not (contents.records or contents.body or contents.cards or contents.made):
        raise Refusal(Reason.NOTHING_TO_SEND)
    if len(contents.records) > MOST_RECORDS:
        raise Refusal(Reason.PACKAGE_TOO_LARGE, limit=LARGEST // _MIB)
    payload = _payload(desk, parcel, contents)
    envelope = _envelope(desk, parcel, address, number, contents)
    data = package_bytes.write(envelope, payload, desk.vault.sign)
    has = parcel.heads(desk) if parcel.heads else tuple(each.id for each in heads(contents.records))
    manifest = BlobId("")
    if parcel.stream is not None:
        left = manifest_of(parcel, contents, has)
        manifest = desk.vault.blobs.put(parcel.stream, left, MEDIA_TYPE)
    return Packed(
        id=package_bytes.package_id(data),
        data=data,
        envelope=envelope,
        contents=contents,
        heads=has,
        manifest=manifest,
        recipients=(address.recipient,),
    )


def _is_protected(desk: Desk, parcel: Parcel) -> bool:
    """What is of a case that is not here goes as if it were protected, as does a case whose
    protection nobody has checked: nobody here knows."""
    if not RULES[parcel.kind].of_case:
        return False
    return parcel.stream is None or not is_known_unprotected(state_of(desk, parcel.stream))


def _envelope(
    desk: Desk, parcel: Parcel, address: Address, number: int, contents: Contents
) -> Envelope:
    now = desk.now()
    last_day = now.date() + timedelta(days=RULES[parcel.kind].days)
    return Envelope(
        kind=parcel.kind,
        number=number,
        sender=address.sender,
        sender_key=desk.vault.author.key,
        recipients=(address.person.fingerprint,),
        purpose=parcel.purpose,
        ground=parcel.ground,
        cases=_cases(parcel, contents.records),
        sealed_at=now.isoformat(timespec="seconds"),
        expires_on=parcel.expires_on or last_day.isoformat(),
        nonce=desk.new_id().replace("-", ""),
        anchor=desk.vault.handover.anchor(),
        reply_to=parcel.reply_to,
    )


def _cases(parcel: Parcel, records: Iterable[Record]) -> tuple[StreamId, ...]:
    """The case that it is of first."""
    own = () if parcel.stream is None else (parcel.stream,)
    others = {record.content.stream for record in records}.difference(own)
    return (*own, *sorted(others))


def _payload(desk: Desk, parcel: Parcel, contents: Contents) -> Payload:
    keys = dict.fromkeys(record.content.author.key for record in contents.records)
    blobs = (
        PackedBlob(
            stream,
            blob,
            desk.vault.blobs.media_type(stream, blob),
            desk.vault.blobs.get(stream, blob),
        )
        for stream, blob in dict.fromkeys(contents.blobs)
    )
    return Payload(
        body=contents.body or {},
        authors=_authors(desk, keys, withheld=parcel.names_withheld),
        cards=tuple(dict.fromkeys((*contents.cards, *card_exchange.cards_to_send(desk)))),
        records=contents.records,
        blobs=(*blobs, *contents.made),
    )


def _authors(desk: Desk, keys: Iterable[KeyId], *, withheld: bool) -> tuple[AuthorCard, ...]:
    """Who stands behind the keys, as this vault knows; without names where those are withheld
    (FL 33 §). Who told this vault is not passed on: the sender answers for what is told."""
    known = {card.key: card for card in author_cards(desk)}
    if any(key not in known for key in keys):
        raise Refusal(Reason.AUTHOR_UNKNOWN)
    return tuple(_told(known[key], withheld=withheld) for key in keys)


def _told(card: AuthorCard, *, withheld: bool) -> AuthorCard:
    return AuthorCard(
        key=card.key,
        name="" if withheld else card.name,
        title="" if withheld else card.title,
        function=card.function,
        unit=card.unit,
        municipality=card.municipality,
    )
