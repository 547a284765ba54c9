"""Any sequence of new records, in a real vault, gives everything that a page or a paper asks for,
and the index that a rebuild gives. Dates, references and roles are drawn so that records meet."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from enum import Enum
from typing import Any, NewType

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.casework import consents, criteria, due, facts, noes, overview, routing
from app.casework.projection import ONLY_ONE, only_entity
from app.documents.texts import texts_of
from app.errors import Refusal
from app.ids import BlobId, EntityId, RecordId, StreamId
from app.journal.graph import heads
from app.journal.record import Record
from app.usecases import reading, writing
from app.usecases.decision import quarter_list
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity, new_stream
from app.usecases.keeping import retention
from app.usecases.paper import papers
from app.usecases.unit import gender_list, no_list, strategic
from app.usecases.watching import todo
from app.usecases.writing import Entry
from tests.app.casework.build import NEWEST

DAYS = (
    "", "0001-01-01", "2021-03-01", "2024-02-29", "2026", "2026-02", "2026-02-31", "2026-04-30",
    "2026-05-30", "2026-06-01", "2026-06-15", "2026-12-24", "2031-06-01", "9999-12-31", "x",
)  # fmt: skip
NAMES = ("a", "b", "c")
"""Instead of the ids of records and entities, until they are known."""
SHAPES = [
    facts.KINDS[kind]
    for kind in NEWEST
    if facts.KINDS[kind] not in facts.IN_REGISTER.values() and facts.KINDS[kind] != facts.CaseFile
]


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    if hint is BlobId:
        return st.just("aa" * 32)  # of nothing that is here
    if isinstance(hint, NewType):
        return st.sampled_from(("", *NAMES))
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(values_of(arguments[0]), max_size=2).map(tuple)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([values_of(each) for each in arguments])
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    return st.sampled_from(list(hint)) if issubclass(hint, Enum) else facts_of(hint)


_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: st.sampled_from((*DAYS, *NAMES, "Ord.")),
    int: st.integers(-1, 5),
    bool: st.booleans(),
    type(None): st.none(),
}


def facts_of(shape: type[Any]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(shape)
    names = [field.name for field in msgspec.structs.fields(shape)]
    return st.builds(shape, **{name: values_of(hints[name]) for name in names})


class Step(typing.NamedTuple):
    """One record: a new entity, or a version of one there is that builds on some of its heads."""

    fact: facts.Fact
    revises: bool
    branches: bool


STEPS = st.lists(
    st.builds(
        Step,
        fact=st.sampled_from(SHAPES).flatmap(facts_of),
        revises=st.booleans(),
        branches=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


def tell(desk: Desk, steps: list[Step]) -> StreamId:
    stream = new_stream(desk)
    number = f"2026-{len(desk.vault.journal.streams()):04}"
    card = facts.CaseFile(case_number=number, pseudonym="Björk", registration_number="")
    known = [*writing.append(desk, stream, [], [Entry(only_entity(stream), card)])]
    for step in steps:
        known += writing.append(desk, stream, known, [_entry(desk, known, step)])
    return stream


def _entry(desk: Desk, known: list[Record], step: Step) -> Entry:
    """With the names in it replaced by ids that the case has."""
    kind, stream = writing.kind_name(type(step.fact)), known[0].content.stream
    same = [each for each in known if each.kind_name == kind]
    entity = new_entity(desk)
    if type(step.fact) in ONLY_ONE:
        entity = only_entity(stream)
    elif same and step.revises:
        entity = same[-1].content.entity
    before = [each for each in same if each.content.entity == entity]
    parents = [each.id for each in (before[:1] if step.branches else heads(before))]
    ids = {
        name: (str(each.id), str(each.content.entity))
        for name, each in zip(NAMES, reversed(known), strict=False)
    }
    return Entry(entity, _named(step.fact, ids), parents=tuple(parents))


def _named(value: Any, ids: dict[str, tuple[str, str]], hint: Any = None) -> Any:
    if isinstance(value, msgspec.Struct):
        hints = typing.get_type_hints(type(value))
        fields = msgspec.structs.asdict(value).items()
        return type(value)(**{name: _named(each, ids, hints[name]) for name, each in fields})
    if isinstance(value, tuple):
        return tuple(_named(each, ids, *typing.get_args(hint)[:1]) for each in value)
    if hint in (RecordId, EntityId) and value in ids:
        return ids[value][hint is EntityId]
    return value


def everything_of(desk: Desk, stream: StreamId) -> Iterator[object]:
    view = reading.open_case(desk, stream)
    state, today = view.state, view.today
    yield view.process.current
    yield due.to_know(state, desk.law)
    yield [due.shown_from(row, desk.law) for row in view.due]
    yield overview.overview(state, today)
    yield noes.noes(state)
    yield criteria.unmet(state, today)
    yield routing.suggestion(state)
    yield consents.held(state, today)
    yield reading.history(desk, stream)
    yield retention.retention_of(desk, stream)
    for paper in papers.papers_in(state):
        for profile in paper.kind.profiles:
            with suppress(Refusal):  # a form whose blobs are made up
                yield tuple(texts_of(papers.paper_of(desk, state, paper.source, profile)))


@pytest.fixture
def lasting(desk: Desk) -> Iterator[Desk]:
    """One vault for all examples; in the end its index is what a rebuild would give."""
    yield desk
    assert set(desk.vault.check().faults) <= {"blob"}  # forms name blobs that are not here


@pytest.mark.req("X24")
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of the desk, in a failure
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_whatever_is_written_every_page_and_paper_can_be_made(
    lasting: Desk, steps: list[Step]
) -> None:
    desk = lasting
    stream = tell(desk, steps)
    for _ in everything_of(desk, stream):
        pass
    row = desk.vault.index.case(stream)
    assert row is not None
    state = reading.state_of(desk, stream)
    assert row.status == state.status.value
    assert state.malformed == ()
    assert state.newer == ()
    quarter = quarter_list.quarters_to_choose(desk)[0]
    for look in (todo.todo, todo.agenda, no_list.no_list, gender_list.gender_list):
        look(desk)
    strategic.strategic_groups(desk)
    quarter_list.quarter_list(desk, quarter)
    retention.list_retention(desk)
    for each in desk.vault.index.due():
        assert date.fromisoformat(each.due)
