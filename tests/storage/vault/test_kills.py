"""Killed before each thing it would do to a file, the vault is as it was or as it should become.

A child process does the work and kills itself, without any clean-up, before its n:th operation on
a file; n grows until the work gets through.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import Reason
from storage.vault import layout
from storage.vault.door import Door
from tests.conftest import OWNER, PASSPHRASE
from tests.storage.vault.conftest import ShutVault, outcome

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child that can be killed"),
    pytest.mark.torture,
]

NEW = "sju nya ord som ingen annan kan gissa på en kvart"
_TOUCHES_FILES = frozenset(
    (
        "open",
        "os.link",
        "os.rename",
        "os.remove",
        "os.mkdir",
        "os.rmdir",
        "sqlcipher3.connect",
        "shutil.rmtree",
    )
)


def each_kill(work: Callable[[], object]) -> Iterator[int]:
    """Yields after each kill, with its number; ends when the work has got through."""
    for number in range(500):
        pid = os.fork()
        if pid == 0:
            _kill_before(number)
            try:
                work()
                os._exit(0)
            finally:
                os._exit(3)
        status = os.waitpid(pid, 0)[1]
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0, "the work failed by itself"
            assert number > 3, "the work touched no files"
            return
        assert os.WTERMSIG(status) == signal.SIGKILL
        yield number
    raise AssertionError("the work never got through")


def _kill_before(number: int) -> None:
    left = [number]
    real_fsync = os.fsync

    def count() -> None:
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in _TOUCHES_FILES and not str(arguments[0]).endswith((".py", ".pyc")):
            count()

    def fsync(handle: int) -> None:
        count()
        real_fsync(handle)

    os.fsync = fsync
    sys.addaudithook(hook)


def typed(text: str = PASSPHRASE) -> bytearray:
    return bytearray(text.encode())


@pytest.mark.req("X01")
def test_creating_gives_a_whole_vault_or_none(door: Door, tmp_path: Path) -> None:
    path = tmp_path / "valv.aktvalv"
    code = door.new_recovery_code()
    whole = 0
    for _ in each_kill(lambda: door.create(path, typed(), code, OWNER).close()):
        if path.exists():
            whole += 1
            vault = door.open(path, typed())
            assert not vault.facts.rolled_back
            assert vault.check().faults == ()
            vault.close()
            shutil.rmtree(path)
    assert whole > 0
    assert not path.with_name(".valv.aktvalv.ny").exists()


@pytest.mark.req("X01")
def test_changing_the_passphrase_leaves_the_old_or_the_new(shut: ShutVault, tmp_path: Path) -> None:
    pristine = shutil.copytree(shut.path, tmp_path / "pristine")
    profile = shutil.copytree(tmp_path / "profil", tmp_path / "pristine profile")

    def change() -> None:
        vault = shut.open()
        vault.change_passphrase(typed(), typed(NEW))
        vault.close()

    seen = set()
    for _ in each_kill(change):
        # The head decides; the spare must never open with what the head no longer does.
        refused = outcome(lambda: shut.open(NEW).close())
        assert refused in {None, Reason.WRONG_PASSPHRASE}
        works = NEW if refused is None else PASSPHRASE
        seen.add(works)
        vault = shut.open(works)
        assert not vault.facts.rolled_back
        assert vault.check().faults == ()
        vault.close()
        (shut.path / layout.HEAD).unlink()
        vault = shut.open(works)
        assert not vault.facts.rolled_back
        vault.close()
        put_back(shut.path, pristine)
        put_back(tmp_path / "profil", profile)
    assert seen == {PASSPHRASE, NEW}


@pytest.mark.req("X01", "X24")
def test_locking_never_leaves_a_false_alarm(shut: ShutVault) -> None:
    def use() -> None:
        vault = shut.open()
        vault.settings.put("a", {})
        vault.close()

    for _ in each_kill(use):
        vault = shut.open()
        assert not vault.facts.rolled_back
        assert not vault.facts.opened_from_spare_head
        vault.close()


@pytest.mark.req("X24")
def test_restoring_gives_a_whole_vault_or_none(shut: ShutVault, tmp_path: Path) -> None:
    vault = shut.open()
    made = vault.back_up(tmp_path)
    vault.close()
    target = tmp_path / "ny.aktvalv"
    for _ in each_kill(lambda: shut.door.restore(made.path, target)):
        if target.exists():
            restored = shut.door.open(target, typed())
            assert restored.check().faults == ()
            restored.close()
            shutil.rmtree(target)
    assert target.exists()


@pytest.mark.req("X24")
def test_a_backup_is_whole_or_not_there(shut: ShutVault, tmp_path: Path) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()

    def back_up() -> None:
        vault = shut.open()
        vault.back_up(folder)
        vault.close()

    other_machine = shut.elsewhere(tmp_path / "annan profil")
    for number in each_kill(back_up):
        for made in folder.glob(f"*{layout.BACKUP_SUFFIX}"):
            target = tmp_path / f"prov {number}.aktvalv"
            other_machine.restore(made, target)
            restored = other_machine.open(target, typed())
            assert restored.check().faults == ()
            restored.close()
            made.unlink()
        vault = shut.open()
        assert not vault.facts.rolled_back
        assert not list(shut.path.glob("kopia*"))
        vault.close()


def put_back(path: Path, saved: Path) -> None:
    shutil.rmtree(path)
    shutil.copytree(saved, path)
