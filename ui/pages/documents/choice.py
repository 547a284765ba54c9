"""Which paper, and in which of its ways it is made."""

from __future__ import annotations

from collections.abc import Iterable

from app.casework.state import CaseState
from app.disclosure.profiles import Profile
from app.ids import EntityId, RecordId
from app.jsonvalue import JsonObject
from app.usecases.plans import PlanVersion
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.pages.documents import presenter
from ui.pages.documents.gate import Subject
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.widgets.labels import label
from ui.widgets.stack import Stack


class PaperChoice(Stack):
    """Fixed plans and signed forms. What was chosen stays chosen when they are shown anew."""

    def __init__(self) -> None:
        super().__init__()
        self.form = FieldForm(())
        self.papers: tuple[Choice, ...] = ()
        self._forms: frozenset[str] = frozenset()

    def show_papers(
        self, versions: Iterable[PlanVersion], state: CaseState, asked: EntityId | None
    ) -> bool:
        """Everything that can be made into a paper, with that of ``asked`` chosen. Returns whether
        there is anything."""
        plans, before = tuple(versions), self.form.values() if self.papers else {}
        forms = presenter.form_choices(state)
        self.papers = (*presenter.version_choices(plans), *forms)
        self._forms = frozenset(choice.code for choice in forms)
        self.clear()
        if not self.papers:
            text = tr("Det finns ingen fastställd plan och inget signerat formulär att skriva ut.")
            self.add(label(text, "muted"))
            return False
        self.form = FieldForm(self._specs())
        wanted = _first(plans, state, asked) if asked else ""
        self.form.set_values(
            {
                "version": wanted or before.get("version") or _first(plans, state, None),
                "profile": before.get("profile") or Profile.MEETING.value,
            }
        )
        self.form.changed.connect(self._show_profiles)
        self._show_profiles()
        self.add(self.form)
        return True

    def subject(self) -> Subject:
        typed = self.form.values()
        source = str(typed.get("version") or "")
        profile = str(typed.get("profile") or Profile.MEETING)
        return Subject(
            RecordId(source), Profile.FORM if source in self._forms else Profile(profile)
        )

    def place(self) -> JsonObject:
        return self.form.place()

    def _show_profiles(self) -> None:
        """Only a plan can be made in several ways."""
        self.form.field("profile").setVisible(self.subject().profile is not Profile.FORM)

    def _specs(self) -> tuple[FieldSpec, ...]:
        return (
            FieldSpec("version", tr("Handling"), Kind.CHOICE, required=True, choices=self.papers),
            FieldSpec(
                "profile",
                tr("Utformning"),
                Kind.RADIO,
                required=True,
                help=presenter.about_profiles(),
                choices=presenter.profile_choices(),
            ),
        )


def _first(plans: tuple[PlanVersion, ...], state: CaseState, asked: EntityId | None) -> str:
    return presenter.first_version(plans, asked) or presenter.first_form(state, asked)
