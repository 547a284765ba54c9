"""The vault of format version 1 opens for ever, with everything that was in it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.casework import facts
from app.errors import Reason, Refusal
from app.ports import OpenVault, VaultDoor
from app.usecases import identity, reading, registers
from app.usecases.desk import Desk
from app.usecases.identity import RevealReason
from tests.fakes import STOCKHOLM_SUMMER, StoppedClock
from ui.bootstrap import make_core
from ui.core import Core

FOLDER = Path(__file__).parent / "vault-1"
VAULT = "valv.aktvalv"
KEY: dict[str, str] = json.loads((FOLDER / "keys.json").read_text("utf-8"))
HELD: dict[str, Any] = json.loads((FOLDER / "holds.json").read_text("utf-8"))

Open = Callable[[VaultDoor, Path], OpenVault]


def with_passphrase(door: VaultDoor, path: Path) -> OpenVault:
    return door.open(path, bytearray(KEY["passphrase"].encode()))


def with_recovery_code(door: VaultDoor, path: Path) -> OpenVault:
    return door.open_with_recovery_code(path, KEY["recovery_code"])


def with_unit_key(door: VaultDoor, path: Path) -> OpenVault:
    return door.open_with_unit_key(path, bytearray.fromhex(KEY["unit_key"]))


@pytest.fixture
def core(tmp_path: Path) -> Core:
    """The program as it runs, a month later and on another machine."""
    return make_core(
        tmp_path / "profil", now=StoppedClock(datetime(2026, 7, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER))
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER / VAULT, tmp_path / VAULT))


@pytest.fixture
def vault(core: Core, path: Path) -> Iterator[OpenVault]:
    opened = with_recovery_code(core.door, path)
    yield opened
    opened.close()


@pytest.fixture
def desk(core: Core, vault: OpenVault) -> Desk:
    return core.desk(vault)


@pytest.mark.req("X01", "X09", "X24")
@pytest.mark.parametrize("open_it", [with_passphrase, with_recovery_code, with_unit_key])
def test_each_of_its_keys_opens_it_whole(core: Core, path: Path, open_it: Open) -> None:
    assert core.door.look(path).slots == ("passphrase", "recovery", "unit")

    opened = open_it(core.door, path)
    try:
        require_whole(opened)
    finally:
        opened.close()


@pytest.mark.req("X24")
def test_its_backup_is_restored_whole(core: Core, tmp_path: Path) -> None:
    target = tmp_path / "igen.aktvalv"

    core.door.restore(FOLDER / KEY["backup"], target)

    opened = with_passphrase(core.door, target)
    try:
        require_whole(opened)
    finally:
        opened.close()


@pytest.mark.req("X01")
def test_another_passphrase_does_not_open_it(core: Core, path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        core.door.open(path, bytearray(b"another one, long enough to be one"))

    assert refused.value.reason is Reason.WRONG_PASSPHRASE


@pytest.mark.req("X09")
def test_every_record_in_it_is_still_understood(desk: Desk) -> None:
    states = [reading.state_of(desk, stream) for stream in desk.vault.journal.streams()]

    assert [(*state.newer, *state.malformed) for state in states] == [()] * len(states)
    disputed = [note for state in states for note in state.notes if note.disputed]
    assert len(disputed) == 1
    assert len(disputed[0].sides) == 2
    assert {side.fact.correction_reason for side in disputed[0].sides} == {"Dagen saknades."}
    (objection,) = [each for state in states for each in state.objections]
    assert objection.latest.fact.about == disputed[0].first.record.id
    assert len(registers.list_recipients(desk, retired=True)) == 1 + len(
        registers.list_recipients(desk)
    )
    assert registers.own_card(desk).title == "Förste socialsekreterare"


@pytest.mark.req("X05")
def test_the_person_in_it_is_found_and_shown(desk: Desk) -> None:
    (row,) = reading.search_cases(desk, "alma påhitts")
    assert reading.search_cases(desk, "19900101-9802") == (row,)

    (side,) = identity.reveal(
        desk, row.stream, identity.FIELDS, RevealReason.HANDLING, seconds=30
    ).sides

    assert (side.identity.given_name, side.identity.number) == ("Alma", "199001019802")
    assert [each.text for each in side.identity.addresses] == ["Påhittsgatan 1, 123 45 Exempelstad"]


def test_what_was_begun_in_it_is_where_it_was_left(desk: Desk) -> None:
    places = [draft.place for draft in desk.vault.drafts.all()]

    assert {"field": "facts", "position": 14} in places


def test_the_paper_that_left_it_has_its_very_bytes(desk: Desk) -> None:
    (out,) = (
        (stream, entry.latest.fact)
        for stream in desk.vault.journal.streams()
        for entry in reading.state_of(desk, stream).disclosures
    )
    stream, fact = out
    paper = desk.vault.blobs.get(stream, fact.blob)

    assert hashlib.sha256(paper).hexdigest() == fact.blob
    assert paper.startswith(b"%PDF-")


def test_it_has_a_record_of_every_kind_that_was_released_with_it() -> None:
    assert set(HELD["kinds"]) <= set(facts.KINDS)


def require_whole(vault: OpenVault) -> None:
    """Everything is there, and holds: pages, chain, signatures, blobs, index, states."""
    assert not vault.facts.rolled_back
    assert not vault.facts.read_only
    assert vault.facts.training
    assert vault.facts.vault_id == HELD["vault_id"]
    report = vault.check()
    assert report.faults == ()
    assert report.blobs == HELD["blobs"]
    streams = (vault.journal.register, *vault.journal.streams())
    ids = {stream: [each.id for each in vault.journal.records(stream)] for stream in streams}
    assert ids == HELD["records"]
    rows = vault.index.cases()
    assert {row.stream: f"{row.case_number} {row.pseudonym}" for row in rows} == HELD["cases"]
    assert {row.stream: row.status for row in rows} == HELD["statuses"]
    assert sorted(draft.kind for draft in vault.drafts.all()) == HELD["drafts"]
