"""The compiler: two sheets with Swedish headings and a head → a template, byte for byte the same
every time. ``docs/forms.md`` says how to write the sheets."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.forms.extensions import CORE
from app.forms.gate import Tree, TreeObject
from app.forms.load import load_form
from app.forms.model import OWNER_SYSTEM
from app.forms.problems import Severity
from app.forms.sheet_conditions import (
    AnswerList,
    Asked,
    ConditionFault,
    read_conditions,
)
from app.forms.sheet_rows import (
    Head,
    Row,
    Sheet,
    SheetCode,
    SheetProblem,
    read_head,
    read_rows,
    whole,
)

TYPES = {
    "sida": "group",
    "grupp": "group",
    "info": "display",
    "val": "coding",
    "text": "text",
    "rad": "string",
    "heltal": "integer",
    "datum": "date",
    "ja/nej": "boolean",
}
OWNERS = {
    "BOPS": "bops",
    "lokalpolis": "local_police",
    "socialtjänst": "social_services",
    "den enskilde": "client",
}
"""Words of the column *ägare* → codes of ``casework.facts.Owner``."""

_CONTROLS = {"radio": "radio-button", "kryssrutor": "check-box", "lista": "drop-down"}
_CONTROL_SYSTEM = "http://hl7.org/fhir/questionnaire-item-control"
_ID = re.compile(r"[A-Za-zÅÄÖåäö0-9\-]+(\.[A-Za-zÅÄÖåäö0-9\-]+)*")


@dataclass(frozen=True, slots=True)
class SheetResult:
    """``data`` is None when there are problems."""

    data: bytes | None
    problems: tuple[SheetProblem, ...]


def compile_sheets(questions: bytes, answers: bytes, head: bytes) -> SheetResult:
    """The template that the sheets ``Frågor`` and ``Svar`` (CSV) and ``mall.toml`` describe: two
    spaces of indent, keys in the order of the specification, a line break at the end."""
    problems: list[SheetProblem] = []
    facts = read_head(head, problems)
    question_rows = read_rows(Sheet.QUESTIONS, questions, problems)
    answer_rows = read_rows(Sheet.ANSWERS, answers, problems)
    if facts is None or problems:
        return SheetResult(None, tuple(problems))
    compiler = _Compiler(facts, problems)
    tree = compiler.template(question_rows, answer_rows)
    if problems:
        return SheetResult(None, tuple(problems))
    data = json.dumps(tree, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"
    rows = {row["id"]: row.number for row in question_rows}
    problems.extend(
        SheetProblem(
            Sheet.QUESTIONS,
            rows.get(found.link_id or "", 0),
            SheetCode.TEMPLATE,
            {**found.params, "code": found.code.value},
        )
        for found in load_form(data).problems
        if found.severity is not Severity.INFO
    )
    return SheetResult(None if problems else data, tuple(problems))


@dataclass(slots=True)
class _Compiler:
    head: Head
    problems: list[SheetProblem]
    lists: dict[str, AnswerList] = field(default_factory=dict)
    asked: Asked = field(default_factory=lambda: Asked({}, {}))

    def template(self, questions: tuple[Row, ...], answers: tuple[Row, ...]) -> TreeObject:
        self._read_lists(answers)
        self.asked = Asked({row["id"]: row for row in questions}, self.lists)
        head = self.head
        tree: TreeObject = {
            "resourceType": "Questionnaire",
            "language": "sv-SE",
            "url": head.url,
            "version": head.version,
            "title": head.title,
            "status": head.status,
            "date": head.date,
            "publisher": head.publisher,
        }
        if head.description:
            tree["description"] = head.description
        tree["item"] = self._items(questions)
        return tree

    def _fault(self, sheet: Sheet, row: Row, code: SheetCode, **params: str) -> None:
        self.problems.append(SheetProblem(sheet, row.number, code, params))

    def _read_lists(self, rows: tuple[Row, ...]) -> None:
        by_list: dict[str, list[Row]] = {}
        for row in rows:
            for column in ("lista", "kod", "text"):
                if not row[column]:
                    self._fault(Sheet.ANSWERS, row, SheetCode.MISSING_CELL, column=column)
            if row["vikt"] and whole(row["vikt"]) is None:
                self._fault(Sheet.ANSWERS, row, SheetCode.NOT_A_NUMBER, column="vikt")
            by_list.setdefault(row["lista"], []).append(row)
        for name, found in by_list.items():
            self.lists[name] = AnswerList(f"{self.head.answer_system}:{name}", tuple(found))

    def _items(self, rows: tuple[Row, ...]) -> list[Tree]:
        """Rows as a tree: ``5.2`` stands under ``5``."""
        top: list[Tree] = []
        below: dict[str, list[Tree]] = {}
        for row in rows:
            name = row["id"]
            if not _ID.fullmatch(name):
                self._fault(Sheet.QUESTIONS, row, SheetCode.BAD_ID)
                continue
            if name in below:
                self._fault(Sheet.QUESTIONS, row, SheetCode.DUPLICATE_ID)
                continue
            parent = name.rpartition(".")[0]
            if parent and parent not in below:
                self._fault(Sheet.QUESTIONS, row, SheetCode.PARENT_MISSING, id=parent)
                continue
            if parent and TYPES.get(self.asked.questions[parent]["typ"]) != "group":
                self._fault(Sheet.QUESTIONS, row, SheetCode.PARENT_WRONG, id=parent)
                continue
            below[name] = []
            item = self._item(row, below[name])
            (below[parent] if parent else top).append(item)
        return top

    def _item(self, row: Row, children: list[Tree]) -> TreeObject:
        """One row, with keys in the order of the specification."""
        self._check_cells(row)
        kind = self._word(row, "typ", TYPES)
        item: TreeObject = {}
        if extensions := self._extensions(row):
            item["extension"] = extensions
        item["linkId"] = row["id"]
        if codes := self._codes(row):
            item["code"] = codes
        item["text"] = row["text"]
        item["type"] = kind
        item.update(self._conditions(row))
        if self._yes(row, "obl"):
            item["required"] = True
        if self._yes(row, "flera"):
            item["repeats"] = True
        if kind in ("text", "string") and (most := self._number(row, "max")) is not None:
            item["maxLength"] = most
        item.update(self._options(row))
        if row["hjälp"]:
            children.insert(0, _help(row))
        if kind == "group" or children:
            item["item"] = children
        return item

    def _check_cells(self, row: Row) -> None:
        for column in ("text", "typ"):
            if not row[column]:
                self._fault(Sheet.QUESTIONS, row, SheetCode.MISSING_CELL, column=column)
        if row["räkna"]:
            self._fault(Sheet.QUESTIONS, row, SheetCode.NOT_YET, column="räkna")

    def _extensions(self, row: Row) -> list[Tree]:
        found: list[Tree] = []
        if row["typ"] == "sida":
            found.append(_control("page"))
        elif row["visning"]:
            found.append(_control(self._word(row, "visning", _CONTROLS)))
        if row["typ"] == "heltal":
            for column, name in (("min", "minValue"), ("max", "maxValue")):
                if (bound := self._number(row, column)) is not None:
                    found.append({"url": CORE + name, "valueInteger": bound})
        return found

    def _codes(self, row: Row) -> list[Tree]:
        found: list[Tree] = []
        for word in row["kod"].split():
            prefix, _, code = word.partition(":")
            system = self.head.code_systems.get(prefix)
            if system and code:
                found.append({"system": system, "code": code})
            else:
                self._fault(Sheet.QUESTIONS, row, SheetCode.UNKNOWN_PREFIX, word=prefix)
        if row["ägare"]:
            owner = self._word(row, "ägare", OWNERS)
            found.append({"system": OWNER_SYSTEM, "code": owner, "display": row["ägare"]})
        return found

    def _conditions(self, row: Row) -> TreeObject:
        if not row["visas om"]:
            return {}
        try:
            conditions, behavior = read_conditions(row["visas om"], self.asked)
        except ConditionFault as fault:
            self._fault(Sheet.QUESTIONS, row, fault.code, **fault.params)
            return {}
        found: TreeObject = {"enableWhen": list(conditions)}
        if len(conditions) > 1:
            found["enableBehavior"] = behavior
        return found

    def _options(self, row: Row) -> TreeObject:
        answers = self.lists.get(row["svar"])
        if row["typ"] != "val":
            return {}
        if answers is None:
            self._fault(Sheet.QUESTIONS, row, SheetCode.UNKNOWN_LIST, name=row["svar"])
            return {}
        options: list[Tree] = [self._option(answers.system, answer) for answer in answers.rows]
        return {"answerConstraint": "optionsOnly", "answerOption": options}

    def _option(self, system: str, row: Row) -> TreeObject:
        option: TreeObject = {}
        extensions: list[Tree] = []
        if (weight := whole(row["vikt"])) is not None:
            extensions.append({"url": CORE + "itemWeight", "valueDecimal": weight})
        if self._yes(row, "ensam", Sheet.ANSWERS):
            url = CORE + "questionnaire-optionExclusive"
            extensions.append({"url": url, "valueBoolean": True})
        if extensions:
            option["extension"] = extensions
        option["valueCoding"] = {"system": system, "code": row["kod"], "display": row["text"]}
        return option

    def _word(self, row: Row, column: str, words: Mapping[str, str]) -> str:
        if row[column] and row[column] not in words:
            self._fault(Sheet.QUESTIONS, row, SheetCode.UNKNOWN_WORD, column=column)
        return words.get(row[column], "")

    def _yes(self, row: Row, column: str, sheet: Sheet = Sheet.QUESTIONS) -> bool:
        if row[column] not in ("", "ja", "nej"):
            self._fault(sheet, row, SheetCode.UNKNOWN_WORD, column=column)
        return row[column] == "ja"

    def _number(self, row: Row, column: str) -> int | None:
        number = whole(row[column])
        if row[column] and number is None:
            self._fault(Sheet.QUESTIONS, row, SheetCode.NOT_A_NUMBER, column=column)
        return number


def _help(row: Row) -> TreeObject:
    return {
        "extension": [_control("help")],
        "linkId": row["id"] + "-hjälp",
        "text": row["hjälp"],
        "type": "display",
    }


def _control(code: str) -> TreeObject:
    concept: TreeObject = {"coding": [{"system": _CONTROL_SYSTEM, "code": code}]}
    return {"url": CORE + "questionnaire-itemControl", "valueCodeableConcept": concept}
