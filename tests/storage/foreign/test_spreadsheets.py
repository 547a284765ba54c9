"""Spreadsheets as people save them, and as nobody should."""

from __future__ import annotations

import datetime as dt
import io
import os
import struct
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.errors import Reason, Refusal
from app.forms.sheet_table import MAX_ROWS, SheetTable
from storage.foreign.reader import LARGEST_SPREADSHEET, ForeignFiles, with_siblings
from storage.foreign.workbook import MOST_CHARACTERS, MOST_COLUMNS, cell_text, read_workbook
from storage.foreign.workbook_writer import write_workbook
from tests.storage.foreign.books import MAIN, XLSM, book, row, text

ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "skratt"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY d SYSTEM "file:///etc/passwd">]>'
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def read(path: Path, data: bytes) -> tuple[SheetTable, ...]:
    path.write_bytes(data)
    return ForeignFiles().spreadsheet([path])


def refused(path: Path, data: bytes) -> Reason:
    with pytest.raises(Refusal) as refusal:
        read(path, data)
    assert refusal.value.__cause__ is None
    return refusal.value.reason


def saved(workbook: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def test_a_workbook_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Frågor"
    sheet.append(["id", "typ", "text", "obl", "min", "datum"])
    sheet.append([1, "heltal", "Hur <b>många</b>\nbarn?", True, 5.0, dt.date(2026, 3, 1)])
    sheet.append([5.25, None, "  å  ", False, -0.1, dt.datetime.fromisoformat("2026-03-01T09:30")])
    sheet["H4"] = "=A2+1"
    sheet["C6"] = "under en tom rad"
    sheet["G6"] = dt.time(14, 5)
    sheet.merge_cells("B3:C3")
    workbook.create_sheet("Svar").append(["lista", "kod", "text"])
    workbook.create_chartsheet("Diagram")

    questions, answers = read(tmp_path / "mall.xlsx", saved(workbook))

    assert questions.name == "Frågor"
    assert questions.rows == (
        ("id", "typ", "text", "obl", "min", "datum"),
        ("1", "heltal", "Hur <b>många</b>\nbarn?", "ja", "5", "2026-03-01"),
        ("5.25", "", "", "nej", "-0.1", "2026-03-01 09:30"),
        (),
        (),
        ("", "", "under en tom rad", "", "", "", "14:05"),
    )
    assert questions.merged == ("B3:C3",)
    assert questions.formulas == ("H4",)
    assert answers == SheetTable((("lista", "kod", "text"),), "Svar")


def test_a_formula_is_read_as_the_value_saved_with_it(tmp_path: Path) -> None:
    rows = row(1, '<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="B1" t="str"><f>X()</f><v>hej</v></c>')
    (sheet,) = read(tmp_path / "a.xlsx", book(rows))
    assert sheet.rows == (("2", "hej"),)
    assert sheet.formulas == ("A1", "B1")


def test_what_we_write_is_read_the_same(tmp_path: Path) -> None:
    tables = {
        "Frågor": (("id", "typ", "text"), ("5.10", "ja/nej", '=HYPERLINK("x")'), ("", "a\nb", "é")),
        "Svar": (("lista",), ("007",)),
    }
    data = write_workbook(tables)
    sheets = read(tmp_path / "start.xlsx", data)
    assert {sheet.name: sheet.rows for sheet in sheets} == {
        "Frågor": (("id", "typ", "text"), ("5.10", "ja/nej", '=HYPERLINK("x")'), ("", "a\nb", "é")),
        "Svar": (("lista",), ("007",)),
    }
    assert [sheet.formulas for sheet in sheets] == [(), ()]
    below = openpyxl.load_workbook(io.BytesIO(data))["Frågor"]["A50"]
    assert below.number_format == "@", "what is typed below stays as it is typed"


def test_writing_a_workbook_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    write_workbook({"Frågor": (("id",),)})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""), (True, "ja"), (False, "nej"), (0, "0"), (12, "12"), (12.0, "12"),
        (0.1 + 0.2, "0.3"), (1e21, "1" + "0" * 21), (-2.50, "-2.5"), (1e-7, "0.0000001"),
        (dt.datetime.fromisoformat("2026-03-01"), "2026-03-01"), (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.time(0, 0), "00:00"), (dt.time(9, 5, 7), "09:05:07"),
        (dt.timedelta(hours=26, minutes=30), "26:30"), (" x ", " x "),
    ],
)  # fmt: skip
def test_a_cell_as_text(value: object, shown: str) -> None:
    assert cell_text(value) == shown


