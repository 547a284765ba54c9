"""What a caseworker does at the windows, in gestures that several journeys share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from app.disclosure.profiles import PROFILES, Profile
from app.ids import StreamId
from app.jsonvalue import JsonObject
from app.usecases import registers
from app.usecases.around import threats
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.planning import plans
from tests.app.usecases import typed_forms
from tests.program import Program
from tests.ui.looking import button, texts, visible
from ui.fields.form import FieldForm
from ui.navigation import CasePart, Destination, Section
from ui.pages.documents.gate import GateForm
from ui.pages.first_start.page import FirstStartPage
from ui.pages.unlock.page import UnlockPage

CASE: JsonObject = {
    "kind": "application",
    "received_on": "idag",
    "channel": "visit",
    "from_whom": "Den enskilde",
    "wish": "Jag vill leva ett vanligt liv.",
}
NOTE: JsonObject = {
    "event": "idag",
    "type": "conversation",
    "heading": "Första samtalet",
    "facts": "Hen berättar att hen har sovit hos bekanta sedan i våras.",
    "appraisal": "Läget bedöms som akut.",
}
OWNER = ("Maja Exempelsson", "Socialsekreterare", "Handläggare", "Avhopparenheten", "Exempelkommun")


def press(program: Program, text: str) -> None:
    """The button that is there, or comes, with this text, once it can be pressed."""
    wanted = waited(program, lambda: _ready(program.window, text))
    button(wanted.window(), text).click()
    program.settle()


def _ready(window: QWidget, text: str) -> QWidget | None:
    try:
        found = button(window, text)
    except AssertionError:
        return None
    return found if found.isEnabled() else None


def waited(program: Program, find: Callable[[], QWidget | None]) -> QWidget:
    program.until(lambda: find() is not None)
    found = find()
    assert found is not None
    return found


def fill(program: Program, values: JsonObject) -> None:
    """Into the form that was opened last, as if typed."""
    form = visible(program.window, FieldForm)[-1]
    form.set_values({**form.values(), **values})
    form.changed.emit()
    program.settle()


def line(window: QWidget, name: str) -> QLineEdit:
    return next(each for each in visible(window, QLineEdit) if each.accessibleName() == name)


def choose(program: Program, path: Path) -> None:
    """A folder or a file in Qt's own dialog, by typing its path."""

    def dialog() -> QFileDialog | None:
        return next(
            (each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)), None
        )

    opened = waited(program, dialog)
    (typed,) = opened.findChildren(QLineEdit)
    typed.setText(str(path))
    assert isinstance(opened, QFileDialog)
    opened.accept()
    program.settle()


# --------------------------------------------------------------------------------- the entrance


def make_a_vault(
    program: Program,
    *,
    seen: Callable[[], None] = lambda: None,
    owner: tuple[str, ...] = OWNER,
) -> str:
    """From the first window to the open vault in the home folder, with the suggested passphrase,
    which is returned. ``seen`` is called at every step. ``owner`` as ``OWNER``."""
    seen()
    press(program, "Skapa ett valv")
    page = program.application.window.page
    assert isinstance(page, FirstStartPage)
    _next(program, seen)
    phrase = waited(program, lambda: _suggested(page))
    assert isinstance(phrase, QLabel)
    chosen = phrase.text()
    visible(page, QLineEdit)[0].setText(chosen)
    _next(program, seen)
    code = waited(program, lambda: _groups(page)[-1] if len(_groups(page)) == 7 else None)
    assert code is not None
    groups = {each.accessibleName().split(":")[0]: each.text() for each in _groups(page)}
    _next(program, seen)
    for asked in visible(page, QLineEdit):
        asked.setText(groups[asked.accessibleName()])
    _next(program, seen)
    _next(program, seen)  # no card from the unit
    for asked, typed in zip(visible(page, QLineEdit), owner, strict=True):
        asked.setText(typed)
        asked.textEdited.emit(typed)
    _next(program, seen)
    seen()
    press(program, "Skapa valvet")
    be_inside(program)
    return chosen


def _next(program: Program, seen: Callable[[], None]) -> None:
    seen()
    press(program, "Nästa")


def _suggested(page: QWidget) -> QLabel | None:
    found = (each for each in visible(page, QLabel) if each.accessibleName().startswith("Föresl"))
    return next((each for each in found if each.text()), None)


def _groups(page: QWidget) -> list[QLabel]:
    return [each for each in visible(page, QLabel) if each.accessibleName().startswith("Grupp ")]


