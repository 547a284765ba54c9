"""Spreadsheets as people save them: other encodings, delimiters, sheets and habits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.problems import Severity
from app.forms.sheet import SheetResult, compile_sheets, compile_workbook
from app.forms.sheet_csv import read_csv
from app.forms.sheet_head import KEYS
from app.forms.sheet_language import ANSWER_COLUMNS, PURPOSES, QUESTION_COLUMNS, STATUSES, TYPES
from app.forms.sheet_problems import Sheet, SheetCode
from app.forms.sheet_rows import SheetFaults
from app.forms.sheet_starter import starter_tables
from app.forms.sheet_table import MAX_ROWS, SheetTable, Table
from tests.app.forms.sheets import ANSWERS, HEAD, compiled, faults, form, table, tree, workbook

TEXT = "id;typ;text\r\nå;rad;Är det så – på riktigt?\r\nb;rad;Två\r\n"
TOML = b"""url = "urn:test:mall"
version = "1"
titel = "Prov"
status = "aktiv"
datum = 2026-11-22
utgivare = "Prov"
"""


def read(data: bytes) -> SheetResult:
    return compile_sheets(data, b"", TOML)


def codes(result: SheetResult) -> list[tuple[str, int, SheetCode]]:
    return [(one.sheet.value, one.row, one.code) for one in faults(result)]


# ------------------------------------------------------------------ CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("prefix", ["", "sep={}\r\n"])
def test_every_way_to_save_gives_the_same(encoding: str, sign: str, prefix: str) -> None:
    text = prefix.format(sign) + TEXT.replace(";", sign)
    result = read(text.encode(encoding))
    assert result.data == read(TEXT.encode()).data
    assert faults(result) == ()
    told = [one for one in result.problems if one.code is SheetCode.OTHER_ENCODING]
    assert [one.severity for one in told] == ([] if "utf-8" in encoding else [Severity.INFO])


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_characters_of_an_unknown_kind_are_told_by_row(encoding: str) -> None:
    assert codes(read(TEXT.replace("–", "-").encode(encoding))) == [
        ("Frågor", 2, SheetCode.BROKEN_CHARACTERS)
    ]


def test_half_a_file_in_another_encoding_is_told_by_row() -> None:
    data = TEXT.encode() + "c;rad;Öppet\r\n".encode("cp1252")
    assert codes(read(data)) == [("Frågor", 4, SheetCode.BROKEN_CHARACTERS)]


def test_a_row_keeps_its_number_below_cells_with_line_breaks() -> None:
    data = 'id;typ;text\na;rad;"En\nfråga"\n\nb;fel;Två\n'.encode()
    assert codes(read(data)) == [("Frågor", 4, SheetCode.UNKNOWN_WORD)]


def test_a_quotation_mark_that_is_never_closed_is_told_by_row() -> None:
    assert ("Frågor", 3, SheetCode.NOT_TEXT) in codes(read(b'id;typ;text\na;rad;A\nb;rad;"B'))


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fall(data: bytes) -> None:
    for sheet in Sheet:
        read_csv(sheet, data, SheetFaults())
    result = compile_sheets(data, data, data)
    assert (result.data is None) == bool(faults(result))


# ------------------------------------------------------------------ workbooks


def test_sheets_are_known_by_name_in_any_case() -> None:
    rows = table({"id": "x", "typ": "val", "svar": "grad"})
    sheets = (
        SheetTable(HEAD, " MALL "),
        SheetTable(rows, "fra\u030agor"),
        SheetTable(ANSWERS, "SVAR"),
        SheetTable((("Läs mig",),), "Så här"),
        SheetTable((), "Blad4"),
    )
    result = compile_workbook(sheets)
    assert result.problems == ()
    assert result.data == compile_workbook(workbook(rows)).data


def test_another_sheet_is_left_out_and_told() -> None:
    sheets = (*workbook(table({"id": "x", "typ": "rad"})), SheetTable((("Anteckning",),), "Blad1"))
    [found] = [p for p in compile_workbook(sheets).problems if p.code is SheetCode.SHEET_IGNORED]
    assert (found.severity, found.params) == (Severity.INFO, {"name": "Blad1"})


def test_a_lone_sheet_is_known_by_its_headings() -> None:
    """A CSV file has the name that somebody gave it."""
    head = {row[0]: row[1] for row in HEAD[1:]}
    alone = SheetTable(table({"id": "x", "typ": "rad"}), "min mall 3")
    assert compile_workbook((alone,), head).data is not None
    assert codes(compile_workbook((SheetTable(HEAD, "Mall"),))) == [
        ("Frågor", 0, SheetCode.SHEET_MISSING)
    ]


def test_answers_are_only_missed_when_something_asks_for_them() -> None:
    rows = {"id": "x", "typ": "rad"}, {"id": "y", "typ": "val", "svar": "grad"}
    without = [workbook(table(*rows[:count]))[:2] for count in (1, 2)]
    assert compile_workbook(without[0]).data is not None
    assert codes(compile_workbook(without[1])) == [("Svar", 0, SheetCode.SHEET_MISSING)]


def test_two_sheets_with_one_name() -> None:
    sheets = workbook(table({"id": "x", "typ": "rad"}))
    assert ("Svar", 0, SheetCode.SHEET_TWICE) in codes(compile_workbook((*sheets, sheets[2])))


def test_what_the_head_lacks_can_be_filled_in() -> None:
    rows = table({"id": "x", "typ": "rad"})
    bare = (SheetTable(rows, "Frågor"), SheetTable((("titel", "Prov"),), "Mall"))
    missing = [one.column for one in faults(compile_workbook(bare))]
    assert missing == ["url", "version", "status", "datum", "utgivare"]
    filled = {row[0]: row[1] for row in HEAD[1:]} | {"version": "3.0", "titel": "Annan"}
    found = form(compile_workbook(bare, filled))
    assert (found.version, found.title) == ("3.0", "Annan")


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("url", "behov", SheetCode.NOT_A_VALUE),
        ("url", "urn:a|b", SheetCode.NOT_A_VALUE),
        ("version", "1.0 ny", SheetCode.NOT_A_VALUE),
        ("status", "klar", SheetCode.UNKNOWN_WORD),
        ("datum", "i fjol", SheetCode.NOT_A_DATE),
        ("gäller till", "2026-02-30", SheetCode.NOT_A_DATE),
        ("slag", "prov", SheetCode.UNKNOWN_WORD),
        ("kod icf", "", SheetCode.NOT_A_VALUE),
        ("färg", "blå", SheetCode.UNKNOWN_COLUMN),
    ],
)
def test_faults_in_the_head_name_their_row(key: str, value: str, code: SheetCode) -> None:
    kept = tuple(row for row in HEAD if row[0] != key)
    sheets = workbook(table({"id": "x", "typ": "rad"}), ANSWERS, (*kept, ("",), (key, value)))
    [found] = faults(compile_workbook(sheets))
    assert (found.sheet, found.row, found.column) == (Sheet.HEAD, len(kept) + 2, key)
    assert found.code is code


# ------------------------------------------------------------------ habits


def test_headings_in_any_order_case_and_dress() -> None:
    rows: Table = (
        ("", "TYP", " Visas_om: ", "Text*", "ID", ""),
        ("", "ja/nej", "", "Är\xa0det så?", "a"),
        ("", "rad", "a = ja", "Vad?", "b", ""),
    )
    plain = table(
        {"id": "a", "typ": "ja/nej", "text": "Är\xa0det så?"},
        {"id": "b", "typ": "rad", "text": "Vad?", "visas om": "a = ja"},
    )
    assert compile_workbook(workbook(rows)).data == compile_workbook(workbook(plain)).data


def test_empty_rows_above_the_headings() -> None:
    rows = ((), ("", ""), *table({"id": "x", "typ": "fel"}))
    assert codes(compile_workbook(workbook(rows))) == [("Frågor", 4, SheetCode.UNKNOWN_WORD)]


@pytest.mark.parametrize("cell", ["”5”", "'5", "\xa05 ", "\u200b5", "5\r\n", "“5”"])
def test_ids_dressed_by_a_word_processor(cell: str) -> None:
    assert tree(compiled({"id": cell, "typ": "rad"}))["item"][0]["linkId"] == "5"


@pytest.mark.parametrize("cell", ["2026-10-05", "05-okt", "okt-05", "2026-10-05 00:00"])
def test_ids_that_became_dates(cell: str) -> None:
    assert codes(compiled({"id": cell, "typ": "rad"})) == [("Frågor", 2, SheetCode.ID_IS_DATE)]


def test_ids_that_became_numbers() -> None:
    """5.10 in a cell for numbers is 5.1."""
    rows = [{"id": name, "typ": "sida" if name == "5" else "rad"} for name in ("5", "5.1", "5.1")]
    [found] = faults(compiled(*rows))
    assert (found.row, found.code, found.params["first"]) == (4, SheetCode.DUPLICATE_ID, "3")


def test_merged_and_calculated_cells_are_told_by_row_and_column() -> None:
    rows = table({"id": "x", "typ": "rad", "hjälp": "Råd"}, {"id": "y", "typ": "rad"})
    sheet = SheetTable(rows, "Frågor", merged=("C3:D3", "Z9:Z10"), formulas=("C2", "C3"))
    found = faults(compile_workbook((workbook(rows)[0], sheet)))
    assert [(one.code, one.row, one.also, one.column) for one in found] == [
        (SheetCode.FORMULA, 2, (3,), "text"),
        (SheetCode.MERGED, 3, (), "text"),
    ]


def test_too_many_rows_are_told_of() -> None:
    row = ("x", "fel", "Text")
    result = compile_workbook(workbook((("id", "typ", "text"), *(row,) * (MAX_ROWS + 5))))
    assert ("Frågor", MAX_ROWS + 1, SheetCode.TOO_MANY_ROWS) in codes(result)


def test_rows_in_the_wrong_place() -> None:
    rows = (
        {"id": "1.1.1", "typ": "rad"},
        {"id": "2.1", "typ": "rad"},
        {"id": "2", "typ": "sida"},
        {"id": "2.2", "typ": "sida"},
        {"id": "2.2.1", "typ": "rad"},
        {"id": "2.1.1", "typ": "rad"},
    )
    assert [(one.row, one.code) for one in faults(compiled(*rows))] == [
        (2, SheetCode.PARENT_MISSING),
        (3, SheetCode.PARENT_LATER),
        (5, SheetCode.PAGE_INSIDE),
    ]


def test_every_fault_of_every_sheet_is_named_in_one_go() -> None:
    head = tuple(row for row in HEAD if row[0] not in ("titel", "datum"))
    answers = (*ANSWERS, ("grad", "2", "Igen"), ("grad", "", "Utan kod"))
    rows = table(
        {"id": "a", "typ": "val", "svar": "grad", "obl": "kanske"},
        {"id": "b c", "typ": "rad"},
        {"id": "d", "typ": "heltal", "min": "få", "max": "3"},
        {"id": "e", "typ": "heltal", "min": "5", "max": "3"},
        {"id": "f", "typ": "rad", "visas om": "g är ifylld"},
        {"id": "g", "typ": "rad", "visas om": "f är ifylld"},
    )
    found = faults(compile_workbook(workbook(rows, answers, head)))
    assert [(one.sheet.value, one.row, one.column) for one in found] == [
        ("Mall", 0, "titel"),
        ("Mall", 0, "datum"),
        ("Frågor", 2, "obl"),
        ("Frågor", 3, "id"),
        ("Frågor", 4, "min"),
        ("Frågor", 5, "min"),
        ("Frågor", 6, "visas om"),
        ("Svar", 5, "kod"),
        ("Svar", 6, "kod"),
    ]


cells = st.text(st.sampled_from("abx.12;=!<>≥,- \n\0\ud800\xa0”\"'åjné|"), max_size=8) | (
    st.sampled_from(["val", "grad", "ja", "nej", "grupp", "skala", "mängd", "decimal", "1.1", "1"])
)
headings = st.sampled_from(
    [
        *("id", "typ", "text", "svar", "visas om", "flera", "min", "max", "enhet", "förval", "kod"),
        *("minst", "fritext", "visning", "räkna", "", "Färg", "ID"),
    ]
)


@given(
    st.lists(headings, max_size=9),
    st.lists(st.lists(cells, max_size=10), max_size=6),
    st.lists(st.lists(cells, max_size=6), max_size=4),
    st.lists(st.lists(cells, max_size=3), max_size=4),
    st.lists(st.text("ABZ:19", max_size=6), max_size=3),
)
def test_no_cells_make_it_fall(columns, rows, answers, head, marks) -> None:
    questions = tuple(map(tuple, [columns, *rows]))
    sheets = (
        SheetTable(questions, "Frågor", merged=tuple(marks), formulas=tuple(marks)),
        SheetTable((ANSWERS[0], *map(tuple, answers)), "Svar"),
        SheetTable((*HEAD, *map(tuple, head)), "Mall"),
    )
    result = compile_workbook(sheets)
    assert (result.data is None) == bool(faults(result))
    assert result == compile_workbook(sheets)


# ------------------------------------------------------------------ to start from


def test_the_empty_template_compiles_when_its_head_is_filled_in() -> None:
    sheets = [SheetTable(rows, name) for name, rows in starter_tables().items()]
    asked = {one.column for one in faults(compile_workbook(sheets))}
    assert asked == {"url", "titel", "datum", "utgivare"}
    head = {row[0]: row[1] for row in HEAD[1:]}
    result = compile_workbook(sheets, head)
    assert result.problems == ()
    assert [item.link_id for item in form(result).items[0].items[2].items] == ["1.3.1"]


def test_the_empty_template_explains_every_word() -> None:
    sheets = starter_tables()
    explained = {row[0] for row in sheets["Så här"] if len(row) == 2}
    assert explained >= {*QUESTION_COLUMNS, *ANSWER_COLUMNS, *TYPES} - {"räkna"}
    assert {row[0] for row in sheets["Mall"][1:]} == set(KEYS)


def test_the_documentation_names_every_word() -> None:
    text = (Path(__file__).parents[3] / "docs" / "forms.md").read_text(encoding="utf-8")
    words = {*QUESTION_COLUMNS, *ANSWER_COLUMNS, *TYPES, *KEYS, *PURPOSES, *STATUSES} - {"räkna"}
    assert [word for word in words if f"`{word}`" not in text] == []
