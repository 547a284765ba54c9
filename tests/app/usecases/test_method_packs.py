"""Method packs: whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.casework.register_facts import PackedText, TemplateSource
from app.errors import InvalidFields, Reason, Refusal
from app.forms.library import read_template
from app.forms.method_pack import MAX_BYTES, MethodPack, read_method_pack, write_method_pack
from app.journal.canonical import encode_json
from app.ports import LogCode
from app.usecases.desk import Desk
from app.usecases.forms import method_packs, templates
from app.usecases.forms.method_packs import Arrival
from app.usecases.forms.templates import Standing
from tests.app.usecases.test_templates import URL, rows, template
from tests.fakes import StoppedClock

HEAD = {
    "name": "Metod vår 2026", "version": "1", "publisher": "Metodenheten",
    "effective_from": "2026-06-15", "note": "Ny mall för uppföljning.",
}  # fmt: skip
DEFINITION = PackedText(
    key="avhoppare",
    title="Avhoppare",
    text="En påhittad definition.",
    source="Påhittad promemoria 2026:1",
    valid_from="2026-01-01",
)


def pack(*data: bytes, **more: Any) -> MethodPack:
    fields = {**HEAD, "templates": tuple(map(read_template, data)), "texts": (DEFINITION,), **more}
    return read_method_pack(write_method_pack(MethodPack(**fields)))


def logged(desk: Desk) -> int:
    return [entry.code for entry in desk.vault.log.entries()].count(LogCode.RECORD_ADDED)


@pytest.mark.req("X19")
def test_a_pack_brings_its_templates_and_texts_on_its_day(desk: Desk, clock: StoppedClock) -> None:
    found = pack(template("1.0.0"), template("2.0.0"))
    seen = method_packs.preview(desk, found)
    assert [arrival for _, arrival in seen.templates] == [Arrival.NEW, Arrival.NEW]
    assert seen.can_install

    before = logged(desk)
    changes = method_packs.install_pack(desk, found)

    (kept,) = method_packs.installed_packs(desk)
    assert (kept.name, kept.digest, kept.texts) == (found.name, found.digest, (DEFINITION,))
    assert kept.templates == (f"{URL}|1.0.0", f"{URL}|2.0.0")
    brought = [row for row in templates.list_templates(desk) if row.installed is not None]
    assert {row.installed.pack for row in brought} == {changes.entity}
    assert {row.installed.source for row in brought} == {TemplateSource.METHOD_PACK}
    assert rows(desk) == {"2.0.0": Standing.NOT_YET, "1.0.0": Standing.NOT_YET}
    clock.pass_(days=14)
    assert rows(desk) == {"2.0.0": Standing.OFFERED, "1.0.0": Standing.OLDER}
    assert desk.vault.check().faults == ()
    assert logged(desk) == before + 3


@pytest.mark.req("X19")
def test_a_pack_with_a_conflict_brings_nothing(desk: Desk) -> None:
    templates.install(desk, template("1.0.0", title="Vår egen"), TemplateSource.STANDARD)
    templates.install(desk, template("3.0.0"), TemplateSource.STANDARD)
    before = desk.vault.journal.records(desk.vault.journal.register)
    found = pack(template("2.0.0"), template("1.0.0"), template("3.0.0"))
    seen = method_packs.preview(desk, found)
    assert [arrival for _, arrival in seen.templates] == [
        Arrival.NEW, Arrival.CONFLICT, Arrival.PRESENT,
    ]  # fmt: skip
    assert [each.version for each in seen.conflicts] == ["1.0.0"]
    with pytest.raises(Refusal) as refusal:
        method_packs.install_pack(desk, found)
    assert refusal.value.reason is Reason.TEMPLATE_VERSION_TAKEN
    assert desk.vault.journal.records(desk.vault.journal.register) == before


@pytest.mark.req("X19")
def test_a_pack_does_not_replace_the_programs_own(desk: Desk) -> None:
    own = desk.forms.all()[0]
    before = desk.vault.journal.records(desk.vault.journal.register)
    found = pack(template("1.0.0"), template("99.0.0", url=own.url), own.data)
    seen = method_packs.preview(desk, found)
    assert [arrival for _, arrival in seen.templates] == [
        Arrival.NEW, Arrival.RESERVED, Arrival.PRESENT,
    ]  # fmt: skip
    assert not seen.can_install
    with pytest.raises(Refusal) as refusal:
        method_packs.install_pack(desk, found)
    assert refusal.value.reason is Reason.TEMPLATE_NAME_RESERVED
    assert desk.vault.journal.records(desk.vault.journal.register) == before


@pytest.mark.req("X19")
def test_a_pack_that_breaks_off_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.vault.journal.records(desk.vault.journal.register)
    install_one, made = templates.install_one, []

    def breaks(*arguments: Any, **named: Any) -> Any:
        if made:
            raise OSError("the disk is gone")
        made.append(install_one(*arguments, **named))
        return made[0]

    monkeypatch.setattr(templates, "install_one", breaks)
    with pytest.raises(OSError, match="gone"):
        method_packs.install_pack(desk, pack(template("1.0.0"), template("2.0.0")))
    assert len(made) == 1
    assert desk.vault.journal.records(desk.vault.journal.register) == before
    assert rows(desk) == {}


def test_the_same_pack_again_changes_nothing(desk: Desk) -> None:
    found = pack(template())
    method_packs.install_pack(desk, found)
    assert method_packs.preview(desk, found).is_here
    assert not method_packs.install_pack(desk, found).parts
    assert len(method_packs.installed_packs(desk)) == 1
    other = pack(template("2.0.0"))
    assert method_packs.preview(desk, other).is_changed
    with pytest.raises(Refusal) as refusal:
        method_packs.install_pack(desk, other)
    assert refusal.value.reason is Reason.METHOD_PACK_CHANGED


@pytest.mark.req("X19")
def test_a_pack_made_here_is_read_in_the_jail_there(desk: Desk, tmp_path: Path) -> None:
    templates.install(desk, template(), TemplateSource.SPREADSHEET)
    own = desk.forms.all()[0]
    data = method_packs.make_pack(desk, [f"{URL}|1.0.0", own.key], {**HEAD}, [DEFINITION])
    path = tmp_path / "metod.aktvalv-metodpaket"
    path.write_bytes(data)

    found = desk.read_foreign.method_pack(path)

    assert found.digest == hashlib.sha256(data).hexdigest()
    assert [each.data for each in found.templates] == [template(), own.data]
    assert found.texts == (DEFINITION,)
    assert b"metod.aktvalv" not in data


def test_what_is_left_out_of_a_pack_is_told(desk: Desk) -> None:
    with pytest.raises(InvalidFields) as invalid:
        method_packs.make_pack(desk, [], {"name": " ", "effective_from": "juni"})
    assert {problem.field for problem in invalid.value.problems} == {
        "name", "version", "publisher", "effective_from",
    }  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        method_packs.make_pack(desk, [], {**HEAD})
    assert refusal.value.reason is Reason.NOT_A_METHOD_PACK


def tampered(change: Callable[[Any], object]) -> bytes:
    tree = json.loads(write_method_pack(pack(template())))
    change(tree)
    return encode_json(tree)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"\xff", b" " * (MAX_BYTES + 1),
        json.dumps(json.loads(write_method_pack(pack(template()))), indent=1).encode(),
        tampered(lambda tree: tree.update(format=2)),
        tampered(lambda tree: tree.update(format=True)),
        tampered(lambda tree: tree.update(kind="pack")),
        tampered(lambda tree: tree.update(more=1)),
        tampered(lambda tree: tree.update(name=" ")),
        tampered(lambda tree: tree.update(effective_from="2026-06")),
        tampered(lambda tree: tree.update(effective_from="20260615")),
        tampered(lambda tree: tree.update(templates=[], texts=[])),
        tampered(lambda tree: tree["templates"].append(tree["templates"][0])),
        tampered(lambda tree: tree["templates"][0].update(version="9")),
        tampered(lambda tree: tree["templates"][0].update(sha256="0" * 64)),
        tampered(lambda tree: tree["templates"][0].update(data="e30=")),
        tampered(lambda tree: tree["templates"][0].update(data="=")),
        tampered(lambda tree: tree["templates"][0].update(data=tree["templates"][0]["data"] + "\n")),
        tampered(lambda tree: tree["texts"][0].update(source="")),
        tampered(lambda tree: tree["texts"][0].update(valid_to="2025-01-01")),
        tampered(lambda tree: tree["texts"].append(tree["texts"][0])),
        tampered(lambda tree: tree.update(name="a" * 201)),
        tampered(lambda tree: tree.update(publisher="Metod\nenheten")),
        tampered(lambda tree: tree.update(version="1\u202e2")),
        tampered(lambda tree: tree.update(note="a" * 50_001)),
        tampered(lambda tree: tree.update(note="a\u202eb")),
        tampered(lambda tree: tree["texts"][0].update(title="a\u200bb")),
        tampered(lambda tree: tree["texts"][0].update(text="a" * 50_001)),
        tampered(lambda tree: tree["texts"][0].update(text="a\x1bb")),
        tampered(
            lambda tree: tree.update(
                texts=[{**tree["texts"][0], "key": f"{n}", "text": "a" * 50_000} for n in range(11)]
            )
        ),
    ],
)  # fmt: skip
def test_anything_but_exactly_the_format_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as refusal:
        read_method_pack(data)
    assert refusal.value.reason is Reason.NOT_A_METHOD_PACK


def test_a_template_that_cannot_be_answered_is_no_part_of_a_pack() -> None:
    bad = template(item=[{"linkId": "1", "type": "reference", "text": "Vem?"}])
    with pytest.raises(Refusal):
        pack(bad)


def test_a_pack_that_is_none_is_refused_from_within_the_jail(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "metod.aktvalv-metodpaket"
    path.write_bytes(b'{"kind":"method_pack"}')
    with pytest.raises(Refusal) as refusal:
        desk.read_foreign.method_pack(path)
    assert refusal.value.reason is Reason.NOT_A_METHOD_PACK


GOOD = write_method_pack(pack(template()))


@given(st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_a_changed_byte_is_refused_or_another_pack(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(GOOD) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda each: each != GOOD[place]))
    changed = GOOD[:place] + bytes([byte]) + GOOD[place + 1 :]
    try:
        found = read_method_pack(changed)
    except Refusal:
        return
    assert found.digest != hashlib.sha256(GOOD).hexdigest()
    assert write_method_pack(found) == changed
