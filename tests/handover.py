"""Real vaults that know each other: what every test about packages begins with.

``two_vaults`` and ``three_vaults`` (fixtures, ``tests/conftest.py``) give the sides of an exchange,
each with its own folder, profile, clock and key card, and with the others' cards confirmed. A test
moves a package with the use cases, or makes one by hand with ``envelope`` and ``sealed``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.casework import facts
from app.casework.codec import kind_name, to_body
from app.forms.library import FormLibrary
from app.handover import fingerprint as fingerprints
from app.handover import package_bytes
from app.handover.kinds import RULES, HandoverKind
from app.handover.package import Envelope, Payload
from app.ids import BlobId, EntityId, StreamId
from app.journal.blob_names import blob_names
from app.journal.canonical import seal as seal_record
from app.journal.graph import next_lamport
from app.journal.record import Content, Record
from app.law.pack import LegalPack
from app.ports import OpenVault, Owner, VaultDoor
from app.usecases.desk import Desk
from app.usecases.handover import receipts, receiving
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.card_files import take_in
from app.usecases.handover.cards.confirming import WORD, confirm, words_asked
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.handover.packages import sending
from app.usecases.handover.packages.arrivals import CHOOSABLE
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.receiving import Accepted, Arrival
from app.usecases.registers import RecipientKind
from tests.conftest import OWNER, PASSPHRASE, make_desk, make_door
from tests.fakes import STOCKHOLM_SUMMER, CountedIds, StoppedClock

START = datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER)
CARDS_VALID_TO = "2027-05-31"

OWNERS = (
    OWNER,
    Owner(
        name="Olle Provsson",
        title="Socialsekreterare",
        function="Handläggare",
        unit="Centrala avhopparteamet",
        municipality="Provstad",
    ),
    Owner(
        name="Sara Testdotter",
        title="Socialsekreterare",
        function="Handläggare",
        unit=OWNER.unit,
        municipality=OWNER.municipality,
    ),
)
"""The first two are of different municipalities; the third is the first one's colleague."""

_IDS_APART = 10**9


@dataclass
class Side:
    """One vault of an exchange, open, with its desk."""

    desk: Desk
    door: VaultDoor
    clock: StoppedClock
    path: Path
    """The vault's folder."""
    out: Path
    """Where it puts the packages it makes."""
    code: str
    """Recovery code."""

    @property
    def vault(self) -> OpenVault:
        return self.desk.vault

    @property
    def fingerprint(self) -> str:
        return cards.own_card_now(self.desk).fingerprint

    def knows(self, other: Side) -> EntityId:
        """The other one as a known person here (``known_person/1``)."""
        row = cards.person_by_fingerprint(self.desk, other.fingerprint)
        assert row is not None
        return row.entity


@contextmanager
def vaults(
    folder: Path, count: int, law: LegalPack, forms: FormLibrary
) -> Iterator[tuple[Side, ...]]:
    """So many vaults that have confirmed each other's cards; closed again afterwards."""
    with ExitStack() as opened:
        sides = []
        for place in range(count):
            sides.append(make_side(folder / f"sida-{place}", place, law, forms))
            opened.callback(sides[-1].vault.close)
        for one in sides:
            for other in sides:
                if one is not other:
                    introduce(one, to=other)
        yield tuple(sides)


def make_side(folder: Path, place: int, law: LegalPack, forms: FormLibrary) -> Side:
    """A new vault of ``OWNERS[place]`` with a key card of its own. Knows nobody."""
    out = folder / "ut"
    out.mkdir(parents=True)
    clock, new_id = StoppedClock(START), CountedIds(place * _IDS_APART)
    door = make_door(folder / "profil", clock, new_id, law)
    path, code = folder / "valv.aktvalv", door.new_recovery_code()
    vault = door.create(path, bytearray(PASSPHRASE.encode()), code, OWNERS[place])
    desk = make_desk(vault, clock, new_id, law, forms)
    make_own_card(desk, {"valid_to": CARDS_VALID_TO})
    return Side(desk, door, clock, path, out, code)


def introduce(one: Side, *, to: Side, confirmed: bool = True) -> EntityId:
    """Let ``to`` take in the card of ``one``, and compare it unless told otherwise."""
    card = cards.own_card_now(one.desk).card
    entity = take_in(to.desk, card.encode(), {"kind": RecipientKind.MUNICIPALITY}).entity
    assert entity is not None
    if confirmed:
        read_aloud = fingerprints.words(one.fingerprint, one.desk.card_words)
        typed = {f"{WORD}{each}": read_aloud[each - 1] for each in words_asked(to.desk, entity)}
        day = to.clock().date().isoformat()
        confirm(to.desk, entity, {"how": "in_person", "day": day, "words": "På ett möte", **typed})
    return entity


