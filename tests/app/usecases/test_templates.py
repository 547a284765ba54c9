"""Templates that are taken into a vault."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.casework.register_facts import TemplateSource
from app.errors import Reason, Refusal
from app.forms.library import FormLibrary, read_template, version_order
from app.forms.sheet import compile_workbook
from app.forms.sheet_starter import starter_tables
from app.forms.sheet_table import SheetTable
from app.ids import BlobId
from app.ports import VaultDoor
from app.usecases import writing
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.forms import assessments, continuing, templates
from app.usecases.forms.templates import Standing
from tests.app.usecases.typed_forms import opened_case
from tests.conftest import PASSPHRASE
from tests.fakes import StoppedClock

URL = "urn:exempel:mall:prov"


def template(version: str = "1.0.0", **more: Any) -> bytes:
    tree = {
        "resourceType": "Questionnaire",
        "url": URL,
        "version": version,
        "title": "Prov på svenska",
        "status": "active",
        "item": [{"linkId": "1", "type": "string", "text": "Hur är det?"}],
        **more,
    }
    return json.dumps(tree, ensure_ascii=False).encode()


def install(desk: Desk, data: bytes) -> None:
    templates.install(desk, data, TemplateSource.STANDARD)


def rows(desk: Desk) -> dict[str, Standing]:
    found = templates.list_templates(desk)
    return {row.template.version: row.standing for row in found if row.template.url == URL}


def reopened(desk: Desk, door: VaultDoor) -> Desk:
    place = desk.vault.facts.path
    desk.vault.close()
    return replace(desk, vault=door.open(place, bytearray(PASSPHRASE.encode())))


def refused(desk: Desk, data: bytes) -> Reason:
    before = desk.vault.journal.records(desk.vault.journal.register)
    with pytest.raises(Refusal) as refusal:
        install(desk, data)
    assert desk.vault.journal.records(desk.vault.journal.register) == before
    return refusal.value.reason


@pytest.mark.req("F126")
def test_what_is_installed_is_offered_with_its_exact_bytes(desk: Desk, door: VaultDoor) -> None:
    data = template()
    changes = templates.install(desk, data, TemplateSource.SPREADSHEET)
    assert changes.touch(None, Part.TEMPLATES)
    assert changes.touch(None, Part.ASSESSMENT)

    desk = reopened(desk, door)
    found = templates.library(desk).get(f"{URL}|1.0.0")
    assert found.data == data
    assert found in templates.library(desk).offered()
    (row,) = [row for row in templates.list_templates(desk) if row.template == found]
    assert row.installed is not None
    assert row.installed.source is TemplateSource.SPREADSHEET
    assert row.entity == changes.entity
    assert row.installed_at == "2026-06-01T09:00:00+02:00"
    assert desk.vault.check().faults == ()
    desk.vault.close()


@pytest.mark.req("F126")
def test_it_is_filled_in_like_any_other_and_read_as_it_was(desk: Desk) -> None:
    stream, entity = opened_case(desk), new_entity(desk)
    install(desk, template())
    draft = assessments.begin_assessment(desk, stream, entity, f"{URL}|1.0.0")
    install(desk, template("1.1.0"))
    row = next(
        each
        for each in templates.list_templates(desk)
        if each.template.version == "1.0.0" and each.template.url == URL
    )
    assert row.entity is not None
    templates.retire(desk, row.entity)
    again = assessments.open_assessment(desk, stream, entity)
    assert again.template.sha256 == draft.template.sha256
    newer = continuing.newer_version(desk, again.template)
    assert newer is not None
    assert newer.version == "1.1.0"


@pytest.mark.req("F126")
def test_from_an_empty_workbook_to_a_form_to_fill_in(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "min mall.xlsx"
    path.write_bytes(desk.write_workbook(starter_tables()))
    sheets = desk.read_foreign.spreadsheet([path])
    head = {
        "url": URL, "version": "1.0.0", "titel": "Min mall", "status": "aktiv",
        "datum": "2026-06-01", "utgivare": "Exempelkommun",
    }  # fmt: skip
    made = compile_workbook(sheets, head)
    assert [problem for problem in made.problems if problem.blocks] == []
    assert made.data is not None

    entity = templates.install(desk, made.data, TemplateSource.SPREADSHEET, sheets).entity

    assert entity is not None
    assert templates.sheets_of(desk, entity) == sheets
    key = f"{URL}|1.0.0"
    draft = assessments.begin_assessment(desk, opened_case(desk), new_entity(desk), key)
    assert draft.template.title == "Min mall"


@pytest.mark.req("F126")
def test_the_same_bytes_again_change_nothing(desk: Desk) -> None:
    install(desk, template())
    before = desk.vault.journal.records(desk.vault.journal.register)
    changes = templates.install(desk, template(), TemplateSource.STANDARD)
    assert not changes.parts
    assert desk.vault.journal.records(desk.vault.journal.register) == before


def test_a_version_has_one_content_for_ever(desk: Desk) -> None:
    install(desk, template())
    assert refused(desk, template(title="En annan")) is Reason.TEMPLATE_VERSION_TAKEN
    assert templates.next_version(desk, URL) == "1.0.1"
    install(desk, template("1.0.1", title="En annan"))
    assert rows(desk) == {"1.0.1": Standing.OFFERED, "1.0.0": Standing.OLDER}


def test_the_programs_own_versions_are_taken_too(desk: Desk) -> None:
    own = desk.forms.all()[0]
    before = len(templates.list_templates(desk))
    assert not templates.install(desk, own.data, TemplateSource.STANDARD).parts
    tree = json.loads(own.data)
    tree["title"] = "Samma namn och version"
    assert refused(desk, json.dumps(tree).encode()) is Reason.TEMPLATE_VERSION_TAKEN
    assert len(templates.list_templates(desk)) == before


@pytest.mark.req("F003")
@pytest.mark.parametrize("version", ["0.9", "99.0.0"])
def test_nobody_else_makes_a_version_of_the_programs_own(version: str, desk: Desk) -> None:
    """It would be offered in its place, without what keeps BOPS's words out of a paper."""
    own = templates.library(desk).latest("urn:aktvalv:mall:vuxen")
    tree = json.loads(own.data) | {"version": version}
    assert refused(desk, json.dumps(tree).encode()) is Reason.TEMPLATE_NAME_RESERVED
    tree["url"] = "URN:Aktvalv:mall:annan"
    assert refused(desk, json.dumps(tree).encode()) is Reason.TEMPLATE_NAME_RESERVED
    assert templates.library(desk).latest(own.url) == own


