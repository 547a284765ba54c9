"""Drafts, own settings, recipients and what is to be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.ports import LogCode
from app.usecases import identity, notes, reading, registers, settings
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import discard_draft, get_draft, list_drafts, new_entity, save_draft
from app.usecases.planning import plans
from app.usecases.watching.todo import TodoItem, Urgency, todo
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock

WAITS = ("intake_waits", "2026-05-04", Urgency.LATE)
"""What an opened case has until its application is answered or a form is signed."""


def codes(desk: Desk) -> list[tuple[str, str, Urgency]]:
    return [(item.code, item.due, item.urgency) for item in todo(desk)]


# ------------------------------------------------------------------------------- drafts


def test_a_draft_comes_back_mistakes_and_all(desk: Desk) -> None:
    stream, entity = typed_forms.opened_case(desk), new_entity(desk)
    body = {"event": "31 feb", "facts": "halv\ud83d", "rows": [{"a": None, "b": True, "c": 3}]}

    save_draft(desk, stream, entity, "journal_note", body=body, place={"field": "facts"})

    draft = get_draft(desk, stream, entity, "journal_note")
    assert draft is not None
    assert draft.body == body | {"facts": "halv\ufffd"}
    assert draft.place == {"field": "facts"}
    assert draft.saved_at == "2026-06-01T09:00:00+02:00"


def test_a_list_of_drafts_says_that_they_are_and_no_more(desk: Desk) -> None:
    stream, entity = typed_forms.opened_case(desk), new_entity(desk)
    save_draft(desk, stream, entity, "journal_note", body=typed_forms.note(), place={})

    (row,) = list_drafts(desk, stream)
    assert reading.open_case(desk, stream).drafts == (row,)
    assert "sover" not in repr(row)

    discard_draft(desk, stream, entity, "journal_note")
    assert list_drafts(desk) == ()


def test_a_draft_of_an_identity_is_a_logged_reveal(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    entity = EntityId(stream)
    assert get_draft(desk, stream, entity, "identity") is None
    assert desk.vault.log.entries(limit=1)[0].code != LogCode.REVEALED
    save_draft(desk, stream, entity, "identity", body=typed_forms.identity(), place={})

    get_draft(desk, stream, entity, "identity")

    (entry,) = desk.vault.log.entries(limit=1)
    assert (entry.code, entry.payload) == (
        LogCode.REVEALED,
        {"stream": stream, "reason": "draft"},
    )


# ----------------------------------------------------------------------------- settings


def test_settings_have_bounds_and_are_logged_by_name(desk: Desk, tmp_path: Path) -> None:
    assert settings.own_settings(desk).idle_minutes == 5

    with pytest.raises(InvalidFields) as refused:
        settings.save_settings(desk, {"idle_minutes": "16"})
    assert refused.value.problems[0].fault is Fault.TOO_HIGH

    settings.save_settings(desk, {"idle_minutes": "1", "backup_folder": str(tmp_path)})
    assert settings.own_settings(desk).idle_minutes == 1
    assert settings.own_settings(desk).backup_folder == str(tmp_path)
    (entry,) = desk.vault.log.entries(limit=1)
    assert entry.payload == {"settings": ["backup_folder", "idle_minutes"]}


def test_a_stored_setting_that_cannot_be_used_counts_as_not_chosen(desk: Desk) -> None:
    desk.vault.settings.put("own", {"idle_minutes": 999, "backup_folder": 3})

    assert settings.own_settings(desk) == settings.OwnSettings()


def test_the_place_is_remembered(desk: Desk) -> None:
    assert settings.recall_place(desk) is None
    settings.remember_place(desk, {"section": "cases", "position": 4})
    assert settings.recall_place(desk) == {"section": "cases", "position": 4}


# --------------------------------------------------------------------------- recipients


def test_a_retired_recipient_is_kept_but_not_offered(desk: Desk) -> None:
    first, second = new_entity(desk), new_entity(desk)
    typed = {"name": "Kontaktperson", "organisation": "Öppenvården", "kind": "provider"}
    registers.add_recipient(desk, first, typed)
    registers.add_recipient(desk, second, {**typed, "organisation": "Boendet"})
    registers.revise_recipient(desk, first, {**typed, "name": "Samordnare"})

    offered = registers.list_recipients(desk)
    assert [(row.recipient.organisation, row.recipient.name) for row in offered] == [
        ("Boendet", "Kontaktperson"),
        ("Öppenvården", "Samordnare"),
    ]
    registers.retire_recipient(desk, second)
    assert [row.entity for row in registers.list_recipients(desk)] == [first]
    assert len(registers.list_recipients(desk, retired=True)) == 2
    with pytest.raises(InvalidFields) as refused:
        registers.add_recipient(desk, new_entity(desk), {"kind": "fiende"})
    assert len(refused.value.problems) == 3


def test_the_owner_of_the_vault_has_a_card(desk: Desk) -> None:
    card = registers.own_card(desk)
    assert (card.name, card.unit) == ("Maja Exempelsson", "Avhopparenheten")
    assert registers.author_cards(desk) == (card,)


# ------------------------------------------------------------------------------ to be done


@pytest.mark.req("F034")
def test_dates_are_due_when_it_is_time_to_show_them(desk: Desk, clock: StoppedClock) -> None:
    stream = typed_forms.opened_case(desk)
    assert codes(desk) == [WAITS, ("backup_no_folder", "2026-06-01", Urgency.TODAY)]

    clock.pass_(days=130)  # 9 October: the five months have passed
    assert ("application_slow", "2026-11-04", Urgency.LATER) in codes(desk)
    clock.pass_(days=20)
    assert ("application_slow", "2026-11-04", Urgency.WEEK) in codes(desk)
    clock.pass_(days=6)
    assert ("application_slow", "2026-11-04", Urgency.TODAY) in codes(desk)
    clock.pass_(days=1)
    assert ("application_slow", "2026-11-04", Urgency.LATE) in codes(desk)

    item = next(each for each in todo(desk) if each.code == "application_slow")
    assert item.label.startswith("2026-0001 ")
    assert (item.stream, item.part) == (stream, Part.DECISION)


def test_a_draft_reminds_after_fourteen_days(desk: Desk, clock: StoppedClock) -> None:
    stream, entity = typed_forms.opened_case(desk), new_entity(desk)
    save_draft(desk, stream, entity, "journal_note", body=typed_forms.note(), place={})

    def item() -> TodoItem:
        return next(each for each in todo(desk) if each.code == "draft")

    assert (item().due, item().urgency) == ("2026-06-15", Urgency.LATER)
    assert (item().part, item().entity, item().kind) == (Part.JOURNAL, entity, "journal_note")
    clock.pass_(days=15)
    assert item().urgency is Urgency.LATE

    notes.sign_note(desk, stream, entity, typed_forms.note())
    assert "draft" not in {each.code for each in todo(desk)}


def test_a_draft_of_a_case_not_yet_made_is_there_too(desk: Desk) -> None:
    stream = StreamId(desk.new_id())
    save_draft(desk, stream, EntityId(stream), "case_file", body={"wish": "x"}, place={})

    item = next(each for each in todo(desk) if each.code == "draft")

    assert (item.label, item.kind) == ("", "case_file")


def test_a_backup_is_asked_for_until_there_is_one(
    desk: Desk, clock: StoppedClock, tmp_path: Path
) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    typed_forms.opened_case(desk)
    settings.save_settings(desk, {"backup_folder": str(folder)})
    assert codes(desk) == [WAITS, ("backup_never", "2026-06-01", Urgency.TODAY)]

    desk.vault.back_up(folder)
    assert codes(desk) == [WAITS]
    clock.pass_(days=8)
    assert codes(desk) == [WAITS], "an old one that lacks nothing will do"
    settings.save_settings(desk, {"idle_minutes": "3"})
    assert codes(desk) == [WAITS, ("backup_old", "2026-06-08", Urgency.LATE)]


def test_the_list_says_nothing_of_who_or_why(desk: Desk, clock: StoppedClock) -> None:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())
    plans.fix_plan(desk, stream, new_entity(desk), typed_forms.plan(follow_up_on="2026-06-03"))

    items = todo(desk)

    assert ("plan_follow_up", "2026-06-03") in {(item.code, item.due) for item in items}
    assert not any(text in repr(items) for text in ("Alva", "9802", "sova", "Boende"))
    assert desk.vault.log.entries(limit=1)[0].payload == {"list": "todo"}


def test_a_follow_up_note_settles_the_plans_follow_up(desk: Desk, clock: StoppedClock) -> None:
    stream = typed_forms.opened_case(desk)
    plans.fix_plan(desk, stream, new_entity(desk), typed_forms.plan(follow_up_on="2026-06-10"))
    clock.pass_(days=9)
    notes.sign_note(
        desk, stream, new_entity(desk), typed_forms.note(type="follow_up", event="idag")
    )

    assert "plan_follow_up" not in {item.code for item in todo(desk)}


def test_a_backup_folder_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        desk.vault.back_up(tmp_path / "finns inte")
    assert refused.value.reason is Reason.FOLDER_MISSING


def test_a_clock_that_has_gone_back_is_warned_about_and_nothing_is_refused(
    desk: Desk, clock: StoppedClock
) -> None:
    stream = typed_forms.opened_case(desk)
    assert "clock_behind" not in [code for code, _, _ in codes(desk)]

    clock.pass_(days=-400)

    assert ("clock_behind", "2025-04-27", Urgency.TODAY) in codes(desk)
    notes.sign_note(desk, stream, new_entity(desk), typed_forms.note(event="2025-04-01"))
    assert len(reading.state_of(desk, stream).notes) == 1
