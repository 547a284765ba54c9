"""What the law asks of plans, read strictly, each heading with its days."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import Reason, Refusal
from app.law.pack import Certainty
from app.law.plan_contents import Paper, PlanContents
from tests.app.casework.law import LAW

ONE = """[[content]]
key = "x"
paper = "care_plan"
who = "everyone"
field = "aim"
heading = "Målet"
reference = "10 kap. 2 §"
valid_from = 2025-07-01
source = "SFS 2025:468"
certainty = "certain"
"""
OTHER = ONE.replace('"x"', '"y"').replace("care_plan", "implementation_plan")
OTHER = OTHER.replace('"aim"', '"goals"')
HEAD = '[pack]\nformat = 1\nversion = "1"\nreviewed = false\n'
CONTENTS = HEAD + OTHER + ONE
TODAY = date(2026, 6, 1)


@pytest.mark.req("X20")
@pytest.mark.parametrize(
    ("young", "numbers"),
    [
        (False, ["1", "3", "4"]),  # the second is about a child's or a young person's contacts
        (True, ["1", "2", "3", "4"]),
    ],
)
def test_a_care_plan_has_the_headings_of_the_person(young: bool, numbers: list[str]) -> None:
    asked = LAW.plan_contents.prescribed(Paper.CARE_PLAN, TODAY, young=young)
    points = [each.reference.split()[4] for each in asked if "2025:468" in each.reference]
    assert points == numbers


@pytest.mark.req("F166")
def test_a_young_persons_plan_has_seven_points_and_an_adults_none() -> None:
    paper = Paper.IMPLEMENTATION_PLAN
    asked = LAW.plan_contents.prescribed(paper, TODAY, young=True)
    assert [each.reference.split()[4] for each in asked] == list("1234567")
    assert LAW.plan_contents.prescribed(paper, TODAY, young=False) == ()


def test_before_the_law_nothing_is_prescribed() -> None:
    day = date(2025, 6, 30)
    assert LAW.plan_contents.prescribed(Paper.CARE_PLAN, day, young=True) == ()


def test_every_heading_is_read_in_the_law_and_none_by_a_jurist_yet() -> None:
    assert all(each.certainty is Certainty.CERTAIN for each in LAW.plan_contents.entries)
    assert not LAW.plan_contents.reviewed


def test_the_file_is_read() -> None:
    read = PlanContents.parse(CONTENTS.encode())
    assert [each.key for each in read.entries] == ["y", "x"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        CONTENTS.replace('"aim"', '"guess"'),
        CONTENTS.replace('"care_plan"', '"letter"'),
        CONTENTS.replace('"everyone"', '"nobody"'),
        CONTENTS.replace("Målet", " "),
        CONTENTS + "more = 1\n",
        CONTENTS + "valid_to = 2025-06-30\n",
        CONTENTS + ONE,
        CONTENTS.replace("2025-07-01", "yesterday"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        PlanContents.parse(text.encode())
    assert refused.value.reason is Reason.LEGAL_PACK_INVALID


def test_a_plan_of_which_nothing_is_asked_is_a_gap() -> None:
    for left in (ONE, OTHER):
        with pytest.raises(Refusal) as refused:
            PlanContents.parse((HEAD + left).encode())
        assert refused.value.reason is Reason.LEGAL_PACK_GAP


def test_two_entries_of_one_key_may_follow_each_other() -> None:
    later = ONE.replace("2025-07-01", "2027-01-01")
    read = PlanContents.parse((CONTENTS + "valid_to = 2026-12-31\n" + later).encode())
    assert len(read.entries) == 3
