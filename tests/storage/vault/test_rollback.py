"""An older copy put back is noticed, whatever part of the vault it is, and never shuts anybody out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.errors import Reason
from app.ports import Draft, LogCode
from storage.database.schema import expected_objects
from storage.vault import anchor as anchors
from storage.vault import layout
from storage.vault.anchor import Anchor, ProfileAnchors
from tests.conftest import PASSPHRASE
from tests.storage.vault.conftest import ShutVault, reason_of

NEW = "sju nya ord som ingen annan kan gissa på en kvart"


def use(shut: ShutVault, times: int = 1) -> None:
    for _ in range(times):
        vault = shut.open()
        vault.log.write(LogCode.CASE_LISTED)
        vault.close()


def copy_of(shut: ShutVault, to: Path) -> Path:
    return shutil.copytree(shut.path, to)


def put_back(shut: ShutVault, saved: Path, *names: str) -> None:
    for name in names:
        shutil.copy(saved / name, shut.path / name)


@pytest.mark.req("X01", "X24")
def test_an_older_database_alone_is_noticed(shut: ShutVault, tmp_path: Path) -> None:
    saved = copy_of(shut, tmp_path / "saved")
    use(shut)
    put_back(shut, saved, layout.DATABASE)
    shutil.rmtree(tmp_path / "profil")  # the head's own anchor is enough
    vault = shut.open()
    assert vault.facts.rolled_back
    assert vault.facts.read_only
    vault.close()


@pytest.mark.req("X01", "X24")
def test_an_older_whole_folder_is_noticed_by_the_profile(shut: ShutVault, tmp_path: Path) -> None:
    saved = copy_of(shut, tmp_path / "saved")
    use(shut)
    shutil.rmtree(shut.path)
    shutil.move(saved, shut.path)
    vault = shut.open()
    assert vault.facts.rolled_back
    vault.close()


@pytest.mark.req("X01")
def test_an_older_head_alone_is_noticed(shut: ShutVault, tmp_path: Path) -> None:
    """A head with a passphrase that has been changed since, put back by whoever knows the old."""
    saved = copy_of(shut, tmp_path / "saved")
    vault = shut.open()
    vault.change_passphrase(bytearray(PASSPHRASE.encode()), bytearray(NEW.encode()))
    vault.close()
    put_back(shut, saved, layout.HEAD, layout.SPARE_HEAD)
    shutil.rmtree(tmp_path / "profil")  # the copy inside the database is enough
    vault = shut.open()
    assert vault.facts.rolled_back
    vault.close()


def test_use_without_any_rollback_never_cries_wolf(shut: ShutVault) -> None:
    for _ in range(5):
        use(shut)
        vault = shut.open()
        assert not vault.facts.rolled_back
        vault.close()


@pytest.mark.req("X24")
def test_read_only_until_a_person_says_why(shut: ShutVault, tmp_path: Path) -> None:
    saved = copy_of(shut, tmp_path / "saved")
    use(shut, times=2)
    put_back(shut, saved, layout.DATABASE)
    before = (shut.path / layout.HEAD).read_bytes()
    vault = shut.open()
    vault.log.write(LogCode.CASE_LISTED)  # what is read is logged, also here
    (card,) = vault.journal.records(vault.journal.register)
    stream, entity = card.content.stream, card.content.entity
    draft = Draft(stream, entity, "journal_note", {}, {}, "2026-06-01T09:00:00+02:00")
    for write in (
        lambda: vault.settings.put("a", {}),
        lambda: vault.journal.append([card]),
        lambda: vault.drafts.save(draft),
        lambda: vault.drafts.discard(stream, entity, "journal_note"),
        lambda: vault.blobs.put(stream, b"x", "text/plain"),
    ):
        assert reason_of(write) is Reason.VAULT_ROLLED_BACK
    assert vault.settings.get("a") is None
    assert vault.drafts.all() == ()
    assert vault.journal.streams() == ()
    assert reason_of(lambda: vault.back_up(tmp_path)) is Reason.VAULT_ROLLED_BACK
    passphrase = bytearray(PASSPHRASE.encode())
    assert reason_of(vault.replace_recovery_code, passphrase) is Reason.VAULT_ROLLED_BACK
    assert vault.check().faults == ()
    vault.close()
    assert (shut.path / layout.HEAD).read_bytes() == before

    vault = shut.open()
    assert vault.facts.rolled_back
    vault.accept_rollback("återställt från kopia")
    assert not vault.facts.read_only
    newest = [(entry.code, entry.payload) for entry in vault.log.entries(limit=2)]
    assert newest == [
        ("rollback_accepted", {"reason": "återställt från kopia"}),
        ("unlocked", None),
    ]
    vault.settings.put("a", {})
    vault.accept_rollback("once is enough")
    vault.close()
    vault = shut.open()
    assert not vault.facts.rolled_back
    assert vault.check().faults == ()
    vault.close()


def test_the_copy_that_was_put_away_is_the_older_one_from_then_on(
    shut: ShutVault, tmp_path: Path
) -> None:
    early = copy_of(shut, tmp_path / "early")
    use(shut, times=3)
    late = copy_of(shut, tmp_path / "late")
    shutil.rmtree(shut.path)
    shutil.copytree(early, shut.path)
    vault = shut.open()
    vault.accept_rollback("återställt")
    vault.close()
    shutil.rmtree(shut.path)
    shutil.copytree(late, shut.path)
    vault = shut.open()
    assert vault.facts.rolled_back
    vault.close()


def test_a_branch_of_the_same_length_is_noticed(shut: ShutVault, tmp_path: Path) -> None:
    """Two copies that both went on: neither is shorter than the other's anchor says."""
    saved = copy_of(shut, tmp_path / "saved")
    use(shut)
    branch = ShutVault(saved, shut.recovery_code, shut.elsewhere(tmp_path / "annan profil"))
    vault = branch.open()
    for _ in range(5):
        vault.log.write(LogCode.SEARCHED)
    vault.close()
    put_back(shut, saved, layout.DATABASE)
    vault = shut.open()
    assert vault.facts.rolled_back
    vault.close()


def test_forged_and_damaged_anchors_shut_nobody_out(shut: ShutVault, tmp_path: Path) -> None:
    profile = tmp_path / "profil" / "ankare"
    (file,) = profile.iterdir()
    real = anchors.decode(file.read_bytes())
    assert real is not None
    forged = anchors.encode(
        Anchor(
            vault_id=real.vault_id,
            generation=10**9,
            sequence=10**9,
            chain_head="0" * 64,
            at="",
            mac="0" * 64,
        )
    )
    for data in (forged, b"", b"{}", forged[:-1], b"\xff" * 100):
        file.write_bytes(data)
        vault = shut.open()
        assert not vault.facts.rolled_back
        vault.close()
    stored = ProfileAnchors(profile).read(real.vault_id)
    assert stored is not None
    assert stored.generation > real.generation


def test_a_broken_chain_is_as_loud_as_a_missing_one(shut: ShutVault) -> None:
    vault = shut.open()
    raw = vault._parts.connection.raw
    raw.set_authorizer(None)
    raw.execute("DROP TRIGGER log_no_update")
    raw.execute("UPDATE log SET at = 'another time' WHERE sequence = 2")
    [statement] = [s for s in expected_objects() if s.startswith("CREATE TRIGGER log_no_update ")]
    raw.execute(statement)
    vault.close()
    vault = shut.open()
    assert vault.facts.rolled_back
    assert "chain" in vault.check().faults
    vault.close()
