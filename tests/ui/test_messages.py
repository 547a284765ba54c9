"""A sentence for everything that can be refused."""

from __future__ import annotations

import pytest

from app.casework.process.table import Wrong
from app.errors import Fault, FieldProblem, Reason, Refusal
from ui.fault_messages import fault_sentence
from ui.messages import sentence


@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_has_a_sentence_and_a_next_step(reason: Reason) -> None:
    said = sentence(Refusal(reason))
    assert said.endswith(".")
    assert "{" not in said
    assert len(said) < 170, "one or two sentences, not a page"


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_of_a_field_has_a_sentence(fault: Fault) -> None:
    for params in ({}, {"limit": 7}, {"other": "valid_from"}):
        said = fault_sentence(FieldProblem("name", fault, params))
        assert said.endswith(".")
        assert "{" not in said


@pytest.mark.parametrize("wrong", list(Wrong))
def test_what_is_wrong_with_the_process_is_told_in_words(wrong: Wrong) -> None:
    said = sentence(Refusal(Reason.PROCESS_INVALID, wrong=wrong.value, at="plan"))
    assert "(plan)" in said
    assert "Något stämmer inte" not in said


def test_no_two_reasons_share_a_sentence() -> None:
    said = [sentence(Refusal(reason)) for reason in Reason]
    assert len(set(said)) == len(said)


def test_a_limit_is_told() -> None:
    assert "200" in fault_sentence(FieldProblem("text", Fault.TOO_LONG, {"limit": 200}))


def test_a_newer_vault_says_which_format() -> None:
    assert "7" in sentence(Refusal(Reason.VAULT_NEWER, version=7))
