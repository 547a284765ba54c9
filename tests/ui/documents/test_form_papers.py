"""Handlingar: a signed form is looked at, let out through the gate, and named in the register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.disclosure.categories import Category
from app.disclosure.profiles import IDENTIFYING, PROFILES, Profile
from app.ids import EntityId, StreamId
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import press, texts
from tests.ui.conftest import Office
from tests.ui.documents.test_documents_page import (
    disclosing,
    entries,
    explain,
    look_through,
    shown,
    type_request,
)
from ui.pages.documents.page import DocumentsPage

Open = Callable[[type[DocumentsPage]], DocumentsPage]

pytestmark = pytest.mark.req("F086", "F126")


@pytest.fixture
def form(office: Office, stream: StreamId) -> EntityId:
    return office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))


def chosen(page: DocumentsPage, form: EntityId) -> DocumentsPage:
    page.show_entity(form)
    return page


def test_a_form_is_previewed_by_pseudonym(
    office: Office, stream: StreamId, form: EntityId, opened: Open
) -> None:
    page = chosen(opened(DocumentsPage), form)
    assert not page._choice.form.field("profile_implementation_plan").isVisible(), (
        "a form is made in one way"
    )
    press(page, "Förhandsgranska")
    office.settle()
    preview = shown(page)
    assert preview is not None
    preview._swap_view()
    words = preview._text.toPlainText()
    assert "Utredning – behov och mål" in words
    assert "2026-0001" in words
    assert "Påhittsdotter" not in words


def test_a_form_leaves_through_the_gate_and_the_register_names_it(
    office: Office, stream: StreamId, form: EntityId, recipient: EntityId, opened: Open,
    tmp_path: Path,
) -> None:  # fmt: skip
    page = chosen(opened(DocumentsPage), form)
    press(page, "Lämna ut …")
    office.settle()
    gate = disclosing(page).gate
    assert gate.request().allowed == PROFILES[Profile.FORM].categories - IDENTIFYING
    assert Category.THREAT not in gate.request().allowed
    type_request(page, recipient)
    look_through(office, page)
    explain(page, "Får stå kvar.")
    folder = tmp_path / "usb"
    folder.mkdir()
    disclosing(page).let_out(folder)
    office.settle()

    (entry,) = entries(office, stream)
    (source,) = office.ask(lambda desk: state_of(desk, stream)).assessments
    assert (entry.document, entry.profile) == ("filled_form", "form")
    assert entry.source == source.latest.record.id
    (file,) = folder.iterdir()
    assert file.name == f"{entry.document_id}.pdf"
    assert file.name.startswith("UF-")
    assert "Innehåll: Utredning – behov och mål, signerad 2026-06-01" in texts(page)


def test_a_plan_is_still_made_in_the_way_that_was_chosen(
    office: Office, stream: StreamId, form: EntityId, opened: Open
) -> None:
    page = opened(DocumentsPage)
    assert page._choice.form.field("profile_implementation_plan").isVisible()
    assert page.subject().profile is Profile.MEETING
    chosen(page, form)
    assert page.subject().profile is Profile.FORM
