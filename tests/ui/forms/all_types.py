"""A template with a question of every type, in every control, and groups that repeat."""

from __future__ import annotations

from typing import Any

from app.forms.model import Form
from tests.app.forms.build import CORE, control, form, group, item, option, page, shown_if, when

LONG = "Kontakt med personer i det tidigare nätverket varje vecka eller oftare, mot sin vilja"


def core(name: str, **value: Any) -> dict[str, Any]:
    return {"url": CORE + name, **value}


def beside(link: str, how: str, text: str) -> dict[str, Any]:
    """A text that decorates the item it stands under."""
    return item(link, "display", text=text, extension=[control(how)])


def bounds(lowest: int, highest: int) -> list[dict[str, Any]]:
    return [core("minValue", valueInteger=lowest), core("maxValue", valueInteger=highest)]


def unit(code: str, display: str) -> dict[str, Any]:
    coding = {"system": "http://unitsofmeasure.org", "code": code, "display": display}
    return core("questionnaire-unitOption", valueCoding=coding)


def sideways() -> dict[str, Any]:
    return core("questionnaire-choiceOrientation", valueCode="horizontal")


def offered(code: str, text: str, **more: Any) -> dict[str, Any]:
    return {"valueCoding": {"system": "s", "code": code, "display": text}, **more}


def choosing() -> dict[str, Any]:
    few = [offered("1", "Aldrig"), offered("2", LONG), offered("3", "Varje dag")]
    towns = [offered(str(n), f"Ort nummer {n}") for n in range(60)]
    drugs = [offered("a", "Alkohol"), offered("c", "Cannabis"), offered("o", "Opioider")]
    own = {"answerConstraint": "optionsOrString"}
    radio, search = control("radio-button"), control("autocomplete")
    return page(
        "val",
        item("ja", "boolean", beside("ja.h", "help", "En mening om frågan."), required=True),
        item("en", "coding", answerOption=few, extension=[radio]),
        item("bredvid", "coding", answerOption=drugs, extension=[radio, sideways()]),
        item("lista", "coding", answerOption=few, extension=[control("drop-down")]),
        item("flera", "coding", answerOption=few, repeats=True),
        item("egen", "coding", answerOption=drugs, **own),
        item("egna", "coding", answerOption=drugs, repeats=True, **own),
        item("ort", "coding", answerOption=towns, extension=[search]),
        item("orter", "coding", answerOption=towns, repeats=True, extension=[search], **own),
        text="Att välja",
    )


def writing() -> dict[str, Any]:
    ends = (beside("sk.l", "lower", "Inte alls"), beside("sk.u", "upper", "Fullt ut"))
    shows = core("entryFormat", valueString="Till exempel måndagar")
    return page(
        "skriv",
        item("rad", "string", beside("rad.p", "prompt", "Skriv kort."), extension=[shows]),
        item("text", "text", beside("text.l", "legal", "11 kap. 1 § socialtjänstlagen")),
        item("hel", "integer", beside("hel.u", "unit", "gånger i veckan")),
        item("tal", "decimal"),
        item("skala", "integer", *ends, extension=[control("slider"), *bounds(0, 10)]),
        item("dag", "date"),
        item("tid", "time"),
        item("stund", "dateTime"),
        item("vikt", "quantity", extension=[unit("kg", "kg"), unit("g", "gram")]),
        item("webb", "url"),
        item("namn", "string", repeats=True),
        item("fast", "string", readOnly=True, initial=[{"valueString": "Står redan här"}]),
        text="Att skriva",
    )


def repeating() -> dict[str, Any]:
    child = group(
        "barn",
        item("barn.namn", required=True),
        item("barn.bor", "boolean"),
        item("barn.var", **shown_if(when("barn.bor"))),
        beside("barn.h", "help", "Fyll i för varje barn."),
        repeats=True,
        text="Barn",
    )
    drugs = [offered("a", "Alkohol"), offered("c", "Cannabis")]
    used = item(
        "medel", "coding", item("medel.ofta"), answerOption=drugs, repeats=True, text="Medel"
    )
    one = item("husdjur", "boolean", item("husdjur.vad"), text="Finns husdjur?")
    return page("flera-sidor", child, used, one, text="Att lägga till")


def every_type() -> Form:
    """Three pages: what is chosen, what is written, and what repeats."""
    header = item(
        "huvud", "display", text="Skrivs med den enskilde.", extension=[control("header")]
    )
    footer = item("fot", "display", text="Sparas i akten.", extension=[control("footer")])
    return form(header, choosing(), writing(), repeating(), footer)


__all__ = ["every_type", "option"]
