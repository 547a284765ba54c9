"""The values that a question has from the start."""

from __future__ import annotations

from app.forms.fields import Node
from app.forms.model import Constraint, Kind, Option
from app.forms.options import kind_of
from app.forms.problems import Code, Severity
from app.forms.values import DateTime, Number, PartialDate, Value


def read_initial(
    node: Node, kind: Kind, options: tuple[Option, ...], constraint: Constraint
) -> tuple[Value, ...]:
    """``initial`` of a question. Options that are chosen from the start say so themselves; to
    say it here, beside options, is against the format (que-11) and met so often that it is only
    warned about."""
    selected = sum(option.initial for option in options)
    raw = node.objects("initial")
    if max(selected, len(raw)) > 1 and not node.value.get("repeats"):  # que-13
        node.faults.error(Code.INITIAL_SEVERAL, node.where, node.link_id)
    if not raw or kind is Kind.UNSUPPORTED:
        return ()
    if kind in (Kind.GROUP, Kind.DISPLAY):  # que-8
        node.faults.error(Code.INITIAL_MISPLACED, node.where, node.link_id)
        return ()
    if options:
        node.faults.note(
            Code.INITIAL_WITH_OPTIONS, node.where, node.link_id, severity=Severity.WARNING
        )
    found: list[Value] = []
    for child in raw:
        value = child.choice("value")
        fitting = None if value is None else _of_kind(value, kind, constraint)
        if value is not None and fitting is None:
            node.faults.error(Code.INITIAL_TYPE, child.where, node.link_id)
        elif fitting is not None:
            found.append(fitting)
    return tuple(found)


def _of_kind(value: Value, kind: Kind, constraint: Constraint) -> Value | None:
    """The value as an answer of this kind is written, or None where it is none."""
    if kind is Kind.DECIMAL and kind_of(value) is Kind.INTEGER:
        return Number(str(value))
    if kind is Kind.DATE_TIME and isinstance(value, PartialDate):
        return DateTime(value.text)
    textual = kind in (Kind.TEXT, Kind.URL) or constraint is Constraint.OPTIONS_OR_STRING
    if isinstance(value, str) and textual:
        return value
    return value if kind_of(value) is kind else None
