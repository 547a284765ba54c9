"""What a newer version of the program has written is shown as such, and never written over."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.journal.canonical import seal
from app.journal.record import Record
from app.usecases import cases, identity, notes, reading, settling
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from tests.app.usecases import typed_forms


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def continued(desk: Desk, last: Record, **changes: Any) -> Record:
    """A record that builds on another, as another version of the program would have signed it."""
    content = dataclasses.replace(
        last.content,
        parents=(last.id,),
        lamport=last.content.lamport + 100,
        **changes,
    )
    record = seal(content, desk.vault.sign)
    desk.vault.journal.append([record])
    return record


def signed_note(desk: Desk, stream: StreamId) -> Record:
    notes.sign_note(desk, stream, new_entity(desk), typed_forms.note())
    return reading.state_of(desk, stream).notes[-1].latest.record


@pytest.mark.parametrize(
    "changes",
    [{"kind": "journal_note/2", "body": {"rows": ["x"]}}, {"body": {"type": "conversation"}}],
    ids=["newer", "malformed"],
)
def test_nothing_is_built_on_a_record_that_is_not_read(
    desk: Desk, stream: StreamId, changes: dict[str, Any]
) -> None:
    note = signed_note(desk, stream)
    unread = continued(desk, note, **changes)
    (shown,) = reading.state_of(desk, stream).notes
    assert shown.unread == (unread,)
    before = desk.vault.journal.records(stream)

    with pytest.raises(Refusal) as refused:
        notes.correct_note(desk, stream, note.id, typed_forms.note(correction_reason="Skrivfel"))

    assert refused.value.reason is Reason.KIND_NEWER
    assert desk.vault.journal.records(stream) == before


def test_a_conflict_with_an_unread_side_is_not_settled(desk: Desk, stream: StreamId) -> None:
    note = signed_note(desk, stream)
    read = continued(desk, note, written_at="2026-06-01T12:00:00+02:00")
    continued(desk, note, kind="journal_note/2", body={})

    with pytest.raises(Refusal) as refused:
        settling.settle_conflict(desk, stream, note.content.entity, read.id)

    assert refused.value.reason is Reason.KIND_NEWER


def test_an_unread_version_of_what_a_case_has_one_of_stays_the_last(
    desk: Desk, stream: StreamId
) -> None:
    identity.save_identity(desk, stream, typed_forms.identity())
    for kind in ("identity", "responsibility"):
        last = [r for r in desk.vault.journal.records(stream) if r.kind_name == kind][-1]
        continued(desk, last, kind=f"{kind}/2", body={"new": "shape"})

    with pytest.raises(Refusal) as refused:
        identity.save_identity(desk, stream, typed_forms.identity(given_name="Alma"))
    assert refused.value.reason is Reason.KIND_NEWER
    with pytest.raises(Refusal) as refused:
        cases.change_responsible(
            desk,
            stream,
            {"name": "Mio Provberg", "title": "x", "valid_from": "idag", "reason": "Byte"},
        )
    assert refused.value.reason is Reason.KIND_NEWER


def test_an_unread_record_stops_only_its_own_entity(desk: Desk, stream: StreamId) -> None:
    first, second = signed_note(desk, stream), signed_note(desk, stream)
    continued(desk, first, kind="journal_note/2", body={})
    # The same entity under another kind name is another thing.
    other = dataclasses.replace(
        second.content, kind="hatch/1", parents=(), lamport=900, body={}, entity=EntityId(stream)
    )
    desk.vault.journal.append([seal(other, desk.vault.sign)])

    notes.correct_note(desk, stream, second.id, typed_forms.note(correction_reason="Skrivfel"))
    cases.set_registration_number(desk, stream, {"registration_number": "SN 2026/123"})

    assert len(reading.state_of(desk, stream).notes[-1].versions) == 2
