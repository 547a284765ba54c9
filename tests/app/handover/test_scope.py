"""What goes in each scope, kind by kind, against a table written by hand; and that nothing of what
stays is in what goes."""

from __future__ import annotations

import itertools
import json
import types
import typing
from enum import Enum
from typing import Any, NewType

import msgspec
import pytest

from app.casework import facts
from app.casework.codec import kind_name, to_body
from app.casework.projection import ONLY_ONE, only_entity
from app.disclosure.categories import Category
from app.disclosure.profiles import PROFILES
from app.handover import scope as scopes
from app.handover.scope import TABLE, Asked, Choice, Scope, leaving, tells
from app.ids import BlobId, KeyId, RecordId
from app.journal.record import Record
from tests.app.casework.build import STREAM, entity, raw, record

RECEIVER = KeyId("c" * 64)
KINDS = sorted({kind.partition("/")[0] for kind in facts.IN_CASES})

ALWAYS_EXECUTION = {
    "case_file",
    "responsibility",
    "protection",
    "transfer",
    "plan",
    "care_plan",
    "execution",
    "child_alert",
    "excerpt",
}
"""And the share with the receiver itself, and the decisions that run."""

NEVER_EXECUTION = {
    "intake",
    "intake_outcome",
    "handling_unit",
    "criteria",
    "referral",
    "wish",
    "consent",
    "consent_withdrawal",
    "actor",
    "threat_assessment",
    "protective_measure",
    "children",
    "gender_factors",
    "journal_note",
    "client_objection",
    "assessment",
    "communication",
    "communication_answer",
    "decision_request",
    "dispatch",
    "decision_receipt",
    "appeal",
    "approval_request",
    "approval",
    "sip",
    "meeting",
    "follow_up",
    "closing",
    "urgent",
    "task",
    "started_deadline",
    "step_mark",
    "retention_hold",
    "disclosure",
}


def planted(shape: type[Any], sign: str) -> Any:
    """With the sign in every text."""
    hints = typing.get_type_hints(shape)
    values = {field.name: value(hints[field.name], sign) for field in msgspec.structs.fields(shape)}
    return shape(**values)


def value(hint: Any, sign: str) -> Any:
    if isinstance(hint, NewType):
        return "ab" * 32 if hint in (BlobId, RecordId, KeyId) else str(entity(9))
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return (value(arguments[0], sign),)
    if origin in (types.UnionType, typing.Union):
        return value(arguments[0], sign)
    if hint is str:
        return sign
    if hint is bool:
        return False
    if hint is int:
        return 1
    if isinstance(hint, type) and issubclass(hint, Enum):
        return list(hint)[-1]
    return planted(hint, sign)


def sign_of(kind: str) -> str:
    return f"TECKEN-{kind}"


SHAPES = {kind_name(shape): shape for shape in facts.IN_CASES.values() if shape not in (
    facts.AuthorCard1, facts.ThreatAssessment1, facts.Decision1, facts.Plan1, facts.Disclosure1,
    facts.Dispatch1, facts.DecisionReceipt1,
)}  # fmt: skip


def everything() -> list[Record]:
    """One entity of each kind, in two versions."""
    made = []
    for number, (kind, shape) in enumerate(sorted(SHAPES.items())):
        of = only_entity(STREAM) if shape in ONLY_ONE else entity(number + 100)
        first = record(planted(shape, sign_of(kind)), of=of, lamport=number + 1)
        later = record(planted(shape, sign_of(kind)), of=of, parents=[first], lamport=number + 2)
        made += [first, later]
    return made


def gone(scope: Scope, *ticked: Choice, **asked: Any) -> set[str]:
    records = everything()
    goes = leaving(records, Asked(scope, frozenset(ticked), RECEIVER, **asked))
    text = json.dumps([each.content.body for each in goes], ensure_ascii=False)
    kinds = {each.kind_name for each in goes}
    for kind in KINDS:
        assert (f'"{sign_of(kind)}"' in text) is (kind in kinds), kind
    for kind in kinds:
        assert sum(each.kind_name == kind for each in goes) == 2, "every version, or none"
    return kinds


def test_every_kind_of_a_case_has_its_row() -> None:
    assert set(TABLE) == set(KINDS) == set(SHAPES)


@pytest.mark.req("F086", "X08")
def test_the_whole_case_is_everything_but_what_must_be_ticked() -> None:
    assert gone(Scope.WHOLE) == set(KINDS) - {"identity", "threat_assessment"}
    with_identity = gone(Scope.WHOLE, Choice.IDENTITY)
    assert with_identity == set(KINDS) - {"threat_assessment"}
    assert gone(Scope.WHOLE, *Choice) == set(KINDS)


