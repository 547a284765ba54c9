"""What can be wrong with a template or with the answers. Words are made by the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    FATAL = "fatal"
    """There is nothing to show."""
    ERROR = "error"
    """A template can be read but not answered; answers cannot be completed."""
    WARNING = "warning"
    INFO = "info"


class Code(StrEnum):
    """Every kind of problem. ``que-…`` in a comment is the invariant of the specification."""

    # the bytes
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    NOT_A_TEMPLATE = "not_a_template"
    OLD_TEMPLATE = "old_template"
    MIXED_VERSIONS = "mixed_versions"
    # the structure of a template
    MISSING = "missing"
    WRONG_TYPE = "wrong_type"
    EMPTY_LIST = "empty_list"
    DUPLICATE_LINK = "duplicate_link"  # que-2
    BAD_LINK = "bad_link"  # que-16
    DISPLAY_WITH_ITEMS = "display_with_items"  # que-1
    GROUP_WITHOUT_ITEMS = "group_without_items"
    REQUIRED_DISPLAY = "required_display"  # que-6
    READ_ONLY_DISPLAY = "read_only_display"  # que-9
    LENGTH_MISPLACED = "length_misplaced"  # que-10
    TOO_NESTED = "too_nested"
    UNSUPPORTED = "unsupported"
    UNSUPPORTED_TYPE = "unsupported_type"
    MODIFIED = "modified"
    UNUSABLE_NAME = "unusable_name"
    UNUSABLE_CHARACTER = "unusable_character"
    TEXT_TOO_LONG = "text_too_long"
    IGNORED = "ignored"
    STATUS_MISSING = "status_missing"
    NOT_IN_VERSION = "not_in_version"
    # conditions
    CONDITION_TARGET = "condition_target"
    CONDITION_CYCLE = "condition_cycle"
    CONDITION_OPERATOR = "condition_operator"  # que-7
    CONDITION_TYPE = "condition_type"
    CONDITION_BEHAVIOR = "condition_behavior"  # que-12
    CONDITION_UNANSWERED = "condition_unanswered"
    CONDITION_SYSTEM = "condition_system"
    CONDITION_LATER = "condition_later"
    CONDITION_SCOPE = "condition_scope"
    CONDITION_TWICE = "condition_twice"
    # options
    OPTION_DUPLICATE = "option_duplicate"
    OPTION_MIXED = "option_mixed"
    OPTION_MISSING = "option_missing"
    OPTION_TYPE = "option_type"  # que-18
    OPTIONS_MISPLACED = "options_misplaced"  # que-5, que-14
    OPTIONS_TWICE = "options_twice"  # que-4
    # values from the start
    INITIAL_MISPLACED = "initial_misplaced"  # que-8
    INITIAL_SEVERAL = "initial_several"  # que-13
    INITIAL_TYPE = "initial_type"
    INITIAL_WITH_OPTIONS = "initial_with_options"  # que-11
    # bounds
    REQUIRED_HIDDEN = "required_hidden"
    REQUIRED_READ_ONLY = "required_read_only"
    REQUIRED_EMPTY = "required_empty"
    BOUNDS_REVERSED = "bounds_reversed"
    BOUNDS_TYPE = "bounds_type"
    # when a template may be answered
    RETIRED = "retired"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    NO_LONGER_IN_FORCE = "no_longer_in_force"
    # the structure of answers
    WRONG_TEMPLATE = "wrong_template"
    UNKNOWN_LINK = "unknown_link"
    MISPLACED = "misplaced"
    ANSWER_TYPE = "answer_type"
    BAD_STATUS = "bad_status"
    SPLIT_QUESTION = "split_question"  # qrs-2
    # what is typed
    UNANSWERED = "unanswered"
    GROUP_UNANSWERED = "group_unanswered"
    MALFORMED = "malformed"
    NOT_AN_OPTION = "not_an_option"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NOT_ALONE = "not_alone"
    TOO_MANY_DECIMALS = "too_many_decimals"
    OTHER_UNIT = "other_unit"
    NOT_ENABLED = "not_enabled"


NOT_YET = frozenset((Code.UNANSWERED, Code.GROUP_UNANSWERED))
"""Nothing is wrong: it has not been answered yet."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. ``params`` hold link ids, names of the format and bounds of the template,
    never what somebody answered."""

    code: Code
    severity: Severity
    link_id: str | None = None
    where: str = ""
    """JSON path in a template or a response."""
    params: Mapping[str, str] = field(default_factory=dict)


def blocking(problem: Problem) -> bool:
    """Whether a template with this problem may not be answered, or answers not completed."""
    return problem.severity in (Severity.FATAL, Severity.ERROR)
