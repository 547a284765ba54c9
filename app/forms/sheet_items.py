"""The rows of the question sheet → items, with keys in the order of the specification."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.forms.gate import Tree, TreeObject
from app.forms.model import OWNER_SYSTEM
from app.forms.sheet_cells import check_cells, number, yes
from app.forms.sheet_conditions import AnswerList, Asked, ConditionFault, read_conditions
from app.forms.sheet_extensions import decorations, item_extensions, option_extensions
from app.forms.sheet_language import OWNERS, TYPES
from app.forms.sheet_problems import SheetCode
from app.forms.sheet_rows import Row, SheetFaults
from app.forms.sheet_values import Typed, read_value, whole

_ID = re.compile(r"[A-Za-zÅÄÖåäö0-9\-]+(\.[A-Za-zÅÄÖåäö0-9\-]+)*")
_MAX_ID = 100
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}-[a-z]{3}|[a-z]{3}-[0-9]{2}")
"""What ``5.10`` becomes in a cell that the spreadsheet takes for a date."""


def answer_lists(rows: tuple[Row, ...], system: str, faults: SheetFaults) -> dict[str, AnswerList]:
    """The lists of the answer sheet by name; each is a code system of its own."""
    by_list: dict[str, list[Row]] = {}
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        for column in ("lista", "kod", "text"):
            if not row[column]:
                faults.at(row, SheetCode.MISSING_CELL, column)
        if row["vikt"] and whole(row["vikt"]) is None:
            faults.at(row, SheetCode.NOT_A_NUMBER, "vikt")
        yes(row, "ensam", faults)
        same = first.setdefault((row["lista"], row["kod"]), row)
        if row["kod"] and same is not row:
            faults.at(row, SheetCode.DUPLICATE_CODE, "kod", code=row["kod"], first=str(same.number))
        by_list.setdefault(row["lista"], []).append(row)
    return {name: AnswerList(f"{system}:{name}", tuple(found)) for name, found in by_list.items()}


class ItemBuilder:
    """Rows → items. What is wrong with a row is among the faults; an item is made of it all the
    same where it has a place, so that the rest can be looked through."""

    def __init__(
        self,
        rows: tuple[Row, ...],
        lists: Mapping[str, AnswerList],
        code_systems: Mapping[str, str],
        faults: SheetFaults,
    ) -> None:
        self._rows = rows
        self._asked = Asked({row["id"]: row for row in reversed(rows)}, lists)
        self._code_systems = code_systems
        self._faults = faults
        self._parents = frozenset(row["id"].rpartition(".")[0] for row in rows)
        self._below: dict[str, list[Tree]] = {}
        self._first: dict[str, Row] = {}

    def items(self) -> list[Tree]:
        """Rows as a tree: ``5.2`` stands under ``5``."""
        top: list[Tree] = []
        for row in self._rows:
            parent = row["id"].rpartition(".")[0]
            known = self._first.setdefault(row["id"], row)
            if not self._has_good_id(row, known) or not self._has_place(row, parent):
                continue
            children: list[Tree] = []
            self._below[row["id"]] = children
            item = self._item(row, children)
            (self._below[parent] if parent else top).append(item)
        return top

    def _has_good_id(self, row: Row, known: Row) -> bool:
        name = row["id"]
        if not name:
            self._faults.at(row, SheetCode.MISSING_CELL, "id")
        elif _DATE.fullmatch(name.casefold()):
            self._faults.at(row, SheetCode.ID_IS_DATE, "id")
        elif not _ID.fullmatch(name) or len(name) > _MAX_ID:
            self._faults.at(row, SheetCode.BAD_ID, "id")
        elif known is not row:
            params = {"id": name, "first": str(known.number)}
            self._faults.at(row, SheetCode.DUPLICATE_ID, "id", **params)
        else:
            return True
        return False

    def _has_place(self, row: Row, parent: str) -> bool:
        if not parent:
            return True
        if parent not in self._below:
            # What stands under a row with a fault has none of its own.
            if parent not in self._first:
                later = parent in self._asked.questions
                code = SheetCode.PARENT_LATER if later else SheetCode.PARENT_MISSING
                self._faults.at(row, code, "id", id=parent)
            return False
        if self._asked.questions[parent]["typ"] == "info":
            self._faults.at(row, SheetCode.PARENT_WRONG, "id", id=parent)
        if row["typ"] == "sida":
            self._faults.at(row, SheetCode.PAGE_INSIDE, "typ", id=parent)
        return True

    def _item(self, row: Row, children: list[Tree]) -> TreeObject:
        check_cells(row, self._faults)
        kind = TYPES[row["typ"]].type if row["typ"] in TYPES else ""
        item: TreeObject = {}
        if extensions := item_extensions(row, self._faults):
            item["extension"] = extensions
        item["linkId"] = row["id"]
        if codes := self._codes(row):
            item["code"] = codes
        item["text"] = row["text"]
        item["type"] = kind
        item.update(self._conditions(row))
        for column, key in (("obl", "required"), ("flera", "repeats"), ("låst", "readOnly")):
            if yes(row, column, self._faults):
                item[key] = True
        if kind in ("text", "string", "url"):
            most = number(row, "max", self._faults, least=1)
            item.update({} if most is None else {"maxLength": most})
        item.update(self._answers(row))
        children.extend(decorations(row))
        if kind == "group" or children or (kind != "display" and row["id"] in self._parents):
            item["item"] = children
        return item

    def _codes(self, row: Row) -> list[Tree]:
        found: list[Tree] = []
        for each in row["kod"].split():
            prefix, _, code = each.partition(":")
            system = self._code_systems.get(prefix)
            if system and code:
                found.append({"system": system, "code": code})
            else:
                self._faults.at(row, SheetCode.UNKNOWN_PREFIX, "kod", word=each)
        owners = {name.casefold(): name for name in OWNERS}
        if owner := owners.get(row["ägare"].casefold()):
            found.append({"system": OWNER_SYSTEM, "code": OWNERS[owner], "display": owner})
        elif row["ägare"]:
            params = {"word": row["ägare"], "words": ", ".join(OWNERS)}
            self._faults.at(row, SheetCode.UNKNOWN_WORD, "ägare", **params)
        return found

    def _conditions(self, row: Row) -> TreeObject:
        if not row["visas om"]:
            return {}
        try:
            conditions, behavior = read_conditions(row["visas om"], self._asked)
        except ConditionFault as fault:
            self._faults.at(row, fault.code, "visas om", **fault.params)
            return {}
        found: TreeObject = {"enableWhen": list(conditions)}
        if len(conditions) > 1:
            found["enableBehavior"] = behavior
        return found

    def _answers(self, row: Row) -> TreeObject:
        """What may be answered, and what is answered from the start."""
        if row["typ"] == "val":
            return self._options(row)
        if not row["förval"] or row["typ"] not in TYPES or not TYPES[row["typ"]].value:
            return {}
        initial = read_value(row, row["förval"])
        if initial is None:
            self._faults.at(row, SheetCode.NOT_A_VALUE, "förval", type=row["typ"])
            return {}
        return {"initial": [_valued(initial)]}

    def _options(self, row: Row) -> TreeObject:
        answers = self._asked.lists.get(row["svar"])
        if answers is None:
            if row["svar"]:
                self._faults.at(row, SheetCode.UNKNOWN_LIST, "svar", name=row["svar"])
            return {}
        if not answers.rows:  # there is no sheet of answers, which is a fault of its own
            return {}
        chosen = self._chosen(row, answers)
        own_words = row["fritext"].casefold() not in ("", "nej")
        return {
            "answerConstraint": "optionsOrString" if own_words else "optionsOnly",
            "answerOption": [
                _option(answers.system, answer, chosen=answer["kod"] in chosen)
                for answer in answers.rows
            ],
        }

    def _chosen(self, row: Row, answers: AnswerList) -> frozenset[str]:
        """The codes that are chosen from the start."""
        codes = [code.strip() for code in row["förval"].split(",") if code.strip()]
        if any(answers.coding(code) is None for code in codes):
            params = {"type": row["typ"], "codes": answers.codes}
            self._faults.at(row, SheetCode.NOT_A_VALUE, "förval", **params)
        elif len(codes) > 1 and row["flera"] != "ja":
            self._faults.at(row, SheetCode.NEEDS_REPEATS, "förval")
        return frozenset(codes)


def _option(system: str, row: Row, *, chosen: bool) -> TreeObject:
    option: TreeObject = {}
    if extensions := option_extensions(row):
        option["extension"] = extensions
    option["valueCoding"] = {"system": system, "code": row["kod"], "display": row["text"]}
    if chosen:
        option["initialSelected"] = True
    return option


def _valued(typed: Typed) -> TreeObject:
    return {"value" + typed[0]: typed[1]}
