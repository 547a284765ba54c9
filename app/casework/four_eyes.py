"""When another person reads and approves before something holds, as data: ``four_eyes.toml``.

The law says who may decide (delegation) and seldom asks for a second pair of eyes; most of the
rules are a municipality's own choice, and each says where it comes from and how sure that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from app.casework.facts import Outcome
from app.casework.two_people import same_person
from app.errors import Reason, Refusal
from app.ids import KeyId
from app.law.entry import Certainty
from app.toml_table import Table, read_table

SIGNATURE: Final = "Underskriften är en avancerad elektronisk underskrift, inte en kvalificerad."
"""Regulation (EU) 910/2014 articles 3 and 26. Signed with the rest, so that nobody can say later
that it was meant as more."""


class Subject(StrEnum):
    """What can be approved. The first three and ``log_review`` have rules of their own."""

    DECISION = "decision"
    PLAN = "plan"
    DISPOSAL = "disposal"
    LOG_REVIEW = "log_review"
    OTHER = "other"


class Need(StrEnum):
    MUST = "must"
    """Shown as missing until it is done."""
    SHOULD = "should"
    """Shown as advice."""
    MAY = "may"
    """Offered, and not missed."""


class When(StrEnum):
    ALWAYS = "always"
    DECIDED_BY_OTHER = "decided_by_other"
    """Somebody else than the one who has written it in has decided."""


class Party(StrEnum):
    """Who an approver may not be."""

    AUTHOR = "author"
    PROPOSER = "proposer"
    REVIEWED = "reviewed"


class Rule(Table, frozen=True):
    key: str
    what: Subject
    need: Need
    other_than: tuple[Party, ...]
    heading: str
    """Why, in one Swedish sentence."""
    reference: str
    source: str
    certainty: Certainty
    when: When = When.ALWAYS
    outcomes: tuple[Outcome, ...] = ()
    """Of a decision; empty: any."""
    provisions: tuple[str, ...] = ()
    """Keys in the legal pack; empty: any."""
    stops: bool = False
    """Nothing goes on without it."""


class _Sentence(Table, frozen=True):
    what: Subject
    text: str
    """With ``{document}`` and ``{role}``."""


class _File(Table, frozen=True):
    format: Literal[1]
    sentence: tuple[_Sentence, ...]
    rule: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as far as one can tell people apart: by signing key and by name."""

    key: KeyId | None
    name: str

    def is_same(self, other: Person) -> bool:
        same_key = self.key is not None and self.key == other.key
        return same_key or same_person(self.name, other.name)


@dataclass(frozen=True, slots=True)
class FourEyes:
    """The rules in their order, and what is signed, word for word."""

    rules: tuple[Rule, ...] = ()
    sentences: Mapping[Subject, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, data: bytes) -> FourEyes:
        """Of the TOML file. Raises Refusal (legal_pack_invalid) for anything that is not exactly
        the format: an unknown member, two rules of one key, a rule that only decisions can have,
        a rule that stops what it does not ask for, a blank text, a sentence that is missing, there
        twice or without its two places."""
        try:
            found = read_table(data, _File)
        except ValueError:
            raise Refusal(Reason.LEGAL_PACK_INVALID) from None
        keys = [rule.key for rule in found.rule]
        sentences = {each.what: each.text for each in found.sentence}
        sound = (
            len(set(keys)) == len(keys)
            and len(sentences) == len(found.sentence)
            and Subject.OTHER in sentences
            and all(_is_sentence(text) for text in sentences.values())
            and all(_is_sound(rule) for rule in found.rule)
        )
        if not sound:
            raise Refusal(Reason.LEGAL_PACK_INVALID)
        return cls(found.rule, sentences)

    def rule_for(
        self,
        what: Subject,
        *,
        outcome: str = "",
        provision: str = "",
        decided_by_other: bool = False,
    ) -> Rule | None:
        """The first rule that is about this, or None."""
        return next(
            (
                rule
                for rule in self.rules
                if rule.what is what
                and (rule.when is When.ALWAYS or decided_by_other)
                and (not rule.outcomes or outcome in rule.outcomes)
                and (not rule.provisions or provision in rule.provisions)
            ),
            None,
        )

    def sentence(self, what: Subject, *, document: str, role: str) -> str:
        """What the approver signs, whole, and last what sort of signature it is. ``document`` is
        the id on the paper."""
        text = self.sentences[what if what in self.sentences else Subject.OTHER]
        return f"{text.format(document=document, role=role)} {SIGNATURE}"


def is_one_of(person: Person, others: Iterable[Person]) -> bool:
    """Whether an approver is somebody that an approver may not be."""
    return any(person.is_same(other) for other in others)


NO_FOUR_EYES = FourEyes()


def _is_sentence(text: str) -> bool:
    """Both places once, and no other brace that ``format`` could stumble on."""
    rest = text.replace("{document}", "", 1).replace("{role}", "", 1)
    return len(rest) == len(text) - len("{document}{role}") and not set(rest) & set("{}")


def _is_sound(rule: Rule) -> bool:
    of_decision = rule.what is Subject.DECISION
    texts = (rule.key, rule.heading, rule.reference, rule.source)
    return (
        rule.what is not Subject.OTHER
        and all(text.strip() for text in texts)
        and bool(rule.other_than)
        and (of_decision or not (rule.outcomes or rule.provisions))
        and (of_decision or rule.when is When.ALWAYS)
        and (rule.need is Need.MUST or not rule.stops)
    )
