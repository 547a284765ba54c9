"""Where a file dialog begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.widgets.file_choice import documents_folder


def test_a_dialog_begins_in_a_folder_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert documents_folder() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert documents_folder() == tmp_path / "Documents"
