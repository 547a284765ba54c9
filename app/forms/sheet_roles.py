"""What the program takes out of an answer by its role (``roll:``) must be something that it can
take out: a measure without ends would be silently missing from the comparison over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.forms.model import ROLE_SYSTEM
from app.forms.sheet_conditions import AnswerList
from app.forms.sheet_language import TYPES
from app.forms.sheet_problems import SheetCode
from app.forms.sheet_rows import Row, SheetFaults
from app.forms.sheet_values import whole

ROLES = frozenset(
    (
        *("need", "need_level", "goal", "proposed_intervention", "proposed_decision"),
        *("facts", "source", "own_view", "resources", "appraisal", "continuation"),
        *("measure", "vulnerability"),
        *("instrument", "instrument_name", "instrument_version", "instrument_date"),
        *("instrument_assessor", "instrument_outcome"),
    )
)
_GROUPS = frozenset(("need", "instrument"))
_INSIDE = {
    **dict.fromkeys(("need_level", "proposed_intervention"), "need"),
    **{role: "instrument" for role in ROLES if role.startswith("instrument_")},
}
"""Roles that mean something inside a group of another role only."""
_NEED_LEVELS = frozenset(range(4))


def check_roles(
    rows: tuple[Row, ...],
    lists: Mapping[str, AnswerList],
    code_systems: Mapping[str, str],
    faults: SheetFaults,
) -> None:
    """Add a fault for every role that is unknown or that its row cannot have."""
    prefixes = {prefix for prefix, system in code_systems.items() if system == ROLE_SYSTEM}
    by_id = {row["id"]: row for row in reversed(rows)}
    roles = {row["id"]: frozenset(_roles(row, prefixes)) for row in rows}
    for row in rows:
        around = list(_around(row["id"], by_id))
        for role in sorted(roles[row["id"]]):
            if role not in ROLES:
                words = ", ".join(sorted(ROLES))
                faults.at(row, SheetCode.ROLE_UNKNOWN, "kod", role=role, words=words)
            elif row["typ"] in TYPES and not (
                _suits(role, row, lists) and _stands_well(role, around, roles)
            ):
                faults.at(row, SheetCode.ROLE_MISUSED, "kod", role=role)
            elif role == "measure" and _repeats(around):
                faults.note(row.sheet, row.number, SheetCode.NOT_COMPARED)


def _roles(row: Row, prefixes: Iterable[str]) -> Iterable[str]:
    for word in row["kod"].split():
        prefix, _, code = word.partition(":")
        if prefix in prefixes and code:
            yield code


def _around(name: str, by_id: Mapping[str, Row]) -> Iterable[Row]:
    """The rows that a row stands under, the nearest first."""
    while name := name.rpartition(".")[0]:
        if name in by_id:
            yield by_id[name]


def _suits(role: str, row: Row, lists: Mapping[str, AnswerList]) -> bool:
    """Whether the row is of a kind that the role can be taken out of."""
    kind = TYPES[row["typ"]]
    if role in _GROUPS:
        return kind.type == "group"
    if role == "need_level":
        weights = _weights(row, lists)
        return row["flera"] != "ja" and weights <= _NEED_LEVELS
    if role == "measure" and kind.value == "Integer":
        low, high = whole(row["min"]), whole(row["max"])
        return row["flera"] != "ja" and low is not None and high is not None and low < high
    if role == "measure":  # an answer without a weight ("cannot be judged yet") is not compared
        return row["flera"] != "ja" and len(_weights(row, lists) - {None}) > 1
    return kind.is_question if role != "vulnerability" else row["typ"] == "val"


def _weights(row: Row, lists: Mapping[str, AnswerList]) -> frozenset[int | None]:
    """The weights of the answers, None for one that has none or for no answer to weigh."""
    if row["typ"] != "val":
        return frozenset((None,))
    answers = lists.get(row["svar"])
    if answers is None or not answers.rows:  # a fault of its own
        return _NEED_LEVELS
    return frozenset(whole(answer["vikt"]) for answer in answers.rows)


def _stands_well(role: str, around: list[Row], roles: Mapping[str, frozenset[str]]) -> bool:
    needed = _INSIDE.get(role)
    if needed and not any(needed in roles[row["id"]] for row in around):
        return False
    return not (role == "need" and _repeats(around))  # which of several would a decision mean?


def _repeats(around: list[Row]) -> bool:
    return any(row["flera"] == "ja" for row in around)
