from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from app.ids import EntityId
from app.ports import Draft
from storage.journal.drafts import SNAPSHOTS
from tests.storage.journal.making import Parts, opened, stream_of, uuid_of

ONE, TWO = stream_of("one"), stream_of("two")
NOTE = Draft(
    ONE,
    EntityId(uuid_of("note")),
    "journal_note",
    {"heading": "rub", "date": "31 fberuari"},
    {"field": "date", "position": 4},
    "2026-03-02T09:00:00+01:00",
)


def name(draft: Draft) -> tuple[str, str, str]:
    return draft.stream, draft.entity, draft.kind


@pytest.mark.req("X24")
def test_a_draft_comes_back_with_its_mistakes_and_its_place(parts: Parts, path) -> None:
    parts.drafts.save(NOTE)
    parts.connection.close()
    again = opened(path)
    assert again.drafts.get(*name(NOTE)) == NOTE
    again.connection.close()


def test_the_latest_state_replaces_and_the_earlier_ones_are_kept(parts: Parts) -> None:
    states = [dataclasses.replace(NOTE, body={"heading": str(n)}) for n in range(SNAPSHOTS + 10)]
    for state in states:
        parts.drafts.save(state)
    assert parts.drafts.all() == (states[-1],)
    assert parts.drafts.snapshots(*name(NOTE)) == tuple(reversed(states[-SNAPSHOTS:]))


def test_drafts_are_apart_by_stream_entity_and_kind(parts: Parts) -> None:
    others = [
        dataclasses.replace(NOTE, stream=TWO),
        dataclasses.replace(NOTE, entity=EntityId(uuid_of("other"))),
        dataclasses.replace(NOTE, kind="plan"),
    ]
    for draft in (NOTE, *others):
        parts.drafts.save(draft)
    assert parts.drafts.all() == (*reversed(others), NOTE)
    assert parts.drafts.all(TWO) == (others[0],)
    parts.drafts.save(NOTE)
    assert parts.drafts.all()[0] == NOTE
    parts.drafts.discard(*name(others[0]))
    assert parts.drafts.all(TWO) == ()
    assert len(parts.drafts.all()) == 3


def test_a_discarded_draft_can_be_had_again_for_fourteen_days(parts: Parts) -> None:
    parts.drafts.save(NOTE)
    parts.drafts.discard(*name(NOTE))
    assert parts.drafts.get(*name(NOTE)) is None
    parts.clock.time += dt.timedelta(days=14)
    parts.drafts.clear_old()
    assert parts.drafts.snapshots(*name(NOTE)) == (NOTE,)
    parts.clock.time += dt.timedelta(seconds=1)
    parts.drafts.clear_old()
    assert parts.drafts.snapshots(*name(NOTE)) == ()


def test_a_new_draft_of_the_same_thing_does_not_bring_the_old_one_back(parts: Parts) -> None:
    parts.drafts.save(NOTE)
    parts.drafts.discard(*name(NOTE))
    new = dataclasses.replace(NOTE, body={"heading": "ny"})
    parts.drafts.save(new)
    assert parts.drafts.get(*name(NOTE)) == new
    parts.clock.time += dt.timedelta(days=15)
    parts.drafts.clear_old()
    assert parts.drafts.snapshots(*name(NOTE)) == (new,)


def test_nothing_is_left_of_a_draft_that_became_a_record(parts: Parts) -> None:
    for text in ("hemligt som togs bort", "det som skrevs under"):
        parts.drafts.save(dataclasses.replace(NOTE, body={"facts": text}))
    parts.drafts.finish(NOTE)
    assert parts.drafts.all() == ()
    assert parts.drafts.snapshots(*name(NOTE)) == ()
