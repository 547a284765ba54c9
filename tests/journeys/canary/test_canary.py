"""A person who can be recognised by every word of hers is taken through the whole program. She
may be seen where somebody asks to see her, and read in the paper that was let out with her name;
nowhere else: in no window, to no screen reader, on no clipboard and in no byte of any file."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QMessageLogContext, QObject, QtMsgType
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.disclosure.profiles import PLAN_PROFILES, Profile
from app.ids import StreamId
from tests.fakes import CountedIds, StoppedClock
from tests.journeys import hands
from tests.journeys.canary.bird import CANARIES, WHO, heard, heard_in
from tests.journeys.canary.listening import everything_said, everything_shown
from tests.program import Program, make_core
from tests.ui.looking import button, visible
from ui.crash import CrashDoor, take_qt_message
from ui.crash_window import CrashWindow
from ui.navigation import CasePart, Destination, Section
from ui.pages.overview.identity_card import IdentityCard
from ui.preview import Preview
from ui.theme import Theme
from ui.widgets import announce

OPENING = ("Ny ", "Lägg till", "Rätta", "Byt ", "Gör ", "Börja", "Den enskilde anser", "Sätt ")
"""Buttons that open a form, wherever they stand."""


class Watched(Program):
    """Crashes are looked at here, and are no failure of the test."""

    def _crashed(self, code: str, steps: tuple[str, ...]) -> None:
        assert not heard(code + repr(steps))


class Listener:
    """Listens at each place of the journey, and remembers where something was heard."""

    def __init__(self) -> None:
        self.leaks: list[tuple[str, set[str]]] = []
        self.places = 0

    def silent(self, where: str) -> None:
        """Nothing of her is said here."""
        self.places += 1
        if found := heard(everything_said()):
            self.leaks.append((where, found))

    def covered(self, where: str) -> None:
        """Nothing of her is on the screen. What stands in a form that was open goes with the
        process, which a test keeps alive."""
        if found := heard(everything_shown()):
            self.leaks.append((where, found))

    def seen(self, where: str, *, of_all: int) -> None:
        """Here somebody asked to see her: that she is heard also proves that we listen."""
        found = heard(everything_said())
        assert len(found) >= of_all, (where, found)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of one's own: whatever the program or its libraries write lies in here."""
    places = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "home/.config",
        "XDG_DATA_HOME": "home/.local/share",
        "XDG_STATE_HOME": "home/.local/state",
        "XDG_CACHE_HOME": "home/.cache",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
    }
    for name, place in places.items():
        (tmp_path / place).mkdir(mode=0o700, parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(tmp_path / place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    for folder in ("exports", "backups"):
        (tmp_path / folder).mkdir()
    return tmp_path


@pytest.fixture
def program(
    home: Path, qtbot: QtBot, theme: Theme, clock: StoppedClock, new_id: CountedIds
) -> Iterator[Program]:
    made = Watched(theme, home / "home/.config/aktvalv", make_core(home, clock, new_id))
    yield made
    made.end()


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader was told outside of any widget."""
    told: list[str] = []
    real = announce.QAccessibleAnnouncementEvent

    def remembered(thing: QObject, message: str) -> object:
        told.append(message)
        return real(thing, message)

    monkeypatch.setattr(announce, "QAccessibleAnnouncementEvent", remembered)
    return told


@pytest.mark.req("X05", "X06")
@pytest.mark.timeout(240)
def test_she_is_heard_only_where_somebody_asked(
    program: Program,
    home: Path,
    announced: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    listener = Listener()
    program.start()
    phrase = hands.make_a_vault(program, seen=lambda: listener.silent("first start"))
    stream = hands.new_case(program)
    her_identity_is_typed(program, listener, stream)
    hands.sign_a_note(program, stream)
    hands.bring_to_a_plan(program, stream)
    every_page(program, listener, stream)
    every_form(program, listener, stream)
    she_is_looked_at(program, listener, stream)
    she_is_searched_for(program, listener)
    papers_are_previewed(program, listener, stream)
    with_her_name = papers_are_let_out(program, listener, stream, home / "exports")
    hands.back_up(program, home / "backups")
    listener.silent("a backup was made")
    the_program_fails(program, listener, monkeypatch)
    the_vault_is_locked(program, listener, stream, phrase)
    log = repr(program.ask(lambda desk: desk.vault.log.entries(limit=100_000)))
    program.end()
    listener.silent("the program has ended")
    program.start()

    assert listener.leaks == []
    assert listener.places > 60
    assert heard("\n".join(announced)) == set()
    assert heard("".join(capfd.readouterr())) == set()
    assert heard(log) == set()
    assert heard(repr(program.left)) == set()
    for path in home.rglob("*"):
        assert heard(str(path.relative_to(home))) == set(), "a file's name"
        if path.is_file():
            data = path.read_bytes()
            assert heard_in(data) == set(), path
            if path.suffix == ".pdf":
                expected = {"kanariana", "qvintilsson"} if path == with_her_name else set()
                assert expected <= heard(text_of(data)), path
                assert expected or heard(text_of(data)) == set(), path
    assert list((home / "tmp").iterdir()) == list((home / "run").iterdir()) == []


# ------------------------------------------------------------------------------ the stations


def her_identity_is_typed(program: Program, listener: Listener, stream: StreamId) -> None:
    listener.silent("a new case")
    hands.go(program, Destination.case(stream))
    hands.press(program, "Fyll i identiteten")
    hands.fill(program, {**WHO, "other": ""})
    listener.seen("the form she is typed in", of_all=len(CANARIES) - 4)
    hands.go(program, Destination(Section.TODO))
    listener.silent("a draft of her waits")
    hands.go(program, Destination.case(stream))
    listener.silent("the case whose draft waits")
    hands.press(program, "Fyll i identiteten")
    hands.fill(program, WHO)
    hands.press(program, "Spara identiteten")
    listener.silent("her identity is signed")


def every_page(program: Program, listener: Listener, stream: StreamId) -> None:
    for place in every_place(stream):
        hands.go(program, place)
        listener.silent(f"{place.section} {place.part}")
        program.main._show_keys()
        listener.silent(f"the keys of {place.section} {place.part}")
        program.main.toggle_curtain()
        listener.silent(f"the curtain over {place.section} {place.part}")
        program.main.toggle_curtain()


def every_place(stream: StreamId) -> Iterator[Destination]:
    """All there are, so that a new page is listened at without anybody thinking of it."""
    yield from (Destination(section) for section in Section)
    yield from (Destination.case(stream, part) for part in CasePart)


def every_form(program: Program, listener: Listener, stream: StreamId) -> None:
    opened = 0
    for place in every_place(stream):
        hands.go(program, place)
        for text in sorted({each.text() for each in _opening(program)}):
            program.go(place)
            for found in [each for each in _opening(program) if each.text() == text][:1]:
                found.click()
                program.settle()
                opened += 1
                listener.silent(f"{text} on {place.section} {place.part}")
                for dialog in program.main.findChildren(QDialog):
                    dialog.reject()
    assert opened > 8


def _opening(program: Program) -> list[QPushButton]:
    return [
        each
        for each in visible(program.main, QPushButton)
        if each.isEnabled() and each.text().startswith(OPENING) and not _of_identity(each)
    ]


def _of_identity(pressed: QPushButton) -> bool:
    parent: QObject | None = pressed
    while parent is not None:
        if isinstance(parent, IdentityCard):
            return True
        parent = parent.parent()
    return False


def she_is_looked_at(program: Program, listener: Listener, stream: StreamId) -> None:
    hands.go(program, Destination.case(stream))
    peek = button(program.main, "Håll nere för att visa")
    assert isinstance(peek, QPushButton)
    peek.pressed.emit()
    program.settle()
    listener.seen("the button is held", of_all=len(CANARIES) - 4)
    for each in program.main.findChildren(IdentityCard):
        QTest.keySequence(each, "Ctrl+A")
        QTest.keySequence(each, "Ctrl+C")
    peek.released.emit()
    listener.silent("the button is let go")

    for hide in (
        program.main.toggle_curtain,
        lambda: hands.go(program, Destination.case(stream, CasePart.JOURNAL)),
        lambda: hands.go(program, Destination(Section.CASES)),
        lambda: hands.press(program, "Dölj nu"),
    ):
        program.go(Destination.case(stream))
        hands.press(program, "Visa i 30 sekunder")
        listener.seen("for half a minute", of_all=len(CANARIES) - 4)
        hide()
        listener.silent("the half minute is cut short")
        if not button_is_there(program, "Lås"):
            program.main.toggle_curtain()
            listener.silent("the curtain is lifted")


def button_is_there(program: Program, text: str) -> bool:
    return any(each.text().startswith(text) for each in visible(program.main, QPushButton))


def she_is_searched_for(program: Program, listener: Listener) -> None:
    name = f"{WHO['given_name']} {WHO['family_name']}"
    hands.go(program, Destination(Section.CASES))
    for asked in (name, str(WHO["number"])):
        hands.line(program.main, "Sök ärende").setText("")
        QTest.keyClicks(hands.line(program.main, "Sök ärende"), asked)
        program.until(lambda: "1 ärende" in everything_said())
        hands.line(program.main, "Sök ärende").clear()
        program.settle()
        listener.silent("she was found in the list")
    program.main._jump.open()
    QTest.keyClicks(hands.line(program.main, "Gå till ärende"), name)
    program.until(lambda: program.main._jump._model.rowCount() == 1)
    program.main._jump.dismiss()
    listener.silent("she was found by Ctrl+K")


def papers_are_previewed(program: Program, listener: Listener, stream: StreamId) -> None:
    for profile in PLAN_PROFILES:
        program.go(Destination.case(stream, CasePart.DOCUMENTS))
        hands.fill(program, {"profile_implementation_plan": profile.value})
        hands.press(program, "Förhandsgranska")
        assert "Boende med stöd" in everything_said()  # the paper is there to be read
        listener.silent(f"the preview for {profile}")
        (preview,) = visible(program.main, Preview)
        preview._swap.click()
        listener.silent(f"the preview as text for {profile}")


def papers_are_let_out(
    program: Program, listener: Listener, stream: StreamId, folder: Path
) -> Path:
    """One of each kind without her, and one with her name, which is given."""
    for profile in PLAN_PROFILES:
        hands.let_the_plan_out(program, stream, profile, folder)
        listener.silent(f"a paper was let out: {profile}")
    (with_her_name,) = hands.let_the_plan_out(
        program, stream, Profile.FULL, folder, identified=True
    )
    listener.silent("a paper with her name was let out")
    return with_her_name


def the_program_fails(
    program: Program, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With her in the error, in its frames and in what Qt complains of."""

    def fail(_desk: object) -> None:
        her_name = str(WHO["family_name"])
        raise RuntimeError(f"no {her_name} with {WHO}")

    with _caught_by(program._crashes, monkeypatch):
        program.application.unlocked.session.run(fail, print, context=program.main)
        program.until(lambda: bool(visible(program.main, CrashWindow)))
        take_qt_message(
            QtMsgType.QtWarningMsg, QMessageLogContext(), f"cannot open /home/{WHO['family_name']}"
        )
    listener.silent("the program has failed")
    for window in visible(program.main, CrashWindow):
        window.reject()


@contextmanager
def _caught_by(door: CrashDoor, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "excepthook", door.take)
        yield


def the_vault_is_locked(
    program: Program, listener: Listener, stream: StreamId, phrase: str
) -> None:
    """While she is shown, and then while she is being typed."""
    program.go(Destination.case(stream))
    hands.press(program, "Visa i 5 minuter")
    _lock(program, listener)
    hands.unlock(program, phrase)
    listener.silent("unlocked, where she was shown before")

    program.go(Destination.case(stream))
    (card,) = visible(program.main, IdentityCard)
    button(card, "Ändra …").click()
    program.settle()
    hands.fill(program, {"other": "Flyttad från Xylofonby."})
    _lock(program, listener)
    hands.unlock(program, phrase)
    listener.seen("the form she was being typed in comes back", of_all=len(CANARIES) - 4)
    hands.go(program, Destination(Section.TODO))
    listener.silent("the start page, with a draft of her")


def _lock(program: Program, listener: Listener) -> None:
    listener.seen("before the lock", of_all=len(CANARIES) - 4)
    program.left.clear()
    program.application.unlocked.lock()
    program.until(lambda: bool(program.left))
    listener.covered("the vault is locked")
    program.go_on_after_lock()
    listener.silent("the unlock window")


def text_of(pdf: bytes) -> str:
    """Its words and everything said of it."""
    held = QByteArray(pdf)
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = range(document.pageCount())
    said = [document.getAllText(page).text() for page in pages]
    said += [str(document.metaData(field)) for field in QPdfDocument.MetaDataField]
    document.close()
    return "\n".join(said)
