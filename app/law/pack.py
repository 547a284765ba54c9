"""The legal pack: provisions, grounds for disclosure, deadlines, how long case files are kept, who
counts as leaving organised crime, what plans must hold and what papers tell of rights, each valid
between days.

It is read from seven TOML files, so that a jurist can read and replace it without a new version
of the program. The texts are ours, the references are the law's. What is unsure is marked, and
whoever shows an entry shows the mark (``certainty``, ``LegalPack.reviewed``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.law import lint
from app.law.deadline import Basis as Basis  # noqa: PLC0414 - a part of the pack
from app.law.deadline import Deadline as Deadline  # noqa: PLC0414
from app.law.deadline import DeadlineKey as DeadlineKey  # noqa: PLC0414
from app.law.definitions import NO_DEFINITIONS, Definitions
from app.law.entry import Certainty as Certainty  # noqa: PLC0414 - a part of the pack
from app.law.entry import Entry as Entry  # noqa: PLC0414
from app.law.law_file import LawFile, check_entries, read_law_file
from app.law.paper_texts import NO_TEXTS, PaperTexts, TextKey
from app.law.plan_contents import NO_CONTENTS, PlanContents
from app.law.retention import RetentionKey, RetentionRule


class Use(StrEnum):
    """What a provision is for."""

    DECISION = "decision"
    """A decision on interventions can rest on it."""
    PROCEDURE = "procedure"
    """It says how a case is handled."""
    SECRECY = "secrecy"


class Weighing(StrEnum):
    """What the reason for a disclosure must put into words."""

    CONSENT = "consent"
    HARM_TEST = "harm_test"
    BALANCE = "balance"
    DUTY = "duty"
    PARTY = "party"
    NECESSITY = "necessity"


class Provision(Entry, frozen=True):
    short: str
    """``SoL 11 kap. 1 §``"""
    heading: str
    """What it is about, in a few Swedish words."""
    use: Use
    replaces: str = ""
    """Key of the provision in the law before, where there is one."""


class Ground(Entry, frozen=True):
    """A ground on which something may leave the vault. The list is closed."""

    name: str
    weighing: Weighing
    ask: str
    """What the caseworker is asked to write as reason."""


class _Provisions(LawFile, frozen=True):
    provision: tuple[Provision, ...]


class _Grounds(LawFile, frozen=True):
    ground: tuple[Ground, ...]


class _Deadlines(LawFile, frozen=True):
    deadline: tuple[Deadline, ...]


class _Retention(LawFile, frozen=True):
    rule: tuple[RetentionRule, ...]


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class LegalPack:
    """Every entry, in the order of the files."""

    provisions: tuple[Provision, ...]
    grounds: tuple[Ground, ...]
    deadlines: tuple[Deadline, ...]
    retention: tuple[RetentionRule, ...]
    """In the order in which they are tried."""
    version: str
    """Version of each file, in the order of ``law.pack_file.LawTexts``."""
    reviewed: bool
    """Whether a jurist has gone through all of it. Until then documents that cite it say so to
    the caseworker."""
    definitions: Definitions = NO_DEFINITIONS
    """Who counts as a person leaving organised crime, in the wordings that are in use."""
    plan_contents: PlanContents = NO_CONTENTS
    """The headings that the law asks of plans."""
    paper_texts: PaperTexts = NO_TEXTS
    """What papers to the person tell of rights."""
    _deadlines_of: Mapping[str, tuple[Deadline, ...]] = field(init=False, repr=False, compare=False)
    """By key, since the start page asks for the deadline of every row of every case."""

    def __post_init__(self) -> None:
        by_key: dict[str, tuple[Deadline, ...]] = {}
        for each in self.deadlines:
            by_key[each.key] = (*by_key.get(each.key, ()), each)
        object.__setattr__(self, "_deadlines_of", by_key)

    @classmethod
    def parse(  # noqa: PLR0917 - one for each file, in the order of ``LawTexts``
        cls,
        provisions: bytes,
        grounds: bytes,
        deadlines: bytes,
        retention: bytes,
        definitions: bytes,
        plan_contents: bytes,
        paper_texts: bytes,
    ) -> LegalPack:
        """The pack of these seven TOML files. Raises Refusal: legal_pack_invalid for anything that
        is not exactly the format, for a key with two entries in force on one day, and as the
        other rules of ``law.lint``;
        legal_pack_gap for a pack without one of ``DeadlineKey``, ``RetentionKey`` or ``TextKey``,
        or with days between its entries: neither a reminder that never comes nor a right that a
        paper does not tell of would be missed; legal_pack_cycle when a provision replaces itself
        by way of others; legal_pack_newer."""
        first = read_law_file(provisions, _Provisions)
        second = read_law_file(grounds, _Grounds)
        third = read_law_file(deadlines, _Deadlines)
        fourth = read_law_file(retention, _Retention)
        words = Definitions.parse(definitions)
        contents = PlanContents.parse(plan_contents)
        texts = PaperTexts.parse(paper_texts)
        for entries in (first.provision, second.ground, third.deadline, fourth.rule):
            check_entries(entries)
        lint.check_required(third.deadline, DeadlineKey)
        lint.check_required(fourth.rule, RetentionKey)
        lint.check_required(texts.entries, TextKey)
        lint.check_deadlines(third.deadline)
        lint.check_retention(fourth.rule)
        lint.check_replaced({each.key: each.replaces for each in first.provision})
        heads = (first.pack, second.pack, third.pack, fourth.pack, words, contents, texts)
        return cls(
            provisions=first.provision,
            grounds=second.ground,
            deadlines=third.deadline,
            retention=fourth.rule,
            version=" ".join(head.version for head in heads),
            reviewed=all(head.reviewed for head in heads),
            definitions=words,
            plan_contents=contents,
            paper_texts=texts,
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that the pack says, list by list."""
        return (
            *self.provisions,
            *self.grounds,
            *self.deadlines,
            *self.retention,
            *self.definitions.entries,
            *self.plan_contents.entries,
            *self.paper_texts.entries,
        )

    def provision(self, key: str, on: date) -> Provision | None:
        """The provision with this key if it was in force on the day."""
        return _find(self.provisions, key, on)

    def decision_provisions(self, on: date) -> tuple[Provision, ...]:
        """What a decision of that day can rest on, the most usual first."""
        return tuple(p for p in self.provisions if p.use is Use.DECISION and p.in_force(on))

    def ground(self, key: str, on: date) -> Ground | None:
        """The ground for disclosure with this key if it was in force on the day."""
        return _find(self.grounds, key, on)

    def grounds_on(self, on: date) -> tuple[Ground, ...]:
        """The closed list of grounds of that day."""
        return tuple(ground for ground in self.grounds if ground.in_force(on))

    def deadline(self, key: str, on: date) -> Deadline | None:
        """The deadline with this key as it was on the day that starts it."""
        return _find(self._deadlines_of.get(key, ()), key, on)

    def retention_rule(self, key: str, on: date) -> RetentionRule | None:
        """The rule with this key as it was on the day."""
        return _find(self.retention, key, on)


def _find(entries: Iterable[E], key: str, on: date) -> E | None:
    return next((each for each in entries if each.key == key and each.in_force(on)), None)
