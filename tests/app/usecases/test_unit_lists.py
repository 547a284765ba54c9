"""What is followed up across cases: logged, by number alone, and hidden where it is published."""

from __future__ import annotations

import dataclasses
import weakref
from collections.abc import Callable, Iterator

import pytest

from app.casework import facts
from app.casework.facts import Outcome
from app.casework.noes import NoColumn, NoKind
from app.casework.projection import only_entity
from app.casework.state import CaseState
from app.documents.blocks import Table
from app.documents.texts import texts_of
from app.ids import StreamId
from app.ports import Cancelled, LogCode, Progress
from app.usecases import writing
from app.usecases.decision import quarter_list
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.unit import all_cases, gender_list, no_list, strategic, unit_papers
from tests.app.casework import build
from tests.app.usecases import typed_forms

CANARY = "Kanariefågel"


def refuse(desk: Desk, day: str, **more: object) -> StreamId:
    stream = typed_forms.opened_case(desk)
    decision = build.decision(day, outcome=Outcome.REFUSED, interventions=(), **more)
    writing.add(desk, stream, new_entity(desk), decision)
    return stream


def listed(desk: Desk) -> list[object]:
    rows = desk.vault.log.entries(limit=500)
    return [
        (row.payload or {}).get("list") for row in rows if row.code == LogCode.CASE_LISTED.value
    ]


@pytest.mark.req("F170")
def test_the_list_shows_that_something_is_noted_and_words_only_when_asked(desk: Desk) -> None:
    early = refuse(desk, "2026-04-01", alternative_support=CANARY)
    late = refuse(desk, "2026-05-01")
    rows = no_list.no_list(desk)
    assert [(row.stream, row.no.said_on) for row in rows] == [
        (late, "2026-05-01"),
        (early, "2026-04-01"),
    ]
    assert rows[1].missing == (NoColumn.PROTECTED_BY, NoColumn.LATER_CONTACT)
    assert CANARY not in repr(rows)
    assert listed(desk) == ["noes"]

    assert CANARY in repr(no_list.no_list(desk, with_words=True))
    assert listed(desk) == ["noes_with_words", "noes"]


@pytest.mark.req("F170", "X06")
def test_a_row_of_the_list_names_its_case_by_number_alone(desk: Desk) -> None:
    stream = refuse(desk, "2026-04-01")
    row = desk.vault.index.case(stream)
    assert row is not None
    (no,) = no_list.no_list(desk)
    assert no.case_number == row.case_number
    assert row.pseudonym not in repr(no)


@pytest.mark.req("F170")
def test_noes_are_counted_by_year_exactly_and_for_publication(desk: Desk) -> None:
    for at in range(6):
        refuse(desk, "2026-04-01" if at else "2025-04-01")
    rows = no_list.no_list(desk)
    assert no_list.count_noes(rows)[NoKind.DECISION_REFUSED] == 6
    assert no_list.count_noes(rows, "2026")[NoKind.DECISION_REFUSED] == 5
    assert no_list.count_noes(rows, "2026")[NoKind.WISH] == 0
    told = no_list.publish_noes(rows, "2025")
    assert (told.counts[NoKind.DECISION_REFUSED], told.total) == (None, None)


def note_gender(desk: Desk, state: facts.GenderState, ways: str = "") -> None:
    stream = typed_forms.opened_case(desk)
    fact = facts.GenderFactors(noted_on="2026-05-01", state=state, ways=ways)
    writing.add(desk, stream, only_entity(stream), fact)


@pytest.mark.req("F145", "F173")
def test_ways_are_told_once_and_without_order_counts_and_cases(desk: Desk) -> None:
    noticed = facts.GenderState.NOTICED
    note_gender(desk, noticed, "Samtal på annan plats\nEgen kontaktperson")
    note_gender(desk, noticed, "Egen kontaktperson")
    note_gender(desk, noticed, "Ring 08-123 45 67")
    note_gender(desk, facts.GenderState.NOT_RELEVANT, "Detta räknas inte")
    typed_forms.opened_case(desk)

    found = gender_list.gender_list(desk)
    assert found.ways == ("Egen kontaktperson", "Samtal på annan plats")
    assert found.withheld == 1
    assert found.counts == {"noticed": 3, "not_relevant": 1, "not_done": 0, "not_said": 1}
    assert found.for_publication.counts[gender_list.GenderCount.NOTICED] is None
    assert listed(desk) == ["gender_factors"]


