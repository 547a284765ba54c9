"""A case from an interest or an application, and what the case as such says of itself."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.casework.projection import only_entity
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import StreamId
from app.usecases import cases, reading, settings
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import get_draft, new_entity, new_stream, save_draft
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock


@pytest.mark.req("F034")
def test_an_application_becomes_a_case_with_intake_and_responsible(desk: Desk) -> None:
    suggested = cases.suggest_case(desk)
    typed = typed_forms.case(
        pseudonym=suggested.pseudonym,
        registration_number="dnr sn 2026 / 7",
        from_whom="Syster",
    )

    changes = cases.new_case(desk, suggested.stream, typed)

    state = reading.state_of(desk, suggested.stream)
    assert state.label == f"2026-0001 {suggested.pseudonym}"
    assert state.case_file
    assert state.case_file.latest.fact.registration_number == "SN 2026/7"
    assert state.intakes[0].latest.fact == facts.Intake(
        kind=facts.IntakeKind.APPLICATION,
        received_on="2026-05-04",
        channel=facts.Channel.VISIT,
        received_by="Maja Exempelsson",
        wish="Jag vill leva ett vanligt liv.",
        from_whom="Syster",
    )
    assert state.responsibility
    assert state.responsibility.latest.fact.valid_from == "2026-05-04"
    assert changes.touch(suggested.stream, Part.CASES)
    assert changes.streams == {suggested.stream}


@pytest.mark.req("F034")
def test_an_application_starts_the_six_months(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)

    due = reading.open_case(desk, stream).due

    assert [(row.code, row.due) for row in due] == [
        ("intake_waits", "2026-05-04"),
        ("application_slow", "2026-11-04"),
    ]


def test_an_interest_that_becomes_an_application_is_a_new_intake(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk, kind="interest")
    assert slow(desk, stream) == []

    cases.add_intake(desk, stream, new_entity(desk), typed_forms.case(received_on="2026-05-20"))

    assert slow(desk, stream) == ["2026-11-20"]


def slow(desk: Desk, stream: StreamId) -> list[str]:
    due = reading.open_case(desk, stream).due
    return [row.due for row in due if row.code == "application_slow"]


def test_every_problem_is_told_at_once_and_nothing_is_written(desk: Desk) -> None:
    stream = new_stream(desk)
    typed = typed_forms.case(
        case_number="14", kind="", received_on="31 feb 2026", wish="  ", channel="brevduva"
    )

    with pytest.raises(InvalidFields) as refused:
        cases.new_case(desk, stream, typed)

    assert {(each.field, each.fault) for each in refused.value.problems} == {
        ("case_number", Fault.CASE_NUMBER_FORM),
        ("kind", Fault.REQUIRED),
        ("received_on", Fault.NO_SUCH_DAY),
        ("wish", Fault.REQUIRED),
        ("channel", Fault.NOT_A_CHOICE),
    }
    assert desk.vault.journal.records(stream) == ()
    assert desk.vault.index.cases() == ()


@pytest.mark.req("F033", "F034")
@pytest.mark.parametrize(
    "field",
    [
        "kind",
        "received_on",
        "channel",
        "received_by",
        "wish",
        "responsible_name",
        "responsible_title",
    ],
)
def test_no_case_without_who_when_how_and_the_wish(desk: Desk, field: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        cases.new_case(desk, new_stream(desk), typed_forms.case(**{field: ""}))

    assert [(each.field, each.fault) for each in refused.value.problems] == [
        (field, Fault.REQUIRED)
    ]


@pytest.mark.req("F034")
def test_what_has_not_happened_cannot_have_been_received(desk: Desk) -> None:
    with pytest.raises(InvalidFields) as refused:
        cases.new_case(desk, new_stream(desk), typed_forms.case(received_on="2026-06-02"))

    assert refused.value.problems[0].fault is Fault.IN_THE_FUTURE


def test_a_case_number_is_given_once(desk: Desk) -> None:
    typed_forms.opened_case(desk)
    second = new_stream(desk)

    with pytest.raises(Refusal) as refused:
        cases.new_case(desk, second, typed_forms.case())

    assert refused.value.reason is Reason.CASE_NUMBER_TAKEN
    assert desk.vault.journal.records(second) == ()
    assert cases.suggest_case(desk).case_number == "2026-0002"


def test_a_case_is_opened_once(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)

    with pytest.raises(Refusal) as refused:
        cases.new_case(desk, stream, typed_forms.case(case_number="2026-0002"))

    assert refused.value.reason is Reason.ALREADY_SIGNED


def test_the_draft_goes_when_the_case_is_made(desk: Desk) -> None:
    suggested = cases.suggest_case(desk)
    entity = only_entity(suggested.stream)
    save_draft(desk, suggested.stream, entity, "case_file", body=typed_forms.case(), place={})

    cases.new_case(desk, suggested.stream, typed_forms.case())

    assert get_draft(desk, suggested.stream, entity, "case_file") is None


@pytest.mark.req("F033")
def test_a_change_of_responsible_is_dated_and_the_former_stays_readable(
    desk: Desk, clock: StoppedClock
) -> None:
    stream = typed_forms.opened_case(desk)
    clock.pass_(days=10)

    cases.change_responsible(
        desk,
        stream,
        {
            "name": "Bea Provberg",
            "title": "Socialsekreterare",
            "co_worker": "Alva Testlind",
            "valid_from": "15 juni 2026",
            "reason": "Föräldraledighet",
        },
    )

    responsibility = reading.state_of(desk, stream).responsibility
    assert responsibility is not None
    said = [each.fact for each in responsibility.versions]
    assert [(each.name, each.co_worker, each.valid_from) for each in said] == [
        ("Maja Exempelsson", "", "2026-05-04"),
        ("Bea Provberg", "Alva Testlind", "2026-06-15"),
    ]
    assert responsibility.latest.record.content.happened_at == "2026-06-15"
    (row,) = [row for row in reading.history(desk, stream) if row.replaced]
    assert (row.kind, row.replaced[0].record) == ("responsibility", responsibility.first.record.id)
    assert [row.responsible for row in reading.list_cases(desk)] == ["Bea Provberg"]


@pytest.mark.req("F033")
def test_a_change_of_responsible_says_who_when_and_why(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)

    with pytest.raises(InvalidFields) as refused:
        cases.change_responsible(desk, stream, {})

    assert {each.field for each in refused.value.problems} == {
        "name", "title", "valid_from", "reason",
    }  # fmt: skip


@pytest.mark.req("F127")
def test_the_registration_number_is_optional_and_apart_from_the_case_number(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)

    cases.set_registration_number(desk, stream, {"registration_number": "Dnr RK 2021/670"})

    row = desk.vault.index.case(stream)
    assert row is not None
    assert (row.case_number, row.registration_number) == ("2026-0001", "RK 2021/670")
    cases.set_registration_number(desk, stream, {"registration_number": ""})
    row = desk.vault.index.case(stream)
    assert row is not None
    assert row.registration_number == ""


@pytest.mark.req("F127")
def test_the_pattern_of_registration_numbers_is_the_municipalitys(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    settings.save_settings(desk, {"registration_pattern": "<år>-<löpnr>"})

    with pytest.raises(InvalidFields) as refused:
        cases.set_registration_number(desk, stream, {"registration_number": "RK 2021/670"})
    assert refused.value.problems[0].fault is Fault.REGISTRATION_NUMBER_FORM

    cases.set_registration_number(desk, stream, {"registration_number": "2021-670"})
    row = desk.vault.index.case(stream)
    assert row is not None
    assert row.registration_number == "2021-670"


def test_a_corrected_intake_keeps_what_was_first_written(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    intake = reading.state_of(desk, stream).intakes[0]

    cases.correct_intake(
        desk,
        stream,
        intake.id,
        typed_forms.case(received_on="2026-05-02"),
        builds_on=intake.latest.record.id,
    )

    corrected = reading.state_of(desk, stream).intakes[0]
    assert [each.fact.received_on for each in corrected.versions] == ["2026-05-04", "2026-05-02"]
    with pytest.raises(Refusal) as refused:
        cases.correct_intake(
            desk, stream, intake.id, typed_forms.case(), builds_on=intake.latest.record.id
        )
    assert refused.value.reason is Reason.REVISED_SINCE


def test_nothing_is_written_in_a_case_that_is_not_here(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        cases.add_intake(desk, new_stream(desk), new_entity(desk), typed_forms.case())

    assert refused.value.reason is Reason.CASE_UNKNOWN
