"""Everything that is told of a package has its word."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from app.casework import facts, handover_facts
from app.handover.kinds import HandoverKind
from app.usecases.handover.packages.arrivals import Doubt, RowState
from tests.house.source import calls, sources
from ui import package_words as words
from ui.pages.inbox import choosing, presenter
from ui.words import Words

TABLES = (
    (words.PACKAGE_KINDS, HandoverKind),
    (words.ROW_STATES, RowState),
    (words.DOUBTS, Doubt),
    (words.PACKAGE_OUTCOMES, handover_facts.PackageOutcome),
    (words.TRUST_STATES, handover_facts.TrustState),
    (words.CONFIRMED_HOW, handover_facts.ConfirmedHow),
    (words.TRANSFER_STATUS, facts.TransferStatus),
    (words.SHARE_ROLES, facts.ShareRole),
    (words.APPROVAL_OUTCOMES, facts.ApprovalOutcome),
    (words.URGENT, facts.UrgentWhat),
    (words.REVIEW_MARKS, handover_facts.ReviewMark),
    (presenter.MEANS, HandoverKind),
)


@pytest.mark.parametrize(("table", "codes"), TABLES)
def test_every_code_has_a_word_and_no_two_the_same(table: Words, codes: type[str]) -> None:
    assert set(table) == set(codes)
    assert len(set(table.values())) == len(table)


def labels() -> Iterator[tuple[str, str]]:
    for source in sources("app"):
        for name, node in calls(source):
            if name.endswith("Said") and node.args and isinstance(node.args[0], ast.Constant):
                yield source.where(node), str(node.args[0].value)


def test_whatever_a_kind_says_has_a_label() -> None:
    found = list(labels())
    assert found
    assert [each for each in found if each[1] not in words.SAID] == []
    assert set(words.SAID) - {label for _where, label in found} == set()


def test_every_doubt_says_what_to_do() -> None:
    for doubt in Doubt:
        assert words.DOUBTS[doubt].count(".") >= 2 or ":" in words.DOUBTS[doubt]


def test_no_state_of_a_row_is_left_out_of_the_list() -> None:
    assert set(choosing.ORDER) == set(RowState)
