from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.casework.facts import Owner
from app.ids import StreamId
from app.usecases import identity
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.fields.spec import FieldSpec
from ui.navigation import CasePart, Destination
from ui.pages.decision.fields import intervention_fields
from ui.pages.plan.fields import plan_fields
from ui.pages.plan.page import PlanPage

Open = Callable[[type[PlanPage]], PlanPage]


@pytest.mark.req("F047")
def test_the_first_plan_begins_from_needs_and_what_was_granted_for_them(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    office.ask(lambda desk: typed_forms.signed_decision(desk, stream))
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()

    goals = editor(page).form.values()["goals"]
    assert any(
        each["intervention"] == "Boende med stöd"
        for goal in goals
        for each in goal["interventions"]
    )


def test_a_plan_is_fixed_read_and_replaced(office: Office, stream: StreamId, opened: Open) -> None:
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    fill_and_sign(office, page, **typed_forms.plan())
    read = texts(page)
    assert "Version 1 – fastställd 2026-06-01" in read
    assert "Jag vill sova utan att vara rädd." in read
    assert "2 450,50 kr per dygn" in read.replace("\xa0", " ")
    assert "• Flytta in – Den enskilde" in read

    press(page, "Ny version")
    office.settle()
    form = editor(page).form
    before = form.values()["goals"]
    assert before[0]["key"] == "1"
    fill_and_sign(office, page, fixed_on="2026-06-01", follow_up_on="2026-12-01")

    assert "Version 2 – fastställd 2026-06-01" in texts(page)
    assert "Version 1 – ersatt 2026-06-01" in texts(page)
    (plan,) = office.ask(lambda desk: state_of(desk, stream)).plans
    assert [version.fact.number for version in plan.versions] == [1, 2]
    assert plan.latest.fact.goals[0].key == "1"


def test_a_fixed_plan_leads_to_its_paper(office: Office, stream: StreamId, opened: Open) -> None:
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    fill_and_sign(office, page, **typed_forms.plan())
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)

    press(page, "Skriv ut planen")

    assert [(each.stream, each.part) for each in gone] == [(stream, CasePart.DOCUMENTS)]


@pytest.mark.req("F072")
def test_every_field_about_a_need_says_who_answers_for_it(office: Office, stream: StreamId) -> None:
    state = office.ask(lambda desk: state_of(desk, stream))
    fields = list(walk((*plan_fields(state), *intervention_fields(state))))
    about_needs = [field for field in fields if field.name in ("need", "need_text")]

    assert len(about_needs) == 3
    assert {field.owner for field in about_needs} == {Owner.SOCIAL_SERVICES}


def walk(fields: Iterable[FieldSpec]) -> Iterator[FieldSpec]:
    for field in fields:
        yield field
        yield from walk(field.fields)


def test_ctrl_n_writes_the_next_version_too(
    office: Office, stream: StreamId, opened: Open, qtbot: QtBot
) -> None:
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    fill_and_sign(office, page, **typed_forms.plan())
    page.activateWindow()
    page.setFocus()

    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.slot.editor is not None)  # a pressed button takes its time
    office.settle()

    assert "Version 2" in texts(page)
    assert editor(page).form.place()["field"] == "aims/0/text"  # where one begins to read