def test_all_of_the_programs_own_have_its_names(desk: Desk) -> None:
    assert all(each.url.startswith(templates.OWN_NAMES) for each in desk.forms.all())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.FORM_UNREADABLE),
        (b'{"resourceType":"Patient"}', Reason.FORM_UNREADABLE),
        (template(url=""), Reason.TEMPLATE_NOT_ANSWERABLE),
        (template(item=[{"linkId": "1", "type": "attachment", "text": "Fil"}]),
         Reason.TEMPLATE_NOT_ANSWERABLE),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_not_installed(data: bytes, reason: Reason, desk: Desk) -> None:
    assert refused(desk, data) is reason


def test_a_template_is_there_with_its_record_or_not_at_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise OSError("the disk is gone")

    register, digest = desk.vault.journal.register, read_template(template()).sha256
    with monkeypatch.context() as broken:
        broken.setattr(writing, "add", breaks)
        with pytest.raises(OSError, match="gone"):
            install(desk, template())
    assert rows(desk) == {}
    with pytest.raises(Refusal):
        desk.vault.blobs.get(register, BlobId(digest))
    install(desk, template())
    assert rows(desk) == {"1.0.0": Standing.OFFERED}


def test_out_of_use_and_into_use_again(desk: Desk) -> None:
    install(desk, template("1.0.0"))
    entity = templates.install(desk, template("1.10.0"), TemplateSource.STANDARD).entity
    install(desk, template("1.9.0"))
    assert entity is not None
    assert rows(desk) == {
        "1.10.0": Standing.OFFERED, "1.9.0": Standing.OLDER, "1.0.0": Standing.OLDER,
    }  # fmt: skip
    templates.retire(desk, entity)
    assert rows(desk)["1.10.0"] is Standing.RETIRED
    assert rows(desk)["1.9.0"] is Standing.OFFERED
    assert templates.library(desk).get(f"{URL}|1.10.0")
    templates.restore(desk, entity)
    assert rows(desk)["1.10.0"] is Standing.OFFERED
    with pytest.raises(Refusal) as refusal:
        templates.retire(desk, new_entity(desk))
    assert refusal.value.reason is Reason.ENTITY_UNKNOWN


