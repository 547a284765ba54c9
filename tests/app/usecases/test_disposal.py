"""Disposal: proposed, approved by somebody else, carried out, and what stays."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework import facts
from app.casework.personnummer import with_check_digit
from app.casework.retention import Standing, Unsure
from app.casework.unit_facts import DisposalStatus
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.law.pack import DeadlineKey
from app.ports import Draft, LogCode
from app.usecases import drafting, identity, notes, reading, registers, writing
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.keeping import disposal, retention
from app.usecases.watching import todo
from storage.journal.index import SqlIndex
from tests.app.usecases import disposing, typed_forms
from tests.app.usecases.disposing import APPROVED, PROPOSED, approved, due_case, proposed
from tests.fakes import StoppedClock

pytestmark = pytest.mark.req("X14")


@pytest.fixture
def due(desk: Desk, clock: StoppedClock) -> StreamId:
    return due_case(desk, clock)


def refusal(work: Any, *given: Any) -> Reason:
    with pytest.raises(Refusal) as caught:
        work(*given)
    return caught.value.reason


def faults(work: Any, *given: Any) -> dict[str, Fault]:
    with pytest.raises(InvalidFields) as caught:
        work(*given)
    return {each.field: each.fault for each in caught.value.problems}


def hold(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "other",
        "reason": "Begäran om skadestånd.",
        "decided_on": "2026-06-01",
    } | changes


# ------------------------------------------------------------------------------ the list


def test_the_list_says_when_and_never_why(desk: Desk, due: StreamId) -> None:
    typed_forms.opened_case(desk, case_number="2031-0077")  # open: not counted
    (row,) = retention.list_retention(desk)
    assert (row.stream, row.disposal, row.status) == (due, None, None)
    assert row.retention.standing is Standing.DUE
    assert str(row.retention.earliest) == "2031-06-01"
    assert str(row.retention.latest) == "2032-12-31"
    assert row.retention.unsure == ()
    newest = desk.vault.log.entries(limit=1)[0]
    assert (newest.code, newest.payload) == (LogCode.CASE_LISTED, {"list": "disposal"})


def test_whose_archive_it_is_is_found_out_once_for_all_cases(
    desk: Desk, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (disposing.closed_case(desk) for _ in range(2))
    due_case(desk, clock)
    asked: list[Desk] = []
    found = retention.municipality_code

    def counted(desk: Desk) -> str:
        asked.append(desk)
        return found(desk)

    monkeypatch.setattr(retention, "municipality_code", counted)
    shown = [row.stream for row in todo.todo(desk) if row.code == DeadlineKey.RETENTION]
    assert {first, second} < set(shown)
    assert len(asked) == 1
    told: list[tuple[int, int]] = []
    retention.list_retention(desk, lambda done, total: told.append((done, total)))
    assert len(asked) == 2
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_why_is_shown_for_one_case_and_logged(desk: Desk, due: StreamId) -> None:
    retention.note_hold(desk, due, new_entity(desk), hold())
    view = retention.look(desk, due)
    assert view.retention.standing is Standing.HELD
    assert [each.rule.key for each in view.retention.hindrances] == ["other"]
    assert Unsure.UNREAD not in view.retention.unsure, "we can read what we have written"
    (noted,) = view.holds
    assert noted.latest.fact.reason == "Begäran om skadestånd."
    newest = desk.vault.log.entries(limit=1)[0]
    assert newest.code == LogCode.PART_OPENED
    assert newest.payload == {"stream": due, "part": "disposal"}


def test_a_research_day_is_asked_of_the_number_and_tells_only_yes_or_no(
    desk: Desk, clock: StoppedClock
) -> None:
    stream = due_case(desk, clock)
    assert retention.retention_of(desk, stream).standing is Standing.DUE
    before = desk.vault.log.entries(limit=1)[0].sequence
    known = identity.known_for_retention(desk, stream, (1,), began="2026-06-01")
    assert (known.research_day, known.minor, known.elsewhere) == (True, False, False)
    assert desk.vault.log.entries(limit=1)[0].sequence == before
    with pytest.raises(Refusal):
        identity.known_for_retention(desk, StreamId("no"), (1,), began="2026-06-01")


def test_a_coordination_number_has_sixty_taken_off_its_day(desk: Desk, clock: StoppedClock) -> None:
    stream = due_case(desk, clock)
    number = with_check_digit("19900175980")  # the 15th
    identity.save_identity(desk, stream, typed_forms.identity(number=number))
    found = retention.retention_of(desk, stream)
    assert found.rule is not None
    assert found.rule.key == "research_day"


def test_the_same_person_in_another_case_and_no_number_are_said(desk: Desk, due: StreamId) -> None:
    other = typed_forms.opened_case(desk, case_number="2031-0077")
    identity.save_identity(desk, other, typed_forms.identity())
    assert retention.retention_of(desk, due).unsure == (Unsure.SAME_PERSON_ELSEWHERE,)
    identity.save_identity(desk, due, {"given_name": "Alva"})
    clocked = retention.retention_of(desk, due)
    assert Unsure.BIRTH_DAY in clocked.unsure


@pytest.mark.parametrize(
    ("municipality", "code"),
    [
        ("Stockholms stad", "0180"),
        ("Stockholm", "0180"),
        ("Göteborgs stad", "1480"),
        ("Borås stad", "1490"),
        ("Region Gotland", ""),
        ("Exempelkommun", ""),
    ],
)
def test_the_municipality_is_found_by_its_name(desk: Desk, municipality: str, code: str) -> None:
    card = {"name": "A B", "title": "C", "function": "D", "unit": "E"}
    registers.revise_own_card(desk, card | {"municipality": municipality})
    assert retention.municipality_code(desk) == code


# ----------------------------------------------------------------------------- exceptions


def test_an_exception_stands_in_the_case_and_begins_nothing_anew(desk: Desk, due: StreamId) -> None:
    entity = new_entity(desk)
    retention.note_hold(desk, due, entity, hold())
    assert refusal(disposal.propose, desk, due, new_entity(desk), PROPOSED) is (
        Reason.DISPOSAL_NOT_DUE
    )
    lifted = {"lifted_on": "2031-06-03", "lifted_why": "Ersatt."}
    retention.lift_hold(desk, due, entity, lifted)
    found = retention.retention_of(desk, due)
    assert (found.standing, str(found.earliest)) == (Standing.DUE, "2031-06-01")


def test_an_exception_until_an_age_needs_its_day(desk: Desk, due: StreamId) -> None:
    typed = hold(kind="child_inquiry")
    assert faults(retention.note_hold, desk, due, new_entity(desk), typed) == {
        "until": Fault.REQUIRED
    }
    before = hold(until="2026-01-01")
    assert faults(retention.note_hold, desk, due, new_entity(desk), before) == {
        "until": Fault.BEFORE
    }


# ------------------------------------------------------------- proposed, approved, withdrawn


def test_a_case_is_not_disposed_of_too_early(desk: Desk, clock: StoppedClock) -> None:
    disposing.in_stockholm(desk)
    stream = disposing.closed_case(desk)
    clock.pass_(days=5 * 365)
    assert retention.retention_of(desk, stream).standing is Standing.WAITING
    assert refusal(proposed, desk, stream) is Reason.DISPOSAL_NOT_DUE
    opened = typed_forms.opened_case(desk, case_number="2031-0077")
    assert refusal(proposed, desk, opened) is Reason.DISPOSAL_NOT_DUE


@pytest.mark.parametrize(
    "words", [disposing.CANARY.upper(), "Se 19900101-9802.", "Ring 070-1740605."]
)
def test_what_outlives_the_case_names_nobody(desk: Desk, due: StreamId, words: str) -> None:
    telling = {"reason": f"Arkivet har svarat. {words}"}
    assert faults(disposal.propose, desk, due, new_entity(desk), telling) == {
        "reason": Fault.PERSONAL_DATA
    }
    entity = proposed(desk, due)
    why = {"withdrawn_why": words}
    assert faults(disposal.withdraw, desk, entity, why) == {"withdrawn_why": Fault.PERSONAL_DATA}


def test_a_proposal_says_number_ground_and_days_and_nothing_of_the_person(
    desk: Desk, due: StreamId
) -> None:
    entity = proposed(desk, due)
    (row,) = disposal.protocols(desk)
    assert row.entity == entity
    fact = row.disposal
    assert fact.case_number == reading.list_cases(desk)[0].case_number
    assert (fact.status, fact.ground) == (DisposalStatus.PROPOSED, "ordinary")
    assert (fact.last_note_on, fact.due_from, fact.due_by) == (
        "2026-06-01",
        "2031-06-01",
        "2032-12-31",
    )
    assert fact.proposed_by == "Maja Exempelsson, Socialsekreterare"
    said = str(fact)
    assert disposing.CANARY not in said
    assert reading.list_cases(desk)[0].pseudonym not in said
    assert refusal(proposed, desk, due) is Reason.DISPOSAL_UNDER_WAY


def test_what_is_not_known_must_be_looked_into(desk: Desk, clock: StoppedClock) -> None:
    stream = disposing.closed_case(desk)  # of an unknown municipality
    clock.pass_(days=5 * 365 + 3)
    assert retention.retention_of(desk, stream).unsure == (Unsure.MUNICIPALITY,)
    assert faults(disposal.propose, desk, stream, new_entity(desk), {"reason": " "}) == {
        "reason": Fault.REQUIRED
    }


def test_nobody_approves_what_they_have_proposed(desk: Desk, due: StreamId) -> None:
    entity = proposed(desk, due)
    same = APPROVED | {"name": " maja  EXEMPELSSON"}
    assert faults(disposal.approve, desk, entity, same) == {"name": Fault.SAME_PERSON}
    unseen = APPROVED | {"seen": False, "on": "2031-05-01"}
    assert faults(disposal.approve, desk, entity, unseen) == {
        "on": Fault.BEFORE,
        "seen": Fault.REQUIRED,
    }
    assert refusal(disposal.carry_out, desk, entity) is Reason.DISPOSAL_NOT_APPROVED
    assert reading.state_of(desk, due).notes


@pytest.mark.parametrize("name", ["Annan Testsson", "Maja Exempelsson", "Maja-Exempelsson."])
def test_a_new_name_on_the_card_makes_nobody_a_second_person(
    desk: Desk, due: StreamId, name: str
) -> None:
    entity = proposed(desk, due)
    card = registers.own_card(desk)
    renamed = {each: getattr(card, each) for each in ("title", "function", "unit", "municipality")}
    registers.revise_own_card(desk, renamed | {"name": "Annan Testsson"})
    same = APPROVED | {"name": name}
    assert faults(disposal.approve, desk, entity, same) == {"name": Fault.SAME_PERSON}


def test_a_withdrawn_proposal_says_why_and_leaves_the_case(desk: Desk, due: StreamId) -> None:
    entity = approved(desk, due)
    assert faults(disposal.withdraw, desk, entity, {}) == {"withdrawn_why": Fault.REQUIRED}
    disposal.withdraw(desk, entity, {"withdrawn_why": "Arkivet vill se den först."})
    assert refusal(disposal.carry_out, desk, entity) is Reason.DISPOSAL_OVER
    assert retention.under_way_now(desk) == ()
    assert reading.state_of(desk, due).notes
    proposed(desk, due)


@pytest.mark.parametrize("change", ["note", "hold"])
def test_what_is_written_after_the_proposal_stops_it(
    desk: Desk, due: StreamId, change: str
) -> None:
    entity = approved(desk, due)
    if change == "note":
        typed = typed_forms.note(happened_at="2031-06-02")
        notes.sign_note(desk, due, new_entity(desk), typed)
    else:
        retention.note_hold(desk, due, new_entity(desk), hold())
    assert refusal(disposal.carry_out, desk, entity) is Reason.DISPOSAL_CASE_CHANGED
    assert refusal(disposal.approve, desk, entity, APPROVED) is Reason.DISPOSAL_CASE_CHANGED
    assert reading.state_of(desk, due).notes


# ------------------------------------------------------------------------------ carried out


def test_everything_of_the_case_is_gone_and_the_protocol_stays(desk: Desk, due: StreamId) -> None:
    other = typed_forms.opened_case(desk, case_number="2031-0077")
    drafting.save_draft(desk, due, new_entity(desk), "journal_note", body={"facts": "x"}, place={})
    reading.open_case(desk, due)
    entity = approved(desk, due)
    changes = disposal.carry_out(desk, entity)
    disposal.compact(desk)

    assert due in changes.streams
    assert desk.vault.journal.records(due) == ()
    assert desk.vault.journal.streams() == (other,)
    assert [row.stream for row in reading.list_cases(desk)] == [other]
    assert reading.search_cases(desk, disposing.CANARY) == ()
    assert reading.search_cases(desk, "19900101-9802") == ()
    assert refusal(reading.open_case, desk, due) is Reason.CASE_UNKNOWN
    assert desk.vault.drafts.all(due) == ()
    assert desk.vault.log.entries(stream=due) == ()
    assert all(row.stream != due for row in desk.vault.index.due())
    (row,) = disposal.protocols(desk)
    assert row.disposal.status is DisposalStatus.DONE
    assert row.disposal.approved_by == "Kim Provsson, Enhetschef"
    assert row.disposal.done_on == desk.now().date().isoformat()
    assert LogCode.CASE_DISPOSED in {each.code for each in desk.vault.log.entries()}
    assert desk.vault.check().faults == ()
    assert retention.list_retention(desk) == ()
    assert refusal(disposal.carry_out, desk, entity) is Reason.DISPOSAL_OVER


def test_nothing_more_can_be_written_in_a_case_that_is_gone(desk: Desk, due: StreamId) -> None:
    kept = desk.vault.journal.records(due)
    entity = approved(desk, due)
    disposal.carry_out(desk, entity)
    assert refusal(desk.vault.journal.append, kept) is Reason.CASE_DISPOSED
    typed = typed_forms.note()
    assert refusal(notes.sign_note, desk, due, new_entity(desk), typed) is Reason.CASE_UNKNOWN
    assert desk.vault.journal.records(due) == ()


def test_a_disposal_that_cannot_be_written_leaves_all_of_the_case(
    desk: Desk, due: StreamId, monkeypatch: pytest.MonkeyPatch
) -> None:
    entity = approved(desk, due)
    before = desk.vault.journal.records(due)

    def full(_index: object, _number: int) -> None:
        """When the records are deleted already."""
        raise Refusal(Reason.DISK_FULL)

    monkeypatch.setattr(SqlIndex, "forget", full)
    assert refusal(disposal.carry_out, desk, entity) is Reason.DISK_FULL
    monkeypatch.undo()
    assert desk.vault.journal.records(due) == before
    assert disposal.protocols(desk)[0].disposal.status is DisposalStatus.APPROVED
    assert desk.vault.check().faults == ()


def test_copies_and_backups_are_in_the_protocol_by_what_they_are(
    desk: Desk, due: StreamId, tmp_path_factory: pytest.TempPathFactory, clock: StoppedClock
) -> None:
    desk.vault.back_up(tmp_path_factory.mktemp("kopior"))
    entity = approved(desk, due)
    clock.pass_(minutes=5)
    disposal.carry_out(desk, entity)
    (row,) = disposal.protocols(desk)
    assert [(each.what, each.made_on) for each in row.disposal.copies] == [
        ("backup", desk.now().date().isoformat())
    ]
    assert len(row.backups) == 1
    clock.pass_(minutes=5)
    desk.vault.back_up(tmp_path_factory.mktemp("nya kopior"))
    assert len(disposal.protocols(desk)[0].backups) == 1


def test_a_copy_that_left_is_named_on_screen_and_not_in_the_protocol(
    desk: Desk, due: StreamId
) -> None:
    # A record of the last five years' beginning: written before the clock went on.
    records = desk.vault.journal.records(due)
    fact = facts.Disclosure(
        recipient=EntityId("r"),
        recipient_name="Kontaktperson, boendet",
        recipient_organisation="Boendet Påhitt",
        ground="consent",
        ground_text="12 kap. 2 §",
        reason="Samtycke.",
        document="implementation_plan",
        profile="provider",
        source=records[0].id,
        leaves=(),
        stays=(),
        copy_number=3,
        form="paper",
        document_id="d",
        blob=desk.vault.blobs.put(due, b"%PDF", "application/pdf"),
    )
    writing.add(desk, due, new_entity(desk), fact)
    (copy,) = disposal.copies_outside(desk, due)
    assert (copy.copy.what, copy.copy.number, copy.copy.where) == ("paper", "3", "")
    assert copy.recipient == "Kontaktperson, boendet, Boendet Påhitt"
    assert "Påhitt" not in str(copy.copy)


def test_a_draft_cannot_bring_a_case_back(desk: Desk, due: StreamId) -> None:
    entity = approved(desk, due)
    disposal.carry_out(desk, entity)
    draft = Draft(due, new_entity(desk), "journal_note", {}, {}, desk.now().isoformat())
    assert refusal(desk.vault.drafts.save, draft) is Reason.CASE_DISPOSED
    assert desk.vault.drafts.all(due) == ()
