"""What a list of filled forms shows of each: kinds of vulnerability, and instruments of others."""

from __future__ import annotations

import pytest

from app.casework.facts import Instrument
from app.forms.model import ROLE_SYSTEM
from app.forms.needs import needs
from app.forms.noted import instruments, vulnerabilities
from app.forms.session import FormSession
from app.forms.values import PartialDate
from tests.app.forms.build import CORE, answer, at, colour, group, item, option, page, session

PARTS = {
    "name": "string", "version": "string", "date": "date", "assessor": "string",
    "outcome": "text",
}  # fmt: skip


def role(name: str) -> dict[str, object]:
    return {"code": [{"system": ROLE_SYSTEM, "code": name}]}


def recording() -> FormSession:
    asked = [item(part, kind, **role(f"instrument_{part}")) for part, kind in PARTS.items()]
    return session(page("p", group("i", *asked, repeats=True, **role("instrument"))))


@pytest.mark.req("F045")
def test_an_instrument_is_recorded_as_it_was_written_and_one_without_a_name_is_none() -> None:
    filled = recording()
    answer(filled, "outcome", "Hög risk")
    filled.add_repetition(at(filled, "i"))
    second = (("p", 0), ("i", 1))
    filled.set_answers((*second, ("name", 0)), ["SARA:SV"])
    filled.set_answers((*second, ("date", 0)), [PartialDate("2026-03")])
    assert instruments(filled.form, filled.complete()) == (
        Instrument(name="SARA:SV", date="mars 2026"),
    )


@pytest.mark.req("F149")
def test_a_kind_of_vulnerability_is_told_once_in_the_words_of_the_form() -> None:
    kinds = {"repeats": True, "answerConstraint": "optionsOrString", **role("vulnerability")}
    filled = session(item("a", "coding", **kinds), item("b", "coding", **kinds), item("c"))
    answer(filled, "a", colour("r"), "Utpressad")
    answer(filled, "b", colour("r"), colour("g"))
    answer(filled, "c", "Något annat")
    assert vulnerabilities(filled.form, filled.complete()) == ("R", "Utpressad", "G")


@pytest.mark.req("F045")
def test_a_level_outside_its_scale_is_no_need() -> None:
    """From nought to three, whatever a template made elsewhere may weigh with."""

    def weighing(weight: int) -> FormSession:
        extension = [{"url": CORE + "itemWeight", "valueDecimal": weight}]
        options = [option("r", extension=extension)]
        level = item("level", "coding", answerOption=options, **role("need_level"))
        return session(group("n", level, **role("need")))

    found = []
    for weight in (3, 4, -1):
        filled = weighing(weight)
        answer(filled, "level", colour("r"))
        found.append([need.level for need in needs(filled.form, filled.complete())])
    assert found == [[3], [], []]
