"""The table of steps: what cannot be is refused, with what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework.process.codes import Condition, Missing, NextRole
from app.casework.process.table import ProcessTable, Wrong
from app.errors import Reason, Refusal
from app.usecases.changes import Part
from tests.conftest import RESOURCES

SHIPPED = (Path(RESOURCES) / "process" / "steps.toml").read_text(encoding="utf-8")
PARTS = tuple(Part)


def refused(text: str) -> tuple[str, str]:
    """What is wrong, and where."""
    with pytest.raises(Refusal) as caught:
        ProcessTable.parse(text.encode(), PARTS)
    assert caught.value.reason is Reason.PROCESS_INVALID
    return str(caught.value.params["wrong"]), str(caught.value.params["at"])


def changed(old: str, new: str, times: int = 1) -> str:
    assert old in SHIPPED, old
    return SHIPPED.replace(old, new, times)


def test_the_shipped_process_is_the_one_of_the_method() -> None:
    table = ProcessTable.parse(SHIPPED.encode(), PARTS)
    assert [phase.name for phase in table.phases] == [
        "Kontakt", "Vägval", "Utredning och beslut", "Placering", "Genomförande", "Avslut",
    ]  # fmt: skip
    assert [step.key for step in table.steps] == [
        "interest", "application", "consent", "bops", "routing", "referral", "assessment",
        "communication", "decision", "clearance", "matching", "assignment", "plan", "follow_up",
        "review", "discharge", "after_care",
    ]  # fmt: skip


def test_an_application_is_never_skipped_past_its_decision() -> None:
    table = ProcessTable.parse(SHIPPED.encode(), PARTS)
    never = {step.key for step in table.steps if not step.skippable}
    assert {"interest", "application", "assessment", "decision", "review", "discharge"} == never


@pytest.mark.req("F112", "F113")
def test_the_help_of_the_process_tells_where_the_groups_come_from() -> None:
    table = ProcessTable.parse(SHIPPED.encode(), PARTS)
    told = " ".join(phase.help for phase in table.phases)
    assert re.search(r"Sociala insatsgrupper .* sedan 2012", told)
    assert re.search(r"förstärktes 2020 med en samordnare", told)


@pytest.mark.parametrize(
    ("old", "new", "wrong", "at"),
    [
        ("format = 1", "format = 2", Wrong.UNREADABLE, ""),
        ("[[phase]]", "[[phase", Wrong.UNREADABLE, ""),
        ('key = "way"', 'key = "way"\ncolour = "red"', Wrong.UNREADABLE, ""),
        ('key = "application"', 'key = "interest"', Wrong.KEY_TWICE, "interest"),
        ('phase = "way"', 'phase = "detour"', Wrong.PHASE_UNKNOWN, "detour"),
        ('phase = "contact"', 'phase = "ending"', Wrong.PHASES_MIXED, ""),
        ('part = "case"', 'part = "attic"', Wrong.PART_UNKNOWN, "attic"),
        ('gaps = ["intake",', 'gaps = ["horoscope", "intake",', Wrong.GAP_UNKNOWN, "horoscope"),
        ('gaps = ["application",', 'gaps = ["intake",', Wrong.GAP_TWICE, "intake"),
        ('gaps = ["intake",', "gaps = [", Wrong.GAP_NOWHERE, "intake"),
        ('applies = "examined"', 'applies = "sunny"', Wrong.CONDITION_UNKNOWN, "sunny"),
        ('begins = "closed"', 'begins = "sunny"', Wrong.CONDITION_UNKNOWN, "sunny"),
        ('next = "bops"', 'next = "nobody"', Wrong.ROLE_UNKNOWN, "nobody"),
        ('needs = ["bops"]', 'needs = ["plan"]', Wrong.NEEDS_UNKNOWN, "routing"),
        ('needs = ["bops"]', 'needs = ["nowhere"]', Wrong.NEEDS_UNKNOWN, "routing"),
        ('needs = ["application"]', 'needs = ["decision"]', Wrong.CYCLE, "assessment"),
        ('needs = ["bops"]', 'needs = ["routing"]', Wrong.CYCLE, "routing"),
    ],
)
def test_what_cannot_be_is_refused(old: str, new: str, wrong: Wrong, at: str) -> None:
    assert refused(changed(old, new)) == (wrong.value, at)


def test_a_gap_that_the_program_knows_must_be_told_of() -> None:
    gap = '[[gap]]\nkey = "wish"\npart = "route"\nnext = "caseworker"\noptional = true\n'
    assert refused(changed(gap, "")) == (Wrong.GAP_UNKNOWN, "wish")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_one_way(data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        ProcessTable.parse(data, PARTS)
    assert caught.value.reason is Reason.PROCESS_INVALID


def _read(text: str) -> ProcessTable | None:
    """The table, or None for one that is refused."""
    try:
        return ProcessTable.parse(text.encode(), PARTS)
    except Refusal:
        return None


WORDS = sorted(set(re.findall(r'"([a-z_]+)"', SHIPPED)))


@given(st.sampled_from(WORDS), st.sampled_from([*WORDS, "unknown"]), st.integers(1, 5))
def test_a_broken_table_is_refused_or_every_name_in_it_leads_somewhere(
    old: str, new: str, times: int
) -> None:
    table = _read(SHIPPED.replace(f'"{old}"', f'"{new}"', times))
    if table is None:
        return
    phases = [phase.key for phase in table.phases]
    done: set[str] = set()
    for step in table.steps:
        assert step.phase in phases
        assert step.part in set(Part)
        assert {step.applies, step.begins} <= set(Condition)
        assert set(step.needs) <= done
        assert {Missing(key) for key in step.gaps} <= set(table.gaps)
        done.add(step.key)
    assert {row.next for row in table.gaps.values()} <= set(NextRole)
    assert set(table.gaps) == set(Missing)
