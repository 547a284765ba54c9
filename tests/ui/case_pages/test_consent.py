"""Samtycke: what holds stands on top, and a yes can always be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton

from app.casework import facts
from app.ids import EntityId, StreamId
from app.usecases import identity, reading
from app.usecases.around import consents
from app.usecases.drafting import new_entity
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.conflict_card import ConflictCard
from ui.navigation import CasePart, Destination
from ui.pages.consent.page import ConsentPage

Open = Callable[[type[ConsentPage]], ConsentPage]

pytestmark = pytest.mark.req("F074", "X17")

PARTY = [{"party": "", "name": "Polisens avhopparsamordnare"}]


def give(office: Office, page: ConsentPage, **values: object) -> None:
    press(page, "Nytt samtycke")
    office.settle()
    usual = {
        "given_on": "2026-05-30",
        "method": "written",
        "purpose": "Planera flytten.",
        "parties": PARTY,
        "categories": ["planning", "threat"],
    }
    fill_and_sign(office, page, **(usual | values))


def given(office: Office, stream: StreamId) -> list[facts.Consent]:
    state = office.ask(lambda desk: reading.state_of(desk, stream))
    return [each.latest.fact for each in state.of(facts.Consent)]


def test_a_consent_is_narrow_unless_somebody_chooses_otherwise(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ConsentPage)
    assert "Inget samtycke finns." in texts(page)
    give(office, page)

    (fact,) = given(office, stream)
    assert (fact.broad, fact.valid_to) == (False, "2026-12-01")
    read = texts(page)
    assert "Gäller till 2026-12-01" in read
    assert "Polisens avhopparsamordnare" in read
    assert "Planering och insatser, Hot och skydd" in read
    assert "Ett samtycke gäller." in read

    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)
    press(page, "Skriv ut att skriva under")
    state = office.ask(lambda desk: reading.state_of(desk, stream))
    signed = state.of(facts.Consent)[0].id
    assert gone == [Destination.case(stream, CasePart.DOCUMENTS, signed)]


def test_the_broad_is_warned_of_and_asks_for_no_boxes(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ConsentPage)
    press(page, "Nytt samtycke")
    office.settle()
    warning = "Ett brett samtycke omfattar allt."
    assert warning not in texts(page)
    form = editor(page).form
    form.set_values({**form.values(), "extent": "broad"})
    form.changed.emit()
    assert warning in texts(page)
    assert not form.field("categories").isVisible()
    fill_and_sign(office, page, given_on="idag", method="oral", purpose="Flytten.", parties=PARTY)
    (fact,) = given(office, stream)
    assert (fact.broad, fact.categories) == (True, ())
    assert warning not in texts(page)


@pytest.mark.req("F184")
def test_a_no_is_short_and_says_that_help_goes_on(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ConsentPage)
    press(page, "Den enskilde säger nej")
    office.settle()
    assert "Behovet av stöd prövas ändå" in texts(page)
    fill_and_sign(office, page, method="oral", purpose="Att dela med polisen.")

    (fact,) = given(office, stream)
    assert (fact.answer, fact.given_on) == ("refused", "2026-06-01")
    read = texts(page)
    assert "Nej till att dela uppgifter 2026-06-01" in read
    assert "att säga nej till samtycke är inte att säga nej till hjälp" in read
    assert "Återkalla" not in read
    assert "Skriv ut att skriva under" not in {
        button.text() for button in page.findChildren(QPushButton)
    }


def test_what_is_taken_back_says_so_at_once_and_keeps_what_it_said(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ConsentPage)
    give(office, page)
    press(page, "Återkalla …")
    office.settle()
    fill_and_sign(office, page, withdrawn_on="idag", how="Per telefon", words="Jag har ångrat mig.")
    read = texts(page)
    assert "Återkallat 2026-06-01" in read
    assert "Jag har ångrat mig." in read
    assert "Planera flytten." in read
    assert "Inget samtycke gäller idag." in read
    state = office.ask(lambda desk: reading.state_of(desk, stream))
    assert len(state.of(facts.Task)) == 1


def test_problems_stand_at_their_fields_and_nothing_is_signed(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ConsentPage)
    press(page, "Nytt samtycke")
    office.settle()
    fill_and_sign(office, page, purpose="Planera")
    read = texts(page)
    assert "Fyll i det här." in read
    assert "Lägg till minst en." in read
    assert editor(page).form.values()["purpose"] == "Planera"
    assert given(office, stream) == []


@pytest.mark.req("F166")
@pytest.mark.parametrize(
    ("number", "asked"),
    [
        ("19900101-9802", ""),
        ("20120101-9803", "12–14 år"),
        ("", "Åldern framgår inte"),
    ],
)
def test_guardians_are_asked_about_the_young_alone(
    office: Office, stream: StreamId, opened: Open, number: str, asked: str
) -> None:
    if number:
        checked = number[:-1] + str(_check_digit(number))
        office.ask(lambda d: identity.save_identity(d, stream, {"number": checked}))
    page = opened(ConsentPage)
    press(page, "Nytt samtycke")
    office.settle()
    read = texts(page)
    assert ("Till en placering behövs alltid vårdnadshavarnas samtycke." in read) == bool(asked)
    assert ("OSL 12 kap. 3 §" in read) == bool(asked), "who lifts the secrecy of a minor"
    assert asked in read


def _check_digit(number: str) -> int:
    digits = [int(each) for each in number if each.isdigit()][2:11]
    return -sum(sum(divmod(each * (2 - at % 2), 10)) for at, each in enumerate(digits)) % 10


def test_a_draft_of_each_kind_comes_back_as_what_it_was(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ConsentPage)
    give(office, page)
    for pressed, field, words in (
        ("Den enskilde säger nej", "purpose", "Frågan om polisen"),
        ("Återkalla …", "how", "Brev"),
    ):
        press(page, pressed)
        office.settle()
        form = editor(page).form
        form.set_values({**form.values(), field: words})
        form.changed.emit()
        press(page, "Stäng")
        office.settle()
        press(page, "Fortsätt skriva")
        office.settle()
        assert editor(page).form.values()[field] == words
        assert "valid_to" not in editor(page).form._group._nodes
        fill_and_sign(office, page, method="oral", withdrawn_on="idag")
    assert "Återkallat 2026-06-01" in texts(page)


def test_two_versions_are_shown_side_by_side(
    office: Office, stream: StreamId, opened: Open
) -> None:
    entity = EntityId(office.ask(new_entity))
    typed = typed_forms.consent()
    office.ask(lambda d: consents.sign_consent(d, stream, entity, typed))
    office.ask(lambda d: consents.correct_consent(d, stream, entity, typed))
    office.ask(lambda d: typed_forms.forked(d, stream, "consent"))
    page = opened(ConsentPage)
    assert len(page.findChildren(ConflictCard)) == 1
    assert "Inget samtycke gäller idag." in texts(page)
    press(page, "Låt det här gälla")
    office.settle()
    assert not page.findChildren(ConflictCard)
    assert "Gäller tills vidare" in texts(page)
