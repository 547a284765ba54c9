"""The template *Utredning – behov och mål*, and what the program takes out of it."""

from __future__ import annotations

import pytest

from app.casework.facts import Need, Owner
from app.documents.blocks import FactRow, Facts, Heading, Text, TextStyle
from app.errors import Reason, Refusal
from app.forms.library import FormLibrary
from app.forms.model import OWNER_SYSTEM, Kind, walk
from app.forms.needs import needs
from app.forms.print import printed
from app.forms.response import dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from app.forms.values import PartialDate
from app.forms.wording import owner
from tests.app.forms import behov
from tests.app.forms.build import answer, at, shown


def begun() -> FormSession:
    return FormSession(behov.form())


def pages(filled: FormSession) -> list[str]:
    return [page.title for page in filled.pages()]


def area(filled: FormSession, title: str) -> str:
    """The link id of a life area's page."""
    return next(i.link_id for i in filled.form.items if i.text == title)


@pytest.mark.req("F126")
def test_each_chosen_life_area_gets_a_page() -> None:
    filled = begun()
    assert "Psykisk hälsa" not in pages(filled)
    behov.choose(filled, "3.1", "psykisk", "boende")
    assert pages(filled)[3:5] == ["Trygghet och boende", "Psykisk hälsa"]
    behov.choose(filled, "3.1", "inget")
    assert "Psykisk hälsa" not in pages(filled)
    assert "Särskilda vårdbehov" in pages(filled)


def test_goal_and_proposal_are_asked_for_when_there_is_a_need() -> None:
    filled = begun()
    behov.choose(filled, "3.1", "boende")
    page = area(filled, "Trygghet och boende")
    asked = {"goal": f"{page}.6", "proposal": f"{page}.7", "at once": f"{page}.5"}
    for level, expected in [("0", set()), ("1", {"goal", "proposal"}), ("3", set(asked))]:
        behov.choose(filled, f"{page}.4", level)
        assert {name for name, link in asked.items() if shown(filled, link)} == expected, level


@pytest.mark.req("F072")
def test_every_statement_of_threat_and_need_names_its_owner() -> None:
    known = {owner.value for owner in Owner}
    groups = [
        item
        for item in behov.form().items
        if item.text == "Hotbild och skydd" or item.code("urn:aktvalv:roll") == "need"
    ]
    assert len(groups) == 13
    for group in groups:
        for item in walk(group.items):
            if item.is_question:
                assert item.code(OWNER_SYSTEM) in known, item.link_id
    owners = {item.code(OWNER_SYSTEM) for item in walk(behov.form().items)}
    assert known <= owners


@pytest.mark.req("F047", "F126")
def test_needs_are_taken_out_with_their_level_goal_and_proposal() -> None:
    filled = begun()
    behov.choose(filled, "3.1", "boende", "psykisk")
    home, mind = area(filled, "Trygghet och boende"), area(filled, "Psykisk hälsa")
    behov.choose(filled, f"{home}.4", "3")
    answer(filled, f"{home}.6", "Jag vill kunna sova")
    answer(filled, f"{home}.7", "Skyddat boende")
    behov.choose(filled, f"{mind}.4", "0")
    care = area(filled, "Särskilda vårdbehov")
    answer(filled, f"{care}.1", False)
    behov.fill_required(filled)
    found = needs(filled.form, filled.complete())
    assert found == (
        Need(
            key=home, area="Trygghet och boende", level=3,
            goal="Jag vill kunna sova", proposed="Skyddat boende",
        ),
        Need(key=mind, area="Psykisk hälsa", level=0),
    )  # fmt: skip


def test_a_level_of_an_area_that_was_unchosen_is_no_need() -> None:
    filled = begun()
    behov.choose(filled, "3.1", "boende")
    behov.choose(filled, f"{area(filled, 'Trygghet och boende')}.4", "2")
    behov.choose(filled, "3.1", "inget")
    answer(filled, f"{area(filled, 'Särskilda vårdbehov')}.1", False)
    behov.fill_required(filled)
    assert needs(filled.form, filled.complete()) == ()


def test_special_care_needs_are_a_need_of_their_own() -> None:
    filled = begun()
    behov.choose(filled, "3.1", "inget")
    page = area(filled, "Särskilda vårdbehov")
    answer(filled, f"{page}.1", True)
    behov.choose(filled, f"{page}.5", "1")
    behov.fill_required(filled)
    assert [(n.area, n.level) for n in needs(filled.form, filled.complete())] == [
        ("Särskilda vårdbehov", 1)
    ]


