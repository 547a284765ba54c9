"""Ett ärende delas mellan två riktiga fönster, med bara tangentbordet och en fil emellan."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from app.casework.standing import Whose
from app.ports import Owner
from app.samples.acquainted import acquaint
from app.usecases import reading, visits
from app.usecases.desk import Desk
from storage.crypto.primitives import KdfCost
from storage.vault.kdf import fixed
from tests.app.usecases import typed_forms
from tests.handover import OWNERS
from tests.journeys.desktop import LONGEST_S, Desktop, desktop, missing_tools, until
from ui.bootstrap import make_core
from ui.case_parts import CASE_PARTS
from ui.core import Core
from ui.environment import VAULT
from ui.navigation import CasePart

PASSPHRASE = "aska trumpet lingon vedbod sjutton kvarn tofs"
"""Of letters that every keyboard has: see ``tests.journeys.test_real_window``."""


@dataclass(frozen=True)
class Machine:
    """A home of one's own, with a vault in it."""

    home: Path
    core: Core
    vault: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"HOME": str(self.home), VAULT: str(self.vault)}


def machine(home: Path, owner: Owner) -> Machine:
    home.mkdir(mode=0o700)
    cheap = fixed(KdfCost(memory_kib=64, passes=1))
    core = make_core(home / ".local" / "share" / "Aktvalv", policy=cheap)
    path = home / "valv.aktvalv"
    code = core.door.new_recovery_code()
    core.door.create(path, _phrase(), code, owner).close()
    return Machine(home, core, path)


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Machine, Machine]:
    """Två som har jämfört sina kort; den förra har ett ärende."""
    one, other = (
        machine(tmp_path / name, owner)
        for name, owner in zip(("maja", "sara"), (OWNERS[0], OWNERS[2]), strict=True)
    )
    vaults = [each.core.door.open(each.vault, _phrase()) for each in (one, other)]
    desks = [each.core.desk(vault) for each, vault in zip((one, other), vaults, strict=True)]
    acquaint(*desks)
    typed_forms.opened_case(desks[0])
    for vault in vaults:
        vault.close()
    return one, other


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Desktop]:
    if missing := missing_tools():
        pytest.skip(f"not installed: {', '.join(missing)}")
    with desktop(tmp_path) as made:
        yield made


@pytest.mark.window
@pytest.mark.req("X08")
@pytest.mark.timeout(240)
@pytest.mark.skipif(sys.platform != "linux", reason="X11")
def test_ett_arende_delas_mellan_tva_fonster(
    screen: Desktop, machines: tuple[Machine, Machine], tmp_path: Path
) -> None:
    maja, sara = machines
    stick = tmp_path / "stick"
    stick.mkdir()
    at_the_keyboard(screen, maja, partial(share_the_case, stick=stick))
    (package,) = stick.glob("*.aktpaket")
    at_the_keyboard(screen, sara, partial(take_it_in, package=package, stick=stick))
    assert len(tuple(stick.glob("*.aktpaket"))) == 2, "the receipt lies beside it"

    def whose(desk: Desk) -> Whose:
        (row,) = reading.list_cases(desk)
        return visits.standing_of(desk, row.stream).whose

    assert asked(maja, whose) is Whose.OWN
    assert asked(sara, whose) is Whose.SHARED


def at_the_keyboard(
    screen: Desktop, machine: Machine, does: Callable[[Desktop, subprocess.Popen[bytes]], None]
) -> None:
    """From the unlock window until the program has been closed."""
    program = screen.start(sys.executable, "-E", "-s", "-m", "ui", **machine.environment)
    try:
        screen.wait_for(program, "Aktvalv")
        screen.type(PASSPHRASE)
        screen.press("Return")
        screen.wait_for(program, "Aktvalv – Att göra")
        does(screen, program)
        screen.press("alt+F4")
        assert program.wait(LONGEST_S) == 0
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()


def share_the_case(screen: Desktop, program: subprocess.Popen[bytes], stick: Path) -> None:
    screen.press("ctrl+2")
    screen.wait_for(program, "Aktvalv – Ärenden")
    screen.press("Tab", "Tab", "Down", "Return")  # the first of the list
    screen.wait_for(program, "Aktvalv – Ärende")
    parts = [each.part for each in CASE_PARTS]
    for _ in range(len(parts) - parts.index(CasePart.SHARING)):
        screen.press("ctrl+Page_Up")
        screen.settle(program)
    screen.press(*["shift+Tab"] * 6, "space")  # the shorter way to the first thing on the page
    screen.settle(program)
    screen.press("Down")  # to whom: there is one
    screen.press("Tab", "space")  # a co-worker
    screen.press("Tab", "space")  # the whole case
    screen.press("Tab", "Tab", "Tab")  # nothing more along with it
    screen.type("Inom")  # the board
    screen.press("Tab")
    screen.type("Vi delar arbetet.")
    screen.settle(program)
    screen.press("Tab", "space")
    screen.settle(program)
    screen.press("Tab", "space")  # what leaves has been seen
    screen.settle(program)
    a_path(screen, program, stick)
    until(lambda: any(stick.glob("*.aktpaket")), "no file")
    screen.settle(program)


def a_path(screen: Desktop, program: subprocess.Popen[bytes], path: Path) -> None:
    """Into the program's own file dialog, whose line has the keyboard."""
    screen.type(str(path))
    screen.press("Return")
    screen.settle(program)


def children(pid: int) -> str:
    """The reader of foreign files is a process of its own: while it reads, the program rests."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return "".join((each / "children").read_text() for each in tasks)


def take_it_in(
    screen: Desktop, program: subprocess.Popen[bytes], package: Path, stick: Path
) -> None:
    screen.press("ctrl+3")
    screen.wait_for(program, "Aktvalv – Inkommet")
    screen.press("ctrl+o")
    screen.settle(program)
    a_path(screen, program, package)
    until(lambda: not children(program.pid), "the file is never read to its end")
    screen.settle(program)
    screen.press("Tab", "Tab")  # past what chooses none of the rows
    screen.settle(program)
    screen.press("space")
    screen.settle(program)
    screen.press("space")  # the receipt
    screen.settle(program)
    a_path(screen, program, stick)
    until(lambda: len(tuple(stick.glob("*.aktpaket"))) == 2, "no receipt")
    screen.settle(program)


def asked(machine: Machine, what: Callable[[Desk], Whose]) -> Whose:
    vault = machine.core.door.open(machine.vault, _phrase())
    try:
        return what(machine.core.desk(vault))
    finally:
        vault.close()


def _phrase() -> bytearray:
    return bytearray(PASSPHRASE.encode())