def envelope(
    sender: Side, receiver: Side, kind: HandoverKind = HandoverKind.COPY, **changed: object
) -> Envelope:
    """One that the receiver can take in, but for what is ``changed``."""
    made = Envelope(
        kind=kind,
        number=1,
        sender=sender.fingerprint,
        sender_key=sender.vault.author.key,
        recipients=(receiver.fingerprint,),
        purpose="Handläggning av ärendet",
        ground="26 kap. 1 § offentlighets- och sekretesslagen (2009:400)",
        cases=(),
        sealed_at=sender.clock().isoformat(timespec="seconds"),
        expires_on=(sender.clock().date() + timedelta(days=RULES[kind].days)).isoformat(),
        nonce="0" * 32,
        anchor=sender.vault.handover.anchor(),
    )
    return dataclasses.replace(made, **changed)  # type: ignore[arg-type]  # a test names them


def packed(sender: Side, outside: Envelope, payload: Payload) -> bytes:
    """The package, signed by the sender."""
    return package_bytes.write(outside, payload, sender.vault.sign)


def sealed(sender: Side, receiver: Side, data: bytes, name: str = "00000001") -> Path:
    """A file with these bytes that the receiver can open, whatever they are."""
    path = sender.out / f"{name}.aktpaket"
    keys = receiver.vault.handover.receiving_keys()
    sender.vault.handover.seal(data, [keys.hybrid], path)
    return path


# ------------------------------------------------------------------- by the use cases themselves


def whole_case(
    sender: Side, receiver: Side, stream: StreamId, kind: HandoverKind = HandoverKind.COPY
) -> Parcel:
    """Everything of a case but its register of disclosures, as a parcel to the receiver."""

    def pick(desk: Desk) -> Contents:
        records = tuple(
            each
            for each in desk.vault.journal.records(stream)
            if each.kind_name != kind_name(facts.Disclosure)
        )
        blobs = tuple((stream, BlobId(b)) for r in records for b in blob_names(r.content.body))
        return Contents(records=records, blobs=blobs)

    return Parcel(
        kind=kind,
        to=sender.knows(receiver),
        purpose="Handläggning av ärendet",
        pick=pick,
        stream=stream,
    )


def sent_to(sender: Side, parcel: Parcel) -> Path:
    """The file that is made of a parcel."""
    return sending.seal_parcel(sender.desk, parcel, sender.out).path


def arrived(receiver: Side, path: Path) -> Arrival:
    return receiving.open_package(receiver.desk, path)


def choosable(arrival: Arrival) -> frozenset[str]:
    return frozenset(row.key for row in arrival.look.rows if row.state in CHOOSABLE)


def hand_over(
    sender: Side, receiver: Side, stream: StreamId, kind: HandoverKind = HandoverKind.COPY
) -> Accepted:
    """A whole case from one to the other: sealed, opened and accepted; no receipt yet."""
    arrival = arrived(receiver, sent_to(sender, whole_case(sender, receiver, stream, kind)))
    return receiving.accept(receiver.desk, arrival, choosable(arrival))


def receipt_back(receiver: Side, sender: Side, received: EntityId) -> Accepted:
    """The receipt made by the one who received, and taken in by the one who sent."""
    path = receipts.make_receipt(receiver.desk, received, receiver.out).path
    arrival = arrived(sender, path)
    return receiving.accept(sender.desk, arrival, choosable(arrival))


def write(
    side: Side,
    stream: StreamId,
    fact: facts.Fact,
    entity: EntityId | None = None,
    parents: Sequence[Record] = (),
) -> Record:
    """A record signed in this vault, whoever the case is with: what vaults that share a case do,
    without the words about who may."""
    kind, body = to_body(fact)
    content = Content(
        stream=stream,
        entity=entity or EntityId(side.desk.new_id()),
        kind=kind,
        parents=tuple(sorted(each.id for each in parents)),
        lamport=next_lamport(side.vault.journal.records(stream)),
        body=body,
        author=side.vault.author,
        happened_at=side.clock().date().isoformat(),
        written_at=side.clock().isoformat(timespec="seconds"),
    )
    record = seal_record(content, side.vault.sign)
    side.vault.journal.append([record])
    return record


def note(words: str) -> facts.JournalNote:
    return facts.JournalNote(
        type=facts.NoteType.CONVERSATION, heading="Samtal", facts=words, appraisal=""
    )
