"""The form of a decision asks what its outcome asks for, and says what is doubtful."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.casework.facts import DecisionBasis, Outcome
from app.errors import InvalidFields
from app.ids import StreamId
from app.usecases import drafting
from app.usecases.decision import decisions
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from app.usecases.references import needs_to_choose
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec
from ui.pages.decision.fields import decision_fields
from ui.pages.decision.page import DecisionPage

Open = Callable[[type[DecisionPage]], DecisionPage]


def visible(specs: tuple[FieldSpec, ...], values: dict[str, Any]) -> dict[str, bool]:
    """Which fields are asked, and whether an answer is required; rows by ``list/name``."""
    found: dict[str, bool] = {}
    for spec in specs:
        if spec.applies is not None and not spec.applies(values):
            continue
        found[spec.name] = spec.required
        for inner in spec.fields:
            if inner.applies is None or inner.applies(values):
                found[f"{spec.name}/{inner.name}"] = inner.required
    return found


@pytest.mark.req("F046", "X11")
@pytest.mark.parametrize("basis", ["assessment", "urgent", "without_assessment"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_what_the_use_case_requires_is_asked_for_and_said_to_be_required(
    desk: Desk, outcome: Outcome, basis: str
) -> None:
    """An empty form of each kind: every problem stands at a field that is in sight."""
    stream = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream)
    state = state_of(desk, stream)
    asked = visible(decision_fields(state, ()), {"outcome": outcome, "basis": basis})
    row = {"extent": "x"}
    typed: dict[str, Any] = {"outcome": outcome, "basis": basis}
    typed["interventions"] = [row] if "interventions" in asked else []
    typed["items"] = [{"reason": "x"}] if "items" in asked else []

    with pytest.raises(InvalidFields) as refused:
        decisions.sign_decision(desk, stream, new_entity(desk), typed)

    problems = {each.field.replace("/0/", "/") for each in refused.value.problems}
    assert problems <= set(asked)
    assert {name for name, required in asked.items() if required} - problems <= {
        "outcome",
        "basis",
    }


def open_new(office: Office, page: DecisionPage) -> FieldForm:
    press(page, "Nytt beslut")
    office.settle()
    return editor(page).form


def type_in(form: FieldForm, **values: object) -> None:
    form.set_values({**form.values(), **values})
    form.changed.emit()


def test_the_form_is_short_until_the_outcome_is_chosen(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(DecisionPage)
    form = open_new(office, page)
    assert form.field("outcome").isVisible()
    assert not form.field("reasons").isVisible()

    type_in(form, outcome="written_off")
    assert form.field("reasons").isVisible()
    assert not form.field("interventions").isVisible()
    assert not form.field("alternative_support").isVisible()

    type_in(form, outcome="refused", alternative_support="Rådgivning")
    assert form.field("protected_by").isVisible()
    type_in(form, outcome="granted")
    assert not form.field("alternative_support").isVisible()
    assert form.values()["alternative_support"] == "Rådgivning"


@pytest.mark.req("F046")
def test_an_urgent_decision_is_signed_without_assessment_and_the_card_says_what_is_to_come(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(DecisionPage)
    open_new(office, page)
    fill_and_sign(
        office,
        page,
        outcome="granted",
        decided_on="2026-05-30",
        applied_for="Boende i natt",
        basis="urgent",
        basis_reason="Hotet är akut.",
        provision="sol-2025-11-1",
        reasons="Hen saknar bostad.",
        decided_by_name="Elin Provberg",
        decided_by_title="Enhetschef",
        delegation="3.1",
        interventions=[
            {"intervention": "Akutboende", "reason": "I natt.", "valid_from": "2026-05-30"}
        ],
    )
    read = texts(page)
    assert "Beslutet är brådskande, utredningen signeras efteråt. Hotet är akut." in read
    assert "En utredning behöver göras klar och signeras efter beslutet." in read
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    page.load()
    office.settle()
    assert "En utredning behöver göras klar" not in texts(page)


@pytest.mark.req("F085", "X10")
def test_what_is_doubtful_is_said_while_it_is_written(
    qtbot: QtBot, office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    page = opened(DecisionPage)
    form = open_new(office, page)
    type_in(form, outcome="refused", decided_on="2026-05-30", decided_by_title="Enhetschef")

    qtbot.waitUntil(lambda: "Underlaget är inte kommunicerat" in texts(page))
    read = texts(page)
    assert "Det står inte vem som skyddar den enskilde under tiden." in read
    assert "Det står inte vad som erbjuds i stället." in read
    assert "delegationen är inte kontrollerad" in read

    type_in(form, protected_by="Lokalpolisen")
    qtbot.waitUntil(lambda: "vem som skyddar" not in texts(page))
    press(page, "Stäng")
    office.settle()
    assert "Tänk på" not in texts(page)


@pytest.mark.req("X11")
def test_a_partial_refusal_shows_each_answer(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    page = opened(DecisionPage)
    open_new(office, page)
    typed = office.ask(lambda desk: typed_forms.decision(state_of(desk, stream)))
    items = [
        {"what": "Boende med stöd", "outcome": "granted"},
        {"what": "Kontaktperson", "outcome": "refused", "reason": "Mötet räcker."},
    ]
    fill_and_sign(
        office,
        page,
        **{**typed, "outcome": "partly_granted", "items": items},
        others=True,
        presenter="Ali Exempelsson",
    )

    read = texts(page)
    assert "Delvis bifall 2026-05-30" in read
    assert "Kontaktperson: Avslag" in read
    assert "Mötet räcker." in read
    assert "Ali Exempelsson" in read
    assert "Det står inte vad som erbjuds i stället." in read


@pytest.mark.req("X11")
def test_a_slip_is_corrected_and_the_wording_before_stays_readable(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    office.ask(lambda desk: typed_forms.signed_decision(desk, stream))
    page = opened(DecisionPage)
    press(page, "Rätta skrivfel")
    office.settle()
    form = editor(page).form
    assert form.values()["decided_by_name"] == "Elin Provberg"
    with pytest.raises(KeyError):
        form.field("outcome")
    fill_and_sign(office, page, decided_by_name="Elin Provbergh", correction_reason="Felstavat")

    read = texts(page)
    assert "Elin Provbergh, Enhetschef" in read
    assert "Före rättelsen" in read
    assert "Elin Provberg, Enhetschef" in read
    assert "Felstavat" in read


@pytest.mark.req("F069")
def test_an_end_is_a_decision_of_its_own_that_the_earlier_card_tells_of(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))

    def open_ended(desk: Desk) -> object:
        need = needs_to_choose(state_of(desk, stream))[0]
        row = {
            "intervention": "Boende",
            "need": need.code,
            "reason": "x",
            "valid_from": "2026-05-30",
        }
        return typed_forms.signed_decision(desk, stream, interventions=[row])

    office.ask(open_ended)
    page = opened(DecisionPage)
    press(page, "Ändra eller avsluta")
    office.settle()
    form = editor(page).form
    type_in(form, outcome="ended")
    assert form.field("changes").isVisible()
    assert not form.field("provision").isVisible()
    assert not form.field("interventions").isVisible()
    fill_and_sign(
        office,
        page,
        decided_on="2026-06-01",
        change_provision="sol-2025-14-9",
        change_reasons="Hen har flyttat.",
        ends_on="2026-06-30",
        reasons="Behovet finns inte längre.",
        decided_by_name="Elin Provberg",
        decided_by_title="Enhetschef",
        delegation="3.1",
    )
    read = texts(page)
    assert "Upphörande av tidigare beslut 2026-06-01" in read
    assert "14 kap. 9 § socialtjänstlagen (2025:400)" in read
    assert "Ett senare beslut gäller i stället från 2026-07-01." in read


def test_a_draft_from_before_there_were_other_bases_rests_on_its_assessment(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))

    def older(desk: Desk) -> object:
        body = dict(typed_forms.decision(state_of(desk, stream)))
        return drafting.save_draft(desk, stream, new_entity(desk), "decision", body=body, place={})

    office.ask(older)
    page = opened(DecisionPage)
    press(page, "Fortsätt skriva")
    office.settle()
    assert editor(page).form.asked_values()["basis"] == DecisionBasis.ASSESSMENT
    fill_and_sign(office, page)
    assert "Bifall 2026-05-30" in texts(page)


def test_a_disputed_decision_is_shown_from_both_sides(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    office.ask(lambda desk: typed_forms.signed_decision(desk, stream))
    office.ask(lambda desk: typed_forms.forked(desk, stream, "decision"))
    page = opened(DecisionPage)
    press(page, "Låt det här gälla")
    office.settle()
    assert not office.ask(lambda desk: state_of(desk, stream)).decisions[0].disputed
