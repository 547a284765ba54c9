from __future__ import annotations

import ast
from pathlib import Path

from hypothesis import given, settings

import app
from app.casework import facts
from app.casework.identity import identity_of
from app.casework.projection import only_entity
from tests.app.casework.build import STREAM, case_records, note, raw, record

OWN = only_entity(STREAM)


def test_the_identity_with_every_version_of_it():
    first = record(facts.Identity(given_name="Ada"), of=OWN)
    second = record(facts.Identity(given_name="Asta"), of=OWN, parents=[first], lamport=2)
    found = identity_of([second, record(note()), first])
    assert found is not None
    assert [each.fact.given_name for each in found.versions] == ["Ada", "Asta"]
    assert found.head == found.latest


def test_no_identity_is_none():
    assert identity_of([record(note())]) is None
    assert identity_of([raw("identity/1", {"given_name": 1})]) is None
    assert identity_of([raw("identity/2", {})]) is None


def test_a_newer_identity_is_named_at_the_one_we_can_read():
    first = record(facts.Identity(given_name="Ada"), of=OWN)
    newer = raw("identity/2", {}, of=OWN, parents=[first], lamport=2)
    found = identity_of([first, newer])
    assert found is not None
    assert found.unread == (newer,)


@given(case_records())
@settings(max_examples=100)
def test_any_records_give_an_identity_or_none(records):
    found = identity_of(records)
    assert found is None or all(isinstance(each.fact, facts.Identity) for each in found.versions)


def test_only_the_reveal_and_the_index_read_the_identity():
    root = Path(app.__file__).parent
    readers = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.ImportFrom) and (
                node.module == "app.casework.identity"
                or (node.module == "app.casework" and any(a.name == "identity" for a in node.names))
            )
            if named:
                readers.add(path.relative_to(root).as_posix())
    assert readers <= {"casework/index.py", "usecases/identity.py"}
    assert "casework/index.py" in readers
