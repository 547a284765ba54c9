"""Two versions that nobody has chosen between are shown, never merged, and settled by a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.casework.state import Conflict
from app.errors import Reason, Refusal
from app.ids import StreamId
from app.usecases import identity, notes, reading, settling
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.identity import RevealReason
from app.usecases.planning import plans
from tests.app.usecases import typed_forms


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def test_a_disputed_note_is_not_corrected_but_settled(desk: Desk, stream: StreamId) -> None:
    notes.sign_note(desk, stream, new_entity(desk), typed_forms.note())
    first = reading.state_of(desk, stream).notes[0].latest.record.id
    notes.correct_note(desk, stream, first, typed_forms.note(facts="A", correction_reason="fel"))
    entity = typed_forms.forked(desk, stream, "journal_note")

    (note,) = reading.state_of(desk, stream).notes
    assert isinstance(note.head, Conflict)
    kept, other = note.head.heads
    with pytest.raises(Refusal) as refused:
        notes.correct_note(desk, stream, kept.record.id, typed_forms.note(correction_reason="igen"))
    assert refused.value.reason is Reason.CONFLICT_UNSETTLED

    settling.settle_conflict(desk, stream, entity, kept.record.id)

    (settled,) = reading.state_of(desk, stream).notes
    assert not settled.disputed
    assert set(settled.latest.record.content.parents) == {kept.record.id, other.record.id}
    assert settled.latest.fact == kept.fact
    assert len(settled.versions) == 4
    notes.correct_note(
        desk, stream, settled.latest.record.id, typed_forms.note(correction_reason="nu går det")
    )


def test_a_disputed_identity_shows_every_side(desk: Desk, stream: StreamId) -> None:
    identity.save_identity(desk, stream, typed_forms.identity())
    identity.save_identity(desk, stream, typed_forms.identity(given_name="Alma"))
    entity = typed_forms.forked(desk, stream, "identity")

    sides = identity.peek(desk, stream, ["given_name"], RevealReason.HANDLING).sides
    assert [side.identity.given_name for side in sides] == ["Alma", "Alma"]
    with pytest.raises(Refusal) as refused:
        identity.save_identity(desk, stream, typed_forms.identity())
    assert refused.value.reason is Reason.CONFLICT_UNSETTLED

    settling.settle_conflict(desk, stream, entity, sides[0].record)

    assert len(identity.peek(desk, stream, ["phone"], RevealReason.HANDLING).sides) == 1


def test_a_disputed_plan_is_not_replaced(desk: Desk, stream: StreamId) -> None:
    entity = plans.plan_to_edit(desk, stream).entity
    plans.fix_plan(desk, stream, entity, typed_forms.plan())
    typed_forms.forked(desk, stream, "plan")

    with pytest.raises(Refusal) as refused:
        plans.fix_plan(desk, stream, entity, typed_forms.plan())

    assert refused.value.reason is Reason.CONFLICT_UNSETTLED
    statuses = [each.status for each in plans.plan_versions(reading.open_case(desk, stream))]
    assert plans.PlanStatus.DISPUTED in statuses


@pytest.mark.parametrize("kept", [lambda note: note.record.id, lambda _: "ab" * 32])
def test_what_is_not_disputed_is_not_settled(
    desk: Desk, stream: StreamId, kept: Callable[[Any], Any]
) -> None:
    notes.sign_note(desk, stream, new_entity(desk), typed_forms.note())
    (note,) = reading.state_of(desk, stream).notes

    with pytest.raises(Refusal) as refused:
        settling.settle_conflict(desk, stream, note.id, kept(note.latest))

    assert refused.value.reason is Reason.REVISED_SINCE


def test_a_case_and_its_identity_share_a_name_without_being_a_conflict(
    desk: Desk, stream: StreamId
) -> None:
    identity.save_identity(desk, stream, typed_forms.identity())

    state = reading.state_of(desk, stream)

    assert state.case_file
    assert state.case_file.id == state.identity == stream
    assert not state.case_file.disputed
    assert not state.identity_disputed