def test_a_participant_is_known_by_function_and_needs_no_name(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    people = [{"function": "Kontaktperson", "name": ""}, {"function": "", "name": "Robin Övning"}]

    fill_and_sign(office, page, **typed_forms.plan(participants=people))

    assert "Kontaktperson\nRobin Övning" in texts(page)


def test_a_draft_is_looked_at_as_paper_until_the_next_keystroke(
    office: Office, opened: Open
) -> None:
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    press(page, "Förhandsgranska utkastet")
    office.settle()
    assert page._paper.pages == 0, "what is missing is told at the fields"
    assert page.slot.editor is not None
    form = page.slot.editor.form
    form.set_values(typed_forms.plan())
    press(page, "Förhandsgranska utkastet")
    office.settle()
    page._paper._swap_view()
    assert "Utkast" in page._paper._text.toPlainText()
    form.changed.emit()
    assert page._paper.pages == 0
    assert page._paper.isHidden()


@pytest.mark.req("F048", "F070", "F071")
def test_the_first_plan_begins_with_aims_that_can_be_rewritten_and_taken_away(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    aims = editor(page).form.values()["aims"]
    assert [each["key"] for each in aims] == ["sjalvstandigt", "aterfall", "avhopp"]
    own = {**aims[0], "text": "Att jag klarar mig själv."}

    fill_and_sign(office, page, **typed_forms.plan(aims=[own, {"text": "Mitt eget mål."}]))

    (plan,) = office.ask(lambda desk: state_of(desk, stream)).plans
    assert [(aim.key, aim.text) for aim in plan.latest.fact.aims] == [
        ("sjalvstandigt", "Att jag klarar mig själv."),
        ("1", "Mitt eget mål."),
    ]
    assert "• Att jag klarar mig själv.\n• Mitt eget mål." in texts(page)


@pytest.mark.req("F014", "F015")
def test_the_roles_of_the_work_are_offered_as_who_does_it(office: Office, stream: StreamId) -> None:
    state = office.ask(lambda desk: state_of(desk, stream))
    (who,) = (field for field in walk(plan_fields(state)) if field.name == "who")

    assert {"SIG-lots", "Behandlingsassistent", "Kontaktperson", "Samordnare"} <= set(
        who.suggestions
    )


@pytest.mark.req("F015", "F150", "F152", "F181")
def test_consideration_kin_and_own_safety_are_read_on_the_plan(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    goals = [
        {
            "words": "Sova",
            "interventions": [
                {
                    "intervention": "Stödsamtal",
                    "consideration": "Vill tala med en kvinna.",
                    "activities": [{"what": "Samtal", "who": "Behandlingsassistent"}],
                }
            ],
        }
    ]
    fill_and_sign(
        office,
        page,
        **typed_forms.plan(
            goals=goals,
            kin_contact="Två barn, varannan helg.",
            own_safety="Byter väg hem.",
            others_measures="Frivården varje vecka.",
        ),
    )

    read = texts(page)
    for expected in (
        "Särskild hänsyn: Vill tala med en kvinna.",
        "• Samtal – Behandlingsassistent",
        "Umgänge och närstående\nTvå barn, varannan helg.",
        "Egen säkerhet\nByter väg hem.",
        "Andra huvudmäns åtgärder\nFrivården varje vecka.",
    ):
        assert expected in read


def test_a_plan_without_a_decision_says_so_before_and_after(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    assert "Ärendet har inget beslut" in texts(page)
    fill_and_sign(office, page, **typed_forms.plan())

    assert "Ärendet har inget beslut" in texts(page)
    assert "Beslut: inget beslut är valt" in texts(page)


def test_an_intervention_without_a_decision_is_named(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    office.ask(lambda desk: typed_forms.signed_decision(desk, stream))
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    fill_and_sign(office, page, **typed_forms.plan())

    assert "Inget beslut är valt för: Boende med stöd." in texts(page)


@pytest.mark.req("F166")
def test_a_young_person_is_asked_what_the_law_asks_and_what_is_missing_is_told(
    office: Office, stream: StreamId, opened: Open
) -> None:
    number = typed_forms.identity(number="20100615-9808")
    office.ask(lambda desk: identity.save_identity(desk, stream, number))
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    assert "10 kap. 3 § 6 socialtjänstförordningen (2025:468)" in texts(page)
    fill_and_sign(
        office, page, **typed_forms.plan(board_contact="Varje vecka.", kin_contact="Mamman.")
    )

    notice = texts(page).partition("Lagen frågar om mer")[2].partition("Version 1")[0]
    assert "10 kap. 3 § 4" in notice
    assert "10 kap. 3 § 7" in notice
    for met in ("10 kap. 3 § 1 ", "10 kap. 3 § 2 ", "10 kap. 3 § 5 ", "10 kap. 3 § 6 "):
        assert met not in notice


def test_an_adult_is_not_asked_about_contact_with_the_social_services(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: identity.save_identity(desk, stream, typed_forms.identity()))
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()

    assert "board_contact" not in editor(page).form.values()


@pytest.mark.req("X20")
def test_a_care_plan_is_fixed_with_the_law_under_its_headings(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(PlanPage)
    press(page, "Ny vårdplan")
    office.settle()
    fill_and_sign(
        office,
        page,
        young="no",
        interventions="Skyddat boende.",
        aim="Ett eget boende.",
        view="Jag vill bo kvar i min stad.",
        others="Inga.",
        fixed_on="2026-06-01",
    )

    read = texts(page)
    assert "Vårdplan, version 1 – fastställd 2026-06-01" in read
    assert "Målet med vården\nEtt eget boende.\n10 kap. 2 § 3 socialtjänstförordningen" in read
    press(page, "Ny version av vårdplanen")
    office.settle()
    assert editor(page).form.values()["aim"] == "Ett eget boende."


@pytest.mark.req("X23")
def test_an_intervention_of_the_region_leads_to_the_question_of_a_coordinated_plan(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(PlanPage)
    press(page, "Ny plan")
    office.settle()
    goals = [{"words": "Må bättre", "interventions": [{"intervention": "Kontakt med psykiatri"}]}]
    fill_and_sign(office, page, **typed_forms.plan(goals=goals))

    press(page, "Svara på frågan")
    office.settle()
    fill_and_sign(office, page, needed="no", reason="Bara en insats.", noted_on="2026-06-01")

    read = texts(page)
    assert "Samordnad individuell plan (SIP) – noterad 2026-06-01" in read
    assert "Behövs en samordnad individuell plan (SIP)?" not in read