# ------------------------------------------------------------------------------------- CSV


def test_csv_beside_each_other_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "Svar.csv").write_text("lista;kod;text\nx;1;å\n", "utf-8")
    (tmp_path / "mall.CSV").write_text("titel;Prov\n", "utf-8")
    (tmp_path / "annat.csv").write_text("hemligt", "utf-8")
    (tmp_path / "mall.toml").write_text("x", "utf-8")
    questions, *rest = read(tmp_path / "fragor.csv", b"id;typ;text\n1;info;Hej\n")
    assert (questions.name, questions.rows) == (
        "fragor", (("id", "typ", "text"), ("1", "info", "Hej")),
    )  # fmt: skip
    assert {sheet.name: sheet.rows for sheet in rest} == {
        "Svar": (("lista", "kod", "text"), ("x", "1", "å")),
        "mall": (("titel", "Prov"),),
    }


def test_only_a_known_name_has_others_beside_it(tmp_path: Path) -> None:
    for name in ("svar.csv", "frågor.csv", "min mall.csv"):
        (tmp_path / name).write_bytes(b"a;b")
    alone = [tmp_path / "min mall.csv"]
    assert with_siblings(alone) == tuple(alone)
    both = [tmp_path / "svar.csv", tmp_path / "min mall.csv"]
    assert with_siblings(both) == tuple(both)
    assert [path.name for path in with_siblings([tmp_path / "frågor.csv"])] == [
        "frågor.csv", "svar.csv",
    ]  # fmt: skip


def test_a_name_written_by_a_mac_is_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "fra\u030agor.csv").write_bytes(b"id;typ;text\n")
    (tmp_path / "svar.csv").write_bytes(b"lista;kod;text\n")
    answers, questions = ForeignFiles().spreadsheet([tmp_path / "svar.csv"])
    assert (answers.name, questions.name) == ("svar", "frågor")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_the_encodings_that_excel_has(encoding: str, tmp_path: Path) -> None:
    (sheet,) = read(tmp_path / "frågor.csv", "id;typ;text\n1;info;Åäö – é\n".encode(encoding))
    assert sheet.rows[1] == ("1", "info", "Åäö – é")


def test_a_csv_with_a_quote_left_open_is_told_by_row(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path / "fragor.csv", b'id;typ;text\n1;info;"Hej\n')
    assert sheet.broken


# ------------------------------------------------------------------- what is no spreadsheet


def renamed_open_document() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    return data.getvalue()


