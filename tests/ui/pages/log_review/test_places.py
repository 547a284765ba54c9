"""The own log, the wizard that hands an extract over, and what came back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.casework.handover_facts import LogFindings, ReviewedRow, ReviewMark
from app.casework.log_review import Detail, ReviewRow
from app.casework.standing import Whose
from app.ids import EntityId
from app.log_codes import LogCode
from app.usecases import reading, writing
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover import receiving
from tests.app.usecases import typed_forms
from tests.handover import Side
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from ui.log_words import LISTS, READING, reason_of, what
from ui.models.log_table import MARK, LogTable
from ui.pages.log_review.findings import FindingsPlace
from ui.pages.log_review.hand_over import HandOverLogPlace
from ui.pages.log_review.own import OwnLogPlace
from ui.pages.log_review.page import LogReviewPage
from ui.pages.log_review.presenter import Mark, Marks, next_unmarked
from ui.widgets.row_table import RowTable

pytestmark = pytest.mark.req("X07", "X08")

Open = Callable[[str], LogReviewPage]


def row(code: str, sequence: int = 1, **said: object) -> ReviewRow:
    return ReviewRow(sequence, "2026-06-01T09:00:00+02:00", code, said, Detail.PROVED)  # type: ignore[arg-type]


# ----------------------------------------------------------------------------- the own log


def test_the_own_log_is_shown_when_it_is_asked_for_and_that_is_logged(
    office: Office, opened: Open
) -> None:
    case = office.ask(lambda desk: typed_forms.opened_case(desk, case_number="2026-0014"))
    office.ask(lambda desk: reading.open_part(desk, case, Part.THREAT))
    page = opened("own")
    place = visible(page, OwnLogPlace)[0]
    assert "2026-0014" not in texts(page)
    before = office.ask(lambda desk: desk.vault.log.entries(limit=1)[0].sequence)
    place.form.set_values({"first_day": "2026-06-01", "last_day": "2026-06-01"})
    button(page, "Visa loggen").click()
    office.settle()
    newest = office.ask(lambda desk: desk.vault.log.entries(limit=1)[0])
    assert (newest.sequence, newest.payload) == (before + 1, {"part": "log"})
    said = texts(page)
    assert "Öppnade hot och risk" in said
    assert "Signerade: Intresseanmälan eller ansökan" in said
    assert "2026-0014" in said
    assert place.model.row(0).sequence == newest.sequence  # the newest first
    place.cover()
    assert "2026-0014" not in texts(page)


def test_what_was_done_can_be_chosen_among(office: Office, opened: Open) -> None:
    office.ask(reading.list_cases)
    page = opened("own")
    place = visible(page, OwnLogPlace)[0]
    place.form.set_values({"first_day": "2026-06-01", "last_day": "2026-06-01"})
    place.ask()
    office.settle()
    place._code.set_value(LogCode.CASE_LISTED)
    place._filter()
    assert {place.model.row(at).code for at in range(place.model.rowCount())} == {"case_listed"}
    assert "Såg en lista med ärenden: ärendelistan" in texts(page)


def test_days_that_cannot_be_are_said_at_their_field(office: Office, opened: Open) -> None:
    page = opened("own")
    place = visible(page, OwnLogPlace)[0]
    place.form.set_values({"first_day": "2026-06-02", "last_day": "2026-06-01"})
    place.ask()
    office.settle()
    assert "Datumet ligger för tidigt" in texts(page)


# ---------------------------------------------------------------------------- handing over


def test_what_leaves_stands_beside_what_stays_before_anything_is_sealed(
    office: Office, opened: Open, colleague: Side, tmp_path: Path
) -> None:
    office.ask(lambda desk: typed_forms.opened_case(desk, case_number="2026-0014"))
    page = opened("hand_over")
    place = visible(page, HandOverLogPlace)[0]
    assert place.form is not None
    to = office.work(lambda: knows(office.desk, colleague))
    place.form.set_values({"to": to, "first_day": "2026-06-01", "last_day": "2026-06-01"})
    button(page, "Visa vad som lämnas").click()
    office.settle()
    said = texts(page)
    assert "Ärenden: 1. Bara numret." in said
    assert "Namn, personnummer, adresser och pseudonymer" in said
    wait = button(page, "Ändra")
    assert wait.hasFocus()  # the harmless one
    button(page, "Försegla utdraget").click()
    visible(page, QFileDialog)[0].reject()
    place.file.make_in(tmp_path)
    office.settle()
    (file,) = tmp_path.glob("*.aktpaket")
    assert file.name in texts(page)
    look = office.work(lambda: receiving.open_package(colleague.desk, file).look)
    assert look.doubts == ()
    assert next(each.text for each in look.said) == "2026-06-01 – 2026-06-01"


def knows(desk: Desk, other: Side) -> EntityId:
    from app.usecases.handover.cards import card_register  # noqa: PLC0415 - only here

    found = card_register.person_by_fingerprint(desk, other.fingerprint)
    assert found is not None
    return found.entity


def test_without_anybody_to_hand_it_to_the_way_there_is_told(office: Office, opened: Open) -> None:
    said = texts(opened("hand_over"))
    assert "Ta först emot granskarens nyckelkort" in said
    assert "Visa vad som lämnas" not in said


def test_the_wizard_says_what_is_wrong_at_its_field(
    office: Office, opened: Open, colleague: Side
) -> None:
    page = opened("hand_over")
    place = visible(page, HandOverLogPlace)[0]
    assert place.form is not None
    place.form.set_values({"first_day": "2026-06-01", "last_day": "2026-06-30"})
    place.look()
    office.settle()
    said = texts(page)
    assert "Fyll i det här." in said
    assert "Datumet har inte varit än" in said
    assert visible(page, QFileDialog) == []


# ------------------------------------------------------------------------------- findings


def test_what_a_reviewer_found_is_shown_by_group(office: Office, opened: Open) -> None:
    found = LogFindings(
        reviewer="Kim Provsson, Enhetschef",
        first_day="2026-05-01",
        last_day="2026-05-31",
        looked_at=25,
        investigated=tuple(
            ReviewedRow(sequence=each, mark=ReviewMark.INVESTIGATED, words="Sent på kvällen")
            for each in (8, 9, 12)
        ),
        summary="I övrigt utan anmärkning.",
        signed_on="2026-06-01",
        rows=800,
    )

    def written(desk: Desk) -> EntityId:
        entity = EntityId(desk.new_id())
        writing.add(desk, desk.vault.journal.register, entity, found)
        return entity

    entity = office.ask(written)
    page = opened("own")
    page.show_entity(entity)
    office.settle()
    assert visible(page, FindingsPlace)
    said = texts(page)
    for text in (
        "Din logg, 2026-05-01 – 2026-05-31",
        "Granskad av Kim Provsson, Enhetschef, signerad 2026-06-01. Märkta rader: 25 av 800.",
        "I övrigt utan anmärkning.",
        "Rad 8–9, 12: Sent på kvällen",
    ):
        assert text in said


# ---------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (row("part_opened", part="threat", bops=True), "Öppnade hot och risk, med uppgifter"),
        (row("part_opened", part="units", list="lex_sarah"), "Öppnade enheten: lex Sarah"),
        (row("record_added", kind="threat_assessment"), "Signerade: Hot och risk"),
        (row("record_added"), "Signerade"),
        (row("printed", document="GP-1", copy=3), "Skrev ut: GP-1, exemplar 3"),
        (row("exported", paper="log_review"), "Lämnade ut: loggkontroll"),
        (row("package_sealed", kind="log_extract"), "Gjorde ett förseglat paket: Loggutdrag"),
        (row("case_listed", list="unheard_of"), "Såg en lista med ärenden: unheard_of"),
        (row("from_a_later_program"), "from_a_later_program"),
        (row("printed", document=["x"], copy="3", paper=1), "Skrev ut"),
    ],
)
def test_a_row_is_told_in_words(shown: ReviewRow, text: str) -> None:
    assert what(shown).startswith(text)


def test_why_is_told_where_somebody_had_to_say_it() -> None:
    assert reason_of(row("revealed", reason="emergency")) == "Akut läge"
    read = row("handed_over_case_read", reason="access")
    assert reason_of(read) == READING["access"]
    protected = ReviewRow(
        1, "2026-06-01", "case_opened", {}, Detail.GONE, "2026-1", True, Whose.HANDED_OVER
    )
    assert reason_of(protected) == "skyddad identitet, ärendet är hos någon annan, gallrat"


def test_every_list_that_the_log_names_has_a_word() -> None:
    """Read from the code: a new list without a word is found here."""
    import re  # noqa: PLC0415 - only here

    import app  # noqa: PLC0415

    named = set()
    for file in Path(app.__file__).parent.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        named.update(re.findall(r'"list": "(\w+)"', text))
        named.update(re.findall(r'all_cases\(desk, "(\w+)"', text))
        named.update(re.findall(r'list_entries\(desk, \w+, "(\w+)"\)', text))
    assert len(named) > 8
    assert named <= set(LISTS)


# ----------------------------------------------------------------------------- the table


def test_a_table_of_a_hundred_thousand_rows_reads_only_what_is_seen(qtbot: QtBot) -> None:
    asked: list[int] = []

    class Counted(LogTable):
        def row(self, number: int) -> ReviewRow:
            asked.append(number)
            return super().row(number)

    model = Counted(with_marks=True)
    table = RowTable(model, "Rader", many=True)
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    model.set_rows([row("case_opened", sequence) for sequence in range(1, 100_001)])
    qtbot.waitExposed(table)
    asked.clear()
    table.selectRow(99_999)
    table.scrollToBottom()
    table.grab()
    assert max(asked) == 99_999
    assert len(set(asked)) < 300
    model.show_only(range(50_000, 50_010))
    assert model.rowCount() == 10
    assert model.number_of(50_003) == 3
    assert model.number_of(1) == -1
    model.set_marks({50_000: "Utan anmärkning"})
    assert model.index(0, MARK).data() == "Utan anmärkning"
    assert model.headerData(MARK, Qt.Orientation.Horizontal) == "Märke"


def test_the_next_row_without_a_mark_is_below_then_above() -> None:
    mark = Mark(ReviewMark.NOTHING_TO_REMARK)
    assert next_unmarked([4, 7, 9], 0, {4: mark}) == 1
    assert next_unmarked([4, 7, 9], 2, {9: mark, 7: mark}) == 0
    assert next_unmarked([4, 7], 1, {4: mark, 7: mark}) == 1
    assert next_unmarked([], -1, {}) == -1


def test_a_draft_that_cannot_be_read_loses_only_what_cannot() -> None:
    marks = Marks()
    sound = {"sequence": "4", "mark": "investigated", "words": "Varför?"}
    marks.read([sound, {"sequence": "x", "mark": "investigated"}, {"mark": "other"}, 7, None])
    assert marks.to_json() == [sound]
    marks.read("nothing")
    assert marks.to_json() == []
