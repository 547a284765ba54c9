"""The page Mallar, on a real vault, with files read by the real reader."""

from __future__ import annotations

import gc
import io
import json
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.casework.register_facts import TemplateSource
from app.forms.library import read_template
from app.forms.method_pack import MethodPack, write_method_pack
from app.forms.problems import Severity
from app.forms.sheet_starter import starter_tables
from app.usecases.forms import method_packs, templates
from app.usecases.forms.templates import Standing
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from ui.navigation import Destination, Section
from ui.page import page_column
from ui.pages.templates.export import ExportView
from ui.pages.templates.make_pack import MakePackView
from ui.pages.templates.pack import PackView
from ui.pages.templates.page import TemplatesPage
from ui.pages.templates.problem_rows import Line, ProblemRows
from ui.pages.templates.sheet import SheetView
from ui.pages.templates.standard import StandardView
from ui.widgets.notice import Notice

URL = "urn:exempel:mall:prov"
HEAD = (
    ("uppgift", "värde"),
    ("url", URL),
    ("version", "1.0.0"),
    ("titel", "Prov på svenska"),
    ("status", "aktiv"),
    ("datum", "2026-06-01"),
    ("utgivare", "Exempelkommun"),
    ("slag", "kartläggning"),
)
QUESTIONS = (
    ("id", "typ", "text", "visas om"),
    ("1", "sida", "Första sidan", ""),
    ("1.1", "ja/nej", "Är det bra?", ""),
    ("2", "sida", "Andra sidan", ""),
    ("2.1", "rad", "Vad är bra?", ""),
)
WRONG = (*QUESTIONS[:4], ("2.1", "rad", "Vad är bra?", "9.9 = ja"))
LONGEST_MS = 20_000


