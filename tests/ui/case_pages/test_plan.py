from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.casework.facts import Owner
from app.ids import StreamId
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
    assert editor(page).form.place()["field"] == "goals/0/need"  # where one begins to read


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