def unlock(program: Program, passphrase: str) -> None:
    page = waited(program, lambda: _unlock_page(program))
    assert isinstance(page, UnlockPage)
    line(page, "Lösenfras").setText(passphrase)
    press(program, "Lås upp")
    be_inside(program)


def _unlock_page(program: Program) -> QWidget | None:
    page = program.application.window.page
    return page if isinstance(page, UnlockPage) else None


def be_inside(program: Program) -> None:
    program.until(
        lambda: program.application.unlocked is not None and program.main.isVisible(),
    )
    program.settle()


# --------------------------------------------------------------------------------- in the vault


def go(program: Program, destination: Destination) -> None:
    program.main.go(destination)
    program.settle()


def new_case(program: Program) -> StreamId:
    go(program, Destination(Section.CASES))
    press(program, "Nytt ärende")
    fill(program, CASE)
    press(program, "Skapa ärendet")
    program.until(lambda: program.main.place().stream is not None)
    program.settle()
    stream = program.main.place().stream
    assert stream is not None
    return stream


def note_identity(program: Program, stream: StreamId, who: JsonObject) -> None:
    go(program, Destination.case(stream))
    press(program, "Fyll i identiteten")
    fill(program, who)
    press(program, "Spara identiteten")


def sign_a_note(program: Program, stream: StreamId) -> None:
    go(program, Destination.case(stream, CasePart.JOURNAL))
    press(program, "Ny anteckning")
    fill(program, NOTE)
    press(program, "Signera anteckningen …")
    press(program, "Signera anteckningen nu")


def bring_to_a_plan(program: Program, stream: StreamId) -> None:
    """Threat, assessment, decision and plan, by the use cases that their pages call."""
    program.ask(lambda desk: _bring_to_a_plan(desk, stream))
    program.settle()


def _bring_to_a_plan(desk: Desk, stream: StreamId) -> None:
    threat: JsonObject = {
        "owner": "bops",
        "assessed_on": "idag",
        "level": "high",
        "type": "concrete",
        "relocation_needed": "yes",
    }
    threats.sign_threat_assessment(desk, stream, new_entity(desk), threat)
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream, decided_on="idag")
    later = (desk.now().date() + timedelta(days=90)).isoformat()
    plan = typed_forms.plan(fixed_on="idag", follow_up_on=later)
    plans.fix_plan(desk, stream, new_entity(desk), plan)
    recipient: JsonObject = {
        "name": "Kontaktperson",
        "organisation": "Boendet Exemplet",
        "kind": "provider",
    }
    registers.add_recipient(desk, new_entity(desk), recipient)


def let_the_plan_out(
    program: Program,
    stream: StreamId,
    profile: Profile,
    folder: Path,
    *,
    identified: bool = False,
) -> tuple[Path, ...]:
    """Through the gate, with what is ticked from the start, or also with who the person is. Gives
    the files that are new."""
    before = set(folder.iterdir())
    (recipient,) = program.ask(registers.list_recipients)
    consent = program.ask(lambda desk: typed_forms.consented(desk, stream, recipient.entity))
    go(program, Destination.case(stream, CasePart.DOCUMENTS))
    fill(program, {"profile_implementation_plan": profile.value})
    press(program, "Lämna ut …")
    gate = waited(program, lambda: next(iter(visible(program.main, GateForm)), None))
    assert isinstance(gate, GateForm)
    typed: JsonObject = {
        **gate.values(),
        "recipient": recipient.entity,
        "ground": "consent",
        "consent": consent,
        "reason": "Skriftligt samtycke från den enskilde.",
    }
    if identified:
        typed["allowed"] = sorted(PROFILES[profile].categories)
    gate.set_values(typed)
    gate.form.changed.emit()
    press(program, "Granska det som lämnar")
    press(program, "Visa handlingen")
    press(program, "Välj mapp och lämna ut")
    choose(program, folder)
    program.until(lambda: set(folder.glob("*.pdf")) > before)
    program.settle()
    return tuple(set(folder.iterdir()) - before)


def open_a_spreadsheet(program: Program, file: Path, seen: str) -> None:
    """In the page Mallar, until this can be read there: a question of the sheet."""
    go(program, Destination(Section.TEMPLATES))
    press(program, "Öppna kalkylark")
    choose(program, file)
    program.until(lambda: seen in texts(program.window))
    program.settle()


def back_up(program: Program, folder: Path) -> Path:
    go(program, Destination(Section.SETTINGS))
    press(program, "Välj mapp")
    choose(program, folder)
    press(program, "Säkerhetskopiera nu")
    program.until(lambda: any(folder.glob("*.aktvalv-kopia")))
    program.settle()
    (made,) = folder.glob("*.aktvalv-kopia")
    return made
