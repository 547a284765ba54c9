"""Templates with answers whose verdicts have been published by other makers of the same format.

Each accepted difference stands in a table with its reason; one that is no longer a difference
makes the test fail, so that the tables stay true.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.forms.load import load_form, usable
from app.forms.problems import Code
from app.forms.response import dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from tests.app.forms.corpus import FOLDER, identified, loaded, needs_corpus

PAIRS = FOLDER / "pairs"
VALIDATOR = PAIRS / "hl7-validator"
CONDITIONS = PAIRS / "hl7-enablewhen"


@dataclass(frozen=True)
class Verdict:
    """What is said of answers to a template, by link id."""

    template: frozenset[Code]
    """Why the template could not be answered here at all."""
    structure: frozenset[tuple[str | None, Code]] = frozenset()
    content: frozenset[tuple[str | None, Code]] = frozenset()
    dropped: frozenset[str] = frozenset()
    """Questions with an answer that are not asked."""

    @property
    def fault(self) -> bool:
        return bool(self.template or self.structure or self.content or self.dropped)


def judge(form_path: Path, answers_path: Path) -> Verdict:
    result = load_form(identified(form_path.read_bytes()))
    form = result.form
    assert form is not None
    reasons = frozenset(problem.code for problem in result.reasons)
    data = answers_path.read_bytes()
    kept = load_response(_addressed(data, form.key), form)
    if kept.response is None:
        return Verdict(reasons, frozenset((p.link_id, p.code) for p in kept.problems))
    filled = FormSession(form, kept.response)
    return Verdict(
        reasons,
        content=frozenset((p.problem.link_id, p.problem.code) for p in filled.check()),
        dropped=frozenset(node[-1][0] for node in filled.dropped_on_completion()),
    )


def _addressed(data: bytes, key: str) -> bytes:
    """The same answers, to the template that the pair gives them (the public ones name it in many
    ways or not at all). Bytes that are no JSON stay as they are."""
    try:
        tree = json.loads(data)
    except ValueError:
        return data
    tree["questionnaire"] = key
    tree.setdefault("status", "completed")
    if tree["status"] == "draft":
        tree["status"] = "in-progress"
    return json.dumps(tree).encode()


def published_fault(path: Path) -> bool:
    issues: list[dict[str, Any]] = json.loads(path.read_bytes()).get("issue", [])
    return any(issue["severity"] in ("error", "fatal") for issue in issues)


# ------------------------------------------------- two validators, one template for each rule

_LIST = "the options are a list from elsewhere, which an offline program refuses to ask about"
_NO_OPTIONS = "a choice without options cannot be answered, so the template is refused"
_REFERENCE = "references are refused as a type"
_EXPRESSION = "a rule that is an expression is not computed; the template opens for reading only"

VALIDATOR_DIFFERENCES = {
    ("java", "choice-invalid-type"): _NO_OPTIONS,
    ("java", "choice-invalid-value-set-async"): _LIST,
    ("java", "open-choice-string-async"): _LIST,
    ("net", "open-choice-string-async"): _LIST,
    ("net", "invariant-corrupted-expression"): _EXPRESSION,
    ("net", "invariant-undefined-variable"): _EXPRESSION,
    ("java", "quantity"): "units that are the same word compare (V11); .NET says so too",
    ("java", "quantity-units-in-value-set"): _LIST,
    ("net", "quantity-units-in-value-set"): _LIST,
    ("java", "questionnaire-draft"): _NO_OPTIONS,
    ("net", "questionnaire-draft"): _NO_OPTIONS,
    ("java", "questionnaire-inactive-start"): _NO_OPTIONS,
    ("net", "questionnaire-inactive-start"): _NO_OPTIONS,
    ("java", "questionnaire-retired"): _NO_OPTIONS,
    ("net", "questionnaire-retired"): _NO_OPTIONS,
    ("java", "reference-absolute"): _REFERENCE,
    ("net", "reference-absolute"): _REFERENCE,
    ("java", "reference-relative"): _REFERENCE,
    ("net", "reference-relative"): _REFERENCE,
    ("net", "string-vs-text"): "a line break in a line of text is mended when typed; Java warns",
}


def validator_names() -> list[str]:
    return sorted(path.name.removesuffix("-q.json") for path in VALIDATOR.glob("*-q.json"))


@needs_corpus
@pytest.mark.req("F045")
def test_two_validators_agree_but_for_differences_that_are_explained() -> None:
    compared, differing = 0, set()
    for name in validator_names():
        ours = judge(VALIDATOR / f"{name}-q.json", VALIDATOR / f"{name}-qr.json").fault
        for maker, folder in (("java", "expected-java"), ("net", "expected-brianpos")):
            outcome = VALIDATOR / folder / f"{name}-qr.outcome.json"
            if not outcome.exists():
                continue
            compared += 1
            if published_fault(outcome) is not ours:
                differing.add((maker, name))
    assert compared >= 68
    assert differing == set(VALIDATOR_DIFFERENCES)


@needs_corpus
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("choice-answer-option-exclusive", Code.NOT_ALONE),
        ("decimal-min-max", Code.TOO_LOW),
        ("decimal-min-max", Code.TOO_HIGH),
        ("quantity-min-max", Code.TOO_LOW),
        ("string-min-occurs", Code.TOO_FEW),
        ("string", Code.TOO_MANY),
        ("time", Code.NOT_AN_OPTION),
        ("url-value", Code.MALFORMED),
        ("integer-invalid-type", Code.ANSWER_TYPE),
        ("date-time-invalid-type", Code.ANSWER_TYPE),
        ("string-invalid-type", Code.ANSWER_TYPE),
        ("text-invalid-type", Code.ANSWER_TYPE),
        ("url-invalid-type", Code.ANSWER_TYPE),
        ("display-answer-included", Code.MISPLACED),
        ("group-with-string-invalid-nesting", Code.MISPLACED),
    ],
)
def test_the_fault_is_the_one_that_was_published(name: str, expected: Code) -> None:
    found = judge(VALIDATOR / f"{name}-q.json", VALIDATOR / f"{name}-qr.json")
    assert ("q1" if "nesting" not in name else "grp1", expected) in found.structure | found.content


@needs_corpus
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("questionnaire-retired", Code.RETIRED),
        ("questionnaire-inactive-start", Code.NOT_YET_IN_FORCE),
    ],
)
def test_templates_that_are_not_in_force_take_no_new_answers(name: str, code: Code) -> None:
    form = loaded(VALIDATOR / f"{name}-q.json").form
    assert form is not None
    found = usable(form, date(2021, 12, 12))  # the day of the published answers
    assert found is not None
    assert found.code is code


# --------------------------------------------------------------------- enabling and requiring

_NESTED = "questionnaire-enableWhen-test-nested.converted.json"
_TEST = "questionnaire-enableWhen-test.converted.json"
_EX = "questionnaire-enableWhenEx-test.converted.json"
_STU3 = "questionnaire-enablewhen-combination-stu3.json"
_ANSWERS = "questionnaireResponse-enableWhen"

CONDITION_PAIRS: list[tuple[str, str, Verdict]] = [
    ("q-enablewhen-me.json", "qr-enablewhen-me.json", Verdict(frozenset())),
    (_TEST, f"{_ANSWERS}-test.converted.json", Verdict(frozenset())),
    (
        _TEST,
        f"{_ANSWERS}-test-fail.converted.json",
        Verdict(frozenset(), dropped=frozenset(["enable-when"])),
    ),
    (
        _NESTED,
        f"{_ANSWERS}-test-nested.converted.json",
        Verdict(
            frozenset(),
            content=frozenset([("enable-when", Code.UNANSWERED)]),
            dropped=frozenset(["enable-when"]),
        ),
    ),
    ("q-vr.json", "qr-vr.json", Verdict(frozenset(), frozenset([("1.1", Code.UNKNOWN_LINK)]))),
    (
        "q.converted.json",
        "qr.converted.json",
        Verdict(frozenset(), frozenset([("2", Code.ANSWER_TYPE), ("3", Code.UNKNOWN_LINK)])),
    ),
    ("qr-required-q.json", "qr-required.json", Verdict(frozenset())),
    (
        "qr-required-q.json",
        "qr-required-missing.json",
        Verdict(frozenset(), content=frozenset([("rating", Code.UNANSWERED)])),
    ),
    (
        "qr-required-q.json",
        "qr-required-wrong.json",  # a comma too many, on purpose
        Verdict(frozenset(), frozenset([(None, Code.NOT_JSON)])),
    ),
    (
        "decimal-precision-q.json",
        "decimal-precision-qr.json",
        Verdict(
            frozenset(),
            content=frozenset(
                [("testId3", Code.TOO_MANY_DECIMALS), ("testId4", Code.TOO_MANY_DECIMALS)]
            ),
        ),
    ),
    # differences: the answers are without fault elsewhere, and the template is refused here
    (  # a hidden question must be answered and has no value from the start (R4)
        "q-enablewhen-2.converted.json",
        "qr-enablewhen-2.converted.json",
        Verdict(frozenset([Code.REQUIRED_HIDDEN])),
    ),
    ("me-q.json", "me-qr.json", Verdict(frozenset([Code.UNSUPPORTED]))),  # list from elsewhere
    (_EX, f"{_ANSWERS}Ex-test.converted.json", Verdict(frozenset([Code.UNSUPPORTED]))),
    (_EX, f"{_ANSWERS}Ex-test-fail.converted.json", Verdict(frozenset([Code.UNSUPPORTED]))),
]


@needs_corpus
@pytest.mark.parametrize(("form", "answers", "expected"), CONDITION_PAIRS)
def test_conditions_and_demands_give_the_published_verdict(
    form: str, answers: str, expected: Verdict
) -> None:
    assert judge(CONDITIONS / form, CONDITIONS / answers) == expected


@needs_corpus
def test_the_published_outcomes_are_those_of_the_table() -> None:
    """Where the outcome itself is in the data, the table above may not say otherwise, except for
    templates that are refused here."""
    compared = 0
    for _, answers, expected in CONDITION_PAIRS:
        outcome = (
            CONDITIONS
            / "expected"
            / answers.replace(".converted", "").replace(".json", ".outcome.json")
        )
        if outcome.exists() and not expected.template:
            assert published_fault(outcome) is expected.fault, answers
            compared += 1
    assert compared == 6


@needs_corpus
@pytest.mark.parametrize("state", ["disabled", "enabled"])
@pytest.mark.parametrize("validity", ["valid", "invalid"])
def test_the_oldest_version_is_refused_as_such(state: str, validity: str) -> None:
    answers = f"questionnaireresponse-enablewhen-combination-stu3-{state}-{validity}.json"
    assert Code.OLD_TEMPLATE in judge(CONDITIONS / _STU3, CONDITIONS / answers).template


@needs_corpus
@pytest.mark.parametrize("number", [1, 2, 3])
def test_answers_to_another_template_are_refused(number: int) -> None:
    form = loaded(CONDITIONS / _TEST).form
    assert form is not None
    found = load_response((CONDITIONS / f"qr-bad-ref{number}.json").read_bytes(), form)
    assert [problem.code for problem in found.problems] == [Code.WRONG_TEMPLATE]


# ------------------------------------------------------------------- states of other engines

_CLEAN = Verdict(frozenset())


def structure(*found: tuple[str | None, Code]) -> Verdict:
    return Verdict(frozenset(), frozenset(found))


def dropped(*links: str) -> Verdict:
    """Refero wipes these at once. Here a draft keeps them and completion leaves them out (D1)."""
    return Verdict(frozenset(), dropped=frozenset(links))


STATES: list[tuple[str, str, Verdict]] = [
    (
        "lforms/q-items-under-repeating-choice-item",
        "lforms/qr-items-under-repeating-choice-item",
        _CLEAN,
    ),
    ("lforms/q-with-readonly-repeating-items", "lforms/qr-with-readonly-repeating-items", _CLEAN),
    (
        "lforms/q-with-minOccurs-maxOccurs",
        "lforms/qr-with-repeating-group-exceed-maxOccurs",
        Verdict(
            frozenset(),
            content=frozenset(
                [("1", Code.TOO_MANY), ("1.1", Code.UNANSWERED), ("1.3", Code.UNANSWERED)]
            ),
        ),
    ),
    ("android-fhir/component_repeated_group", "android-fhir/repeated_group_response", _CLEAN),
    (
        "android-fhir/component_multiple_repeated_group",
        "android-fhir/repeated_group_multiple_response",
        _CLEAN,
    ),
    ("android-fhir/component_non_repeated_group", "android-fhir/repeated_group_response", _CLEAN),
    ("refero/enableWhenAnyVsAll--all", "refero/enableWhenAnyVsAll--qr", dropped("T.1")),
    ("refero/enableWhenAnyVsAll--any", "refero/enableWhenAnyVsAll--qr", dropped("T.1")),
    ("refero/enableWhenBehaviorAll--q", "refero/enableWhenBehaviorAll--qr", dropped("2.1")),
    ("refero/enableWhenDeepTransitive--q", "refero/enableWhenDeepTransitive--qr", dropped("B.1")),
    ("refero/enableWhenRepeatMinOccurs--q", "refero/enableWhenRepeatMinOccurs--qr", dropped("G.1")),
    ("refero/multipleEnableWhen--q", "refero/multipleEnableWhen--qr", dropped("2.1", "3.1")),
    ("refero/enableWhenExcists--q", "refero/enableWhenExcists--qr", _CLEAN),
    ("refero/repeatableEnableWhen--q", "refero/repeatableEnableWhen--qr", _CLEAN),
    (
        "refero/repeatsUnderEnableWhen--q",
        "refero/repeatsUnderEnableWhen--qr",
        Verdict(frozenset(), content=frozenset([("7.1", Code.UNANSWERED)])),
    ),
    # matching stored answers to a template: missing items are fine, others are named (N7)
    *(
        (
            "refero/syncQuestionnaireResponse--q",
            f"refero/syncQuestionnaireResponse--qr{which}",
            found,
        )
        for which, found in (
            ("", _CLEAN),
            ("-missingFieldFromTopLevelGroup", _CLEAN),
            ("-missingGroupFromTopLevelGroup", _CLEAN),
            ("-missingNestedFieldFromTopLevelField", _CLEAN),
            ("-missingTopLevelField", _CLEAN),
            ("-missingTopLevelGroup", _CLEAN),
            ("-superfluousNestedField", structure(("1.1.2", Code.UNKNOWN_LINK))),
            ("-superfluousTopLevelField", structure(("0", Code.UNKNOWN_LINK))),
            ("-typeChanged", structure(("1.1", Code.ANSWER_TYPE))),
        )
    ),
    # differences: refero holds a repeated question as several items, which the format forbids
    (
        "refero/removeOldLinkIds--q",
        "refero/removeOldLinkIds--qr",
        structure(*((link, Code.SPLIT_QUESTION) for link in ("1.1.1", "1.1", "2"))),
    ),
    (
        "refero/removeOldLinkIds--q",
        "refero/removeOldLinkIds--qrWithOldLinkIds",
        structure(*((link, Code.UNKNOWN_LINK) for link in ("1.1^0", "1.1^1", "2^0", "2^1"))),
    ),
    (  # a group that has an answer, and its items under that answer
        "refero/repeatableBoolean--q",
        "refero/repeatableBoolean--qr",
        structure(("1.0.4", Code.MISPLACED), ("1.0.4", Code.ANSWER_TYPE)),
    ),
]


@needs_corpus
@pytest.mark.parametrize(("form", "answers", "expected"), STATES)
def test_states_of_other_engines_are_read_the_same(
    form: str, answers: str, expected: Verdict
) -> None:
    assert judge(PAIRS / f"{form}.json", PAIRS / f"{answers}.json") == expected


@needs_corpus
def test_what_another_engine_wipes_is_kept_until_completion() -> None:
    """D1: turned off and on again, the answer is there; completed while off, it is not."""
    path = PAIRS / "refero" / "enableWhenDeepTransitive"
    form = loaded(Path(f"{path}--q.json")).form
    assert form is not None
    kept = load_response(_addressed(Path(f"{path}--qr.json").read_bytes(), form.key), form)
    assert kept.response is not None
    filled = FormSession(form, kept.response)
    below = filled.find("B.1")
    top = filled.find("A")
    assert below is not None
    assert top is not None
    assert not filled.node(below).shown
    assert b'"B.1"' in dump_response(filled.draft())
    assert b'"B.1"' not in dump_response(filled.complete())
    filled.set_answers(top, [True])
    assert filled.node(below).values == (False,)


REFUSED = {
    "refero/nestedInitialValues--q": Code.UNSUPPORTED_TYPE,
    "refero/nestedRepeats--q": Code.UNSUPPORTED_TYPE,
    "refero/newValueAction--q": Code.UNSUPPORTED_TYPE,
    "refero/repeatingInitialGroupAttachment--q": Code.UNSUPPORTED_TYPE,
    "refero/repeatingInitialGroupInitialOnly--q": Code.UNSUPPORTED_TYPE,
    "refero/repeatingInitialGroupUserOverride--q": Code.UNSUPPORTED_TYPE,
    "lforms/hidden-item-questionnaire.R4": Code.UNSUPPORTED,
    "lforms/q-with-answerValueSet-matrix": Code.UNSUPPORTED,
    "lforms/q-with-answerValueSet-radiobutton-checkbox": Code.UNSUPPORTED,
    "android-fhir/outbreak-q": Code.UNSUPPORTED,
}
"""Files and pictures as answers, expressions, and lists from elsewhere: for reading only."""


@needs_corpus
@pytest.mark.parametrize("name", REFUSED)
def test_templates_of_other_engines_that_are_for_reading_only(name: str) -> None:
    result = loaded(PAIRS / f"{name}.json")
    assert not result.answerable
    assert REFUSED[name] in {problem.code for problem in result.reasons}


# ------------------------------------------------------------------------- HL7's invariants

_INVARIANTS = FOLDER / "invalid" / "hl7-invariants"


@needs_corpus
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("que-16.f1.fail", Code.BAD_LINK),
        ("que-18a.f2.fail", Code.OPTIONS_MISPLACED),
        ("que-18a.p1.pass", None),
        ("que-19.fail", Code.CONDITION_OPERATOR),
        # differences: R6 lets an address have options, which R5 and R4 do not (que-5)
        ("que-5.p1.pass", Code.OPTIONS_MISPLACED),
        ("que-5b.p1.pass", Code.OPTIONS_MISPLACED),
    ],
)
def test_invariants_of_the_specification(name: str, code: Code | None) -> None:
    found = {problem.code for problem in loaded(_INVARIANTS / f"{name}.json").reasons}
    assert (code in found) if code else not found


@needs_corpus
def test_the_invariant_of_answers() -> None:
    """qrs-3: a link id with two spaces is none that a template could have."""
    form = loaded(_INVARIANTS / "que-18a.p1.pass.json").form
    assert form is not None
    data = (_INVARIANTS / "qrs-3.f1.fail.json").read_bytes()
    found = load_response(_addressed(data, form.key), form)
    assert [problem.code for problem in found.problems] == [Code.UNKNOWN_LINK]
