"""Journal notes: signed, locked, corrected by new entries alone."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import RecordId
from app.usecases import notes, reading
from app.usecases.around import threats
from app.usecases.desk import Desk
from app.usecases.drafting import get_draft, new_entity, save_draft
from tests.app.usecases import typed_forms


@pytest.mark.req("X09")
def test_a_draft_becomes_a_locked_note(desk: Desk) -> None:
    stream, entity = typed_forms.opened_case(desk), new_entity(desk)
    save_draft(desk, stream, entity, "journal_note", body=typed_forms.note(), place={})

    notes.sign_note(desk, stream, entity, typed_forms.note())

    (note,) = reading.state_of(desk, stream).notes
    record = note.latest.record
    assert note.latest.fact == facts.JournalNote(
        type=facts.NoteType.CONVERSATION,
        heading="Samtal",
        facts="Berättar att hen sover dåligt.",
        appraisal="Oron bedöms ha ökat.",
    )
    assert record.content.happened_at == "2026-05-28T14:30+02:00"
    assert record.content.written_at == "2026-06-01T09:00:00+02:00"
    assert record.content.author.function == "Handläggare"
    assert get_draft(desk, stream, entity, "journal_note") is None
    with pytest.raises(Refusal) as refused:
        notes.sign_note(desk, stream, entity, typed_forms.note(facts="Ändrat"))
    assert refused.value.reason is Reason.ALREADY_SIGNED


@pytest.mark.req("X09")
def test_a_correction_is_a_new_entry_and_the_first_stays(desk: Desk) -> None:
    stream, entity = typed_forms.opened_case(desk), new_entity(desk)
    notes.sign_note(desk, stream, entity, typed_forms.note())
    first = reading.state_of(desk, stream).notes[0].latest.record

    notes.correct_note(
        desk, stream, first.id, typed_forms.note(facts="Sover bra.", correction_reason="Fel person")
    )

    (note,) = reading.state_of(desk, stream).notes
    assert [each.fact.facts for each in note.versions] == [
        "Berättar att hen sover dåligt.",
        "Sover bra.",
    ]
    assert note.latest.fact.correction_reason == "Fel person"
    assert note.latest.record.content.parents == (first.id,)
    assert first in desk.vault.journal.records(stream)


@pytest.mark.req("X09")
def test_a_correction_needs_a_reason_and_the_latest_entry(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    notes.sign_note(desk, stream, new_entity(desk), typed_forms.note())
    first = reading.state_of(desk, stream).notes[0].latest.record.id

    with pytest.raises(InvalidFields) as invalid:
        notes.correct_note(desk, stream, first, typed_forms.note())
    assert [each.field for each in invalid.value.problems] == ["correction_reason"]

    typed = typed_forms.note(correction_reason="Skrivfel")
    notes.correct_note(desk, stream, first, typed)
    with pytest.raises(Refusal) as refused:
        notes.correct_note(desk, stream, first, typed)
    assert refused.value.reason is Reason.REVISED_SINCE
    with pytest.raises(Refusal) as unknown:
        notes.correct_note(desk, stream, RecordId("ab" * 32), typed)
    assert unknown.value.reason is Reason.ENTITY_UNKNOWN


@pytest.mark.req("X09")
def test_what_the_client_says_is_wrong_is_noted_and_changes_nothing(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    notes.sign_note(desk, stream, new_entity(desk), typed_forms.note())
    note = reading.state_of(desk, stream).notes[0].latest

    notes.add_objection(
        desk,
        stream,
        new_entity(desk),
        {"about": note.record.id, "stated_on": "idag", "words": "Så sa jag inte."},
    )

    state = reading.state_of(desk, stream)
    assert state.objections[0].latest.fact.about == note.record.id
    assert state.notes[0].latest == note
    with pytest.raises(InvalidFields) as refused:
        notes.add_objection(
            desk, stream, new_entity(desk), {"about": "ab" * 32, "stated_on": "idag", "words": "x"}
        )
    assert refused.value.problems[0].fault is Fault.UNKNOWN_REFERENCE
    with pytest.raises(InvalidFields) as refused:
        notes.add_objection(desk, stream, new_entity(desk), {})
    assert {each.field for each in refused.value.problems} == {"about", "stated_on", "words"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("våren 2019", "2019"),
        ("mars 2026", "2026-03"),
        ("igår kl 9", "2026-05-31T09:00+02:00"),
        ("21 maj 2026", "2026-05-21"),
    ],
)
def test_an_event_may_be_known_in_part(desk: Desk, typed: str, stored: str) -> None:
    stream = typed_forms.opened_case(desk)

    notes.sign_note(desk, stream, new_entity(desk), typed_forms.note(event=typed))

    assert reading.state_of(desk, stream).notes[0].latest.record.content.happened_at == stored


def test_a_note_of_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidFields) as refused:
        notes.sign_note(
            desk,
            typed_forms.opened_case(desk),
            new_entity(desk),
            {"event": "2026-06-02", "facts": " \n "},
        )

    assert [(each.field, each.fault) for each in refused.value.problems] == [
        ("event", Fault.IN_THE_FUTURE),
        ("type", Fault.REQUIRED),
        ("heading", Fault.REQUIRED),
        ("facts", Fault.ONE_NEEDED),
    ]


@pytest.mark.req("F072")
def test_a_threat_names_who_answers_for_it(desk: Desk) -> None:
    stream, entity = typed_forms.opened_case(desk), new_entity(desk)
    typed = {"owner": "bops", "assessed_on": "2026-05-20", "level": "high", "type": "concrete"}

    with pytest.raises(InvalidFields) as refused:
        threats.sign_threat_assessment(desk, stream, entity, {**typed, "owner": ""})
    assert [each.field for each in refused.value.problems] == ["owner"]

    threats.sign_threat_assessment(desk, stream, entity, typed)
    threats.revise_threat_assessment(desk, stream, entity, {**typed, "level": "medium"})

    (threat,) = reading.state_of(desk, stream).threats
    assert [each.fact.owner for each in threat.versions] == ["bops", "bops"]
    assert [each.fact.level for each in threat.versions] == ["high", "medium"]


@pytest.mark.req("F080")
def test_the_type_of_a_threat_is_kept_apart_from_its_level(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    typed = {"owner": "local_police", "assessed_on": "2026-05-20"}

    for kind in ("latent", "concrete", "none_known", "not_assessed"):
        threats.sign_threat_assessment(
            desk, stream, new_entity(desk), {**typed, "type": kind, "level": "low"}
        )
    with pytest.raises(InvalidFields) as refused:
        threats.sign_threat_assessment(desk, stream, new_entity(desk), {**typed, "type": "high"})

    said = [threat.latest.fact for threat in reading.state_of(desk, stream).threats]
    assert [each.type for each in said] == ["latent", "concrete", "none_known", "not_assessed"]
    assert {each.level for each in said} == {"low"}
    assert {each.field for each in refused.value.problems} == {"type", "level"}
