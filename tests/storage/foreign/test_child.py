"""How the process that reads foreign files is started."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ui.__main__ as program_itself
from storage.foreign import child
from storage.foreign.reader import ForeignFiles
from storage.process.jailer import Jailer

ROOT = Path(__file__).parents[3]


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child.program() == [sys.executable, program_itself._READ_FOREIGN]


def test_the_program_itself_reads_when_it_is_asked_to(tmp_path: Path) -> None:
    path = tmp_path / "frågor.csv"
    path.write_text("id;typ;text\n1;info;Hej\n", "utf-8")
    start = f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r}); sys.argv = ['aktvalv', {child.ARGUMENT!r}]; runpy.run_module('ui', run_name='__main__')"
    jailer = Jailer(lambda: [sys.executable, "-I", "-B", "-c", start])
    (sheet,) = ForeignFiles(jailer).spreadsheet([path])
    assert sheet.rows == (("id", "typ", "text"), ("1", "info", "Hej"))


def test_it_does_not_look_at_who_starts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the working folder nor variables say what is loaded."""
    (tmp_path / "openpyxl.py").write_text("raise SystemExit('caught')", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "a.csv").write_bytes(b"id;typ;text\n")
    assert ForeignFiles().spreadsheet([Path("a.csv")])


def test_without_a_question_it_ends_in_silence() -> None:
    done = subprocess.run(child.program(), input=b"", capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    assert done.stdout == b""


def test_it_is_started_apart_from_the_user_and_writes_nothing() -> None:
    assert child.program()[1:3] == ["-I", "-B"]
