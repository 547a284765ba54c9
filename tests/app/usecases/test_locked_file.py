"""A paper as a file with a passphrase: through the same gate, and never about a protected person."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.casework.facts import ProtectionLevel
from app.disclosure.categories import Category
from app.disclosure.gate import DisclosureRequest, Form
from app.disclosure.profiles import PROFILES, Profile
from app.documents.blocks import encode
from app.errors import Reason, Refusal
from app.ids import StreamId
from app.journal.canonical import seal
from app.ports import LogCode
from app.usecases import identity, reading, registers
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.handover.cards import revoking
from app.usecases.handover.cards.card_register import known_people
from app.usecases.handover.cards.taking_cards import add_person
from app.usecases.paper import documents
from app.usecases.paper.locked_file import Locked, disclose_locked
from app.usecases.planning import plans
from app.usecases.registers import RecipientKind
from storage.handover import age
from storage.vault.passphrase import words
from tests.app.handover.card_tools import made
from tests.app.usecases import typed_forms
from tests.storage.handover.age.places import needs_age
from tests.storage.handover.age.programs import run_age_typing

CHECKED = {"level": "none", "checked_on": "2026-05-01"}

pytestmark = pytest.mark.req("X03", "F086")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The document's own bytes stand for the paper: they say more plainly what is in it."""
    return dataclasses.replace(desk, render=encode)


@pytest.fixture
def planned(desk: Desk) -> StreamId:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())
    plans.fix_plan(desk, stream, new_entity(desk), typed_forms.plan())
    return stream


@pytest.fixture
def asked(desk: Desk, planned: StreamId) -> DisclosureRequest:
    recipient = new_entity(desk)
    typed = {"name": "Kontaktperson", "organisation": "Boendet Exemplet", "kind": "provider"}
    registers.add_recipient(desk, recipient, typed)
    consent = typed_forms.consented(desk, planned, recipient)
    return DisclosureRequest(
        recipient=recipient,
        ground="consent",
        reason="Skriftligt samtycke 2026-05-30, gäller planen.",
        profile=Profile.FULL,
        source=reading.state_of(desk, planned).plans[0].latest.record.id,
        allowed=PROFILES[Profile.FULL].categories,
        consent=consent,
    )


@pytest.fixture
def lock(
    desk: Desk, planned: StreamId, asked: DisclosureRequest, tmp_path: Path
) -> Callable[[], Locked]:
    def let_out() -> Locked:
        shown = documents.inspect_paper(desk, planned, asked)
        path = tmp_path / f"{shown.document_id}.pdf.age"
        return disclose_locked(desk, planned, asked, path, looked_at=shown.digest)

    return let_out


def opened(path: Path, passphrase: str) -> bytes:
    out = io.BytesIO()
    with path.open("rb") as file:
        age.decrypt(file, out, [age.PassphraseIdentity(bytearray(passphrase.encode()))])
    return out.getvalue()


def test_the_paper_leaves_sealed_and_the_register_has_its_own_bytes(
    desk: Desk, planned: StreamId, lock: Callable[[], Locked], tmp_path: Path
) -> None:
    identity.set_protection(desk, planned, CHECKED)
    locked = lock()

    (entry,) = reading.state_of(desk, planned).disclosures
    fact = entry.latest.fact
    assert (entry.id, fact.form, fact.not_written) == (locked.changes.entity, "locked_file", "")
    (file,) = tmp_path.glob("*.age")
    assert file == locked.path
    assert file.name == f"{fact.document_id}.pdf.age"
    paper = opened(file, locked.passphrase)
    assert hashlib.sha256(paper).hexdigest() == fact.blob
    assert "Alva Påhittsdotter" in paper.decode()
    assert b"Alva" not in file.read_bytes()
    assert desk.vault.log.entries(limit=1)[0].code == LogCode.EXPORTED


@needs_age
@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_the_age_command_opens_it_with_the_words_typed(
    desk: Desk, planned: StreamId, lock: Callable[[], Locked], tmp_path: Path
) -> None:
    identity.set_protection(desk, planned, CHECKED)
    locked = lock()
    paper = tmp_path / "paper"
    run_age_typing(["-d", "-o", paper, locked.path], locked.passphrase)
    (entry,) = reading.state_of(desk, planned).disclosures
    assert hashlib.sha256(paper.read_bytes()).hexdigest() == entry.latest.fact.blob


