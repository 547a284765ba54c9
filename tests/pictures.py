"""``python -m tests.pictures``: the pictures in ``docs/pictures``, from the real program.

It works in a training vault of made-up people on a Monday that never ends, so that the same
program gives the same pictures. What it does not find on the screen stops it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from app.casework.comparison import comparisons
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases import registers
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_register import known_people
from app.usecases.handover.cases import sharing
from app.usecases.reading import list_cases, state_of
from tests.fakes import STOCKHOLM_SUMMER, CountedIds, StoppedClock
from tests.program import Program, make_core
from tests.ui.looking import visible
from ui.core import Core
from ui.environment import VAULT
from ui.fields.form import FieldForm
from ui.navigation import CasePart, Destination, Section
from ui.pages.inbox.opening import OpenPlace
from ui.start import prepare_qt
from ui.theme import Look, Theme
from ui.widgets.editors.ruler import Ruler
from ui.widgets.passphrase_field import PassphraseField

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
HOME = Path(tempfile.gettempdir()) / "aktvalv-pictures"
"""Always the same, since the unlock window says where the vault lies."""
SIZE = QSize(1280, 820)
MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER)
SUGGESTED = "åska trumpet lingon vedbod sjutton kvarn fiskmås tofs"


class Photographer:
    """Goes where the pictures are and takes them."""

    def __init__(self, program: Program, theme: Theme) -> None:
        self._program = program
        self._theme = theme

    # ------------------------------------------------------------------ before a vault is open

    def first_start(self) -> None:
        """The passphrase of a new vault, with the one that is suggested."""
        self._program.start()
        self._program.press("Skapa ett valv")
        self._program.press("Nästa")
        self._take("forsta-starten")
        self._program.end()

    def unlock(self) -> None:
        """A training vault, and in."""
        self._program.start(demo=True)
        self._program.until(lambda: bool(visible(self._program.window, PassphraseField)))
        self._take("las-upp")
        self._program.unlock_training()

    # ------------------------------------------------------------------ in the vault

    def lists(self) -> None:
        self._program.go(Destination(Section.TODO))
        self._take("att-gora")
        self._program.go(Destination(Section.CASES))
        self._take("arenden")

    def case(self) -> None:
        """One case, part by part."""
        stream = self._program.ask(_planned_case)
        for part, name in (
            (CasePart.OVERVIEW, "oversikt"),
            (CasePart.JOURNAL, "journal"),
            (CasePart.WATCH, "bevakning"),
            (CasePart.CONSENT, "samtycke"),
            (CasePart.ROUTE, "vagval"),
            (CasePart.DECISION, "beslut"),
            (CasePart.FOLLOW_UP, "uppfoljning"),
            (CasePart.PLAN, "plan"),
        ):
            self._program.go(Destination.case(stream, part))
            self._take(name)

    def assessment(self) -> None:
        """A question with its choices, in an assessment that has been begun."""
        stream = self._program.ask(_new_case)
        self._program.go(Destination.case(stream, CasePart.ASSESSMENT))
        self._program.press("Börja: Utredning vuxen")
        self._program.press("Nästa sida")
        self._take("utredning")
        self._program.press("Stäng")

    def over_time(self) -> None:
        """What has been asked several times, as a chart with its table."""
        stream = self._program.ask(_compared_case)
        self._program.go(Destination.case(stream, CasePart.ASSESSMENT))
        self._program.press("Över tid")
        self._take("over-tid")

    def rulers(self) -> None:
        """Scales that stand nowhere until somebody has chosen, one of them answered."""
        stream = self._program.ask(_new_case)
        self._program.go(Destination.case(stream, CasePart.ASSESSMENT))
        self._program.press("Alla mallar")
        self._program.press("Börja: Mottaglighet")
        self._program.press("Nästa sida")
        self._program.press("Nästa sida")
        ruler = visible(self._program.window, Ruler)[0]
        QTest.keyClick(ruler, Qt.Key.Key_7)
        self._take("mottaglighet")
        self._program.press("Stäng")

    def sections(self) -> None:
        for section, name in (
            (Section.TEMPLATES, "mallar"),
            (Section.UNIT, "enheten"),
            (Section.DISPOSAL, "gallring"),
        ):
            self._program.go(Destination(section))
            self._take(name)

    def dark(self) -> None:
        self._theme.set_look(Look.DARK)
        self._program.go(Destination.case(self._program.ask(_planned_case), CasePart.JOURNAL))
        self._take("morkt")
        self._theme.set_look(Look.LIGHT)

    def gate(self) -> None:
        """The paper that would leave, and the page where one says to whom and why."""
        stream = self._program.ask(_planned_case)
        self._program.go(Destination.case(stream, CasePart.DOCUMENTS))
        self._program.press("Förhandsgranska")
        self._take("forhandsgranska")
        self._program.press("Lämna ut …")
        (form,) = [
            each
            for each in visible(self._program.window, FieldForm)
            if "recipient" in each.values()
        ]
        recipient = self._program.ask(_provider)
        form.set_values(
            {
                "recipient": recipient,
                "ground": "harm_tested",
                "reason": "Det står klart att ingen lider men av det som är ikryssat.",
            }
        )
        form.changed.emit()
        self._take("handlingar")

    # ------------------------------------------------------------------ between two vaults

    def leaving(self) -> None:
        """Key cards, and what would leave beside what would stay."""
        self._program.go(Destination(Section.KEYS))
        self._take("nyckelkort")
        stream = self._program.ask(_planned_case)
        self._program.go(Destination.case(stream, CasePart.SHARING))
        self._program.press("Dela med någon")
        (form,) = [
            each for each in visible(self._program.window, FieldForm) if "scope" in each.values()
        ]
        form.set_values(self._program.ask(_share_form))
        form.changed.emit()
        self._program.press("Visa vad som lämnar")
        self._take("dela")
        self._program.press("Stäng")

    def log(self) -> None:
        self._program.go(Destination(Section.LOG_REVIEW))
        self._program.press("Visa loggen")
        self._take("loggkontroll")

    def arriving(self, core: Core) -> None:
        """The other vault of the pair, and a package that has come."""
        share = partial(_shared, self._program.folder)
        path = self._program.ask(share)
        self._program.end()
        self._program.start({VAULT: str(core.other_training_vault())})
        self._program.unlock_training()
        self._program.go(Destination(Section.INBOX))
        (place,) = self._program.main.findChildren(OpenPlace)
        place.take_file(path)
        self._program.until(lambda: not place.work.working)
        self._take("inkommet")

    # ------------------------------------------------------------------ the hand

    def _take(self, name: str) -> None:
        window = self._program.window
        window.resize(SIZE)
        self._program.settle()
        QTest.qWait(150)  # the preview draws its page on a thread of Qt's own
        file = FOLDER / f"{name}.png"
        assert window.grab().save(str(file)), name
        file.chmod(0o644)  # the program writes for its user alone
        print(file.name)


# ---------------------------------------------------------------------- what to show


def _planned_case(desk: Desk) -> StreamId:
    """The first with a plan in force that nobody disputes."""
    for row in list_cases(desk):
        plans = state_of(desk, row.stream).plans
        if plans and len(plans[0].versions) == 1:
            return row.stream
    raise LookupError


def _new_case(desk: Desk) -> StreamId:
    return next(
        row.stream for row in list_cases(desk) if not state_of(desk, row.stream).assessments
    )


def _compared_case(desk: Desk) -> StreamId:
    return next(row.stream for row in list_cases(desk) if comparisons(state_of(desk, row.stream)))


def _share_form(desk: Desk) -> JsonObject:
    (known,) = known_people(desk)
    return {
        "person": known.entity,
        "role": "co_worker",
        "scope": "whole",
        "ground": "within_board",
        "reason": "Vi handlägger ärendet tillsammans.",
    }


def _shared(folder: Path, desk: Desk) -> Path:
    return sharing.share(desk, _planned_case(desk), _share_form(desk), folder).path


def _provider(desk: Desk) -> str:
    rows = registers.list_recipients(desk)
    return next(row.entity for row in rows if row.recipient.kind == "provider")


# ---------------------------------------------------------------------- the studio


@contextmanager
def _home() -> Iterator[Path]:
    """A home of its own for the program, gone afterwards."""
    HOME.mkdir(mode=0o700)  # fails when somebody is taking pictures already
    before = os.environ.get("HOME")
    os.environ["HOME"] = str(HOME)
    try:
        yield HOME
    finally:
        if before is not None:
            os.environ["HOME"] = before
        shutil.rmtree(HOME)


def _program(theme: Theme, home: Path) -> tuple[Program, Core]:
    clock = StoppedClock(MONDAY)
    core = make_core(home, clock, CountedIds())
    core.door.new_passphrase = lambda: SUGGESTED  # type: ignore[method-assign]
    return Program(theme, home, core), core


def main() -> int:
    qt = prepare_qt([sys.argv[0]])
    qt.setCursorFlashTime(0)
    theme = Theme(qt)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _home() as home:
        program, core = _program(theme, home)
        camera = Photographer(program, theme)
        camera.first_start()
        camera.unlock()
        camera.lists()
        camera.assessment()
        camera.rulers()
        camera.over_time()
        camera.sections()
        camera.case()
        camera.dark()
        camera.gate()
        camera.leaving()
        camera.log()
        camera.arriving(core)
        program.end()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