def archive_of(names: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), Reason.FILE_HAS_PASSWORD),
        (COMPOUND + "Workbook".encode("utf-16-le"), Reason.SPREADSHEET_OLD),
        (renamed_open_document(), Reason.SPREADSHEET_OLD),
        (archive_of({"xl/workbook.bin": ""}), Reason.SPREADSHEET_OLD),
        (archive_of({"word/document.xml": ""}), Reason.NOT_A_SPREADSHEET),
        (archive_of({"xl/workbook.xml": "<a/>"}), Reason.FILE_UNREADABLE),
        (b"PK\x03\x04 och sedan ingenting", Reason.FILE_UNREADABLE),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Reason.NOT_A_SPREADSHEET),
        (b"%PDF-1.7\n\0\0", Reason.NOT_A_SPREADSHEET),
        (book(before=ENTITIES, rows=row(1, text("A1", "&d;"))), Reason.FILE_UNREADABLE),
        (book(before=OUTSIDE, rows=row(1, text("A1", "&d;"))), Reason.FILE_UNREADABLE),
        (book(strings=f'{ENTITIES}<sst xmlns="{MAIN}"><si><t>&d;</t></si></sst>'),
         Reason.FILE_UNREADABLE),
        (book(rows='<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), Reason.FILE_UNREADABLE),
        (book(rows="<row><c r='A1'><v>1</row>"), Reason.FILE_UNREADABLE),
        (book(more={f"xl/{n}.xml": b"" for n in range(2_001)}), Reason.FILE_EXPANDS),
    ],
    ids=["password", "xls", "ods", "xlsb", "docx", "hollow", "cut", "picture", "pdf", "laughs",
         "outside", "laughing strings", "no such string", "broken", "parts"],
)  # fmt: skip
def test_anything_else_is_told_as_what_it_is(data: bytes, reason: Reason, tmp_path: Path) -> None:
    assert refused(tmp_path / "mall.xlsx", data) is reason


@pytest.mark.parametrize("name", ["mall.xlsx", "fragor.csv"])
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n \t\n"])
def test_an_empty_file_is_told_as_such(name: str, data: bytes, tmp_path: Path) -> None:
    assert refused(tmp_path / name, data) is Reason.FILE_EMPTY


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = book(more={"xl/media/a.bin": bytes(80 * 1024 * 1024)})
    assert len(bomb) < 200_000
    assert refused(tmp_path / "mall.xlsx", bomb) is Reason.FILE_EXPANDS


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(tmp_path: Path) -> None:
    bomb = book(rows=" " * 70_000_000)
    size = struct.pack(
        "<L", 70_000_000 + len(f'<worksheet xmlns="{MAIN}"><sheetData></sheetData></worksheet>')
    )
    assert bomb.count(size) == 2
    lying = bomb.replace(size, struct.pack("<L", 1_000))
    assert refused(tmp_path / "mall.xlsx", lying) is Reason.FILE_UNREADABLE


def test_one_long_text_in_a_million_cells(tmp_path: Path) -> None:
    strings = f'<sst xmlns="{MAIN}"><si><t>{"a" * 32_000}</t></si></sst>'
    rows = "".join(row(n, f'<c r="A{n}" t="s"><v>0</v></c>') for n in range(1, 4_000))
    assert refused(tmp_path / "mall.xlsx", book(rows, strings=strings)) is Reason.FILE_EXPANDS


def test_no_more_text_is_unfolded_than_a_person_could_have_written() -> None:
    """Told by the reader itself, long before the memory of its process is at an end."""
    strings = f'<sst xmlns="{MAIN}"><si><t>{"a" * 32_000}</t></si></sst>'
    most = MOST_CHARACTERS // 32_000

    def repeated(times: int) -> bytes:
        cells = "".join(row(n, f'<c r="A{n}" t="s"><v>0</v></c>') for n in range(1, times + 1))
        return book(cells, strings=strings)

    (sheet,) = read_workbook(repeated(most))
    assert len(sheet.rows) == most
    with pytest.raises(Refusal) as found:
        read_workbook(repeated(most + 1))
    assert found.value.reason is Reason.FILE_EXPANDS


def test_a_million_empty_rows_are_no_rows(tmp_path: Path) -> None:
    rows = row(1, text("A1", "id")) + "".join(f'<row r="{n}"/>' for n in range(2, 1_000_001))
    (sheet,) = read(tmp_path / "mall.xlsx", book(rows))
    assert sheet.rows == (("id",),)


