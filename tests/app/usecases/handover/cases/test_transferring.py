"""A case moves from one vault to another, comes back, is refused, taken back and fought over."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casework import facts, routing
from app.casework.facts import TransferStatus
from app.casework.index import HANDED_OVER
from app.casework.standing import Whose
from app.errors import InvalidFields, Reason, Refusal
from app.ids import StreamId
from app.log_codes import LogCode
from app.ports import CaseRow
from app.progress import Cancelled
from app.usecases import drafting, identity, reading
from app.usecases.around import threats
from app.usecases.changes import Part
from app.usecases.handover import receipts, receiving
from app.usecases.handover.cases import sharing, transferring
from app.usecases.handover.cases.transferring import Missing
from app.usecases.handover.packages import undo
from app.usecases.keeping import retention
from app.usecases.reading import state_of
from app.usecases.watching import todo
from tests.app.usecases import typed_forms
from tests.app.usecases.handover.cases.cases_between import (
    accepted,
    confirmed,
    handed_over,
    headings,
    receipt_to,
    shared,
    ticked,
    updated,
    whose,
    write_note,
)
from tests.handover import Side

Pair = tuple[Side, Side]
WHY = {"reason": "asked", "words": "Provstad frågar om ett datum"}


def row(side: Side, stream: StreamId) -> CaseRow:
    found = side.vault.index.case(stream)
    assert found is not None
    return found


def last_transfer(side: Side, stream: StreamId) -> facts.Transfer:
    return state_of(side.desk, stream).of(facts.Transfer)[-1].latest.fact


def refused_with(work, *given, **named) -> Reason:
    with pytest.raises(Refusal) as refused:
        work(*given, **named)
    return refused.value.reason


@pytest.fixture
def case(two_vaults: Pair) -> StreamId:
    stream = typed_forms.opened_case(two_vaults[0].desk)
    write_note(two_vaults[0], stream, heading="Före")
    return stream


@pytest.mark.req("F036", "F038")
def test_responsibility_moves_as_one_act_noted_on_both_sides(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults
    sealed = handed_over(one, other, case, route="central")
    assert whose(one, case) is Whose.HANDED_OVER
    assert row(one, case).status == HANDED_OVER
    assert refused_with(write_note, one, case) is Reason.CASE_HANDED_OVER
    confirmed(other, one, sealed.path)
    assert (whose(one, case), whose(other, case)) == (Whose.HANDED_OVER, Whose.OWN)
    for side in two_vaults:
        assert last_transfer(side, case).status is TransferStatus.ACCEPTED
    there = state_of(other.desk, case)
    assert there.responsibility is not None
    assert there.responsibility.latest.fact.name == "Olle Provsson"
    unit = there.only(facts.HandlingUnit)
    assert unit is not None
    assert unit.latest.fact.unit_name == "Centrala avhopparteamet"
    assert row(other, case).responsible == "Olle Provsson"
    write_note(other, case, heading="Efter")
    assert headings(other, case) == {"Före", "Efter"}


@pytest.mark.req("F038", "F039")
def test_the_unit_that_takes_over_was_chosen_with_what_bops_has_said_in_mind(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults
    said = {"owner": "bops", "assessed_on": "idag", "level": "high", "type": "concrete"}
    threats.sign_threat_assessment(one.desk, case, drafting.new_entity(one.desk), said)
    confirmed(other, one, handed_over(one, other, case, route="central", along=["bops"]).path)
    assert not routing.outdated(state_of(one.desk, case))
    assert not routing.outdated(state_of(other.desk, case))


@pytest.mark.req("F038", "X07")
def test_what_is_handed_over_is_read_only_for_a_reason_that_stands_in_the_log_first(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults
    confirmed(other, one, handed_over(one, other, case).path)
    missing = Reason.READING_REASON_MISSING
    assert refused_with(reading.open_case, one.desk, case) is missing
    assert refused_with(reading.open_part, one.desk, case, Part.JOURNAL) is missing
    assert refused_with(reading.history, one.desk, case) is missing
    with pytest.raises(InvalidFields) as invalid:
        reading.open_case(one.desk, case, {"reason": "asked", "words": "..."})
    assert invalid.value.problems[0].field == "words"
    assert LogCode.CASE_OPENED not in codes(one, case)
    view = reading.open_case(one.desk, case, WHY)
    assert view.standing.sealed
    assert view.due == ()
    assert codes(one, case)[:2] == [LogCode.CASE_OPENED, LogCode.HANDED_OVER_CASE_READ]
    assert reading.open_part(one.desk, case, Part.JOURNAL).state.notes
    elsewhere = typed_forms.opened_case(one.desk, case_number="2026-0099")
    reading.open_case(one.desk, elsewhere)
    assert refused_with(reading.open_part, one.desk, case, Part.JOURNAL) is missing, "it has ended"
    reading.open_case(one.desk, case, WHY)
    assert refused_with(reading.open_case, one.desk, case) is missing, "each time anew"


def codes(side: Side, stream: StreamId) -> list[str]:
    """Newest first."""
    return [entry.code for entry in side.vault.log.entries(stream=stream)]


@pytest.mark.req("F038")
def test_what_is_handed_over_is_listed_found_and_disposed_of_and_reminds_of_nothing(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults
    identity.save_identity(one.desk, case, typed_forms.identity())
    assert any(each.stream == case for each in one.vault.index.due())
    handed_over(one, other, case, along=["identity"])
    due = [each for each in one.vault.index.due() if each.stream == case]
    assert [each.code for each in due] == ["retention"]
    assert case not in {each.stream for each in todo.todo(one.desk)}
    assert [each.stream for each in reading.search_cases(one.desk, "Påhittsdotter")] == [case]
    (kept,) = retention.list_retention(one.desk)
    assert kept.stream == case
    assert kept.retention.earliest is not None
    assert one.vault.check().faults == ()


@pytest.mark.req("F038")
def test_refused_it_is_ours_again_when_the_receipt_has_come(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults
    sealed = handed_over(one, other, case)
    arrival = receiving.open_package(other.desk, sealed.path)
    changes = receiving.refuse(other.desk, arrival, "Hör inte hit")
    assert other.vault.index.case(case) is None
    assert changes.entity is not None
    receipt_to(one, other, changes.entity)
    assert whose(one, case) is Whose.OWN
    last = last_transfer(one, case)
    assert (last.status, last.answer_reason) == (TransferStatus.REFUSED, "Hör inte hit")
    write_note(one, case, heading="Igen")
    confirmed(other, one, handed_over(one, other, case).path)
    assert (whose(one, case), whose(other, case)) == (Whose.HANDED_OVER, Whose.OWN)


@pytest.mark.req("F038")
def test_taken_back_before_an_answer_it_can_no_longer_be_taken_over(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults
    handed_over(one, other, case)
    (entity,) = (each.id for each in state_of(one.desk, case).of(facts.Transfer))
    with pytest.raises(InvalidFields):
        transferring.take_back(one.desk, case, entity, {"reason": ""})
    transferring.take_back(one.desk, case, entity, {"reason": "Fel mottagare"})
    assert whose(one, case) is Whose.OWN
    again = transferring.take_back
    assert refused_with(again, one.desk, case, entity, {"reason": "x y z"}) is Reason.TRANSFER_OVER


@pytest.mark.req("F038")
def test_taken_back_here_and_taken_over_there_is_told_and_settled(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults
    sealed = handed_over(one, other, case)
    (entity,) = (each.id for each in state_of(one.desk, case).of(facts.Transfer))
    transferring.take_back(one.desk, case, entity, {"reason": "Fel mottagare"})
    confirmed(other, one, sealed.path)
    assert whose(one, case) is Whose.DISPUTED
    assert whose(other, case) is Whose.OWN, "it has not heard of it"
    assert refused_with(write_note, one, case) is Reason.CASE_DISPUTED
    reading.open_case(one.desk, case)
    (found,) = state_of(one.desk, case).of(facts.Transfer)
    theirs = next(side for side in found.sides if side.fact.status is TransferStatus.ACCEPTED)
    transferring.settle(one.desk, case, entity, theirs.record.id)
    assert whose(one, case) is Whose.HANDED_OVER


@pytest.mark.req("F038")
def test_a_case_goes_there_and_back_with_what_was_written_there(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults
    confirmed(other, one, handed_over(one, other, case).path)
    write_note(other, case, heading="Där")
    confirmed(one, other, handed_over(other, one, case).path)
    assert (whose(one, case), whose(other, case)) == (Whose.OWN, Whose.HANDED_OVER)
    assert headings(one, case) == {"Före", "Där"}
    assert row(one, case).status != HANDED_OVER
    write_note(one, case, heading="Åter här")


@pytest.mark.req("F038", "X08")
def test_a_co_worker_follows_the_case_to_whoever_has_taken_it_over(
    three_vaults: tuple[Side, Side, Side],
) -> None:
    one, other, third = three_vaults
    stream = typed_forms.opened_case(one.desk)
    shared(one, third, stream)
    confirmed(other, one, handed_over(one, other, stream).path)
    assert whose(third, stream) is Whose.SHARED
    write_note(third, stream, heading="Från medhandläggaren")
    updated(other, third, stream)
    (holder,) = (each for each in sharing.partners(third.desk, stream) if each.share is None)
    assert holder.name == "Olle Provsson"
    updated(third, other, stream)
    assert headings(other, stream) == {"Från medhandläggaren"}


@pytest.mark.req("X03")
def test_an_acceptance_can_be_undone_until_the_receipt(two_vaults: Pair, case: StreamId) -> None:
    one, other = two_vaults
    sealed = handed_over(one, other, case)
    done = accepted(other, sealed.path)
    undo.undo(other.desk, done.received)
    assert other.vault.index.case(case) is None
    again = accepted(other, sealed.path)
    assert whose(other, case) is Whose.OWN
    receipts.make_receipt(other.desk, again.received, other.out)
    assert not undo.may_undo(other.desk, again.received)


@pytest.mark.req("F036")
def test_what_is_missing_is_told_first_and_drafts_stay(two_vaults: Pair, case: StreamId) -> None:
    one, other = two_vaults
    entity = drafting.new_entity(one.desk)
    body = {"heading": "Halvskrivet"}
    drafting.save_draft(one.desk, case, entity, "journal_note", body=body, place={})
    ready = transferring.readiness(one.desk, case)
    missing = {each.missing for each in ready.checks}
    assert missing == {Missing.CONSENT, Missing.BOPS, Missing.PROTECTION, Missing.DRAFTS}
    assert [each.entity for each in ready.drafts] == [entity]
    confirmed(other, one, handed_over(one, other, case).path)
    assert other.vault.drafts.all(case) == ()
    assert headings(other, case) == {"Före"}


@pytest.mark.req("F152", "F038")
def test_a_case_about_somebody_who_is_here_already_is_told_before_it_is_taken_in(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults
    identity.save_identity(one.desk, case, typed_forms.identity())
    here = typed_forms.opened_case(other.desk, pseudonym="Lönn")
    identity.save_identity(other.desk, here, typed_forms.identity(family_name="Provdotter"))
    look = receiving.open_package(
        other.desk, handed_over(one, other, case, along=["identity"]).path
    ).look
    said = {each.label: each.text for each in look.said}
    assert said["same_person"] == "2026-0001 Lönn"
    assert said["same_number"] == "2026-0001 Lönn"
    assert "19900101" not in repr(look)
    assert "Påhittsdotter" not in repr(look)


@pytest.mark.req("F038")
def test_a_file_that_was_never_written_hands_nothing_over(
    two_vaults: Pair, case: StreamId, tmp_path: Path
) -> None:
    one, other = two_vaults
    form = ticked(one, other, ground="transfer")
    missing = tmp_path / "finns inte"
    work = transferring.transfer
    assert refused_with(work, one.desk, case, form, missing) is Reason.FOLDER_MISSING
    assert whose(one, case) is Whose.OWN
    write_note(one, case)


@pytest.mark.req("F038")
def test_a_handover_that_is_stopped_half_way_leaves_the_case_where_it_was(
    two_vaults: Pair, case: StreamId
) -> None:
    one, other = two_vaults

    def enough(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        transferring.transfer(
            one.desk, case, ticked(one, other, ground="transfer"), one.out, enough
        )
    assert whose(one, case) is Whose.OWN
    assert last_transfer(one, case).status is TransferStatus.TAKEN_BACK
    assert list(one.out.glob("*.aktpaket")) == []
    (entry,) = state_of(one.desk, case).disclosures
    assert entry.latest.fact.not_written == "cancelled"


@pytest.mark.req("F038")
def test_only_who_has_a_case_hands_it_over_and_once(two_vaults: Pair, case: StreamId) -> None:
    one, other = two_vaults
    shared(one, other, case)
    assert refused_with(handed_over, other, one, case) is Reason.CASE_ELSEWHERE
    confirmed(other, one, handed_over(one, other, case).path)
    assert refused_with(handed_over, one, other, case) is Reason.CASE_HANDED_OVER


@pytest.mark.req("F038", "X03")
def test_a_package_of_a_handover_that_has_gone_elsewhere_is_not_taken_in(
    three_vaults: tuple[Side, Side, Side],
) -> None:
    one, other, third = three_vaults
    stream = typed_forms.opened_case(one.desk)
    first = handed_over(one, other, stream)
    (entity,) = (each.id for each in state_of(one.desk, stream).of(facts.Transfer))
    transferring.take_back(one.desk, stream, entity, {"reason": "Fel mottagare"})
    shared(one, other, stream)
    look = receiving.open_package(other.desk, first.path).look
    assert look.stopped is Reason.TRANSFER_OVER
    confirmed(third, one, handed_over(one, third, stream).path)
    assert whose(third, stream) is Whose.OWN
