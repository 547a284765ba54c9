"""What the page Mallar lists, decided without a window. What takes a desk runs on the database
thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.casework.handover_facts import KnownPerson
from app.casework.moments import shown as day
from app.casework.register_facts import MethodPackInstalled, TemplateSource
from app.forms.load import load_form
from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.forms import templates
from app.usecases.forms.offering import purpose_of
from app.usecases.forms.templates import Standing, TemplateRow
from app.usecases.handover.cards.card_register import known_people
from app.usecases.pack_origin import signer_state
from app.usecases.reading import register_of
from ui.pack_words import signed_text
from ui.texts import minute, tr
from ui.words import FORM_PURPOSES, word

_STANDING: Mapping[Standing, str] = {
    Standing.OFFERED: "I bruk",
    Standing.OLDER: "Äldre version",
    Standing.DRAFT: "Utkast",
    Standing.RETIRED: "Ur bruk",
    Standing.NOT_YET: "Gäller från {first}",
    Standing.NO_LONGER: "Gällde till {last}",
}
_SOURCE: Mapping[TemplateSource, str] = {
    TemplateSource.SPREADSHEET: "Ur ett kalkylark",
    TemplateSource.STANDARD: "Ur en fil i standardformat",
    TemplateSource.METHOD_PACK: "Ur metodpaketet {pack}",
}
_FOUR = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of a template as the list has it."""

    row: TemplateRow
    standing: str
    about: str
    """Purpose, number of questions and where it comes from."""

    @property
    def key(self) -> str:
        return self.row.template.key

    @property
    def may_retire(self) -> bool:
        return self.row.installed is not None and not self.row.installed.retired

    @property
    def may_restore(self) -> bool:
        return self.row.installed is not None and self.row.installed.retired

    @property
    def has_sheets(self) -> bool:
        return self.row.installed is not None and self.row.installed.sheets_blob is not None


@dataclass(frozen=True, slots=True)
class Group:
    """All versions of one template, the newest first."""

    url: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the database thread hands over."""

    groups: tuple[Group, ...]
    today: date

    def entry(self, key: str) -> Entry | None:
        found = (each for group in self.groups for each in group.entries)
        return next((each for each in found if each.key == key), None)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(each for group in self.groups for each in group.entries)


def look(desk: Desk) -> Shown:
    """Every template of this vault."""
    people = tuple(row.person for row in known_people(desk))
    packs = {each.id: _pack(each.latest.fact, people) for each in register_of(desk).method_packs}
    groups: dict[str, list[Entry]] = {}
    for row in templates.list_templates(desk):
        groups.setdefault(row.template.url, []).append(_entry(row, packs))
    return Shown(
        tuple(Group(url, tuple(entries)) for url, entries in groups.items()), desk.now().date()
    )


def matching(groups: tuple[Group, ...], words: str) -> tuple[Group, ...]:
    """The groups where a version has every word in its title, version or line."""
    wanted = words.casefold().split()
    return tuple(
        group
        for group in groups
        if any(all(each in _searched(entry) for each in wanted) for entry in group.entries)
    )


def _searched(entry: Entry) -> str:
    template = entry.row.template
    named = f"{template.title} {template.version} {template.description}"
    return f"{named} {entry.standing} {entry.about}".casefold()


def _entry(row: TemplateRow, packs: Mapping[EntityId, str]) -> Entry:
    template = row.template
    asked = questions(template.data)
    parts = (
        word(FORM_PURPOSES, purpose_of(template)),
        tr("{n} frågor").format(n=asked) if asked != 1 else tr("en fråga"),
        _source(row, packs),
    )
    standing = tr(_STANDING[row.standing]).format(
        first=day(template.effective_from) if template.effective_from else "",
        last=day(template.effective_until) if template.effective_until else "",
    )
    return Entry(row, standing, " · ".join(parts))


def _pack(fact: MethodPackInstalled, people: Iterable[KnownPerson]) -> str:
    """``Metod vår 2026 1 (signerat av …)``: who stands behind it, beside its name."""
    signed = signed_text(fact, signer_state(fact, people))
    return f"{fact.name} {fact.version} ({signed[:1].lower()}{signed[1:]})"


def _source(row: TemplateRow, packs: Mapping[EntityId, str]) -> str:
    fact = row.installed
    if fact is None:
        return tr("Följer med programmet")
    pack = packs.get(fact.pack, "") if fact.pack is not None else ""
    source = tr(_SOURCE[fact.source]).format(pack=pack)
    return tr("{source}, {day}").format(source=source, day=minute(row.installed_at)[:10])


@lru_cache(maxsize=256)
def questions(data: bytes) -> int:
    """How many questions a template has. Kept: the list is shown anew after every write."""
    form = load_form(data).form
    return sum(item.is_question for item in form.by_link.values()) if form is not None else 0


def fingerprint(digest: str) -> str:
    """In groups of four, to be read aloud."""
    return " ".join(digest[at : at + _FOUR] for at in range(0, len(digest), _FOUR))


def file_name(entry: Entry) -> str:
    """For a file with the template in it. Not personal data: a template is about nobody."""
    title = "".join(each if each.isalnum() else "-" for each in entry.row.template.title.lower())
    parts = [part for part in title.split("-") if part]
    return "-".join((*parts, entry.row.template.version))