@pytest.mark.req("F028")
def test_the_strategic_material_counts_and_names_nothing(desk: Desk) -> None:
    streams = [refuse(desk, "2026-04-01", applied_for=CANARY) for _ in range(6)]
    document = strategic.strategic_paper(desk)
    text = "\n".join(words for _, words in texts_of(document))
    assert CANARY not in text
    for stream in streams:
        row = desk.vault.index.case(stream)
        assert row is not None
        assert row.case_number not in text
        assert row.pseudonym not in text
    (noes,) = (group for group in strategic.strategic_groups(desk) if group.heading == "Nej i år")
    assert dict(noes.rows)["Avslag"] == 6
    assert unit_papers.preview(desk, document).startswith(b"%PDF")
    assert listed(desk) == ["strategic", "strategic"]


@pytest.mark.req("F006")
def test_the_coordinator_gets_the_load_and_what_is_late_without_cases(desk: Desk) -> None:
    for at in range(11):
        stream = typed_forms.opened_case(desk)
        day = "2026-05-31" if at < 5 else "2026-06-01"
        planned = facts.FollowUp(facts.Track.POLICE, facts.FollowUpStatus.PLANNED, day)
        writing.add(desk, stream, new_entity(desk), planned)
        done = facts.FollowUp(facts.Track.POLICE, facts.FollowUpStatus.DONE, "2026-01-01")
        writing.add(desk, stream, new_entity(desk), done)
    groups = {group.heading: group for group in strategic.strategic_groups(desk)}
    assert groups["Planerade uppföljningar"].rows == (("Försenade", 5), ("Längre fram", 6))
    assert groups["Ärenden efter läge"].total == 11


@pytest.mark.req("F028")
def test_few_cases_are_hidden_on_the_strategic_paper(desk: Desk) -> None:
    refuse(desk, "2026-04-01")
    for group in strategic.strategic_groups(desk):
        assert {count for _, count in group.rows} <= {0, None}
        assert group.total in (0, None)


@pytest.mark.req("F170")
def test_the_board_gets_figures_that_point_nobody_out(desk: Desk) -> None:
    for _ in range(6):
        refuse(desk, "2026-04-01", alternative_support=CANARY, protected_by=CANARY)
    refuse(desk, "2025-04-01")
    document = no_list.board_paper(desk)
    text = "\n".join(words for _, words in texts_of(document))
    assert CANARY not in text
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert ("Avslag", "6") in tables[0].rows
    assert tables[0].rows[-1] == ("Summa", "6")
    assert tables[1].rows == (
        ("Inget alternativ är noterat", "0"),
        ("Ingen som skyddar under tiden är noterad", "0"),
        ("Ingen senare kontakt är noterad", "6"),
    )
    assert unit_papers.preview(desk, document).startswith(b"%PDF")


@pytest.mark.parametrize(
    "look",
    [
        no_list.no_list,
        gender_list.gender_list,
        strategic.strategic_groups,
        lambda desk, progress: quarter_list.quarter_list(desk, "2026-Q2", progress),
    ],
)
def test_a_list_of_every_case_tells_how_far_it_has_come_and_stops(
    desk: Desk, look: Callable[[Desk, Progress], object]
) -> None:
    for _ in range(3):
        refuse(desk, "2026-04-01")
    told: list[tuple[int, int]] = []
    look(desk, lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def enough(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        look(desk, enough)


class Watched(CaseState):
    """With room for a weak reference."""

    __hash__ = object.__hash__


FIELDS = [each.name for each in dataclasses.fields(CaseState)]


@pytest.mark.parametrize("look", [strategic.strategic_groups, gender_list.gender_list])
def test_what_only_counts_holds_one_case_at_a_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, look: Callable[[Desk], object]
) -> None:
    for _ in range(4):
        refuse(desk, "2026-04-01")
    there: weakref.WeakSet[CaseState] = weakref.WeakSet()
    most = 0

    def watched(desk: Desk, name: str, progress: Progress) -> Iterator[all_cases.OneCase]:
        nonlocal most
        for case in all_cases.all_cases(desk, name, progress):
            state = Watched(**{each: getattr(case.state, each) for each in FIELDS})
            there.add(state)
            most = max(most, len(there))
            yield all_cases.OneCase(case.stream, case.number, state)
            del state

    for module in (strategic, gender_list):
        monkeypatch.setattr(module, "all_cases", watched)
    look(desk)
    assert 1 <= most <= 2  # the next is made before the one before is let go
