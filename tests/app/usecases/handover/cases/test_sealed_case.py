"""A case that somebody else has is written in by nobody here, whichever way it is tried."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import app
from app.casework import facts
from app.casework.codec import kind_name
from app.casework.projection import ONLY_ONE, only_entity
from app.casework.standing import EVERYBODY, EXECUTING
from app.errors import Reason, Refusal
from app.forms.library import FormLibrary
from app.ids import StreamId
from app.law.pack import LegalPack
from app.usecases import writing
from app.usecases.drafting import new_entity
from app.usecases.handover.cases import sharing
from app.usecases.settling import settle_conflict
from app.usecases.writing import Entry
from tests.app.usecases import typed_forms
from tests.app.usecases.handover.cases.cases_between import (
    confirmed,
    handed_over,
    share_form,
    shared,
)
from tests.app.usecases.test_any_case import SHAPES, facts_of
from tests.handover import Side, vaults

WRITERS = {
    "usecases/writing.py",
    "usecases/handover/packages/records_in.py",
    "usecases/handover/approvals/approval_arrivals.py",
    "samples/filling.py",
}
"""Who puts records into the journal: what is written here, what others wrote, made-up people."""


@pytest.fixture(scope="module")
def sides(
    tmp_path_factory: pytest.TempPathFactory, law: LegalPack, forms: FormLibrary
) -> Iterator[tuple[Side, ...]]:
    with vaults(tmp_path_factory.mktemp("valv"), 2, law, forms) as made:
        yield made


@pytest.fixture(scope="module")
def sealed(sides: tuple[Side, ...]) -> StreamId:
    """Handed over by the first."""
    one, other = sides
    stream = typed_forms.opened_case(one.desk)
    typed_forms.forked(one.desk, stream, "intake")
    confirmed(other, one, handed_over(one, other, stream).path)
    return stream


@pytest.fixture(scope="module")
def carried_out(sides: tuple[Side, ...]) -> StreamId:
    """Shared by the first, and carried out by the second."""
    one, other = sides
    stream = typed_forms.opened_case(one.desk, case_number="2026-0044")
    shared(one, other, stream, role="receiving_municipality", scope="execution")
    return stream


def written(side: Side, stream: StreamId, fact: facts.Fact) -> Reason | None:
    entity = only_entity(stream) if type(fact) in ONLY_ONE else new_entity(side.desk)
    records = writing.case_records(side.desk, stream)
    try:
        writing.append(side.desk, stream, records, [Entry(entity, fact)])
    except Refusal as refusal:
        return refusal.reason
    return None


@pytest.mark.req("F038", "X08")
@pytest.mark.parametrize("shape", SHAPES, ids=kind_name)
@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_nothing_but_what_tells_where_it_is_goes_into_a_case_that_was_handed_over(
    sides: tuple[Side, ...], sealed: StreamId, shape: type[facts.Fact], data: st.DataObject
) -> None:
    before = len(sides[0].vault.journal.records(sealed))
    reason = written(sides[0], sealed, data.draw(facts_of(shape)))
    expected = None if kind_name(shape) in EVERYBODY else Reason.CASE_HANDED_OVER
    assert reason is expected
    after = len(sides[0].vault.journal.records(sealed))
    assert (after > before) is (expected is None)


@pytest.mark.req("X08")
@pytest.mark.parametrize("shape", SHAPES, ids=kind_name)
@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_who_carries_out_writes_what_the_table_says_and_nothing_else(
    sides: tuple[Side, ...], carried_out: StreamId, shape: type[facts.Fact], data: st.DataObject
) -> None:
    fact = data.draw(facts_of(shape))
    if isinstance(fact, facts.Share | facts.Transfer):
        return  # would change whose the case is
    allowed = kind_name(shape) in EXECUTING
    assert written(sides[1], carried_out, fact) is (None if allowed else Reason.CASE_ELSEWHERE)


@pytest.mark.req("F038")
def test_a_conflict_in_a_sealed_case_is_settled_by_whoever_has_it(
    sides: tuple[Side, ...], sealed: StreamId
) -> None:
    one = sides[0]
    intakes = writing.case_records(one.desk, sealed)
    found = [each for each in intakes if each.kind_name == "intake"]
    with pytest.raises(Refusal) as refused:
        settle_conflict(one.desk, sealed, found[0].content.entity, found[-1].id)
    assert refused.value.reason is Reason.CASE_HANDED_OVER
    with pytest.raises(Refusal) as refused:
        sharing.share(one.desk, sealed, share_form(one, sides[1]), one.out)
    assert refused.value.reason is Reason.CASE_HANDED_OVER


def test_records_go_into_the_journal_through_few_doors() -> None:
    """What is written here passes the question whose the case is; a further door would not."""
    root = Path(app.__file__).parent
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "append"
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "journal"
    }
    assert found == WRITERS


def test_the_tables_name_kinds_that_there_are() -> None:
    kinds = {kind.partition("/")[0] for kind in facts.IN_CASES}
    assert kinds >= EVERYBODY | EXECUTING
