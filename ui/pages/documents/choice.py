"""Which paper, and in which of its ways it is made."""

from __future__ import annotations

from collections.abc import Iterable

from app.disclosure.profiles import Profile
from app.ids import EntityId, RecordId
from app.jsonvalue import JsonObject
from app.usecases.paper.paper_kinds import PaperKind
from app.usecases.paper.papers import Paper
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.pages.documents import presenter
from ui.pages.documents.gate import Subject
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.widgets.labels import label
from ui.widgets.stack import Stack


class PaperChoice(Stack):
    """Every paper of the case. What was chosen stays chosen when they are shown anew."""

    def __init__(self) -> None:
        super().__init__()
        self.form = FieldForm(())
        self.choices: tuple[Choice, ...] = ()
        self._papers: dict[str, Paper] = {}

    def show_papers(self, papers: Iterable[Paper], asked: EntityId | None) -> bool:
        """Everything that can be made into a paper, with that of ``asked`` chosen. Returns whether
        there is anything."""
        before = self.form.values() if self._papers else {}
        found = tuple(papers)
        self._papers = {paper.source: paper for paper in found}
        self.choices = presenter.paper_choices(found)
        self.clear()
        if not found:
            text = tr("Det finns inget att skriva ut i ärendet.")
            self.add(label(text, "muted"))
            return False
        self.form = FieldForm(self._specs())
        first = presenter.first_paper(found, asked)
        is_asked = any(paper.entity == asked for paper in found)
        kept = None if is_asked else before.get("version")
        profiles = {field_of(kind): kind.profiles[0].value for kind in self._asks()}
        kept_profiles = {name: before[name] for name in profiles if before.get(name)}
        version = kept if kept in self._papers else first
        self.form.set_values({"version": version, **profiles, **kept_profiles})
        self.form.changed.connect(self._show_profiles)
        self._show_profiles()
        self.add(self.form)
        return True

    def subject(self) -> Subject:
        typed = self.form.values()
        source = RecordId(str(typed.get("version") or ""))
        if source not in self._papers:
            return Subject(source, Profile.MEETING)
        kind = self._papers[source].kind
        chosen = typed.get(field_of(kind))
        return Subject(
            source, Profile(str(chosen)) if chosen in kind.profiles else kind.profiles[0]
        )

    def place(self) -> JsonObject:
        return self.form.place()

    def _asks(self) -> tuple[PaperKind, ...]:
        """The kinds that can be made in several ways, each of which asks in which."""
        kinds = {paper.kind.kind: paper.kind for paper in self._papers.values()}
        return tuple(kind for kind in kinds.values() if len(kind.profiles) > 1)

    def _show_profiles(self) -> None:
        """Only those of the paper that is chosen."""
        chosen = self._papers.get(str(self.form.values().get("version")))
        for kind in self._asks():
            shown = chosen is not None and chosen.kind.kind == kind.kind
            self.form.field(field_of(kind)).setVisible(shown)

    def _specs(self) -> tuple[FieldSpec, ...]:
        version = FieldSpec(
            "version", tr("Handling"), Kind.CHOICE, required=True, choices=self.choices
        )
        return (version, *(_profile_spec(kind) for kind in self._asks()))


def field_of(kind: PaperKind) -> str:
    """The field that asks in which way a paper of this kind is made."""
    return f"profile_{kind.kind}"


def _profile_spec(kind: PaperKind) -> FieldSpec:
    return FieldSpec(
        field_of(kind),
        tr("Utformning"),
        Kind.RADIO,
        required=True,
        help=presenter.about_profiles(kind.profiles),
        choices=presenter.profile_choices(kind.profiles),
    )