def test_a_template_is_offered_while_it_is_in_force(desk: Desk, clock: StoppedClock) -> None:
    install(desk, template("1.0.0", effectivePeriod={"end": "2026-06-30"}))
    install(desk, template("2.0.0", effectivePeriod={"start": "2026-07-01"}))
    install(desk, template("3.0.0", status="draft"))
    install(desk, template("4.0.0", status="retired"))
    assert rows(desk) == {
        "4.0.0": Standing.RETIRED,
        "3.0.0": Standing.DRAFT,
        "2.0.0": Standing.NOT_YET,
        "1.0.0": Standing.OFFERED,
    }
    clock.pass_(days=30)
    assert rows(desk)["2.0.0"] is Standing.OFFERED
    assert rows(desk)["1.0.0"] is Standing.NO_LONGER


def test_the_sheets_it_was_made_of_are_kept(desk: Desk) -> None:
    sheets = (
        SheetTable((("id", "typ"), ("1", "rad")), "Frågor", merged=("A1:B1",)),
        SheetTable((), "Svar", encoding="windows-1252"),
    )
    entity = templates.install(desk, template(), TemplateSource.SPREADSHEET, sheets).entity
    other = templates.install(desk, template("2.0.0"), TemplateSource.STANDARD).entity
    assert entity is not None
    assert other is not None
    assert templates.sheets_of(desk, entity) == sheets
    assert templates.sheets_of(desk, other) == ()


def test_a_program_that_comes_to_bring_the_same_version_takes_its_place(desk: Desk) -> None:
    stream, entity = opened_case(desk), new_entity(desk)
    install(desk, template())
    draft = assessments.begin_assessment(desk, stream, entity, f"{URL}|1.0.0")
    later = FormLibrary((*desk.forms.all(), template(title="Programmets egen")))
    updated = replace(desk, forms=later)
    assert templates.library(updated).get(f"{URL}|1.0.0").title == "Programmets egen"
    assert [
        row.installed for row in templates.list_templates(updated) if row.template.url == URL
    ] == [None]
    kept = desk.vault.blobs.get(stream, draft.template.sha256)
    assert read_template(kept).title == "Prov på svenska"


@pytest.mark.parametrize(
    ("versions", "then"),
    [
        ([], "1.0.0"), (["1"], "2"), (["1.0.9", "1.0.10"], "1.0.11"), (["2.0.0-utkast"], "2.0.1"),
        (["vår"], "vår.1"), (["1.9.0", "1.10.0"], "1.10.1"),
    ],
)  # fmt: skip
def test_the_next_version(versions: list[str], then: str, desk: Desk) -> None:
    for version in versions:
        install(desk, template(version))
    assert templates.next_version(desk, URL) == then


def test_versions_are_ordered_as_people_count() -> None:
    order = ["1.0", "1.0.0-utkast", "1.0.0", "1.2", "1.9.0", "1.10.0", "2", "10", "9" * 5000]
    assert sorted(set(order), key=version_order) == order