def test_a_cell_at_the_very_end_costs_nothing(tmp_path: Path) -> None:
    rows = row(1, text("A1", "id"), text("XFD1", "långt bort")) + row(
        1_048_576, text("A1048576", "sist")
    )
    (sheet,) = read(tmp_path / "mall.xlsx", book(rows))
    assert len(sheet.rows) == MAX_ROWS + 1
    assert sheet.rows[-1] == ("sist",)
    assert len(sheet.rows[0]) == MOST_COLUMNS + 1
    assert sheet.rows[0][-1] == "långt bort"


def test_macros_are_not_looked_at(tmp_path: Path) -> None:
    data = book(row(1, text("A1", "id")), kind=XLSM, more={"xl/vbaProject.bin": b"Sub Auto_Open"})
    (sheet,) = read(tmp_path / "mall.xlsm", data)
    assert sheet.rows == (("id",),)


# --------------------------------------------------------------------- before it is opened


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(Refusal) as refusal:
        ForeignFiles().spreadsheet([path])
    assert refusal.value.reason is Reason.FILE_TOO_LARGE
    assert refusal.value.params == {"limit": LARGEST_SPREADSHEET // 1024 // 1024}


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        ForeignFiles().spreadsheet([tmp_path / "borta.xlsx"])
    assert refusal.value.reason is Reason.FILE_MISSING


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör.csv")
    for path in (tmp_path / "rör.csv", tmp_path, Path("/dev/zero")):
        with pytest.raises(Refusal) as refusal:
            ForeignFiles().template(path)
        assert refusal.value.reason is Reason.FILE_UNREADABLE


@pytest.mark.skipif(sys.platform == "win32", reason="needs rights on Windows")
def test_a_link_that_a_person_chose_is_followed(tmp_path: Path) -> None:
    (tmp_path / "mapp").mkdir()
    (tmp_path / "mapp" / "a.csv").write_bytes(b"id;typ;text\n")
    (tmp_path / "länk.csv").symlink_to(tmp_path / "mapp" / "a.csv")
    (sheet,) = ForeignFiles().spreadsheet([tmp_path / "länk.csv"])
    assert sheet.name == "länk"


def test_only_a_chosen_link_is_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "annat" / "hemligt.csv"
    elsewhere.parent.mkdir()
    elsewhere.write_text("lista;kod;text\n", "utf-8")
    chosen = tmp_path / "fragor.csv"
    chosen.write_text("id;typ;text\n", "utf-8")
    (tmp_path / "svar.csv").symlink_to(elsewhere)
    assert with_siblings([chosen]) == (chosen,)


def test_links_in_a_circle_are_told_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "fragor.csv"
    path.symlink_to(path)
    for read_it in (ForeignFiles().template, ForeignFiles().method_pack):
        with pytest.raises(Refusal) as refusal:
            read_it(path)
        assert refusal.value.reason is Reason.FILE_UNREADABLE
    with pytest.raises(Refusal) as refusal:
        ForeignFiles().spreadsheet([path])
    assert refusal.value.reason is Reason.FILE_UNREADABLE


def test_a_folder_that_cannot_be_listed_has_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fragor.csv"
    path.write_text("id;typ;text\n", "utf-8")

    def shut(_: Path) -> None:
        raise PermissionError(13, "no", "/hem/Alma Påhittsdotter")

    monkeypatch.setattr(Path, "iterdir", shut)
    assert with_siblings([path]) == (path,)


def test_a_file_that_may_not_be_read_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(*_: object) -> int:
        raise PermissionError(13, "no", "/hem/Alma Påhittsdotter")

    path = tmp_path / "fragor.csv"
    path.write_text("id;typ;text\n", "utf-8")
    monkeypatch.setattr(os, "open", shut)
    with pytest.raises(Refusal) as refusal:
        ForeignFiles().template(path)
    assert refusal.value.reason is Reason.FILE_UNREADABLE
    assert refusal.value.__cause__ is None


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_text_is_a_name_all_the_same(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/fr\xe5gor.csv"))
    (sheet,) = read(path, b"id;typ;text\n")
    assert sheet.name == "fr?gor"
