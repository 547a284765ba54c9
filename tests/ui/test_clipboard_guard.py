"""What is copied does not lie about. In a real X server, since only there a program owns it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ui.clipboard_guard import KEPT_SECONDS, MARKS

ROOT = Path(__file__).parent.parent.parent
SECRET = "Påhittad gata 3"

COPYING = """
import json, sys
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from ui.clipboard_guard import ClipboardGuard, forget_copied

SECRET = sys.argv[1]
MARKED = QClipboard.Mode.Selection
application = QApplication([])
clipboard = QGuiApplication.clipboard()
told = {}

def copy(field):
    field.show()
    field.activateWindow()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    marked = clipboard.text(MARKED)
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return marked

told["unguarded"] = [copy(QLineEdit(SECRET)), clipboard.text(), clipboard.mimeData().formats()]
clipboard.clear()
clipboard.clear(MARKED)

guard = ClipboardGuard()
seconds = []
guard.remaining.connect(seconds.append)
told["marked"] = [copy(QPlainTextEdit(SECRET)), copy(QLineEdit(SECRET))]
told["copied"] = clipboard.text()
told["formats"] = clipboard.mimeData().formats()
for _ in range(19):
    guard.count_down()
told["before"] = clipboard.text()
guard.count_down()
told["after"] = [clipboard.text(), clipboard.ownsClipboard()]
told["seconds"] = list(seconds)

copy(QLineEdit(SECRET))
forget_copied()
told["locked"] = clipboard.text()
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told() -> dict[str, object]:
    if shutil.which("xvfb-run") is None:
        pytest.skip("there is no xvfb-run to copy in")
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", COPYING, SECRET],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    made: dict[str, object] = json.loads(ended.stdout)
    return made


def test_without_the_guard_the_text_would_lie_about(told: dict[str, object]) -> None:
    """What the rest is measured against."""
    marked, copied, formats = told["unguarded"]  # type: ignore[misc]
    assert marked == copied == SECRET
    assert not set(MARKS) & set(formats)


@pytest.mark.req("X01")
def test_marking_alone_copies_nothing(told: dict[str, object]) -> None:
    assert told["marked"] == ["", ""]


@pytest.mark.req("X01")
def test_what_is_copied_carries_the_words_to_clipboard_managers(told: dict[str, object]) -> None:
    assert told["copied"] == SECRET
    formats = told["formats"]
    assert isinstance(formats, list)
    assert set(MARKS) <= set(formats)
    assert "text/html" not in formats


@pytest.mark.req("X01")
def test_it_is_gone_after_twenty_seconds_and_the_time_is_told(told: dict[str, object]) -> None:
    assert told["before"] == SECRET
    assert told["after"] == ["", False]
    seconds = told["seconds"]
    assert isinstance(seconds, list)
    counted = [each for each in seconds if each]
    assert counted[-KEPT_SECONDS:] == list(range(KEPT_SECONDS, 0, -1))
    assert seconds[-1] == 0


@pytest.mark.req("X01")
def test_locking_takes_it_back_at_once(told: dict[str, object]) -> None:
    assert told["locked"] == ""
