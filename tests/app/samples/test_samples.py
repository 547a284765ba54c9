"""Made-up cases: the same each time, of every kind, and of nobody who exists."""

from __future__ import annotations

import dataclasses
import re
from datetime import datetime
from pathlib import Path

import pytest

from app.casework import facts
from app.casework.comparison import comparisons
from app.casework.personnummer import Number, parse_stored
from app.casework.projection import fold
from app.disclosure.linter import Known, Words, findings
from app.disclosure.profiles import Profile
from app.ports import OpenVault, VaultDoor
from app.samples import fill, sample_cases, texts
from app.samples.dice import Dice
from app.samples.people import person
from app.samples.stages import Stages
from app.usecases import reading, registers
from app.usecases.desk import Desk
from app.usecases.forms import assessments
from app.usecases.paper import documents
from app.usecases.watching.todo import Urgency, todo
from tests.conftest import OWNER, PASSPHRASE
from tests.fakes import StoppedClock


@pytest.fixture
def vault(door: VaultDoor, tmp_path: Path) -> OpenVault:
    return door.create(
        tmp_path / "övning.aktvalv",
        bytearray(PASSPHRASE.encode()),
        door.new_recovery_code(),
        OWNER,
        training=True,
    )


def test_the_same_seed_gives_the_same_records(desk: Desk) -> None:
    once = [case.records for case in sample_cases(desk, 12, 25, seed=7)]

    assert [case.records for case in sample_cases(desk, 12, 25, seed=7)] == once
    assert [case.records for case in sample_cases(desk, 12, 25, seed=8)] != once


@pytest.mark.parametrize("size", [0, 40, 200])
def test_a_case_has_as_many_records_as_asked_for(desk: Desk, size: int) -> None:
    for case in sample_cases(desk, len(Stages), size):
        assert len(case.records) == size or (len(case.records) <= 32 and size == 0)


def test_a_case_is_told_in_the_order_it_happened(desk: Desk) -> None:
    for case in sample_cases(desk, len(Stages), 60):
        written = [record.content.written_at for record in case.records]
        assert written == sorted(written, key=datetime.fromisoformat)
        assert all(
            record.content.happened_at <= record.content.written_at for record in case.records
        )


def test_every_record_can_be_read_and_every_stage_is_there(desk: Desk) -> None:
    cases = list(sample_cases(desk, len(Stages), 20))
    states = {case.stages: fold(case.stream, case.records) for case in cases}

    assert set(states) == set(Stages)
    assert not any(state.malformed or state.newer for state in states.values())
    assert states[Stages.CONFLICT].plans[0].disputed
    assert states[Stages.REFUSED].decisions[0].latest.fact.outcome is facts.Outcome.REFUSED
    assert {state.status.value for state in states.values()} == {
        "interest", "application", "assessment", "decided", "implementation", "closed",
    }  # fmt: skip


def test_a_case_closed_long_ago_ends_with_its_discharge_note(desk: Desk) -> None:
    cases = {case.stages: case for case in sample_cases(desk, len(Stages), 40)}
    last = cases[Stages.CLOSED].records[-1]

    assert last.kind_name == "closing"
    assert last.content.written_at < f"{desk.now().year - 5}"


def test_a_vault_is_filled_with_what_a_day_at_work_holds(desk: Desk) -> None:
    told: list[tuple[int, int]] = []

    fill(desk, 10, 30, progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (10, 10)
    rows = reading.list_cases(desk)
    assert len({row.case_number for row in rows}) == len({row.pseudonym for row in rows}) == 10
    found = {(item.code, item.urgency) for item in todo(desk)}
    assert {
        ("application_slow", Urgency.LATE),
        ("application_slow", Urgency.LATER),
        ("plan_follow_up", Urgency.LATE),
        ("plan_follow_up", Urgency.WEEK),
        ("draft", Urgency.LATE),
    } <= found
    assert "protection_ends" in {code for code, _ in found}
    assert len(registers.list_recipients(desk)) == 4
    report = desk.vault.check()
    assert report.faults == ()


def test_what_was_filled_in_can_be_read_and_printed(desk: Desk) -> None:
    fill(desk, 2, 20)
    state = next(
        state
        for row in reading.list_cases(desk)
        if (state := reading.state_of(desk, row.stream)).plans
    )

    signed = state.assessments[0].latest
    shown = assessments.read_assessment(desk, state.stream, signed.record.id)
    assert shown.fact.needs
    preview = documents.preview_paper(
        desk, state.stream, state.plans[0].latest.record.id, Profile.MEETING
    )
    assert preview.pdf.startswith(b"%PDF-")


def test_a_second_filling_adds_other_cases(desk: Desk) -> None:
    fill(desk, 3, 0)
    first = {row.stream for row in reading.list_cases(desk)}

    for case in sample_cases(desk, 3, 0):
        assert case.stream not in first


def test_nobody_made_up_goes_among_real_people(door: VaultDoor, tmp_path: Path, desk: Desk) -> None:
    real = door.create(
        tmp_path / "riktigt.aktvalv",
        bytearray(PASSPHRASE.encode()),
        door.new_recovery_code(),
        OWNER,
    )
    with pytest.raises(ValueError, match="training"):
        fill(dataclasses.replace(desk, vault=real), 1, 1)
    assert real.index.cases() == ()
    real.close()


def test_nobody_exists(clock: StoppedClock) -> None:
    for at in range(300):
        made_up = person(Dice(f"person {at}"), clock().date())
        number = parse_stored(made_up.number)
        assert isinstance(number, Number)
        assert number.is_test_number
        assert re.fullmatch(r"070-174 06 (0[5-9]|[1-9][0-9])", made_up.phone)


def test_the_texts_give_nobody_away() -> None:
    """Training teaches what to write: no numbers, addresses or markers in free text."""
    written = [*texts.WISHES, *texts.FROM_WHOM, *texts.BACKGROUND.values()]
    for part in (*texts.NOTES, *texts.AREAS):
        written += [text for text in dataclasses.astuple(part) if isinstance(text, str)]

    assert findings((Words("text", text) for text in written), Known()) == ()


@pytest.mark.req("F045", "F068", "F149")
def test_the_vault_shows_forms_over_time_a_follow_up_and_one_that_is_begun(desk: Desk) -> None:
    fill(desk, len(Stages), 20)
    states = {
        row.case_number: reading.state_of(desk, row.stream) for row in reading.list_cases(desk)
    }

    followed = [state for state in states.values() if comparisons(state)]
    (rulers, stage) = comparisons(followed[0])
    assert [len(each.occasions) for each in (rulers, stage)] == [3, 3]
    assert [len(each.series) for each in (rulers, stage)] == [3, 1]
    assert [each.value for each in rulers.series[0].answers if each] == [6, 8, 9]
    purposes = {form.latest.fact.purpose for state in states.values() for form in state.assessments}
    assert purposes == {"assessment", "responsivity", "follow_up"}
    adult = [
        form.latest.fact
        for state in states.values()
        for form in state.bases
        if form.latest.fact.title == "Utredning vuxen"
    ]
    assert [need.level for need in adult[0].needs] == [3, 2]
    drafts = [d for d in desk.vault.drafts.all(None) if d.kind == assessments.KIND]
    (begun,) = [assessments.open_assessment(desk, d.stream, d.entity) for d in drafts]
    assert begun.template.title == "Utredning vuxen"
    progress = assessments.progress_of(drafts[0].body)
    assert progress is not None
    assert 0 < progress.answered < progress.askable
