"""What the program says of the law: how sure it is, and where each reference comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget

from app.law.definitions import Definition
from app.law.pack import Certainty, Deadline, Entry, Ground, LegalPack, Provision
from app.law.paper_texts import PaperText
from app.law.plan_contents import PlanContent
from app.law.retention import RetentionRule
from ui.pages.settings.section import Section
from ui.texts import tr
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import label

LINES_SHOWN: Final = 16
ALWAYS: Final = date(1900, 1, 1)
"""From here on what is not of the law but our own reminder."""

_CERTAINTY: Final = {
    Certainty.CERTAIN: "Läst i lagtexten.",
    Certainty.LIKELY: "⚠ Inte läst i lagtexten: från andra källor eller vanlig praxis.",
    Certainty.UNSURE: "⚠ Osäkert: ska kontrolleras av en jurist.",
}


class LawSection(Section):
    """Everything of the pack in force, to be read; another comes by file (``law_packs``)."""

    def __init__(self) -> None:
        super().__init__(tr("Lagstöd"))
        self._about = label()
        self._entries: Sequence[Entry] = ()
        self._filter = LineEditor(placeholder=tr("Visa bara de som innehåller …"), characters=40)
        self._filter.set_name(tr("Sök i lagstödet"))
        self._filter.edited.connect(self._show_entries)
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Lagrum, grunder och tider som programmet använder"))
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setSpacing(3)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.column.addWidget(self._about)
        self.column.addWidget(self._filter)
        self.column.addWidget(self._list)
        self.finish()

    def show_law(self, law: LegalPack) -> None:
        self._about.setText(about(law))
        self._entries = law.entries
        self._show_entries()
        self._list.setMinimumHeight(LINES_SHOWN * self._list.fontMetrics().lineSpacing())

    def _show_entries(self) -> None:
        words = str(self._filter.value()).casefold().split()
        shown = (entry_text(each) for each in self._entries)
        self._list.clear()
        self._list.addItems(
            [text for text in shown if all(word in text.casefold() for word in words)]
        )


def about(law: LegalPack) -> str:
    """Which pack it is, whether a jurist has read it, and how much of it is less than certain."""
    entries = law.entries
    doubted = sum(each.certainty is not Certainty.CERTAIN for each in entries)
    said = [tr("Version {version}.").format(version=", ".join(dict.fromkeys(law.version.split())))]
    if not law.reviewed:
        said.append(
            tr(
                "Ingen jurist har granskat lagstödet i programmet ännu. Pröva varje hänvisning "
                "mot lagtexten."
            )
        )
    if doubted:
        said.append(
            tr(
                "{n} av {all} uppgifter är inte lästa i lagtexten. De är märkta med ⚠ här, och det "
                "sägs när en av dem väljs."
            ).format(n=doubted, all=len(entries))
        )
    return " ".join(said)


def entry_text(entry: Entry) -> str:
    """Three lines: what it is, when it holds and where it comes from, and how sure that is."""
    return "\n".join((_what(entry), _whence(entry), _how_sure(entry)))


def _how_sure(entry: Entry) -> str:
    """A definition stands in no statute."""
    if isinstance(entry, Definition) and entry.certainty is Certainty.CERTAIN:
        return tr("Läst i källan.")
    return tr(_CERTAINTY[entry.certainty])


def _what(entry: Entry) -> str:
    if isinstance(entry, Provision):
        said = tr("Lagrum: {reference}. {what}.").format(
            reference=entry.reference, what=entry.heading
        )
        replaced = tr("Ersätter {key}.").format(key=entry.replaces) if entry.replaces else ""
        return f"{said} {replaced}".strip()
    kind, what = _kind(entry)
    return tr("{kind}: {what}. {reference}.").format(
        kind=kind, what=what.rstrip("."), reference=entry.reference
    )


def _kind(entry: Entry) -> tuple[str, str]:
    """What sort of entry it is, and what it says."""
    match entry:
        case Ground():
            return tr("Grund för utlämnande"), entry.name
        case RetentionRule():
            return tr("Gallring"), entry.heading
        case Deadline():
            return tr("Tid"), entry.heading
        case PlanContent():
            return tr("Rubrik i planen"), entry.heading
        case Definition():
            return tr("Definition"), entry.name
        case PaperText():
            return tr("Text på papper till den enskilde"), entry.text
    raise TypeError(type(entry))


def _whence(entry: Entry) -> str:
    source = tr("Källa: {source}.").format(source=entry.source)
    if entry.valid_from == ALWAYS:
        return source
    if entry.valid_to is None:
        span = tr("Giltigt från {first}.").format(first=entry.valid_from)
    else:
        span = tr("Giltigt {first} till {last}.").format(
            first=entry.valid_from, last=entry.valid_to
        )
    return f"{span} {source}"
