"""What is carried out, and the list of what is not, across cases and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.casework import facts
from app.documents.texts import texts_of
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.ports import LogCode
from app.usecases import identity
from app.usecases.decision import decisions, execution, quarter_list
from app.usecases.decision.decision_form import typed_again
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from app.usecases.references import granted_to_choose
from app.usecases.unit import unit_papers
from tests.app.usecases import typed_forms


@pytest.fixture
def case(desk: Desk) -> StreamId:
    stream = typed_forms.opened_case(desk, received_on="2026-01-02")
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream, decided_on="2026-01-15")
    return stream


def event(desk: Desk, case: StreamId, **changes: Any) -> dict[str, Any]:
    return {
        "granted": granted_to_choose(state_of(desk, case))[0].code,
        "event": "started",
        "happened_on": "2026-05-20",
    } | changes


def happened(desk: Desk, case: StreamId, **changes: Any) -> EntityId:
    entity = new_entity(desk)
    execution.sign_event(desk, case, entity, event(desk, case, **changes))
    return entity


def listed(desk: Desk, quarter: str = "2026-Q2") -> list[tuple[str, int, str]]:
    rows = quarter_list.quarter_list(desk, quarter).rows
    return [(row.case_number, row.days, row.executed_on) for row in rows]


@pytest.mark.req("X13")
def test_an_event_is_of_something_granted_and_not_before_it(desk: Desk, case: StreamId) -> None:
    def wrong(**changes: Any) -> set[tuple[str, Fault]]:
        with pytest.raises(InvalidFields) as refused:
            happened(desk, case, **changes)
        return {(each.field, each.fault) for each in refused.value.problems}

    assert wrong(granted="x") == {("granted", Fault.NOT_A_CHOICE)}
    assert wrong(happened_on="2026-01-14") == {("happened_on", Fault.BEFORE)}
    assert wrong(event="interrupted") == {("reason", Fault.REQUIRED)}
    assert wrong(event="offer_declined") == {("reason", Fault.REQUIRED)}
    empty = typed_forms.opened_case(desk)
    with pytest.raises(Refusal) as refused:
        execution.sign_event(desk, empty, new_entity(desk), {})
    assert refused.value.reason is Reason.DECISION_MISSING


@pytest.mark.req("X13")
def test_a_wrong_event_is_mended_by_a_later_version(desk: Desk, case: StreamId) -> None:
    entity = happened(desk, case)
    first = state_of(desk, case).of(facts.Execution)[0].latest
    again = {**execution.typed_again(first.fact), "happened_on": "2026-05-21"}

    execution.sign_event(desk, case, entity, again, builds_on=first.record.id)

    (made,) = state_of(desk, case).of(facts.Execution)
    assert [each.fact.happened_on for each in made.versions] == ["2026-05-20", "2026-05-21"]


@pytest.mark.req("X13")
def test_the_list_is_of_all_cases_by_number_until_what_waits_is_carried_out(
    desk: Desk, case: StreamId
) -> None:
    other = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, other)
    typed_forms.signed_decision(desk, other)
    number = desk.vault.index.case(case).case_number
    assert listed(desk) == [(number, 137, "")]
    assert listed(desk, "2026-Q1") == []

    happened(desk, case)

    assert listed(desk) == [(number, 125, "2026-05-20")]
    latest = desk.vault.log.entries(limit=1)[0]
    assert (latest.code, latest.payload["list"]) == (LogCode.CASE_LISTED, "not_executed")


@pytest.mark.req("X13")
def test_the_paper_has_numbers_and_no_names_and_is_logged_before_it_leaves(
    desk: Desk, case: StreamId, tmp_path: Path
) -> None:
    row = desk.vault.index.case(case)
    document = quarter_list.quarter_document(desk, quarter_list.quarter_list(desk, "2026-Q2"))
    words = "\n".join(text for _, text in texts_of(document))
    assert row.case_number in words
    assert row.pseudonym not in words
    assert "34 kap. 1 § socialtjänstlagen (2025:400)" in words

    path = tmp_path / f"{document.document_id}.pdf"
    unit_papers.save(desk, document, path)

    assert path.read_bytes().startswith(b"%PDF")
    assert desk.vault.log.entries(limit=1)[0].code == LogCode.EXPORTED
    printed: list[bytes] = []
    unit_papers.send_to_printer(desk, document, printed.append)
    assert printed[0].startswith(b"%PDF")
    assert desk.vault.log.entries(limit=1)[0].code == LogCode.PRINTED
    assert unit_papers.preview(desk, document).startswith(b"%PDF")


@pytest.mark.req("X13")
@pytest.mark.parametrize("words", ["Ring 070-174 06 05", "19900101-9802", "Påhittsgatan 1"])
def test_a_paper_that_points_somebody_out_does_not_leave(
    desk: Desk, case: StreamId, tmp_path: Path, words: str
) -> None:
    happened(desk, case, event="offer_declined", reason=words)
    document = quarter_list.quarter_document(desk, quarter_list.quarter_list(desk, "2026-Q2"))
    path = tmp_path / "list.pdf"
    for leave in (
        lambda: unit_papers.save(desk, document, path),
        lambda: unit_papers.send_to_printer(desk, document, path.write_bytes),
        lambda: unit_papers.preview(desk, document),
    ):
        with pytest.raises(Refusal) as refused:
            leave()
        assert refused.value.reason is Reason.UNIT_PAPER_POINTS_OUT
    assert not path.exists()


@pytest.mark.req("X13")
def test_that_the_list_was_handed_in_is_kept_with_how_many_rows_it_had(
    desk: Desk, case: StreamId
) -> None:
    with pytest.raises(InvalidFields) as refused:
        quarter_list.report_quarter(desk, new_entity(desk), {"quarter": "1999-Q1"})
    assert {(p.field, p.fault) for p in refused.value.problems} == {
        ("quarter", Fault.NOT_A_CHOICE),
        ("reported_on", Fault.REQUIRED),
        ("to", Fault.REQUIRED),
    }
    typed = {"quarter": "2026-Q2", "reported_on": "idag", "to": "IVO och revisorerna"}

    quarter_list.report_quarter(desk, new_entity(desk), typed)

    (report,) = quarter_list.quarter_list(desk, "2026-Q2").reported
    assert (report.rows, report.to) == (1, "IVO och revisorerna")
    assert quarter_list.quarters_to_choose(desk)[:2] == ("2026-Q2", "2026-Q1")
    assert quarter_list.reports(desk, "2026-Q1") == ()


def test_a_correction_does_not_offer_an_intervention_twice(desk: Desk, case: StreamId) -> None:
    (entity,) = state_of(desk, case).decisions
    before = granted_to_choose(state_of(desk, case))
    typed = typed_again(entity.latest.fact)
    row = {**typed["interventions"][0], "intervention": "Stödboende"}
    decisions.correct_decision(
        desk, case, entity.id, {**typed, "interventions": [row], "correction_reason": "Fel ord"}
    )
    (now,) = granted_to_choose(state_of(desk, case))
    assert (now.code, now.granted.intervention) == (before[0].code, "Stödboende")


@pytest.mark.req("X13")
def test_a_name_in_the_reason_makes_no_paper(desk: Desk, case: StreamId) -> None:
    identity.save_identity(desk, case, typed_forms.identity(family_name="Kanariesson"))
    happened(desk, case, event="offer_declined", reason="Kanariessons syster är sjuk.")
    with pytest.raises(Refusal) as refused:
        quarter_list.quarter_document(desk, quarter_list.quarter_list(desk, "2026-Q2"))
    assert refused.value.reason is Reason.UNIT_PAPER_POINTS_OUT
