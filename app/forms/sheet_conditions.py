"""The little language of the column *visas om*.

``4.2 = ja``, ``4.2 != 3``, ``4.2 >= 2``, ``4.2 är ifylld``, ``4.2 är inte ifylld``; several joined
by ``och`` or by ``eller``, never both. A value in quotation marks may hold those words. For a
question with a list of answers, ``>=`` and its kin compare the weights of the answers and stand
for "one of these answers".
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.forms.gate import Tree, TreeObject
from app.forms.sheet_language import ORDERED, TYPES
from app.forms.sheet_problems import SheetCode
from app.forms.sheet_rows import Row
from app.forms.sheet_values import Typed, read_value, whole

_TERM = re.compile(
    r"(?P<id>[^\s=!<>\"]+) *(?:(?P<op>!=|>=|<=|=|>|<) *(?P<value>.+?)"
    r"| +(?P<filled>är ifylld)| +(?P<empty>är inte ifylld))",
    re.IGNORECASE,
)
_MOST_CODES = 12
_WORD = re.compile(r'(?:"[^"]*"|[^\s"])+|"')
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

    @property
    def codes(self) -> str:
        """For a sentence: the codes with commas between, the first of many."""
        codes = [row["kod"] for row in self.rows]
        return ", ".join(codes[:_MOST_CODES]) + (" …" if len(codes) > _MOST_CODES else "")


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions that conditions may point at, and the lists of their answers."""

    questions: Mapping[str, Row]
    lists: Mapping[str, AnswerList]


def read_conditions(text: str, asked: Asked) -> tuple[list[TreeObject], str]:
    """(conditions, ``all`` or ``any``) of one cell. Raises ConditionFault."""
    terms, joints = _split(text)
    if len(joints) > 1:
        raise ConditionFault(SheetCode.CONDITION_MIXED)
    behavior = "any" if "eller" in joints else "all"
    groups = [_term(term, asked) for term in terms]
    if all(len(group) == 1 for group in groups):
        return [group[0] for group in groups], behavior
    if behavior == "any" or len(groups) == 1:
        return [condition for group in groups for condition in group], "any"
    several = next(group for group in groups if len(group) > 1)
    raise ConditionFault(SheetCode.CONDITION_WEIGHTS, question=str(several[0]["question"]))


def _split(text: str) -> tuple[list[str], set[str]]:
    """The terms and the words that join them."""
    terms: list[list[str]] = [[]]
    joints: set[str] = set()
    for word in _WORD.findall(text):
        if word.casefold() in ("och", "eller"):
            joints.add(word.casefold())
            terms.append([])
        else:
            terms[-1].append(word)
    return [" ".join(term) for term in terms], joints


def _term(term: str, asked: Asked) -> list[TreeObject]:
    """One term; several conditions when an order between the answers of a list is asked for."""
    found = _TERM.fullmatch(term)
    if found is None:
        raise ConditionFault(SheetCode.CONDITION_SYNTAX, term=term)
    question = found["id"]
    row = asked.questions.get(question)
    if row is None:
        raise ConditionFault(SheetCode.CONDITION_TARGET, question=question)
    if row["typ"] in TYPES and not TYPES[row["typ"]].is_question:
        raise ConditionFault(SheetCode.CONDITION_TARGET, question=question, type=row["typ"])
    if not found["op"] or not _readable(row, asked.lists):
        return [_condition(question, "exists", answerBoolean=not found["empty"])]
    value = found["value"].strip('"')
    if row["typ"] == "val" and found["op"] in _ORDER:
        return _by_weight(row, found["op"], value, asked.lists)
    kind, answer = _value(row, value, asked.lists)
    if found["op"] in _ORDER and kind not in ORDERED:
        raise ConditionFault(SheetCode.CONDITION_ORDER, question=question, operator=found["op"])
    return [_condition(question, found["op"], **{"answer" + kind: answer})]


def _readable(row: Row, lists: Mapping[str, AnswerList]) -> bool:
    """Whether the question can be compared with anything. If not, the fault is its own, and is
    not said again of every condition on it."""
    return row["typ"] in TYPES and (row["typ"] != "val" or row["svar"] in lists)


def _condition(question: str, name: str, **answer: Tree) -> TreeObject:
    return {"question": question, "operator": name, **answer}


def _by_weight(
    row: Row, name: str, bound: str, lists: Mapping[str, AnswerList]
) -> list[TreeObject]:
    answers = lists[row["svar"]]
    limit = whole(bound)
    met = [
        answer["kod"]
        for answer in answers.rows
        if limit is not None
        and (weight := whole(answer["vikt"])) is not None
        and _ORDER[name](weight, limit)
    ]
    if not met:
        raise _no_answer(row, bound, lists)
    return [_condition(row["id"], "=", answerCoding=answers.coding(code)) for code in met]


def _value(row: Row, text: str, lists: Mapping[str, AnswerList]) -> Typed:
    """The answer that a condition asks for, of the question's own type."""
    found: Typed | None = None
    if row["typ"] == "val":
        coding = lists[row["svar"]].coding(text)
        found = ("Coding", coding) if coding else None
    else:
        found = read_value(row, text)
    if found is None:
        raise _no_answer(row, text, lists)
    if found[0] == "Uri":  # a condition on an address is one on its text
        return "String", found[1]
    return found


def _no_answer(row: Row, text: str, lists: Mapping[str, AnswerList]) -> ConditionFault:
    params = {"question": row["id"], "value": text, "type": row["typ"]}
    if row["typ"] == "val":
        params["codes"] = lists[row["svar"]].codes
    return ConditionFault(SheetCode.CONDITION_VALUE, **params)
