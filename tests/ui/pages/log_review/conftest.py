"""An office whose vault has got an extract of a colleague's log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.forms.library import FormLibrary
from app.ids import EntityId
from app.law.pack import LegalPack
from app.usecases import identity, reading
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.identity import RevealReason
from tests.app.usecases import typed_forms
from tests.app.usecases.handover.logs.log_exchange import extract_of, taken_in
from tests.fakes import StoppedClock
from tests.handover import CARDS_VALID_TO, Side, introduce, make_side
from tests.ui.conftest import Office
from ui.pages.log_review.page import LogReviewPage


@pytest.fixture
def colleague(
    office: Office, clock: StoppedClock, tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> Iterator[Side]:
    """Olle Provsson, whose vault lives on the same database thread."""

    def made() -> Side:
        make_own_card(office.desk, {"valid_to": CARDS_VALID_TO})
        other = make_side(tmp_path / "kollega", 1, law, forms)
        introduce(other, to=here(office, clock))
        introduce(here(office, clock), to=other)
        case = typed_forms.opened_case(other.desk, case_number="2026-0031")
        identity.save_identity(other.desk, case, typed_forms.identity())
        for _ in range(30):
            reading.open_case(other.desk, case)
        identity.reveal(other.desk, case, ["given_name"], RevealReason.HANDLING, 20)
        return other

    side = office.work(made)
    yield side
    office.work(side.vault.close)


def here(office: Office, clock: StoppedClock) -> Side:
    """The office's own vault as a side of an exchange."""
    return Side(office.desk, None, clock, Path(), Path(), "")  # type: ignore[arg-type]  # not opened


@pytest.fixture
def extract(office: Office, colleague: Side, clock: StoppedClock) -> EntityId:
    def came() -> EntityId:
        own = here(office, clock)
        shown = taken_in(own, colleague, extract_of(colleague, own)).shows
        assert shown is not None
        return shown

    return office.work(came)


@pytest.fixture
def opened(qtbot: QtBot, office: Office) -> Callable[[str], LogReviewPage]:
    """The page at one of its places, loaded and shown."""

    def made(place: str) -> LogReviewPage:
        page = LogReviewPage(office.session)
        qtbot.addWidget(page)
        page.resize(1200, 900)
        page.show()
        page.open_at(place)
        office.session.changed.connect(page.reload)
        office.settle()
        return page

    return made
