"""A session over a real vault that lives, as in the program, on the database thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.casework.numbers import read_pseudonyms
from app.forms.library import FormLibrary
from app.law.pack import LegalPack
from app.law.shelf import LawShelf
from app.ports import VaultDoor
from app.usecases.desk import Desk
from storage import files
from storage.foreign.reader import ForeignFiles
from storage.foreign.workbook_writer import write_workbook
from tests.conftest import (
    OWNER,
    PASSPHRASE,
    RESOURCES,
    agendas,
    aims,
    card_words,
    four_eyes,
    process_table,
    review_rules,
    shipped_units,
)
from tests.fakes import CountedIds, StoppedClock
from tests.papers import render_paper
from ui.session import Session
from ui.tasks import Tasks
from ui.theme import Look, Theme

T = TypeVar("T")


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.set_look(Look.LIGHT)
    return made


class Office:
    """A session and the means to ask its vault, and to wait for it, from a test."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self._qtbot = qtbot
        self.tasks = tasks
        self.desk: Desk
        self.session: Session

    def work(self, work: Callable[[], T]) -> T:
        """Run on the database thread and wait for the answer."""
        answers: list[T] = []
        context = QObject()
        self.tasks.run(work, answers.append, context=context)
        self._qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def ask(self, work: Callable[[Desk], T]) -> T:
        return self.work(lambda: work(self.desk))

    def settle(self) -> None:
        """Wait until everything that was asked for has been answered, and what that led to."""
        for _ in range(3):
            self.work(lambda: None)
            self._qtbot.waitUntil(lambda: not self.tasks.is_at_length)


@pytest.fixture
def office(
    qtbot: QtBot,
    theme: Theme,
    door: VaultDoor,
    tmp_path: Path,
    clock: StoppedClock,
    new_id: CountedIds,
    law: LegalPack,
    forms: FormLibrary,
) -> Iterator[Office]:
    tasks = Tasks()
    made = Office(qtbot, tasks)
    vault = made.work(
        lambda: door.create(
            tmp_path / "valv.aktvalv",
            bytearray(PASSPHRASE.encode()),
            door.new_recovery_code(),
            OWNER,
        )
    )
    made.desk = Desk(
        vault=vault,
        now=clock,
        new_id=new_id,
        laws=LawShelf(law),
        forms=forms,
        process=process_table(),
        aims=aims(),
        render=render_paper,
        save_file=files.save,
        read_foreign=ForeignFiles(),
        write_workbook=write_workbook,
        pseudonyms=read_pseudonyms((RESOURCES / "registers" / "pseudonyms.txt").read_bytes()),
        card_words=card_words(),
        shipped_units=shipped_units,
        agendas=agendas(),
        review_rules=review_rules(),
        four_eyes=four_eyes(),
    )
    made.session = Session(made.desk, tasks)
    yield made
    made.work(vault.close)
    tasks.wait_closed()


@pytest.fixture
def session(office: Office) -> Session:
    return office.session
