"""Templates in the standard format, judged in the jail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import resources
from app.errors import Reason, Refusal
from app.forms.library import read_template
from app.forms.load import load_form
from app.forms.method_pack import MethodPack, write_method_pack
from app.forms.problems import Code
from app.jsonvalue import Json
from app.progress import Progress, no_progress
from storage.foreign.child import program as reader_program
from storage.foreign.reader import LARGEST_LEGAL_PACK, ForeignFiles
from storage.process.jailer import Jailer
from tests.storage.process.test_jail import program

TEMPLATE = Path(resources.__file__).parent / "forms" / "behov-1.0.0.json"


def test_a_good_template_comes_back_with_its_exact_bytes() -> None:
    found = ForeignFiles().template(TEMPLATE)
    assert found.data == TEMPLATE.read_bytes()
    assert found.answerable
    assert found.problems == load_form(found.data).problems


def test_what_is_wrong_is_told_as_if_it_were_read_here(tmp_path: Path) -> None:
    tree = json.loads(TEMPLATE.read_bytes())
    tree["item"][0]["linkId"] = tree["item"][1]["linkId"]
    tree["item"][1]["type"] = "attachment"
    path = tmp_path / "mall.json"
    path.write_text(json.dumps(tree), "utf-8")
    found = ForeignFiles().template(path)
    assert not found.answerable
    assert found.problems == load_form(path.read_bytes()).problems
    assert Code.DUPLICATE_LINK in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.NOT_JSON),
        (b"\xff\xfe", Code.NOT_JSON),
        (b"[" * 2_000_000, Code.TOO_DEEP),
        (b'{"a":1,"a":2}', Code.NOT_JSON),
        (b'{"a":NaN}', Code.NOT_JSON),
        (b'{"resourceType":"Patient"}', Code.NOT_A_TEMPLATE),
    ],
)
def test_bytes_that_are_no_template(data: bytes, code: Code, tmp_path: Path) -> None:
    path = tmp_path / "mall.json"
    path.write_bytes(data)
    found = ForeignFiles().template(path)
    assert [problem.code for problem in found.problems] == [code]
    assert not found.answerable


@pytest.mark.parametrize("trick", ["answer", "other shape"])
def test_an_answer_of_another_shape_is_no_answer(trick: str) -> None:
    class Lying(Jailer):
        def ask(self, question, progress=lambda *_: None):
            asked = [question[0].replace(b'"template"', f'"{trick}"'.encode()), *question[1:]]
            head = asked[0][8:]
            return super().ask([len(head).to_bytes(8, "big") + head, *asked[1:]], progress)

    with pytest.raises(Refusal) as refusal:
        ForeignFiles(Lying(program)).template(TEMPLATE)
    assert refusal.value.reason is Reason.FILE_READER_STOPPED


def saying(answer: Json) -> Jailer:
    """A reader that has been taken over, and says in the right shape what is not so."""

    class Saying(Jailer):
        def ask(self, question: Sequence[bytes], progress: Progress = no_progress) -> Json:
            return answer

    return Saying(program)


def test_a_verdict_on_other_bytes_is_no_verdict() -> None:
    lie = {"sha256": "0" * 64, "answerable": True, "problems": []}
    with pytest.raises(Refusal) as refusal:
        ForeignFiles(saying(lie)).template(TEMPLATE)
    assert refusal.value.reason is Reason.FILE_READER_STOPPED


def test_a_verdict_on_another_pack_is_no_verdict(tmp_path: Path) -> None:
    path = tmp_path / "a.aktvalv-metodpaket"
    own = read_template(TEMPLATE.read_bytes())
    path.write_bytes(write_method_pack(MethodPack("A", "1", "A", "2026-01-01", (own,))))
    with pytest.raises(Refusal) as refusal:
        ForeignFiles(saying({"digest": "0" * 64})).method_pack(path)
    assert refusal.value.reason is Reason.FILE_READER_STOPPED


def test_bytes_out_of_a_package_are_judged_as_those_of_a_file(tmp_path: Path) -> None:
    template = TEMPLATE.read_bytes()
    assert ForeignFiles().template_bytes(template) == ForeignFiles().template(TEMPLATE)
    pack = MethodPack("Metod", "1", "Enheten", "2026-06-01", (read_template(template),))
    data = write_method_pack(pack)
    path = tmp_path / "metod.aktvalv-metodpaket"
    path.write_bytes(data)
    assert ForeignFiles().method_pack_bytes(data) == ForeignFiles().method_pack(path)
    with pytest.raises(Refusal) as refusal:
        ForeignFiles().method_pack_bytes(data + b" ")
    assert refusal.value.reason is Reason.NOT_A_METHOD_PACK
    with pytest.raises(Refusal) as refusal:
        ForeignFiles().legal_pack_bytes(data)
    assert refusal.value.reason is Reason.NOT_A_LEGAL_PACK
    with pytest.raises(Refusal) as refusal:
        ForeignFiles().legal_pack_bytes(bytes(LARGEST_LEGAL_PACK + 1))
    assert refusal.value.reason is Reason.FILE_TOO_LARGE


def test_a_pack_out_of_a_package_is_read_apart_once() -> None:
    asked: list[Sequence[bytes]] = []

    class Counted(Jailer):
        def ask(self, question: Sequence[bytes], progress: Progress = no_progress) -> Json:
            asked.append(question)
            return Jailer.ask(self, question, progress)

    reader = ForeignFiles(Counted(reader_program))
    pack = MethodPack(
        "Metod", "1", "Enheten", "2026-06-01", (read_template(TEMPLATE.read_bytes()),)
    )
    data = write_method_pack(pack)
    assert reader.method_pack_bytes(data) == reader.method_pack_bytes(data)
    assert len(asked) == 1
    for _ in range(2):
        with pytest.raises(Refusal):
            reader.legal_pack_bytes(data)
    assert len(asked) == 3, "what did not end well is known of nothing"
