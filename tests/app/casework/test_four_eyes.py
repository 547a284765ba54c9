"""Who should and must ask for a second pair of eyes, read strictly from the file."""

from __future__ import annotations

import pytest

from app.casework.four_eyes import (
    FourEyes,
    Need,
    Party,
    Person,
    Subject,
    is_one_of,
)
from app.errors import Reason, Refusal
from app.ids import KeyId
from app.law.entry import Certainty
from tests.conftest import RESOURCES, four_eyes

pytestmark = pytest.mark.req("X08", "X14")

SHIPPED = (RESOURCES / "process" / "four_eyes.toml").read_text(encoding="utf-8")


def test_every_rule_says_where_it_comes_from_and_none_is_said_to_be_surer_than_it_is() -> None:
    rules = four_eyes().rules
    assert {rule.what for rule in rules} == set(Subject) - {Subject.OTHER}
    assert all(rule.source and rule.reference for rule in rules)
    assert all(rule.certainty is not Certainty.CERTAIN for rule in rules)


def test_a_decision_of_somebody_else_must_be_approved_and_a_refusal_should() -> None:
    rules = four_eyes()
    other = rules.rule_for(Subject.DECISION, outcome="granted", decided_by_other=True)
    refused = rules.rule_for(Subject.DECISION, outcome="refused")
    granted = rules.rule_for(Subject.DECISION, outcome="granted")
    assert other is not None
    assert refused is not None
    assert granted is not None
    assert (other.need, refused.need, granted.need) == (Need.MUST, Need.SHOULD, Need.MAY)
    assert rules.rule_for(Subject.OTHER) is None


def test_disposal_stops_without_a_second_person() -> None:
    rule = four_eyes().rule_for(Subject.DISPOSAL)
    assert rule is not None
    assert (rule.need, rule.stops) == (Need.MUST, True)
    assert set(rule.other_than) == {Party.AUTHOR, Party.PROPOSER}


def test_the_sentence_is_whole_whatever_the_role_is_called() -> None:
    text = four_eyes().sentence(Subject.PLAN, document="GP-1", role="chef {document}")
    assert text == (
        "Jag har läst planen i handlingen GP-1 och attesterar den som chef {document}. "
        "Underskriften är en avancerad elektronisk underskrift, inte en kvalificerad."
    )
    assert "handlingen UF-1" in four_eyes().sentence(Subject.LOG_REVIEW, document="UF-1", role="x")


def test_people_are_told_apart_by_key_and_by_name() -> None:
    maja = Person(KeyId("a" * 64), "Maja Exempelsson")
    assert maja.is_same(Person(KeyId("a" * 64), "Någon annan"))
    assert maja.is_same(Person(KeyId("b" * 64), "MAJA  Exempelsson, chef"))
    assert not maja.is_same(Person(None, "Sara Testdotter"))
    assert not Person(None, "A").is_same(Person(None, "B"))
    assert is_one_of(maja, [Person(None, "Sara"), Person(None, "maja exempelsson")])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 1", "format = 2"),
        ('need = "must"', 'need = "kanske"'),
        ('key = "plan"', 'key = "decision"'),
        ('what = "other"', 'what = "plan"'),
        ("{document}", "{handling}"),
        ("som {role}.", "som {role} {role}."),
        ('other_than = ["author"]', "other_than = []"),
        ('what = "plan"\nneed = "may"', 'what = "plan"\noutcomes = ["refused"]\nneed = "may"'),
        ('what = "plan"\nneed = "may"', 'what = "plan"\nstops = true\nneed = "may"'),
        ('what = "plan"\nneed = "may"', 'what = "plan"\nwhen = "decided_by_other"\nneed = "may"'),
        ('what = "plan"\nneed = "may"', 'what = "other"\nneed = "may"'),
        ('heading = "Planen', 'rubrik = "Planen'),
        ('reference = "SOSFS 2014:5"', 'reference = " "'),
    ],
)
def test_anything_else_than_the_format_is_refused(old: str, new: str) -> None:
    changed = SHIPPED.replace(old, new, 1)
    assert changed != SHIPPED
    with pytest.raises(Refusal) as caught:
        FourEyes.parse(changed.encode())
    assert caught.value.reason is Reason.LEGAL_PACK_INVALID


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(Refusal):
        FourEyes.parse(b"\xff")
