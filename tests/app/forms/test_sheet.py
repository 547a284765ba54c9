"""The compiler of the two sheets. Every fault names its sheet and its row."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.load import load_form
from app.forms.model import OWNER_SYSTEM, Control, Kind
from app.forms.sheet import SheetResult, compile_sheets
from app.forms.sheet_problems import Sheet, SheetCode, SheetProblem

HEAD = b"""
url = "urn:test:mall"
version = "2.1"
titel = "Prov"
status = "aktiv"
datum = "2026-11-22"
utgivare = "Prov"
kodsystem = "urn:test:svar"
[koder]
icf = "http://hl7.org/fhir/sid/icf"
"""
ANSWERS = "lista;kod;text;vikt;ensam\ngrad;0;Ingen;0;\ngrad;1;Liten;1;\ngrad;2;Stor;2;ja\n"
QUESTIONS = "id;typ;text;svar;obl;visas om\n"


def compiled(questions: str, answers: str = ANSWERS, head: bytes = HEAD) -> SheetResult:
    return compile_sheets(questions.encode(), answers.encode(), head)


def faults(result: SheetResult) -> tuple[SheetProblem, ...]:
    return tuple(problem for problem in result.problems if problem.blocks)


def conditions(cell: str) -> dict[str, Any]:
    rows = "a;val;A;grad;;\nb;ja/nej;B;;;\nc;heltal;C;;;\nd;datum;D;;;\ne;rad;E;;;\n"
    result = compiled(f"{QUESTIONS}{rows}x;rad;X;;;{cell}\n")
    assert result.problems == ()
    assert result.data is not None
    found: dict[str, Any] = json.loads(result.data)["item"][-1]
    return found


def coding(code: str) -> dict[str, Any]:
    return {"answerCoding": {"system": "urn:test:svar:grad", "code": code}}


def test_the_layout_is_the_one_of_the_specification() -> None:
    result = compiled(
        "id;typ;text;svar;obl;flera;visas om;hjälp;kod;visning;räkna;ägare;min;max\n"
        "1;sida;Sidan;;;;;;;;;;;\n"
        "1.1;val;Välj;grad;ja;ja;;Råd;icf:d540;radio;;BOPS;;\n"
        "1.2;heltal;Antal;;;;1.1 = 1;;;;;den enskilde;0;10\n"
        "1.3;text;Mer;;;;;;;;;;;200\n"
    )
    assert result.problems == ()
    assert result.data is not None
    assert result.data.endswith(b"\n}\n")
    tree = json.loads(result.data)
    assert list(tree)[:4] == ["resourceType", "language", "url", "version"]
    question = tree["item"][0]["item"][0]
    assert list(question) == [
        "extension", "linkId", "code", "text", "type", "required", "repeats",
        "answerConstraint", "answerOption", "item",
    ]  # fmt: skip
    form = load_form(result.data).form
    assert form is not None
    first, second, third = form.items[0].items
    assert (first.kind, first.control, first.help) == (Kind.CODING, Control.RADIO, "Råd")
    assert [c.code for c in first.codes] == ["d540", "bops"]
    assert first.options[2].exclusive
    assert first.options[2].weight == 2
    assert (second.minimum, second.maximum) == (0, 10)
    assert second.code(OWNER_SYSTEM) == "client"
    assert third.max_length == 200
    assert compiled("id;typ;text\n").data is None  # nothing to ask


@pytest.mark.parametrize(
    ("cell", "expected", "behavior"),
    [
        ("a = 1", [{"question": "a", "operator": "=", **coding("1")}], None),
        ("b = ja", [{"question": "b", "operator": "=", "answerBoolean": True}], None),
        ("b = nej", [{"question": "b", "operator": "=", "answerBoolean": False}], None),
        ("c>=3", [{"question": "c", "operator": ">=", "answerInteger": 3}], None),
        ("d < 2019-05", [{"question": "d", "operator": "<", "answerDate": "2019-05"}], None),
        ("e = två ord", [{"question": "e", "operator": "=", "answerString": "två ord"}], None),
        ("e är ifylld", [{"question": "e", "operator": "exists", "answerBoolean": True}], None),
        (
            "e är inte ifylld",
            [{"question": "e", "operator": "exists", "answerBoolean": False}],
            None,
        ),
        (
            "a >= 1",
            [{"question": "a", "operator": "=", **coding(code)} for code in "12"],
            "any",
        ),
        (
            "a >= 2 eller b = ja",
            [
                {"question": "a", "operator": "=", **coding("2")},
                {"question": "b", "operator": "=", "answerBoolean": True},
            ],
            "any",
        ),
        (
            "a är ifylld och a != 0",
            [
                {"question": "a", "operator": "exists", "answerBoolean": True},
                {"question": "a", "operator": "!=", **coding("0")},
            ],
            "all",
        ),
    ],
)
def test_conditions_in_words(cell: str, expected: list[Any], behavior: str | None) -> None:
    found = conditions(cell)
    assert found["enableWhen"] == expected
    assert found.get("enableBehavior") == behavior


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x;val;X;grad;;a = 1 och b = ja eller b = nej", SheetCode.CONDITION_MIXED),
        ("x;val;X;grad;;a >= 1 och b = ja", SheetCode.CONDITION_WEIGHTS),
        ("x;val;X;grad;;4.3 = ja", SheetCode.CONDITION_TARGET),
        ("x;val;X;grad;;a", SheetCode.CONDITION_SYNTAX),
        ("x;val;X;grad;;a = 7", SheetCode.CONDITION_VALUE),
        ("x;val;X;grad;;a >= 9", SheetCode.CONDITION_VALUE),
        ("x;val;X;grad;;b = kanske", SheetCode.CONDITION_VALUE),
        ("x;val;X;okänd;;", SheetCode.UNKNOWN_LIST),
        ("x;vall;X;;;", SheetCode.UNKNOWN_WORD),
        ("x;rad;X;;kanske;", SheetCode.UNKNOWN_WORD),
        ("x;rad;;;;", SheetCode.MISSING_CELL),
        ("x;;X;;;", SheetCode.MISSING_CELL),
        ("x y;rad;X;;;", SheetCode.BAD_ID),
        ("a;rad;X;;;", SheetCode.DUPLICATE_ID),
        ("y.1;rad;X;;;", SheetCode.PARENT_MISSING),
        ("i.1;rad;X;;;", SheetCode.PARENT_WRONG),
        ("x;rad;X;;;;mer", SheetCode.TOO_MANY_CELLS),
        ("x;rad;X;;;x är ifylld", SheetCode.TEMPLATE),  # a circle
        ("x;sida;X;;;", SheetCode.TEMPLATE),  # a page with nothing on it
    ],
)
def test_every_fault_names_its_row(row: str, code: SheetCode) -> None:
    result = compiled(f"{QUESTIONS}a;val;A;grad;;\n\nb;ja/nej;B;;;\ni;info;I\n{row}\n")
    assert result.data is None
    assert {(p.sheet, p.row, p.code) for p in result.problems} == {(Sheet.QUESTIONS, 6, code)}


@pytest.mark.parametrize(
    ("answers", "row", "code"),
    [
        ("lista;kod\n", 1, SheetCode.MISSING_COLUMN),
        ("lista;kod;text;färg\n", 1, SheetCode.UNKNOWN_COLUMN),
        (ANSWERS + "grad;;Utan kod;;\n", 5, SheetCode.MISSING_CELL),
        (ANSWERS + "grad;3;Tre;tre;\n", 5, SheetCode.NOT_A_NUMBER),
        (ANSWERS + "grad;3;Tre;3;kanske\n", 5, SheetCode.UNKNOWN_WORD),
    ],
)
def test_faults_in_the_answers_name_their_row(answers: str, row: int, code: SheetCode) -> None:
    result = compiled(f"{QUESTIONS}a;val;A;grad;;\n", answers)
    assert (Sheet.ANSWERS, row, code) in {(p.sheet, p.row, p.code) for p in result.problems}
    assert result.data is None


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("kod", "icd:x", SheetCode.UNKNOWN_PREFIX),
        ("ägare", "någon", SheetCode.UNKNOWN_WORD),
        ("visning", "radio", SheetCode.UNUSED_CELL),
        ("max", "många", SheetCode.NOT_A_NUMBER),
        ("räkna", "SUMMA(a)", SheetCode.NOT_YET),
        ("färg", "", SheetCode.UNKNOWN_COLUMN),
    ],
)
def test_faults_in_other_columns(column: str, cell: str, code: SheetCode) -> None:
    result = compiled(f"id;typ;text;{column}\na;rad;A;{cell}\n")
    assert code in {p.code for p in result.problems}


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"url = ",
        b"\xff",
        HEAD.replace(b'"aktiv"', b'"klar"'),
        HEAD.replace(b'"2.1"', b"2"),
        HEAD.replace(b"[koder]", b"koder = 1\n[andra]"),
    ],
)
def test_faults_in_the_head(head: bytes) -> None:
    result = compiled(f"{QUESTIONS}a;rad;A;;;\n", head=head)
    assert result.data is None
    assert {p.sheet for p in faults(result)} == {Sheet.HEAD}


@given(st.binary(max_size=200), st.binary(max_size=200), st.binary(max_size=200))
def test_no_file_makes_the_compiler_fall(questions: bytes, answers: bytes, head: bytes) -> None:
    result = compile_sheets(questions, answers, head)
    assert (result.data is None) == bool(faults(result))


cells = st.text('abx.12;=!<> \n"åjné', max_size=12)


@given(st.lists(st.lists(cells, max_size=8), max_size=5))
def test_no_rows_make_the_compiler_fall(rows: list[list[str]]) -> None:
    table = "\n".join(";".join(row) for row in rows)
    result = compiled(f"id;typ;text;svar;visas om;obl;max;kod\na;val;A;grad\n{table}\n")
    assert (result.data is None) == bool(faults(result))


def test_a_row_under_a_question_is_kept_whether_or_not_the_question_has_help() -> None:
    rows = "1;val;Välj;grad;;\n1.1;rad;Hur?;;;\n1.1.1;rad;När?;;;\n"
    result = compiled(QUESTIONS + rows)
    assert result.data is not None
    question = json.loads(result.data)["item"][0]
    assert [below["linkId"] for below in question["item"]] == ["1.1"]
    assert [below["linkId"] for below in question["item"][0]["item"]] == ["1.1.1"]


def test_empty_cells_and_rows_are_no_fault() -> None:
    assert faults(compiled(f"{QUESTIONS};;;;;;;\n\na;rad;A;;;;;;\n")) == ()


def test_the_same_sheets_give_the_same_bytes() -> None:
    text = f"{QUESTIONS}a;val;A;grad;;\n"
    assert compiled(text).data == compiled("\ufeff" + text.replace("\n", "\r\n")).data
