"""One journey in a real window, by keyboard alone, with a lock that replaces the process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.forms.load import load_form
from app.forms.response import walk_items
from app.forms.response_reader import load_response
from app.ports import OpenVault
from app.usecases import drafting, reading
from app.usecases.settings import recall_place
from storage.crypto.primitives import KdfCost
from storage.vault.kdf import fixed
from tests.conftest import OWNER
from tests.journeys.desktop import LONGEST_S, Desktop, desktop, missing_tools
from ui.bootstrap import make_core
from ui.case_parts import CASE_PARTS
from ui.core import Core
from ui.environment import VAULT
from ui.navigation import CasePart

PASSPHRASE = "aska trumpet lingon vedbod sjutton kvarn tofs"
"""Of letters that every keyboard has, as is all that is typed here: xdotool changes the keyboard
for the others while it types, and a busy machine then loses them."""
BEFORE, AFTER = "Hen har sagt att hen ", " sedan i somras."
BETWEEN = "har sovit hos bekanta i stan"
HEADING = "Samtal om boende"
FOLLOW_UP = "urn:aktvalv:mall:uppfoljning"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir(mode=0o700)
    return made


@pytest.fixture
def core(home: Path) -> Core:
    """The program's own, with the folder in the profile that the started program uses too. What
    a key costs stands in the vault, so that the program itself needs to know of no test."""
    cheap = fixed(KdfCost(memory_kib=64, passes=1))
    return make_core(home / ".local" / "share" / "Aktvalv", policy=cheap)


@pytest.fixture
def vault(core: Core, home: Path) -> Path:
    path = home / "valv.aktvalv"
    door = core.door
    door.create(path, _phrase(), door.new_recovery_code(), OWNER).close()
    return path


@pytest.fixture
def screen(home: Path) -> Iterator[Desktop]:
    if missing := missing_tools():
        pytest.skip(f"not installed: {', '.join(missing)}")
    with desktop(home) as made:
        yield made


@pytest.mark.window
@pytest.mark.req("X01")
@pytest.mark.timeout(240)
@pytest.mark.skipif(sys.platform != "linux", reason="X11")
def test_half_a_note_is_finished_after_a_lock(screen: Desktop, core: Core, vault: Path) -> None:
    # ``--demo`` means nothing when a vault is named, and is not passed on by a lock: by that
    # the process that follows can be told from the first.
    command = (sys.executable, "-E", "-s", "-m", "ui")
    program = screen.start(*command, "--demo", **{VAULT: str(vault)})
    try:
        unlock_by_keyboard(screen, program, "Aktvalv – Att göra")
        a_case_by_keyboard(screen, program)
        half_a_note(screen, program)
        before = set(screen.windows(program.pid))
        assert command_line(program) == [*command, "--demo"]

        screen.press("ctrl+l")
        after = screen.wait_for(program, "Aktvalv")
        assert after not in before
        assert set(screen.windows(program.pid)) == {after}
        assert command_line(program) == list(command)  # the same process, started anew
        the_draft_is_in_the_vault(core, vault)

        unlock_by_keyboard(screen, program, "Aktvalv – Ärende")
        screen.type(BETWEEN)
        screen.settle(program)
        screen.press("ctrl+Return")
        screen.settle(program)
        screen.press("ctrl+Return")
        screen.settle(program)
        screen.press("alt+F4")
        assert program.wait(LONGEST_S) == 0
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()

    opened = core.door.open(vault, _phrase())
    desk = core.desk(opened)
    (row,) = reading.list_cases(desk)
    (note,) = reading.state_of(desk, row.stream).notes
    assert note.latest.fact.facts == BEFORE + BETWEEN + AFTER
    assert note.latest.fact.heading == HEADING
    assert drafting.list_drafts(desk) == ()
    assert opened.check().faults == ()
    opened.close()


@pytest.mark.window
@pytest.mark.req("F126", "X01")
@pytest.mark.timeout(240)
@pytest.mark.skipif(sys.platform != "linux", reason="X11")
def test_a_form_is_gone_on_with_after_a_lock(screen: Desktop, core: Core, vault: Path) -> None:
    """A ruler, and a goal too many halfway written, on the seventh page of a follow-up."""
    program = screen.start(sys.executable, "-E", "-s", "-m", "ui", **{VAULT: str(vault)})
    try:
        unlock_by_keyboard(screen, program, "Aktvalv – Att göra")
        a_case_by_keyboard(screen, program)
        half_a_goal(screen, program)
        screen.press("ctrl+l")
        unlock_by_keyboard(screen, program, "Aktvalv – Ärende")
        screen.type(BETWEEN)
        screen.settle(program)
        screen.press("alt+F4")
        assert program.wait(LONGEST_S) == 0
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()

    opened = core.door.open(vault, _phrase())
    (draft,) = opened.drafts.all()
    form = load_form(core.desk(opened).forms.latest(FOLLOW_UP).data).form
    assert form is not None
    response = load_response(str(draft.body["response"]).encode(), form).response
    assert response is not None
    answers = [(each.link_id, each.values) for each in walk_items(response.items) if each.values]
    assert answers == [
        ("malen.mal.text", (HEADING,)),
        ("malen.mal.siffra", (7,)),
        ("malen.mal.text", (BEFORE + BETWEEN + AFTER,)),
    ]
    assert opened.check().faults == ()
    opened.close()


def unlock_by_keyboard(screen: Desktop, program: subprocess.Popen[bytes], comes_to: str) -> None:
    screen.wait_for(program, "Aktvalv")
    screen.type(PASSPHRASE)
    screen.press("Return")
    screen.wait_for(program, comes_to)


def a_case_by_keyboard(screen: Desktop, program: subprocess.Popen[bytes]) -> None:
    screen.press("ctrl+2")
    screen.wait_for(program, "Aktvalv – Ärenden")
    screen.press("ctrl+n")
    screen.settle(program)
    screen.press("space", "Tab")  # an interest
    screen.type("idag")
    screen.press("Tab", "Down", "Tab")  # the first way in which it can come
    screen.type("Den enskilde")
    screen.press("Tab", "Tab")
    screen.type("Jag vill leva ett vanligt liv.")
    screen.press("ctrl+Return")
    screen.wait_for(program, "Aktvalv – Ärende")


def to_part(screen: Desktop, program: subprocess.Popen[bytes], part: CasePart) -> None:
    """From the overview, the shorter way round."""
    parts = [each.part for each in CASE_PARTS]
    forwards, backwards = parts.index(part), len(parts) - parts.index(part)
    key = "ctrl+Page_Down" if forwards <= backwards else "ctrl+Page_Up"
    for _ in range(min(forwards, backwards)):
        screen.press(key)
        screen.settle(program)


def half_a_note(screen: Desktop, program: subprocess.Popen[bytes]) -> None:
    to_part(screen, program, CasePart.JOURNAL)
    screen.press("ctrl+n")
    screen.settle(program)
    screen.type("idag")
    screen.press("Tab", "Down", "Tab")
    screen.type(HEADING)
    screen.press("Tab")
    screen.type(BEFORE + AFTER)
    screen.press(*["Left"] * len(AFTER))
    screen.settle(program)


def half_a_goal(screen: Desktop, program: subprocess.Popen[bytes]) -> None:
    to_part(screen, program, CasePart.ASSESSMENT)
    screen.press("ctrl+n")
    screen.type("kvalitetskrav")
    screen.settle(program)
    screen.press("Tab", "space")  # the one that is found
    screen.settle(program)
    screen.press(*["alt+Page_Down"] * 6)
    screen.settle(program)
    screen.type(HEADING)
    screen.press("Tab", "7", *["Tab"] * 5, "space")  # past the rest, to one more
    screen.settle(program)
    screen.type(BEFORE + AFTER)
    screen.press(*["Left"] * len(AFTER))
    screen.settle(program)


def command_line(program: subprocess.Popen[bytes]) -> list[str]:
    raw = Path(f"/proc/{program.pid}/cmdline").read_bytes()
    return [part.decode() for part in raw.split(b"\0")[:-1]]


def the_draft_is_in_the_vault(core: Core, path: Path) -> None:
    """Nobody holds the vault any more: it opens, and the half note lies in it."""
    vault: OpenVault = core.door.open(path, _phrase())
    (draft,) = vault.drafts.all()
    assert draft.body["facts"] == BEFORE + AFTER
    place = recall_place(core.desk(vault))
    assert place is not None
    assert place["part"] == CasePart.JOURNAL
    assert place["place"]["at"] == {"field": "facts", "position": len(BEFORE)}
    vault.close()


def _phrase() -> bytearray:
    return bytearray(PASSPHRASE.encode())