def test_the_passphrase_is_long_new_each_time_and_kept_nowhere(
    desk: Desk, planned: StreamId, lock: Callable[[], Locked], tmp_path: Path
) -> None:
    identity.set_protection(desk, planned, CHECKED)
    one, other = lock(), lock()
    assert one.passphrase != other.passphrase
    drawn = one.passphrase.split()
    assert len(drawn) >= 6
    assert set(drawn) <= set(words())
    assert one.passphrase.isascii()
    with pytest.raises(age.NoMatchError):
        opened(one.path, other.passphrase)
    for text in (
        repr(one),
        repr(desk.vault.log.entries(limit=50)),
        repr(reading.state_of(desk, planned)),
    ):
        assert one.passphrase not in text


@pytest.mark.parametrize(
    "level", [*(each.value for each in ProtectionLevel if each is not ProtectionLevel.NONE), None]
)
def test_no_file_is_made_of_a_protected_person_nor_where_nobody_has_checked(
    desk: Desk, planned: StreamId, lock: Callable[[], Locked], tmp_path: Path, level: str | None
) -> None:
    if level is not None:
        typed = {"level": level, "checked_on": "2026-05-01", "shown_by": "decision_seen"}
        identity.set_protection(desk, planned, typed)
    with pytest.raises(Refusal) as refused:
        lock()
    assert refused.value.reason is Reason.PASSPHRASE_NOT_FOR_PROTECTED
    assert reading.state_of(desk, planned).disclosures == ()
    assert LogCode.EXPORTED not in {row.code for row in desk.vault.log.entries(limit=50)}
    assert list(tmp_path.glob("*.age")) == []


def test_two_answers_about_protection_count_as_protection(
    desk: Desk, planned: StreamId, asked: DisclosureRequest
) -> None:
    marked = {"level": "both", "checked_on": "2026-05-01", "shown_by": "decision_seen"}
    identity.set_protection(desk, planned, marked)
    identity.set_protection(desk, planned, CHECKED)
    assert documents.inspect_paper(desk, planned, asked).lock_hindrance is None
    first, last = (
        record.content
        for record in desk.vault.journal.records(planned)
        if record.kind_name == "protection"
    )
    twin = dataclasses.replace(last, lamport=last.lamport + 100, body=first.body)
    desk.vault.journal.append([seal(twin, desk.vault.sign)])
    shown = documents.inspect_paper(desk, planned, asked)
    assert shown.lock_hindrance is Reason.PASSPHRASE_NOT_FOR_PROTECTED


def test_who_has_a_key_card_gets_no_passphrase(
    desk: Desk, planned: StreamId, asked: DisclosureRequest
) -> None:
    identity.set_protection(desk, planned, CHECKED)
    add_person(desk, made(), RecipientKind.MUNICIPALITY)
    ((person, known),) = ((row.entity, row.person) for row in known_people(desk))
    by_card = dataclasses.replace(asked, recipient=known.recipient)
    locked = dataclasses.replace(by_card, ground="within_board", consent=None)

    def hindrance() -> Reason | None:
        return documents.inspect_paper(desk, planned, locked).lock_hindrance

    assert hindrance() is Reason.PASSPHRASE_NOT_WITH_CARD
    asks = dataclasses.replace(locked, form=Form.LOCKED_FILE)
    with pytest.raises(Refusal) as refused:
        documents.inspect_paper(desk, planned, asks)
    assert refused.value.reason is Reason.PASSPHRASE_NOT_WITH_CARD
    revoking.distrust(desk, person, {"words": "Datorn är stulen.", "day": "2026-05-01"})
    assert hindrance() is None, "a card that is not trusted is none"


def test_the_gate_refuses_it_whoever_asks(
    desk: Desk, planned: StreamId, asked: DisclosureRequest
) -> None:
    locked = dataclasses.replace(asked, form=Form.LOCKED_FILE)
    with pytest.raises(Refusal) as refused:
        documents.inspect_paper(desk, planned, locked)
    assert refused.value.reason is Reason.PASSPHRASE_NOT_FOR_PROTECTED


def test_a_file_that_cannot_be_written_is_in_the_register_as_such(
    desk: Desk, planned: StreamId, asked: DisclosureRequest, tmp_path: Path
) -> None:
    identity.set_protection(desk, planned, CHECKED)
    asked = dataclasses.replace(asked, allowed=asked.allowed - {Category.NAME})
    shown = documents.inspect_paper(desk, planned, asked)
    path = tmp_path / f"{shown.document_id}.pdf.age"
    path.write_bytes(b"somebody else's")
    with pytest.raises(Refusal) as refused:
        disclose_locked(desk, planned, asked, path, looked_at=shown.digest)
    assert refused.value.reason is Reason.FILE_EXISTS
    (entry,) = reading.state_of(desk, planned).disclosures
    assert entry.latest.fact.not_written == Reason.FILE_EXISTS
    assert path.read_bytes() == b"somebody else's"
