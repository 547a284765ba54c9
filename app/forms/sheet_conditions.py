"""The little language of the column *visas om*.

``4.2 = ja``, ``4.2 != 3``, ``4.2 >= 2``, ``4.2 är ifylld``, ``4.2 är inte ifylld``; several joined
by ``och`` or by ``eller``, never both. For a question with a list of answers, ``>=`` and its kin
compare the weights of the answers and stand for "one of these answers".
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.forms.gate import Tree, TreeObject
from app.forms.sheet_rows import Row, SheetCode, whole
from app.forms.values import PartialDate

_TERM = re.compile(
    r"(?P<id>[^\s=!<>]+)\s*(?:(?P<op>!=|>=|<=|=|>|<)\s*(?P<value>.+?)"
    r"|\s+(?P<filled>är ifylld)|\s+(?P<empty>är inte ifylld))\s*"
)
_ORDER: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


class ConditionFault(Exception):
    """Why a condition cannot be used."""

    def __init__(self, code: SheetCode, **params: str) -> None:
        super().__init__(code.value)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class AnswerList:
    """One list of the answer sheet."""

    system: str
    rows: tuple[Row, ...]

    def coding(self, code: str) -> TreeObject | None:
        for row in self.rows:
            if row["kod"] == code:
                return {"system": self.system, "code": code}
        return None


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions that conditions may point at, and the lists of their answers."""

    questions: Mapping[str, Row]
    lists: Mapping[str, AnswerList]


def read_conditions(text: str, asked: Asked) -> tuple[list[TreeObject], str]:
    """(conditions, ``all`` or ``any``) of one cell. Raises ConditionFault."""
    both, either = re.split(r"\s+och\s+", text), re.split(r"\s+eller\s+", text)
    if len(both) > 1 and len(either) > 1:
        raise ConditionFault(SheetCode.CONDITION_MIXED)
    terms, behavior = (either, "any") if len(either) > 1 else (both, "all")
    groups = [_term(term, asked) for term in terms]
    if all(len(group) == 1 for group in groups):
        return [group[0] for group in groups], behavior
    if behavior == "any" or len(groups) == 1:
        return [condition for group in groups for condition in group], "any"
    raise ConditionFault(SheetCode.CONDITION_MIXED)


def _term(term: str, asked: Asked) -> list[TreeObject]:
    """One term; several conditions when an order between the answers of a list is asked for."""
    found = _TERM.fullmatch(term.strip())
    if found is None:
        raise ConditionFault(SheetCode.CONDITION_SYNTAX)
    question = found["id"]
    if question not in asked.questions:
        raise ConditionFault(SheetCode.CONDITION_TARGET, question=question)
    if not found["op"]:
        return [_condition(question, "exists", answerBoolean=bool(found["filled"]))]
    row = asked.questions[question]
    if row["typ"] == "val" and found["op"] in _ORDER:
        return _by_weight(row, found["op"], found["value"], asked.lists)
    key, value = _value(row, found["value"], asked.lists)
    return [_condition(question, found["op"], **{key: value})]


def _condition(question: str, name: str, **answer: Tree) -> TreeObject:
    return {"question": question, "operator": name, **answer}


def _by_weight(
    row: Row, name: str, bound: str, lists: Mapping[str, AnswerList]
) -> list[TreeObject]:
    answers = lists.get(row["svar"])
    limit = whole(bound)
    met = [
        answer["kod"]
        for answer in (answers.rows if answers else ())
        if limit is not None
        and (weight := whole(answer["vikt"])) is not None
        and _ORDER[name](weight, limit)
    ]
    if answers is None or not met:
        raise ConditionFault(SheetCode.CONDITION_VALUE, question=row["id"])
    return [_condition(row["id"], "=", answerCoding=answers.coding(code)) for code in met]


def _value(row: Row, text: str, lists: Mapping[str, AnswerList]) -> tuple[str, Tree]:
    """(key, value) of the answer that a condition asks for, of the question's own type."""
    readers: Mapping[str, Callable[[], tuple[str, Tree] | None]] = {
        "val": lambda: _coding(lists.get(row["svar"]), text),
        "ja/nej": lambda: ("answerBoolean", text == "ja") if text in ("ja", "nej") else None,
        "heltal": lambda: ("answerInteger", whole(text)) if whole(text) is not None else None,
        "datum": lambda: _date(text),
        "rad": lambda: ("answerString", text),
        "text": lambda: ("answerString", text),
    }
    found = readers.get(row["typ"], lambda: None)()
    if found is None:
        raise ConditionFault(SheetCode.CONDITION_VALUE, question=row["id"])
    return found


def _coding(answers: AnswerList | None, code: str) -> tuple[str, Tree] | None:
    coding = answers.coding(code) if answers else None
    return ("answerCoding", coding) if coding else None


def _date(text: str) -> tuple[str, Tree] | None:
    try:
        return "answerDate", PartialDate(text).text
    except ValueError:
        return None
