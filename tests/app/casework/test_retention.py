"""How long a case file is kept: dates, exceptions in their order, and what is not known."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import facts
from app.casework.projection import fold
from app.casework.retention import (
    KnownOfPerson,
    LastNote,
    Question,
    Retention,
    Standing,
    Unsure,
    last_note,
    retention,
    years_after,
)
from tests.app.casework.build import STREAM, application, decision, entity, note, raw, record
from tests.app.casework.law import LAW

NOBODY_SPECIAL = KnownOfPerson(research_day=False, minor=False, elsewhere=False)
STOCKHOLM, GOTLAND, GOTHENBURG, LINKOPING = "0180", "0980", "1480", "0580"
LAST = date(2026, 3, 10)
FIRST_DAY = date(2031, 3, 10)
CLOSING = facts.Closing(
    closed_on="2026-03-10", reason=facts.ClosingReason.NO_NEED, situation="Ordnad."
)

pytestmark = pytest.mark.req("X14")


def closed(*more: facts.Fact):
    found = [application(), CLOSING, *more]
    return fold(
        STREAM,
        [record(fact, of=entity(n), lamport=n) for n, fact in enumerate(found, 1)],
    )


def asked(
    *more: facts.Fact,
    today: date = FIRST_DAY,
    last: date = LAST,
    person: KnownOfPerson = NOBODY_SPECIAL,
    municipality: str = STOCKHOLM,
) -> Retention:
    known = LastNote(last, "closing")
    return retention(Question(closed(*more), known, person, municipality, LAW, today))


def hold(kind: str, **changes: str) -> facts.RetentionHold:
    return facts.RetentionHold(
        kind=facts.HoldKind(kind), reason="Enligt handlingen.", decided_on="2026-03-11", **changes
    )


def rule_of(answer: Retention) -> str:
    assert answer.rule is not None
    return answer.rule.key


# ------------------------------------------------------------------------------------- dates


def test_five_years_after_the_last_note_and_done_by_the_end_of_the_year_after():
    answer = asked()
    assert (answer.earliest, answer.latest) == (date(2031, 3, 10), date(2032, 12, 31))
    assert answer.standing is Standing.DUE
    assert rule_of(answer) == "ordinary"
    assert answer.unsure == ()


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2031, 3, 9), Standing.WAITING),
        (date(2031, 3, 10), Standing.DUE),
        (date(2032, 12, 31), Standing.DUE),
        (date(2033, 1, 1), Standing.LATE),
    ],
)
def test_the_day_before_is_too_early_and_the_new_year_is_late(today, standing):
    answer = asked(today=today)
    assert answer.standing is standing
    assert answer.may_be_proposed == (standing in (Standing.DUE, Standing.LATE))


def test_a_leap_day_gives_the_first_of_march_and_never_a_day_too_early():
    assert years_after(date(2024, 2, 29), 5) == date(2029, 3, 1)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert years_after(date(2026, 12, 31), 5) == date(2031, 12, 31)
    assert years_after(date(9997, 1, 1), 5) == date.max


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 12, 31)),
    st.dates(min_value=date(2025, 7, 1), max_value=date(2210, 12, 31)),
)
def test_whatever_the_days_the_span_holds(last, today):
    answer = asked(last=last, today=today)
    assert answer.earliest is not None
    assert answer.latest is not None
    assert answer.earliest - last >= timedelta(days=5 * 365)
    assert (answer.earliest.year, answer.latest.year) == (last.year + 5, last.year + 6)
    assert (answer.latest.month, answer.latest.day) == (12, 31)
    assert answer.may_be_proposed == (today >= answer.earliest)
    assert (answer.standing is Standing.LATE) == (today > answer.latest)


def test_an_open_case_is_not_counted():
    state = fold(STREAM, [record(application())])
    last = LastNote(date(2000, 1, 1), "intake")
    answer = retention(Question(state, last, NOBODY_SPECIAL, STOCKHOLM, LAW, FIRST_DAY))
    assert (answer.standing, answer.earliest) == (Standing.OPEN, None)


def test_a_case_that_is_open_again_is_not_counted():
    again = [application(), CLOSING, application()]
    state = fold(STREAM, [record(fact, of=entity(n), lamport=n) for n, fact in enumerate(again, 1)])
    known = LastNote(LAST, "intake")
    answer = retention(Question(state, known, NOBODY_SPECIAL, STOCKHOLM, LAW, FIRST_DAY))
    assert answer.standing is Standing.OPEN


def test_before_the_law_there_is_no_answer_and_nothing_to_propose():
    answer = asked(today=date(2025, 6, 30), last=date(2015, 1, 1))
    assert answer.standing is Standing.UNKNOWN
    assert not answer.may_be_proposed


# --------------------------------------------------------------------------------- last note


def test_the_newest_by_the_time_of_writing_counts_whatever_it_is():
    first = record(note("Första"), of=entity(1), written_at="2026-03-01T10:00:00+01:00")
    corrected = record(
        note("Rättad"),
        of=entity(1),
        parents=[first],
        lamport=2,
        written_at="2027-01-02T00:30:00+01:00",
    )
    newer = raw("something/9", {}, of=entity(2), written_at="2026-05-05T10:00:00+02:00")
    assert last_note([corrected, newer, first]) == LastNote(date(2027, 1, 2), "journal_note")
    assert last_note([first, newer]) == LastNote(date(2026, 5, 5), "something")
    assert last_note([]) is None


def test_to_note_an_exception_does_not_begin_the_five_years_anew():
    first = record(note(), of=entity(1), written_at="2026-03-01T10:00:00+01:00")
    held = record(hold("other"), of=entity(2), written_at="2030-03-01T10:00:00+01:00")
    assert last_note([first, held]) == LastNote(date(2026, 3, 1), "journal_note")


# -------------------------------------------------------------------------------- exceptions


@pytest.mark.parametrize("municipality", [GOTLAND, GOTHENBURG, LINKOPING, "2281"])
def test_everything_is_preserved_where_the_law_says_so(municipality):
    answer = asked(municipality=municipality)
    assert (answer.standing, rule_of(answer)) == (Standing.PRESERVED, "full_area")
    assert asked(municipality="1481").standing is Standing.DUE  # Mölndal is not Göteborg


def test_born_on_a_research_day_is_preserved_elsewhere():
    answer = asked(person=KnownOfPerson(research_day=True, minor=False, elsewhere=False))
    assert (answer.standing, rule_of(answer)) == (Standing.PRESERVED, "research_day")


@pytest.mark.parametrize("kind", ["preserved", "paternity", "placed_child"])
def test_what_is_noted_to_be_preserved_is(kind):
    answer = asked(hold(kind))
    assert (answer.standing, rule_of(answer)) == (Standing.PRESERVED, kind)
    assert not answer.may_be_proposed


@pytest.mark.parametrize("kind", ["compilation", "lex_sarah", "supervision", "other", "appeal"])
def test_what_is_noted_to_wait_waits_until_it_is_lifted(kind):
    assert asked(hold(kind)).standing is Standing.HELD
    lifted = asked(hold(kind, lifted_on="2030-01-01", lifted_why="Avslutat."))
    assert (lifted.standing, lifted.earliest) == (Standing.DUE, FIRST_DAY)


def test_a_child_inquiry_waits_until_its_day_and_not_the_day_itself():
    held = hold("child_inquiry", until="2044-05-17")
    on_the_day = asked(held, today=date(2044, 5, 17))
    assert (on_the_day.standing, rule_of(on_the_day)) == (Standing.HELD, "child_inquiry")
    assert on_the_day.hindrances[0].until == date(2044, 5, 17)
    after = asked(held, today=date(2044, 5, 18))
    assert (after.standing, after.earliest) == (Standing.DUE, date(2044, 5, 18))
    assert after.latest == date(2045, 12, 31)


def appeal(**changes):
    values = {"decision": "ab" * 32, "received_on": "2026-03-01"}
    return facts.Appeal(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, Standing.HELD),
        ({"forwarded_on": "2026-03-05"}, Standing.HELD),
        ({"reconsidered": facts.Reconsidered.CHANGED_PARTLY}, Standing.HELD),
        ({"reconsidered": facts.Reconsidered.CHANGED_WHOLLY}, Standing.HELD),
        ({"timeliness": facts.AppealTimeliness.LATE}, Standing.DUE),
        ({"court_decided_on": "2026-09-01", "court_outcome": "Avslag"}, Standing.DUE),
    ],
)
def test_an_appeal_without_an_outcome_stands_in_the_way(changes, standing):
    answer = asked(appeal(**changes))
    assert answer.standing is standing
    assert rule_of(answer) == ("appeal" if standing is Standing.HELD else "ordinary")


def test_the_first_in_the_order_of_the_law_is_named_and_all_are_told():
    answer = asked(
        hold("other"),
        hold("placed_child"),
        person=KnownOfPerson(research_day=True, minor=False, elsewhere=False),
        municipality=GOTLAND,
    )
    assert rule_of(answer) == "full_area"
    assert [each.rule.key for each in answer.hindrances] == [
        "full_area",
        "research_day",
        "placed_child",
        "other",
    ]


# ------------------------------------------------------------------------------- not known


def test_what_is_not_known_is_said_and_never_guessed():
    unknown = KnownOfPerson(research_day=None, minor=None, elsewhere=None)
    answer = asked(person=unknown, municipality="")
    assert answer.unsure == (Unsure.MUNICIPALITY, Unsure.BIRTH_DAY, Unsure.AGE)
    assert Unsure.BIRTH_DAY not in asked(person=unknown, municipality=GOTLAND).unsure


def test_a_minor_children_and_another_case_are_said():
    young = KnownOfPerson(research_day=False, minor=True, elsewhere=True)
    parent = facts.Children(noted_on="2026-03-01", responsible=facts.YesNoUnknown.YES)
    assert asked(parent, person=young).unsure == (
        Unsure.MAYBE_CHILD_INQUIRY,
        Unsure.CHILDREN,
        Unsure.SAME_PERSON_ELSEWHERE,
    )


def test_a_decision_that_still_runs_is_said():
    """A closing ends none: who disposes of the case file must know that nothing rests on it."""
    granted = facts.GrantedIntervention(
        key="1", intervention="Boende", need=None, reason="R", valid_from="2026-03-01"
    )
    running = decision(decided_on="2026-03-01", interventions=(granted,))
    over = msgspec.structs.replace(granted, valid_to="2026-08-31")

    assert asked(running).unsure == (Unsure.RUNNING_DECISION,)
    assert asked(msgspec.structs.replace(running, interventions=(over,))).unsure == ()


def test_records_of_a_newer_program_and_unsure_law_are_said():
    state = fold(
        STREAM,
        [
            record(CLOSING, of=entity(1)),
            raw("something/9", {}, of=entity(2), lamport=2),
            record(hold("child_inquiry", until="2050-01-01"), of=entity(3), lamport=3),
        ],
    )
    last = LastNote(LAST, "something")
    answer = retention(Question(state, last, NOBODY_SPECIAL, STOCKHOLM, LAW, FIRST_DAY))
    assert answer.unsure == (Unsure.UNREAD, Unsure.LAW)