def write(path: Path, questions=QUESTIONS, head=HEAD) -> Path:
    book = Workbook()
    for name, rows in (("Frågor", questions), ("Mall", head)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def standard(version: str = "1.0.0", **more: object) -> bytes:
    tree = {
        "resourceType": "Questionnaire",
        "url": "urn:exempel:mall:standard",
        "version": version,
        "title": "Prov ur en fil",
        "status": "active",
        "item": [{"linkId": "1", "type": "string", "text": "Hur är det?"}],
        **more,
    }
    return json.dumps(tree, ensure_ascii=False).encode()


def told(page: TemplatesPage) -> str:
    """Everything that can be read, the rows of the list of faults too."""
    rows = [each for each in page.findChildren(ProblemRows) if each.isVisible()]
    return "\n".join(
        [texts(page), *(each.item(n).text() for each in rows for n in range(each.count()))]
    )


class Screen:
    """The page in a window, and what one does there."""

    def __init__(self, office: Office, qtbot: QtBot) -> None:
        self.office = office
        self.qtbot = qtbot
        self.page = TemplatesPage(office.session)
        office.session.changed.connect(self.page.reload)
        self.window = QWidget()
        QVBoxLayout(self.window).addWidget(self.page)
        qtbot.addWidget(self.window)
        self.window.resize(1200, 900)
        self.window.show()
        self.page.load()
        office.settle()

    def until(self, text: str) -> None:
        """Wait until this can be read on the page."""
        self.qtbot.waitUntil(lambda: text in told(self.page), timeout=LONGEST_MS)

    def press(self, text: str) -> None:
        button(self.page, text).click()
        self.office.settle()

    def sheet(self, *paths: Path) -> SheetView:
        view = self.page._open_as("sheet")
        assert isinstance(view, SheetView)
        view.take_files(paths)
        return view

    def judged(self, view: SheetView) -> None:
        """Wait until what was read has been compiled with what stands in the fields."""

        def has_settled() -> bool:
            self.office.settle()
            busy = view.reading.reading or view.head._typing.isActive()
            return not busy and view._verdict is not None and not self.office.tasks._jobs

        self.qtbot.waitUntil(has_settled, timeout=LONGEST_MS)


@pytest.fixture
def screen(office: Office, qtbot: QtBot) -> Iterator[Screen]:
    made = Screen(office, qtbot)
    yield made
    office.settle()


def installed(office: Office) -> dict[str, Standing]:
    rows = office.ask(templates.list_templates)
    return {row.template.key: row.standing for row in rows if row.installed is not None}


def take_in(office: Office, data: bytes) -> None:
    office.ask(lambda desk: templates.install(desk, data, TemplateSource.STANDARD))


# ----------------------------------------------------------------------------- spreadsheets


@pytest.mark.req("F126")
def test_from_a_fault_in_a_row_to_a_saved_template(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    path = write(tmp_path / "prov.xlsx", WRONG)
    view = screen.sheet(path)
    screen.until("Fel. Frågor, rad 5: ”visas om” pekar på 9.9 som inte finns.")
    assert "1 fel" in told(screen.page)
    assert "Här visas mallen så snart felen är rättade." in told(screen.page)
    assert not view.save.isEnabled()

    write(path)  # saved anew in the spreadsheet program: nobody presses anything here
    screen.until("Är det bra?")
    assert "Inget att rätta" in told(screen.page)
    assert "Prova mallen här. Inget av det du skriver sparas." in told(screen.page)
    assert "Mallen får inte ändras efter att den sparats" in told(screen.page)
    assert installed(office) == {}

    screen.press("Spara mall")
    office.settle()
    assert installed(office) == {f"{URL}|1.0.0": Standing.OFFERED}
    said = "Mallen är sparad. Prov på svenska, version 1.0.0. Den kan nu börjas i varje ärende"
    assert said in told(screen.page)
    (notice,) = (each for each in screen.page.findChildren(Notice) if said in each.text())
    assert screen.page.rect().contains(notice.mapTo(screen.page, notice.rect().bottomRight()))
    assert "Kartläggning · 2 frågor · Ur ett kalkylark, 2026-06-01" in told(screen.page)


def test_a_file_that_another_takes_the_place_of_is_read_anew(
    screen: Screen, tmp_path: Path
) -> None:
    path = write(tmp_path / "prov.xlsx", WRONG)
    screen.sheet(path)
    screen.until("Frågor, rad 5")
    path.unlink()
    screen.until("Filen finns inte kvar där den valdes.")
    beside = write(tmp_path / "annan.xlsx")
    beside.replace(path)
    screen.until("Är det bra?")
    assert "Filen finns inte kvar" not in told(screen.page)


def test_the_preview_stays_on_its_page_with_what_was_tried(screen: Screen, tmp_path: Path) -> None:
    path = write(tmp_path / "prov.xlsx")
    view = screen.sheet(path)
    screen.until("Är det bra?")
    form = view.preview._preview.form
    form.next_page()
    question = form._stack.focused()
    question.set_value("Mycket")
    question.edited.emit()
    question.take()

    write(path, (*QUESTIONS, ("2.2", "rad", "Något mer?", "")))
    screen.until("Något mer?")
    assert view.preview._preview.form is not form
    assert "Mycket" in texts(view.preview)
    assert "Är det bra?" not in texts(view.preview)

    write(path, WRONG)
    screen.until("Här visas mallen som den var innan felen.")
    assert "Något mer?" in texts(view.preview)
    assert not view.save.isEnabled()


@pytest.mark.req("F126")
def test_what_the_sheet_does_not_say_is_asked_for_with_proposals(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    view = screen.sheet(write(tmp_path / "våra_frågor.xlsx", head=HEAD[:1]))
    screen.judged(view)
    assert view.head.values() == {
        "titel": "Våra frågor",
        "version": "1.0.0",
        "status": "aktiv",
        "slag": "",
        "datum": "2026-06-01",
        "utgivare": "Avhopparenheten, Exempelkommun",
        "url": "urn:exempelkommun:mall:vara-fragor",
    }
    assert view.save.isEnabled()
    field = view.head._form.field("version")
    field.set_value("ett två")
    field.edited.emit()
    screen.judged(view)
    assert "Mall: ”version” ska vara ett versionsnummer som 1.0.0." in told(screen.page)
    assert not view.save.isEnabled()
    field.set_value("2.0")
    field.edited.emit()
    screen.judged(view)
    screen.press("Spara mall")
    assert list(installed(office)) == ["urn:exempelkommun:mall:vara-fragor|2.0"]


def test_another_file_brings_proposals_of_its_own(screen: Screen, tmp_path: Path) -> None:
    view = screen.sheet(write(tmp_path / "ett.xlsx", head=HEAD[:1]))
    screen.judged(view)
    view.take_files([write(tmp_path / "två.xlsx", head=HEAD[:1])])
    screen.judged(view)
    assert view.head.values()["titel"] == "Två"


@pytest.mark.req("F126")
def test_a_taken_version_is_answered_with_the_next(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    path = write(tmp_path / "prov.xlsx")
    screen.judged(view := screen.sheet(path))
    view.save.click()
    office.settle()
    screen.judged(view := screen.sheet(write(path, (*QUESTIONS, ("2.2", "rad", "Något mer?", "")))))
    view.save.click()
    office.settle()
    office.settle()
    assert "Det finns redan en mall med samma namn och version" in told(screen.page)
    assert len(installed(office)) == 1
    screen.press("Ge den version 1.0.1")
    screen.judged(view)
    screen.press("Spara mall")
    assert installed(office) == {
        f"{URL}|1.0.1": Standing.OFFERED,
        f"{URL}|1.0.0": Standing.OLDER,
    }
    (older,) = [
        each
        for each in screen.page.findChildren(QAbstractButton)
        if each.accessibleName() == "Äldre versioner (1), Prov på svenska"
    ]
    older.click()
    assert "Prov på svenska, version 1.0.0" in told(screen.page)


def test_the_same_bytes_again_are_nothing_new(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    path = write(tmp_path / "prov.xlsx")
    for _ in range(2):
        screen.judged(view := screen.sheet(path))
        view.save.click()
        office.settle()
    assert "Mallen fanns redan, tecken för tecken lika." in told(screen.page)
    assert len(installed(office)) == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.xlsx", b"PK\x03\x04nothing", "Filen går inte att läsa."),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "har ett format som inte läses"),
        ("a.csv", b"\0\1\2", "Filen är inget kalkylark."),
        ("a.csv", b"", "Filen är tom."),
        ("a.xlsx", b"", "Filen är tom."),
    ],
)
def test_a_bad_file_gets_its_own_sentence(
    name: str, data: bytes, sentence: str, screen: Screen, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    view = screen.sheet(path)
    screen.until(sentence)
    assert not view.save.isEnabled()
    assert view.head.isHidden(), "nothing is asked for of what could not be read"
    assert installed(office) == {}


def test_what_was_read_before_is_not_saved_under_the_name_of_a_file_that_was_refused(
    screen: Screen, tmp_path: Path
) -> None:
    view = screen.sheet(write(tmp_path / "ett.xlsx"))
    screen.judged(view)
    assert view.save.isEnabled()
    (tmp_path / "tom.xlsx").write_bytes(b"")
    view.take_files([tmp_path / "tom.xlsx"])
    screen.until("Filen är tom.")
    assert not view.save.isEnabled()


def test_reading_can_be_stopped(screen: Screen, tmp_path: Path) -> None:
    view = screen.sheet(write(tmp_path / "prov.xlsx"))
    screen.press("Avbryt läsningen")
    screen.office.tasks._aside.submit(lambda: None).result()
    screen.office.settle()
    assert not view.reading.reading
    assert view._read_sheets is None
    view.read_again()
    screen.until("Är det bra?")


def test_an_empty_spreadsheet_opens_as_it_was_saved(screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "ny.xlsx"
    screen.page.workbooks.save_starter(path)
    screen.until("Filen ny.xlsx är sparad.")
    assert load_workbook(path).sheetnames == list(starter_tables())
    before = path.read_bytes()
    screen.page.workbooks.save_starter(path)
    screen.office.settle()
    assert path.read_bytes() == before  # refused above the page
    screen.judged(view := screen.sheet(path))
    assert [line.severity for line in view.rows._lines] == []
    assert view.save.isEnabled()


def test_the_sheets_of_a_saved_template_come_back(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    screen.judged(view := screen.sheet(write(tmp_path / "prov.xlsx")))
    view.save.click()
    office.settle()
    screen.page.home.list.sheet_wanted.emit(f"{URL}|1.0.0")
    assert screen.page.findChild(QFileDialog) is not None
    screen.page.workbooks.save_sheets(tmp_path / "åter.xlsx")
    screen.until("Filen åter.xlsx är sparad.")
    sheet = load_workbook(io.BytesIO((tmp_path / "åter.xlsx").read_bytes()))["Frågor"]
    kept = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert [row for row in kept if any(row)] == list(QUESTIONS)


def test_what_is_shown_lets_go_of_everything(screen: Screen, tmp_path: Path) -> None:
    screen.judged(view := screen.sheet(write(tmp_path / "prov.xlsx")))
    gone = weakref.ref(view)
    del view
    QTest.keyClick(screen.page._open, Qt.Key.Key_Escape)
    assert screen.page._open is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


# -------------------------------------------------------------------- the list and what it does


def test_the_programs_own_are_listed_and_can_be_tried(screen: Screen) -> None:
    shown = told(screen.page)
    assert "Utredning – behov och mål, version 1.0.0" in shown
    assert "Följer med programmet" in shown
    assert "Ta ur bruk" not in shown
    screen.page.home.filter.set_value("Utredning behov och mål")
    screen.page.home.filter.edited.emit()
    assert "Avslut, version 1.0.0" not in told(screen.page)
    screen.press("Förhandsvisa")
    assert "Prova mallen här." in told(screen.page)
    screen.press("Till mallarna")
    assert "Utredning – behov och mål, version 1.0.0" in told(screen.page)


def test_out_of_use_and_into_use_again(screen: Screen, office: Office) -> None:
    take_in(office, standard())
    screen.page.load()
    office.settle()
    screen.press("Ta ur bruk")
    office.settle()
    assert "Ur bruk" in told(screen.page)
    assert list(installed(office).values()) == [Standing.RETIRED]
    screen.press("Ta i bruk igen")
    office.settle()
    assert list(installed(office).values()) == [Standing.OFFERED]


def test_a_template_leaves_in_either_version_and_over_nothing(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    choice = {"linkId": "1", "type": "string", "text": "Hur?", "answerConstraint": "optionsOnly"}
    options = [{"valueString": "Bra"}, {"valueString": "Illa"}]
    take_in(
        office, standard(item=[choice | {"disabledDisplay": "protected", "answerOption": options}])
    )
    screen.page.load()
    office.settle()
    view = screen.page._open_as("export", "urn:exempel:mall:standard|1.0.0")
    assert isinstance(view, ExportView)
    screen.until("Allt i mallen kan sägas i R5.")
    path = tmp_path / "ut.json"
    view.take_file(path)
    office.settle()
    assert "Filen ut.json är sparad." in told(screen.page)
    assert json.loads(path.read_bytes())["title"] == "Prov ur en fil"
    before = path.read_bytes()
    view._choices["R4"].click()
    screen.until("R4")
    view.take_file(path)
    office.settle()
    assert "Det finns redan en fil med det namnet." in told(screen.page)
    assert path.read_bytes() == before


# ----------------------------------------------------------------------------- files of others


@pytest.mark.req("F126")
def test_a_template_in_the_standard_format_is_looked_at_and_taken_in(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "deras.json"
    path.write_bytes(standard())
    view = screen.page._open_as("standard")
    assert isinstance(view, StandardView)
    view.take_file(path)
    screen.until("Hur är det?")
    assert installed(office) == {}
    screen.press("Spara mall")
    assert installed(office) == {"urn:exempel:mall:standard|1.0.0": Standing.OFFERED}
    kept = office.ask(lambda desk: templates.library(desk).get("urn:exempel:mall:standard|1.0.0"))
    assert kept.data == path.read_bytes()


def test_a_draft_that_is_saved_is_not_said_to_be_of_use(screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "deras.json"
    path.write_bytes(standard(status="draft"))
    view = screen.page._open_as("standard")
    assert isinstance(view, StandardView)
    view.take_file(path)
    screen.until("Hur är det?")
    screen.press("Spara mall")
    said = "Prov ur en fil, version 1.0.0. Den är ett utkast och börjas inte i ärenden."
    assert said in told(screen.page)


def test_what_cannot_be_answered_is_shown_with_its_reasons(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "deras.json"
    path.write_bytes(standard(item=[{"linkId": "1", "type": "attachment", "text": "Bifoga"}]))
    view = screen.page._open_as("standard")
    view.take_file(path)
    screen.until("Mallen kan läsas men inte besvaras.")
    assert "attachment" in told(screen.page)
    assert "Mallen kan inte fyllas i här och därför inte sparas i valvet." in told(screen.page)
    assert not view.save.isEnabled()

    path.write_bytes(b"{")
    view.take_file(path)
    screen.until("Filen är skadad eller är ingen utredningsmall")
    assert "Välj en annan fil: en mall i formatet R4 eller R5." in told(screen.page)
    assert "ta bort det som står ovan" not in told(screen.page)
    assert not view.save.isEnabled()
    assert installed(office) == {}


@pytest.mark.req("X19")
def test_a_pack_is_made_compared_and_taken_in_whole(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    view = screen.page._open_as("make_pack")
    assert isinstance(view, MakePackView)
    screen.press("Välj fil och spara")
    assert "Välj minst en mall." in told(screen.page)
    typed = {**view.form.values(), "templates": [screen.page._shown.entries[0].key]}
    view.form.set_values(typed)
    screen.press("Välj fil och spara")
    assert "2 uppgifter behöver rättas." in told(screen.page)
    view.form.set_values({**typed, "name": "Vårens mallar", "publisher": "Länet"})
    screen.press("Välj fil och spara")
    path = tmp_path / "vår.aktvalv-metodpaket"
    view.take_file(path)
    office.settle()
    pack = office.desk.read_foreign.method_pack(path)
    digits = " ".join(pack.digest[at : at + 4] for at in range(0, 64, 4))
    assert digits in told(screen.page)

    reading = screen.page._open_as("pack")
    assert isinstance(reading, PackView)
    reading.take_file(path)
    screen.until("Vårens mallar, version 1.0")
    shown = told(screen.page)
    assert digits in shown
    assert "Finns redan, likadan" in shown
    screen.press("Läs in hela paketet")
    assert "Metodpaketet är inläst." in told(screen.page)
    assert len(office.ask(method_packs.installed_packs)) == 1

    again = screen.page._open_as("pack")
    again.take_file(path)
    screen.until("Just den här filen är redan inläst.")
    assert not again.save.isEnabled()


@pytest.mark.req("X19")
def test_a_pack_that_meets_another_template_says_which(
    screen: Screen, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "paket.aktvalv-metodpaket"
    take_in(office, standard())
    other = read_template(standard(title="En annan"))
    data = write_method_pack(MethodPack("A", "1", "B", "2026-01-01", (other,)))
    path.write_bytes(data)
    view = screen.page._open_as("pack")
    view.take_file(path)
    screen.until("Krockar")
    assert "Paketet kan inte läsas in" in told(screen.page)
    assert not view.save.isEnabled()
    path.write_bytes(b"{}")
    view.take_file(path)
    screen.until("Filen är inget metodpaket, eller är skadad.")


# ------------------------------------------------------------------------------------- the lock


def test_over_a_lock_one_comes_back_without_the_path(
    screen: Screen, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write(tmp_path / "prov.xlsx")
    view = screen.sheet(path)
    screen.until("Är det bra?")
    view.preview._preview.form.next_page()
    place = screen.page.place()
    assert "prov" not in json.dumps(place)
    assert "tmp" not in json.dumps(place)

    later = Screen(office, qtbot)
    later.page.restore(place)
    office.settle()
    assert "Öppna filen igen." in told(later.page)
    opened = later.page._open
    assert isinstance(opened, SheetView)
    opened.take_files([path])
    later.until("Vad är bra?")
    assert "Är det bra?" not in told(later.page)


@pytest.mark.parametrize("opened", ["preview", "export"])
def test_over_a_lock_one_comes_back_to_the_template(
    opened: str, screen: Screen, office: Office, qtbot: QtBot
) -> None:
    key = screen.page._shown.entries[0].key
    screen.page._open_as(opened, key)
    later = Screen(office, qtbot)
    later.page.restore(screen.page.place())
    assert later.page._open.key == key


def test_who_asks_for_the_page_again_gets_the_list(screen: Screen) -> None:
    here = Destination(Section.TEMPLATES)
    screen.press("Spara metodpaket …")
    assert screen.page.home.isHidden()
    assert screen.page.moves_to(here, here)
    assert screen.page.home.isVisible()


def test_a_place_that_is_gone_is_the_list(screen: Screen) -> None:
    for place in ({"opened": "preview", "in": {"key": "urn:a|1"}}, {"opened": "x"}, {"opened": 3}):
        screen.page.restore(place)
        assert screen.page._open is None


def test_a_row_that_wraps_is_seen_in_whole(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    column = page_column(panel)
    rows = ProblemRows()
    column.addWidget(rows)
    column.addStretch(1)
    panel.resize(480, 600)
    panel.show()
    long = "Fliken ”Frågor” saknas. Lägg till den eller döp om den som motsvarar den. " * 2
    rows.show_lines((Line(Severity.ERROR, long),))
    QTest.qWait(0)
    row = rows.visualItemRect(rows.item(0)).height()
    assert row > rows.fontMetrics().lineSpacing() * 2
    assert rows.viewport().height() >= row


def test_faults_take_the_room_there_is(screen: Screen, tmp_path: Path) -> None:
    wrong = [(f"2.{n}", "rad", f"Fråga {n}", f"9.{n} = ja") for n in range(1, 25)]
    view = screen.sheet(write(tmp_path / "prov.xlsx", (*QUESTIONS[:4], *wrong)))
    screen.until("pekar på 9.24 som inte finns.")
    screen.judged(view)
    QTest.qWait(0)
    assert view.rows.count() == 24
    assert view.rows.height() > view.rows.minimumHeight()
    below = view.save.mapTo(screen.page, QPoint()).y()
    bottom = view.rows.mapTo(screen.page, QPoint(0, view.rows.height())).y()
    whole = view.rows.verticalScrollBar().maximum() == 0
    assert whole or below - bottom < 8 * view.rows.fontMetrics().lineSpacing()
    screen.window.resize(1200, 420)
    QTest.qWait(0)
    assert view.rows.height() == view.rows.minimumHeight(), "and give it back"


def test_few_faults_stand_close_together(screen: Screen, tmp_path: Path) -> None:
    view = screen.sheet(write(tmp_path / "prov.xlsx", WRONG))
    screen.until("1 fel")
    screen.judged(view)
    QTest.qWait(0)
    count = view._count.mapTo(screen.page, QPoint()).y()
    rows = view.rows.mapTo(screen.page, QPoint()).y()
    assert count < rows < count + 4 * view._count.height()
    assert view.rows.height() == view.rows.maximumHeight()
