"""A neighbour whose key card is known here, and the section Inkommet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.forms.library import FormLibrary
from app.law.pack import LegalPack
from tests.handover import make_side
from tests.ui.conftest import Office
from tests.ui.neighbour import Neighbour
from ui.pages.inbox.page import InboxPage


@pytest.fixture
def stranger(
    office: Office, tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> Iterator[Neighbour]:
    """Has a vault; no cards have been exchanged."""
    side = make_side(tmp_path / "granne", 1, law, forms)
    yield Neighbour(office, side)
    side.vault.close()


@pytest.fixture
def neighbour(stranger: Neighbour) -> Neighbour:
    stranger.exchange_cards()
    return stranger


@pytest.fixture
def inbox(office: Office, qtbot: QtBot) -> InboxPage:
    page = InboxPage(office.session)
    office.session.changed.connect(page.reload)
    qtbot.addWidget(page)
    page.resize(1000, 900)
    page.show()
    page.load()
    office.settle()
    return page
