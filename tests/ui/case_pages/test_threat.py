from __future__ import annotations

from collections.abc import Callable

import pytest

from app.casework.facts import Owner
from app.ids import StreamId
from app.usecases import reading
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.fields.spec import owner_text
from ui.pages.threat.fields import threat_fields
from ui.pages.threat.page import ThreatPage

Open = Callable[[type[ThreatPage]], ThreatPage]


@pytest.mark.req("F072")
@pytest.mark.parametrize("owner", list(Owner))
def test_every_field_says_who_answers_for_it(owner: Owner) -> None:
    assert {spec.owner for spec in threat_fields(owner)} == {owner}


@pytest.mark.req("F072")
def test_what_bops_says_is_kept_as_theirs(office: Office, stream: StreamId, opened: Open) -> None:
    page = opened(ThreatPage)
    press(page, "Ny uppgift från BOPS")
    office.settle()
    assert texts(page).count(owner_text(Owner.BOPS)) >= 5

    fill_and_sign(
        office,
        page,
        assessed_on="2026-05-20",
        level="high",
        type="concrete",
        target_group="yes",
        relocation_needed="yes",
        valid_to="2026-05-31",
    )

    (threat,) = office.ask(lambda desk: reading.state_of(desk, stream)).threats
    assert threat.latest.fact.owner is Owner.BOPS
    read = texts(page)
    assert "BOPS · 2026-05-20" in read
    assert "Hotnivå: Hög" in read
    assert "gällde till 2026-05-31" in read


def test_the_client_is_asked_for_words_and_not_for_a_level(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ThreatPage)
    press(page, "Ny uppgift från den enskilde")
    office.settle()
    assert "level" not in editor(page).form.values()

    fill_and_sign(office, page, assessed_on="2026-06-01", text="Jag är rädd på kvällarna.")

    (threat,) = office.ask(lambda desk: reading.state_of(desk, stream)).threats
    assert threat.latest.fact.level == "not_assessed"
    assert "Jag är rädd på kvällarna." in texts(page)


def test_a_draft_remembers_whose_words_it_holds(office: Office, opened: Open) -> None:
    page = opened(ThreatPage)
    press(page, "Ny uppgift från lokalpolisen")
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "text": "Har ringt"})
    form.changed.emit()
    press(page, "Stäng")
    office.settle()

    press(page, "Fortsätt skriva")
    office.settle()

    assert "Uppgift från lokalpolisen" in texts(page)
    assert editor(page).form.values()["text"] == "Har ringt"


@pytest.mark.parametrize("number", ["19900101-9802", "900101-9802", "199001019802"])
def test_a_personal_number_in_free_text_is_pointed_out(
    office: Office, opened: Open, number: str
) -> None:
    page = opened(ThreatPage)
    press(page, "Ny uppgift från BOPS")
    office.settle()
    form = editor(page).form
    assert "tycks innehålla ett personnummer" not in texts(page)

    form.set_values({**form.values(), "text": f"Hotas av {number}."})
    form.changed.emit()

    assert "tycks innehålla ett personnummer" in texts(page)
    assert number not in page._warning.text()
