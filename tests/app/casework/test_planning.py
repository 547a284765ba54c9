"""The default aims and what the law asks of plans, read from data."""

from __future__ import annotations

from datetime import date

import pytest

from app.casework.planning import Paper, Planning
from app.errors import Reason, Refusal
from app.law.pack import Certainty

AIMS = b"""format = 1
[[aim]]
key = "a"
text = "Ett liv utan hot."
requirement = "F070"
"""
CONTENTS = b"""format = 1
version = "1"
reviewed = false
[[content]]
key = "x"
paper = "care_plan"
who = "everyone"
field = "aim"
heading = "M\xc3\xa5let"
reference = "10 kap. 2 \xc2\xa7"
valid_from = 2025-07-01
source = "SFS 2025:468"
certainty = "certain"
"""
TODAY = date(2026, 6, 1)


@pytest.mark.req("F048", "F063", "F070", "F071")
def test_the_aims_of_the_method_are_there(planning: Planning) -> None:
    told = [aim.text for aim in planning.aims]
    assert "utan stöd och skydd av socialtjänst och polis" in told[0]
    assert "risken för återfall minskar" in told[1]
    assert "återgång i kriminalitet förhindras" in told[1]
    assert "varaktigt avhopp" in told[2]


@pytest.mark.req("X20")
@pytest.mark.parametrize(
    ("young", "numbers"),
    [
        (False, ["1", "3", "4"]),  # the second is about a child's or a young person's contacts
        (True, ["1", "2", "3", "4"]),
    ],
)
def test_a_care_plan_has_the_headings_of_the_person(
    planning: Planning, young: bool, numbers: list[str]
) -> None:
    asked = planning.prescribed(Paper.CARE_PLAN, TODAY, young=young)
    points = [each.reference.split()[4] for each in asked if "2025:468" in each.reference]
    assert points == numbers


@pytest.mark.req("F166")
def test_a_young_persons_plan_has_seven_points_and_an_adults_none(planning: Planning) -> None:
    paper = Paper.IMPLEMENTATION_PLAN
    asked = planning.prescribed(paper, TODAY, young=True)
    assert [each.reference.split()[4] for each in asked] == list("1234567")
    assert planning.prescribed(paper, TODAY, young=False) == ()


def test_before_the_law_nothing_is_prescribed(planning: Planning) -> None:
    day = date(2025, 6, 30)
    assert planning.prescribed(Paper.CARE_PLAN, day, young=True) == ()


def test_every_heading_is_read_in_the_law_and_none_by_a_jurist_yet(planning: Planning) -> None:
    assert all(each.certainty is Certainty.CERTAIN for each in planning.contents)
    assert not planning.reviewed


def test_the_two_files_are_read() -> None:
    read = Planning.parse(AIMS, CONTENTS)
    assert [aim.key for aim in read.aims] == ["a"]
    assert [each.heading for each in read.contents] == ["Målet"]


@pytest.mark.parametrize(
    ("aims", "contents"),
    [
        (AIMS + AIMS[11:], CONTENTS),
        (AIMS.replace(b"Ett liv utan hot.", b" "), CONTENTS),
        (AIMS.replace(b"format = 1", b"format = 2"), CONTENTS),
        (b"\xff", CONTENTS),
        (AIMS, CONTENTS.replace(b'"aim"', b'"guess"')),
        (AIMS, CONTENTS.replace(b'"care_plan"', b'"letter"')),
        (AIMS, CONTENTS.replace(b'"everyone"', b'"nobody"')),
        (AIMS, CONTENTS + b"more = 1\n"),
        (AIMS, CONTENTS + b"valid_to = 2025-06-30\n"),
        (AIMS, CONTENTS + CONTENTS[CONTENTS.index(b"[[content]]") :]),
        (AIMS, CONTENTS.replace(b"2025-07-01", b"yesterday")),
    ],
)
def test_anything_else_is_refused(aims: bytes, contents: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        Planning.parse(aims, contents)
    assert refused.value.reason is Reason.LEGAL_PACK_INVALID


def test_two_entries_of_one_key_may_follow_each_other() -> None:
    later = CONTENTS[CONTENTS.index(b"[[content]]") :].replace(b"2025-07-01", b"2027-01-01")
    read = Planning.parse(AIMS, CONTENTS + b"valid_to = 2026-12-31\n" + later)
    assert len(read.contents) == 2
