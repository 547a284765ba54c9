"""Nobody's gender is assumed: no text on screen, on paper or in a form says he, she or man (F147).

What is looked through: every Swedish text in the code (the ui, documents, disclosure, forms), the
templates, the law, the process and the registers of words. What a person has typed is theirs.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import RESOURCES

ROOT = Path(__file__).parents[2]

GENDERED = re.compile(
    r"\b(?:han|hon|honom|henne|hennes|hans|herr|fru|fröken|talesman|talesmän|ombudsman|"
    r"ombudsmän|brandman|brandmän|polisman|polismän|handläggarinna)\b",
    re.IGNORECASE,
)
"""Pronouns that assume, and titles that do. Man and woman as subjects of a question are no
assumption: a form may ask about violence against women."""


def gendered(text: str) -> list[str]:
    return GENDERED.findall(text)


def texts_of_code(path: Path) -> Iterator[str]:
    """Every text that the code could show: its string literals, but for docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def texts_in(value: object) -> Iterator[str]:
    """Every text of JSON or TOML, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def texts_of(path: Path) -> Iterator[str]:
    if path.suffix == ".py":
        yield from texts_of_code(path)
    elif path.suffix == ".json":
        yield from texts_in(json.loads(path.read_text(encoding="utf-8")))
    elif path.suffix == ".toml":
        yield from texts_in(tomllib.loads(path.read_text(encoding="utf-8")))
    else:
        yield path.read_text(encoding="utf-8")


CODE = sorted(path for part in ("app", "ui", "storage") for path in (ROOT / part).rglob("*.py"))
SHIPPED = sorted(
    path
    for path in Path(RESOURCES).rglob("*")
    if path.suffix in (".json", ".toml", ".txt") and "words" not in path.parts
)
"""Without the words of passphrases and pseudonyms, which are said of nobody."""


@pytest.mark.req("F147")
def test_no_text_of_the_program_assumes_a_gender() -> None:
    found = {
        (str(path.relative_to(ROOT)), word)
        for path in CODE
        for text in texts_of(path)
        for word in gendered(text)
    }
    assert found == set()


@pytest.mark.req("F147")
def test_no_text_of_a_form_the_law_or_the_process_assumes_a_gender() -> None:
    files = [path for path in SHIPPED if path.name != "pseudonyms.txt"]
    assert len(files) > 15
    found = {
        (path.name, word) for path in files for text in texts_of(path) for word in gendered(text)
    }
    assert found == set()


@pytest.mark.parametrize(
    "text", ["Hon har sökt stöd.", "Frågan till honom:", "hennes barn", "han/hon", "Hans bostad"]
)
def test_what_assumes_is_found(text: str) -> None:
    assert gendered(text)


@pytest.mark.parametrize(
    "text", ["Den enskilde har sökt stöd.", "hen", "handläggaren", "hansa", "Hot mot kvinnor"]
)
def test_what_does_not_is_left(text: str) -> None:
    assert not gendered(text)


def test_texts_of_the_code_are_read_and_docstrings_are_not(tmp_path: Path) -> None:
    file = tmp_path / "one.py"
    file.write_text('"""Hon."""\n\nSAID = tr("Han sade")\n', encoding="utf-8")
    assert list(texts_of_code(file)) == ["Han sade"]
