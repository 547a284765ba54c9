"""The templates that the program comes with are exactly what their sheets say."""

from __future__ import annotations

import hashlib
import json

import pytest

from app.forms.lint import Profile
from app.forms.load import load_form
from app.forms.problems import Severity
from tests.make_forms import FORMS, compiled, released, sources, write

SOURCES = sources()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.folder.name)
def test_every_template_is_made_of_its_sheets_byte_for_byte(source) -> None:
    assert [problem for problem in source.result.problems if problem.blocks] == []
    assert source.target.read_bytes() == source.result.data


def test_no_template_lacks_its_sheets() -> None:
    made = {source.target for source in SOURCES}
    earlier = {FORMS / name for name in released()}
    assert set(FORMS.glob("*.json")) <= made | earlier


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.json")), ids=lambda path: path.name)
def test_nothing_is_to_be_remarked_on(path) -> None:
    found = load_form(path.read_bytes(), Profile.STRICT).problems
    assert [problem for problem in found if problem.severity is not Severity.INFO] == []


def test_names_are_given_once() -> None:
    heads = [json.loads(path.read_bytes()) for path in FORMS.glob("*.json")]
    keys = [(head["url"], head["version"]) for head in heads]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(("name", "digest"), released().items())
def test_what_may_have_been_filled_in_is_never_changed(name: str, digest: str) -> None:
    assert hashlib.sha256((FORMS / name).read_bytes()).hexdigest() == digest


def test_a_released_version_is_not_written_over(tmp_path) -> None:
    """Also when its sheets have been changed, which needs a new version."""
    folder = tmp_path / "forms" / "src" / "behov"
    folder.mkdir(parents=True)
    for part in (FORMS / "src" / "behov").iterdir():
        (folder / part.name).write_bytes(part.read_bytes())
    questions = folder / "fragor.csv"
    questions.write_bytes(questions.read_bytes().replace("Behövs tolk?".encode(), b"Tolk?"))
    changed = compiled(folder)
    target = tmp_path / "forms" / "behov-1.0.0.json"
    assert changed.target == target
    assert write(changed) == ["behov: behov-1.0.0.json är utgiven och ändras inte. Höj versionen."]
    assert not target.exists()

    head = folder / "mall.toml"
    head.write_bytes(head.read_bytes().replace(b"1.0.0", b"1.0.1"))
    assert write(compiled(folder)) == ["behov: behov-1.0.1.json är skriven."]
    assert write(compiled(folder)) == []
    assert b"Tolk?" in (tmp_path / "forms" / "behov-1.0.1.json").read_bytes()


def test_sheets_with_a_fault_are_told_of_and_not_written(tmp_path) -> None:
    folder = tmp_path / "forms" / "src" / "fel"
    folder.mkdir(parents=True)
    for part in (FORMS / "src" / "behov").iterdir():
        (folder / part.name).write_bytes(part.read_bytes())
    questions = folder / "fragor.csv"
    questions.write_bytes(questions.read_bytes().replace(b"1.6 = ja", b"1.66 = ja"))
    told = write(compiled(folder))
    assert told == [
        "fel: Frågor, rad 9: ”visas om” pekar på 1.66 som inte finns. Rätta id:t eller ta bort villkoret."
    ]
    assert not list((tmp_path / "forms").glob("*.json"))
