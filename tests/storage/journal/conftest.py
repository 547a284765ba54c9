"""A real encrypted database with one author and nothing else in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.journal.making import Parts, Writer, opened


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "akter.db"


@pytest.fixture
def parts(path: Path, writer: Writer) -> Iterator[Parts]:
    made = opened(path, create=True)
    made.journal.append([writer.card()])
    yield made
    made.connection.close()
