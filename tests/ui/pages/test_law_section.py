"""What Inställningar says of the law."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from app.law.pack import Certainty, LegalPack
from tests.ui.conftest import Office
from tests.ui.looking import texts
from ui.pages.settings.law import about, entry_text
from ui.pages.settings.page import SettingsPage


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(office.session)
    qtbot.addWidget(made)
    made.resize(800, 900)
    made.show()
    made.load()
    office.settle()
    return made


@pytest.mark.req("F032")
def test_everything_the_program_relies_on_is_listed_with_where_it_comes_from(
    office: Office, page: SettingsPage, law: LegalPack
) -> None:
    (shown,) = page._law.findChildren(QListWidget)
    lines = [shown.item(at).text() for at in range(shown.count())]
    assert len(lines) == len(law.entries)
    words = (*law.definitions.entries, *law.plan_contents.entries, *law.paper_texts.entries)
    assert set(words) < set(law.entries)
    assert (
        "Lagrum: 11 kap. 1 § socialtjänstlagen (2025:400). Rätt till insatser för personliga "
        "behov. Ersätter sol-2001-4-1.\nGiltigt från 2025-07-01. Källa: SFS 2025:400.\nLäst i lagtexten."
    ) in lines
    old = [line for line in lines if "4 kap. 1 § socialtjänstlagen (2001:453)" in line]
    assert "Giltigt 2002-01-01 till 2025-06-30." in old[0]
    for line, entry in zip(lines, law.entries, strict=True):
        assert entry.reference in line
        assert entry.source in line
        assert ("⚠" in line) is (entry.certainty is not Certainty.CERTAIN)
    assert "1900" not in "".join(lines), "our own reminders have no first day"
    items = [shown.item(at) for at in range(shown.count())]
    assert not any(item.flags() & Qt.ItemFlag.ItemIsEditable for item in items)


def test_that_no_jurist_has_read_it_is_said_once(page: SettingsPage) -> None:
    assert texts(page).count("Ingen jurist har granskat lagstödet") == 1


def test_a_pack_that_is_reviewed_and_certain_needs_no_warning(law: LegalPack) -> None:
    certain = [
        tuple(msgspec.structs.replace(each, certainty=Certainty.CERTAIN) for each in entries)
        for entries in (law.provisions, law.grounds, law.deadlines, law.retention)
    ]
    assert about(LegalPack(*certain, version="1 1 1", reviewed=True)) == "Version 1."
    assert "⚠" in about(law)


def test_what_is_unsure_says_who_must_look_at_it(law: LegalPack) -> None:
    unsure = next(each for each in law.provisions if each.certainty is Certainty.UNSURE)
    assert entry_text(unsure).endswith("⚠ Osäkert: ska kontrolleras av en jurist.")


@pytest.mark.req("F032")
def test_the_list_is_filtered_by_what_is_typed(page: SettingsPage, law: LegalPack) -> None:
    (shown,) = page._law.findChildren(QListWidget)
    page._law._filter.set_value("gallras klart före")
    page._law._filter.edited.emit()
    lines = [shown.item(at).text() for at in range(shown.count())]
    assert [line.split("\n")[0] for line in lines] == [
        entry_text(each).split("\n")[0] for each in law.retention if each.key == "ordinary"
    ]