def test_facts_and_appraisal_are_apart() -> None:
    """FL 32 § and SOSFS 2014:5: what is known and what is thought of it are not mixed."""
    roles = {i.link_id: i.code("urn:aktvalv:roll") for i in walk(behov.form().items)}
    last = behov.form().items[-1]
    assert {roles[i.link_id] for i in last.items} >= {"appraisal", "proposed_decision"}
    for group in behov.form().items[:-1]:
        assert "appraisal" not in {roles[i.link_id] for i in walk(group.items)}


@pytest.mark.req("F072")
def test_paper_shows_headings_answers_and_owners() -> None:
    filled = begun()
    answer(filled, "1.2", PartialDate("2026-03"))
    answer(filled, "1.6", False)
    answer(filled, "2.6", "De vet var jag bor")
    behov.choose(filled, "3.1", "boende", "kropp")
    blocks = printed(filled.form, filled.draft())
    assert blocks == (
        Heading(text="Underlag"),
        Facts(
            rows=(
                FactRow(label="När började utredningen?", value="mars 2026"),
                FactRow(label="Behövs tolk?", value="Nej"),
            )
        ),
        Heading(text="Hotbild och skydd"),
        Heading(text="Hur ser den enskilde själv på hotet? (Uppgift från den enskilde)", level=3),
        Text(text="De vet var jag bor", style=TextStyle.OWN_WORDS),
        Heading(text="Livsområden"),
        Facts(
            rows=(
                FactRow(
                    label="Vilka livsområden är aktuella i utredningen?",
                    value="Trygghet och boende, Kroppslig hälsa och tänder",
                ),
            )
        ),
    )


def test_the_owner_is_named_as_on_screen() -> None:
    named = {owner(item) for item in walk(behov.form().items)} - {""}
    assert named == {
        "Uppgift från BOPS",
        "Uppgift från lokalpolisen",
        "Uppgift från socialtjänsten",
        "Uppgift från den enskilde",
    }


def test_the_whole_form_can_be_completed_signed_bytes_and_read_again() -> None:
    filled = begun()
    behov.choose(filled, "3.1", *(o.value.code for o in filled.form.by_link["3.1"].options[:-1]))  # type: ignore[union-attr]
    behov.fill_required(filled)
    assert filled.progress().required_left == 0
    done = filled.complete("2026-11-22T10:00:00+01:00")
    assert load_response(dump_response(done), filled.form).response == done


def test_the_usual_kinds_are_used() -> None:
    kinds = {item.kind for item in walk(behov.form().items)}
    assert kinds >= {Kind.GROUP, Kind.DISPLAY, Kind.BOOLEAN, Kind.DATE, Kind.TEXT, Kind.CODING}


def test_the_library_offers_the_last_active_version() -> None:
    first = behov.template().data
    second = first.replace(b'"version": "1.0.0"', b'"version": "1.1.0"')
    retired = first.replace(b'"version": "1.0.0"', b'"version": "2.0.0"').replace(
        b'"status": "active"', b'"status": "retired"'
    )
    library = FormLibrary([first, second, retired])
    assert [t.version for t in library.offered()] == ["1.1.0"]
    assert [t.version for t in library.all()] == ["1.0.0", "1.1.0", "2.0.0"]
    assert library.get("urn:aktvalv:mall:behov|1.0.0").data == first


@pytest.mark.req("F126")
def test_a_filled_form_is_pinned_to_the_exact_bytes_of_its_template() -> None:
    template = behov.template()
    library = FormLibrary([template.data])
    assert library.pinned(template.key, template.sha256) == template
    for key, sha, reason in [
        (template.key, "0" * 64, Reason.FORM_CHANGED),
        (template.key + "x", template.sha256, Reason.FORM_UNREADABLE),
    ]:
        with pytest.raises(Refusal) as refused:
            library.pinned(key, sha)
        assert refused.value.reason is reason


def test_the_same_version_with_other_bytes_is_refused() -> None:
    data = behov.template().data
    FormLibrary([data, data])
    with pytest.raises(Refusal) as refused:
        FormLibrary([data, data + b"\n"])
    assert refused.value.reason is Reason.FORM_CHANGED


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\xff", b"{", b"[]", b"{}", b'{"url": "a", "version": 1}'),
        *(b"[" * 99999, b'{"item": ' * 99999, b'{"title": "\\ud800", "url": "a", "version": "1"}'),
    ],
)
def test_the_library_takes_only_templates(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        FormLibrary([data])
    assert refused.value.reason is Reason.FORM_UNREADABLE


def test_a_template_may_begin_with_the_mark_of_its_encoding() -> None:
    data = b"\xef\xbb\xbf" + behov.template().data
    assert FormLibrary([data]).all()[0].title == behov.template().title


def test_a_question_is_found_by_its_link() -> None:
    filled = begun()
    assert at(filled, "3.1") == (("3", 0), ("3.1", 0))
    assert filled.find("99") is None
