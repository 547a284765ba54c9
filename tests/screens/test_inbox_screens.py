"""Inkommet in every look and size: a package with everything in it, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from app.ids import EntityId, StreamId
from app.usecases import identity, notes, reading
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from tests.handover import make_side
from tests.program import Program
from tests.screens.measure import ambiguous, cut, faint, small, unnamed, unreached
from tests.ui.cases import IDENTITY
from tests.ui.looking import visible
from tests.ui.neighbour import Neighbour, note_of
from ui.dispute_list import DisputeList
from ui.navigation import Destination, Section
from ui.pages.inbox.opening import OpenPlace
from ui.pages.inbox.package_row import PackageRow
from ui.pages.inbox.page import PLACES
from ui.theme import Look, Theme

LOOKS = ((Look.LIGHT, 100), (Look.DARK, 200), (Look.CONTRAST, 100), (Look.CONTRAST, 200))


class Arrived:
    """A case that was taken in, and a package in which somebody has gone on from it too."""

    def __init__(self, program: Program, neighbour: Neighbour) -> None:
        self._program = program
        self._neighbour = neighbour
        self.stream = neighbour.new_case()
        note = neighbour.note(self.stream, "Från början.")
        neighbour.share(self.stream)
        first = neighbour.seal(self.stream)
        program.ask(lambda desk: _accept(desk, first))
        program.ask(lambda desk: self._correct(desk, note, "Ändrat här."))
        self._correct(neighbour.desk, note, "Ändrat hos grannen.")
        self.disputed = note
        neighbour.note(self.stream, "Helt ny.")
        identity.save_identity(neighbour.desk, self.stream, IDENTITY)
        neighbour.number += 1  # one that never came
        self.path: Path = neighbour.seal(self.stream)

    def _correct(self, desk: Desk, note: EntityId, text: str) -> None:
        (found,) = (each for each in reading.state_of(desk, self.stream).notes if each.id == note)
        typed = {**note_of(text), "correction_reason": "Fel"}
        notes.correct_note(desk, self.stream, found.latest.record.id, typed)


def _accept(desk: Desk, path: Path) -> None:
    arrival = receiving.open_package(desk, path)
    receiving.accept(desk, arrival, frozenset(row.key for row in arrival.look.rows))


@pytest.fixture(scope="module")
def arrived(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arrived]:
    law, forms = program.ask(lambda desk: (desk.law, desk.forms))
    side = make_side(tmp_path_factory.mktemp("granne"), 1, law, forms)
    neighbour = Neighbour(program, side)
    neighbour.exchange_cards(confirmed=False)
    yield Arrived(program, neighbour)
    side.vault.close()


@pytest.fixture(scope="module", params=LOOKS, ids=lambda worn: f"{worn[0].value}-{worn[1]}")
def _worn(request: pytest.FixtureRequest, theme: Theme, program: Program) -> None:
    look, percent = request.param
    theme.set_look(look)
    theme.set_text_percent(percent)


Show = Callable[[Program, Arrived], None]


def _place(code: str) -> Show:
    def show(program: Program, _arrived: Arrived) -> None:
        program.go(Destination(Section.INBOX, place={"place": code}))

    return show


def _preview(program: Program, arrived: Arrived) -> None:
    """With every row folded out."""
    program.go(Destination(Section.INBOX))
    (place,) = visible(program.main, OpenPlace)
    place.take_file(arrived.path)  # what the dialog of files leads to
    program.settle()
    program.until(lambda: bool(visible(program.main, PackageRow)))
    for unfold in visible(program.main, QAbstractButton):
        if unfold.text().startswith(("Visa vad som står", "Visa skillnaden", "Visa resten")):
            unfold.click()


def _refusing(program: Program, arrived: Arrived) -> None:
    _preview(program, arrived)
    program.press("Avböj paketet …")
    program.press("Ja, avböj paketet")


def _refused_file(program: Program, _arrived: Arrived) -> None:
    path = program.folder / "hej.aktpaket"
    path.write_bytes(b"hej")
    program.go(Destination(Section.INBOX))
    (place,) = visible(program.main, OpenPlace)
    place.take_file(path)
    program.settle()


def _dispute(program: Program, arrived: Arrived) -> None:
    """On the overview of a case that somebody else has changed too."""
    program.ask(lambda desk: _disputed(desk, arrived.stream))
    program.go(Destination.case(arrived.stream))
    (found,) = visible(program.main, DisputeList)
    next(each for each in visible(found, QAbstractButton) if each.text() == "Visa").click()


def _disputed(desk: Desk, stream: StreamId) -> None:
    """The two wordings in one vault, once for all looks."""
    from tests.ui.pages.test_disputes import fork, task  # noqa: PLC0415 - only here

    entity = EntityId(str(stream).replace("4000", "4001", 1))
    if not any(each.entity == entity for each in reading.history(desk, stream)):
        fork(desk, stream, entity, task("Ring i dag"), task("Ring i morgon"))


SCREENS: dict[str, Show] = {
    **{code: _place(code) for code, _title, _make in PLACES},
    "a package": _preview,
    "refusing a package": _refusing,
    "a file that is no package": _refused_file,
    "a dispute": _dispute,
}


@pytest.mark.usefixtures("_worn")
@pytest.mark.parametrize("show", SCREENS.values(), ids=SCREENS.keys())
def test_what_came_can_be_read_reached_named_and_hit(
    show: Show, program: Program, arrived: Arrived
) -> None:
    show(program, arrived)
    program.settle()
    window = program.main
    assert cut(window) == []
    assert faint(window) == []
    assert small(window) == []
    assert unnamed(window) == []
    assert unreached(window) == []
    assert ambiguous(window) == []
