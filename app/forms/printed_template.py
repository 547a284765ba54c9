"""An empty template as text to read: before it is installed, on paper, and where it cannot be
answered here."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.blocks import Heading, ListBlock, Text, TextStyle
from app.forms import typed
from app.forms.model import Behavior, Condition, Constraint, Control, Form, Item, Kind, Operator
from app.forms.wording import label, scale_ends, shown

TemplateBlock = Heading | Text | ListBlock


def printed_template(form: Form) -> tuple[TemplateBlock, ...]:
    """Everything that the template asks and says, in its order: groups as headings from level 2,
    each question with how it is answered, its options, its help and when it is asked. What is
    hidden is left out."""
    described = [Text(text=form.description)] if form.description else []
    return (*described, *_items(form, form.items, 2))


def _items(form: Form, items: tuple[Item, ...], level: int) -> Iterator[TemplateBlock]:
    for item in items:
        if item.hidden:
            continue
        if item.kind is Kind.GROUP:
            below = level
            if item.text.strip():
                yield Heading(text=label(item), level=level)
                below += 1
            yield from _about(form, item)
            yield from _items(form, item.parts, below)
        elif item.kind is Kind.DISPLAY:
            if item.text.strip():
                yield Text(text=item.text)
            yield from _about(form, item)
        else:
            yield Heading(text=label(item), level=level)
            yield from _about(form, item)
            if item.options:
                yield ListBlock(items=tuple(_options(item)))
            yield from _items(form, item.parts, level + 1)


def _about(form: Form, item: Item) -> Iterator[Text]:
    """How it is answered, when it is asked, and the help and other texts beside it."""
    lines = [_how(item), _when(form, item)]
    if facts := " ".join(line for line in lines if line):
        yield Text(text=facts, style=TextStyle.MUTED)
    for text in (item.help, item.beside(Control.PROMPT), scale_ends(item)):
        if text:
            yield Text(text=text, style=TextStyle.SMALL)
    if legal := item.beside(Control.LEGAL):
        yield Text(text=legal, style=TextStyle.SMALL)


_KINDS = {
    Kind.BOOLEAN: "Ja eller nej",
    Kind.INTEGER: "Heltal",
    Kind.DECIMAL: "Tal",
    Kind.DATE: "Datum, helt eller delvis",
    Kind.DATE_TIME: "Datum med tid",
    Kind.TIME: "Klockslag",
    Kind.QUANTITY: "Mängd",
    Kind.URL: "Webbadress",
    Kind.STRING: "Kort text",
    Kind.TEXT: "Text",
    Kind.UNSUPPORTED: "Kan inte besvaras här",
}


def _how(item: Item) -> str:
    if item.kind is Kind.GROUP:
        words = ["Kan upprepas"] if item.repeats else []
    elif item.kind is Kind.DISPLAY:
        words = []
    else:
        words = [_answered(item)]
        if item.unit:
            words.append(f"i {item.unit}")
        if item.minimum is not None and item.maximum is not None:
            words.append(f"{typed.shown(item.minimum)} till {typed.shown(item.maximum)}")
    words += ["obligatorisk"] if item.required else []
    text = ", ".join(words)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _answered(item: Item) -> str:
    if not item.options:
        return f"{_KINDS[item.kind]}, flera svar" if item.repeats else _KINDS[item.kind]
    return "Ett eller flera av svaren" if item.repeats else "Ett av svaren"


def _options(item: Item) -> Iterator[str]:
    for option in item.options:
        yield f"{option.prefix} {shown(item, option.value)}".strip()
    if item.constraint is not Constraint.OPTIONS_ONLY:
        yield item.open_label or "Annat, med egna ord"


def _when(form: Form, item: Item) -> str:
    """``Frågas om ”Har du barn?” är Ja.``"""
    if not item.conditions:
        return ""
    between = " eller " if item.behavior is Behavior.ANY else " och "
    return f"Visas om {between.join(_condition(form, each) for each in item.conditions)}."


_OPERATORS = {
    Operator.EQUAL: "är",
    Operator.NOT_EQUAL: "inte är",
    Operator.GREATER: "är mer än",
    Operator.LESS: "är mindre än",
    Operator.GREATER_OR_EQUAL: "är minst",
    Operator.LESS_OR_EQUAL: "är högst",
}


def _condition(form: Form, condition: Condition) -> str:
    asked = form.by_link.get(condition.question)
    question = f"”{asked.text if asked and asked.text else condition.question}”"
    if condition.operator is Operator.EXISTS:
        return f"{question} {'är besvarad' if condition.answer is True else 'inte är besvarad'}"
    option = asked.option(condition.answer) if asked else None
    answer = option.value if option else condition.answer
    value = shown(asked, answer) if asked else typed.shown(answer)
    return f"{question} {_OPERATORS[condition.operator]} {value}"