@pytest.mark.req("F086", "X08")
def test_who_carries_out_gets_what_is_carried_out() -> None:
    assert gone(Scope.EXECUTION) == ALWAYS_EXECUTION
    assert gone(Scope.EXECUTION, *Choice) == ALWAYS_EXECUTION | {"identity"}
    assert ALWAYS_EXECUTION | NEVER_EXECUTION | {"identity", "share", "decision"} == set(KINDS)


@pytest.mark.req("X08")
def test_of_decisions_those_that_run_and_of_shares_the_receivers_own() -> None:
    records = everything()
    decided = next(each.content.entity for each in records if each.kind_name == "decision")
    assert gone(Scope.EXECUTION, running=[decided]) == ALWAYS_EXECUTION | {"decision"}
    own = planted(facts.Share, "x")
    own = msgspec.structs.replace(own, key=RECEIVER)
    shares = [record(own, of=entity(1)), record(planted(facts.Share, "y"), of=entity(2))]
    asked = Asked(Scope.EXECUTION, frozenset(), RECEIVER)
    assert [each.content.entity for each in leaving(shares, asked)] == [entity(1)]


def of_police(named: str, /, **changed: Any) -> Record:
    fact = msgspec.structs.replace(planted(SHAPES[named], "x"), **changed)
    return record(fact, of=entity(7))


@pytest.mark.req("F003")
@pytest.mark.parametrize(
    "made",
    [
        of_police("threat_assessment"),
        of_police("protective_measure", responsible=facts.Owner.BOPS),
        of_police("protective_measure", responsible=facts.Owner.LOCAL_POLICE),
        of_police("actor", role=facts.ActorRole.BOPS),
        of_police("excerpt", kind="threat_assessment"),
        of_police("disclosure", leaves=("threat",)),
        of_police("assessment"),
        raw("threat_assessment/99", {"unreadable": True}, of=entity(7)),
    ],
    ids=lambda made: made.content.kind,
)
def test_what_the_police_have_said_goes_only_when_it_is_ticked(made: Record) -> None:
    police = [made.content.entity] if made.kind_name == "assessment" else []
    later = raw(
        made.content.kind,
        {**made.content.body, "responsible": "social_services"},
        of=made.content.entity,
        parents=[made],
        lamport=2,
    )
    for scope in Scope:
        asked = Asked(scope, frozenset({Choice.IDENTITY}), RECEIVER, police=police)
        assert not leaving([made, later], asked), "a later version does not hide an earlier"
    asked = Asked(Scope.WHOLE, frozenset(Choice), RECEIVER, police=police)
    goes = leaving([made, later], asked)
    assert len(goes) == 2
    assert Category.THREAT in tells(goes, police)


@pytest.mark.req("X04")
@pytest.mark.parametrize("category", [Category.NAME, Category.PERSONNUMMER])
def test_a_copy_that_named_the_person_goes_only_with_the_identity(category: Category) -> None:
    made = of_police("disclosure", leaves=(category.value,))
    assert not leaving([made], Asked(Scope.WHOLE, frozenset(), RECEIVER))
    assert leaving([made], Asked(Scope.WHOLE, frozenset({Choice.IDENTITY}), RECEIVER))


def test_what_the_receiver_has_written_comes_back_when_it_is_corrected_here() -> None:
    note = record(planted(facts.JournalNote, "x"), of=entity(7))
    corrected = record(planted(facts.JournalNote, "y"), of=entity(7), parents=[note], lamport=2)
    asked = Asked(Scope.EXECUTION, frozenset(), RECEIVER, had=[note.id])
    assert leaving([note, corrected], asked) == (note, corrected)
    assessed = record(planted(facts.Assessment, "x"), of=entity(8))
    asked = Asked(Scope.EXECUTION, frozenset(), RECEIVER, had=[assessed.id])
    assert leaving([assessed], asked) == (), "what was sent by mistake is not sent on"


def test_a_kind_that_nobody_here_knows_stays() -> None:
    unknown = raw("something_new/1", {"text": "x"})
    for scope, ticked in itertools.product(Scope, (frozenset[Choice](), frozenset(Choice))):
        assert leaving([unknown], Asked(scope, ticked, RECEIVER)) == ()


@pytest.mark.req("F086")
@pytest.mark.parametrize("scope", list(Scope))
def test_what_goes_is_told_in_the_columns(scope: Scope) -> None:
    records = everything()
    running = [each.content.entity for each in records if each.kind_name == "decision"]
    asked = Asked(scope, frozenset(Choice), RECEIVER, running=running)
    told = tells(leaving(records, asked))
    assert told <= PROFILES[scopes.PROFILES[scope]].categories


def test_the_blobs_that_go_are_those_that_the_records_name() -> None:
    kind, body = to_body(planted(facts.Assessment, "x"))
    made = raw(kind, {**body, "template_blob": "aa" * 32, "response_blob": "bb" * 32})
    assert set(scopes.attachments([made, made])) == {"aa" * 32, "bb" * 32}
