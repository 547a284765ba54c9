"""Packages and key cards of version 1 are read for ever, by the vault that they were sealed to."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.forms.library import FormLibrary
from app.handover import fingerprint as fingerprints
from app.handover.key_card import KeyCard
from app.handover.kinds import HandoverKind
from app.handover.statements import Revocation, Voucher, read
from app.law.pack import LegalPack
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.packages import lists
from app.usecases.handover.packages.arrivals import CHOOSABLE
from tests.conftest import make_desk, make_door
from tests.fakes import CountedIds, StoppedClock
from tests.handover import START

FOLDER = Path(__file__).parent / "handover-1"
VAULT = "mottagare.aktvalv"
HELD: dict[str, Any] = json.loads((FOLDER / "holds.json").read_text("utf-8"))
PACKAGES: list[str] = HELD["packages"]


@pytest.fixture
def receiver(tmp_path: Path, law: LegalPack, forms: FormLibrary) -> Iterator[Desk]:
    """A copy of the vault, on the day when the packages were made."""
    path = tmp_path / VAULT
    shutil.copytree(FOLDER / VAULT, path)
    clock, new_id = StoppedClock(START), CountedIds(10**12)
    door = make_door(tmp_path / "profil", clock, new_id, law)
    vault = door.open(path, bytearray(HELD["passphrase"].encode()))
    yield make_desk(vault, clock, new_id, law, forms)
    vault.close()


def test_there_is_a_package_of_every_kind() -> None:
    assert set(PACKAGES) == set(HandoverKind)


@pytest.mark.req("X03")
def test_every_package_is_opened_and_taken_in(receiver: Desk) -> None:
    for kind in PACKAGES:
        arrival = receiving.open_package(receiver, FOLDER / f"{kind}.aktpaket")
        assert arrival.package.envelope.kind == kind
        assert arrival.look.stopped is None
        keys = frozenset(row.key for row in arrival.look.rows if row.state in CHOOSABLE)
        receiving.accept(receiver, arrival, keys)
    assert sorted(row.kind for row in lists.received(receiver)) == sorted(PACKAGES)


@pytest.mark.req("X03")
@pytest.mark.parametrize(
    ("name", "sort"),
    [("kort", KeyCard), ("rotkort", KeyCard), ("intyg", Voucher), ("sparr", Revocation)],
)
def test_cards_and_what_is_said_of_them_are_read(
    receiver: Desk, name: str, sort: type[object]
) -> None:
    data = (FOLDER / f"{name}.aktvalv-nyckelkort").read_bytes()
    assert isinstance(read(data, receiver.vault.handover), sort)


@pytest.mark.req("X03")
def test_a_fingerprint_gives_the_same_words_and_digits(receiver: Desk) -> None:
    card = read((FOLDER / "kort.aktvalv-nyckelkort").read_bytes(), receiver.vault.handover)
    held = HELD["cards"]
    assert isinstance(card, KeyCard)
    assert card.fingerprint == held["fingerprint"]
    assert list(fingerprints.words(card.fingerprint, receiver.card_words)) == held["words"]
    assert fingerprints.digits(card.fingerprint) == held["digits"]
