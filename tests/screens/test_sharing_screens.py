"""Dela in every look and size: partners, what leaves beside what stays, and a case handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.ids import StreamId
from app.usecases.desk import Desk
from app.usecases.handover.cases import sharing, transferring
from tests.handover import make_side
from tests.program import Program
from tests.screens.measure import ambiguous, cut, faint, small, unnamed, unreached
from tests.ui.looking import texts, visible
from tests.ui.neighbour import Neighbour
from ui.navigation import CasePart, Destination
from ui.pages.case.gate_card import GateCard
from ui.pages.sharing.leaving_card import LeavingCard
from ui.theme import Look, Theme

LOOKS = ((Look.LIGHT, 100), (Look.DARK, 200), (Look.CONTRAST, 100), (Look.CONTRAST, 200))


class Between:
    """A case that is shared with a neighbour, and one that was handed over."""

    def __init__(self, program: Program, neighbour: Neighbour, out: Path) -> None:
        self.person = neighbour.here
        rows = program.ask(lambda desk: desk.vault.index.cases())
        self.shared, self.over, self.own = (row.stream for row in rows[:3])
        program.ask(lambda desk: self._let_go(desk, out))

    def _let_go(self, desk: Desk, out: Path) -> None:
        form = {"person": self.person, "ground": "transfer", "reason": "Flyttar"}
        role = {"role": "receiving_municipality", "scope": "execution"}
        sharing.share(desk, self.shared, {**form, **role}, out)
        transferring.transfer(desk, self.over, form, out)


@pytest.fixture(scope="module")
def between(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    law, forms = program.ask(lambda desk: (desk.law, desk.forms))
    side = make_side(tmp_path_factory.mktemp("granne"), 1, law, forms)
    neighbour = Neighbour(program, side)
    neighbour.exchange_cards()
    yield Between(program, neighbour, tmp_path_factory.mktemp("ut"))
    side.vault.close()


@pytest.fixture(scope="module", params=LOOKS, ids=lambda worn: f"{worn[0].value}-{worn[1]}")
def _worn(request: pytest.FixtureRequest, theme: Theme, program: Program) -> None:
    look, percent = request.param
    theme.set_look(look)
    theme.set_text_percent(percent)


Show = Callable[[Program, Between], None]


def _dela(program: Program, stream: StreamId) -> None:
    program.go(Destination.case(stream, CasePart.SHARING))
    program.settle()


def _partners(program: Program, between: Between) -> None:
    _dela(program, between.shared)
    assert "Olle Provsson" in texts(program.main)


def _leaving(program: Program, between: Between) -> None:
    """Asked for, and shown beside what stays."""
    _dela(program, between.own)
    program.press("Lämna över ärendet …")
    program.settle()
    (card,) = visible(program.main, LeavingCard)
    typed = {"person": between.person, "ground": "transfer", "reason": "Flyttar"}
    card.form.set_values({**card.form.values(), **typed})
    card.look()
    program.settle()
    assert "Stannar" in texts(program.main)


def _wrong(program: Program, between: Between) -> None:
    _dela(program, between.own)
    program.press("Dela med någon …")
    program.settle()
    program.press("Visa vad som lämnar")


def _ending(program: Program, between: Between) -> None:
    _dela(program, between.shared)
    program.press("Avsluta delningen …")


def _excerpt(program: Program, between: Between) -> None:
    _dela(program, between.own)
    program.press("Skriv utdrag …")


def _gate(program: Program, between: Between) -> None:
    _dela(program, between.over)
    assert visible(program.main, GateCard)


def _read(program: Program, between: Between) -> None:
    """Handed over, and read for a reason."""
    _gate(program, between)
    (gate,) = visible(program.main, GateCard)
    gate.form.set_values({"reason": "asked", "words": "Provstad frågar"})
    program.press("Läs ärendet")
    program.settle()
    assert "Inget svar har kommit än." in texts(program.main)


SCREENS: dict[str, Show] = {
    "partners": _partners,
    "what leaves": _leaving,
    "what is missing": _wrong,
    "ending a share": _ending,
    "an excerpt": _excerpt,
    "a reason to read": _gate,
    "a sealed case": _read,
}


@pytest.mark.usefixtures("_worn")
@pytest.mark.parametrize("show", SCREENS.values(), ids=SCREENS.keys())
def test_dela_can_be_read_reached_named_and_hit(
    show: Show, program: Program, between: Between
) -> None:
    show(program, between)
    program.settle()
    window = program.main
    assert cut(window) == []
    assert faint(window) == []
    assert small(window) == []
    assert unnamed(window) == []
    assert unreached(window) == []
    assert ambiguous(window) == []
