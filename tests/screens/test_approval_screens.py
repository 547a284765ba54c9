"""Asking for an approval, and answering, in every look and size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from app.ids import StreamId
from app.usecases import registers
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from app.usecases.handover.approvals import approval_requests
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.handover import make_side
from tests.program import Program
from tests.screens.measure import ambiguous, cut, faint, small, unnamed, unreached
from tests.ui.looking import visible
from tests.ui.neighbour import Neighbour
from ui.approval_asking import AskApproval
from ui.navigation import CasePart, Destination, Section
from ui.theme import Look, Theme

LOOKS = ((Look.LIGHT, 100), (Look.DARK, 200), (Look.CONTRAST, 200))


def decided(desk: Desk, number: str) -> StreamId:
    stream = typed_forms.opened_case(desk, case_number=number)
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream)
    return stream


class Between:
    """A decision here that must be approved, and one of the neighbour's to approve here."""

    def __init__(self, program: Program, neighbour: Neighbour) -> None:
        self.neighbour = neighbour
        self.stream = program.ask(partial(_decided, "2026-0903"))
        theirs = decided(neighbour.desk, "2026-0904")
        own = program.ask(registers.own_card)
        to = {
            each.person.name: each.entity
            for each in approval_requests.people_to_ask(neighbour.desk)
        }
        typed = {
            "about": state_of(neighbour.desk, theirs).decisions[0].latest.record.id,
            "to": to[own.name],
            "role": "Enhetschef",
            "reason": "Beslutar.",
        }
        seen = approval_requests.prepare(neighbour.desk, theirs, typed)
        folder = neighbour.side.out
        sealed = approval_requests.ask(neighbour.desk, theirs, typed, folder, looked_at=seen.digest)
        program.ask(partial(_accept, sealed.path))


def _decided(number: str, desk: Desk) -> StreamId:
    return decided(desk, number)


def _accept(path: Path, desk: Desk) -> None:
    arrival = receiving.open_package(desk, path)
    receiving.accept(desk, arrival, frozenset(row.key for row in arrival.look.rows))


@pytest.fixture(scope="module")
def between(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    law, forms = program.ask(lambda desk: (desk.law, desk.forms))
    side = make_side(tmp_path_factory.mktemp("granne"), 1, law, forms)
    neighbour = Neighbour(program, side)
    neighbour.exchange_cards()
    yield Between(program, neighbour)
    side.vault.close()


@pytest.fixture(scope="module", params=LOOKS, ids=lambda worn: f"{worn[0].value}-{worn[1]}")
def _worn(request: pytest.FixtureRequest, theme: Theme, program: Program) -> None:
    look, percent = request.param
    theme.set_look(look)
    theme.set_text_percent(percent)


Show = Callable[[Program, Between], None]


def _card(program: Program, between: Between) -> None:
    program.go(Destination.case(between.stream, CasePart.DECISION))


def _asking(program: Program, between: Between) -> None:
    _card(program, between)
    program.press("Be om attest …")
    program.settle()
    (asking,) = visible(program.main, AskApproval)
    assert asking.form is not None
    typed = {"to": between.neighbour.here, "role": "Enhetschef", "reason": "Beslutar."}
    asking.form.set_values({**asking.form.values(), **typed})
    program.press("Visa det som lämnar")
    program.settle()
    assert asking.preview.pages > 0


def _answering(program: Program, _between: Between) -> None:
    program.go(Destination(Section.INBOX, place={"place": "approvals"}))
    program.press("Läs och svara")


SCREENS: dict[str, Show] = {"a card": _card, "asking": _asking, "answering": _answering}


@pytest.mark.usefixtures("_worn")
@pytest.mark.parametrize("show", SCREENS.values(), ids=SCREENS.keys())
def test_approvals_can_be_read_reached_named_and_hit(
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
