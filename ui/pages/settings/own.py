"""The caseworker's own details."""

from __future__ import annotations

from functools import partial

from app.casework.facts import AuthorCard
from app.errors import InvalidFields, Refusal
from app.jsonvalue import JsonObject
from app.usecases import registers
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec
from ui.pages.settings.section import Section
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import label


class OwnSection(Section):
    def __init__(self, session: Session) -> None:
        super().__init__(tr("Dina uppgifter"))
        self._session = session
        self._typed = False
        self._form = FieldForm(
            (
                FieldSpec("name", tr("Namn"), required=True),
                FieldSpec("title", tr("Titel"), required=True),
                FieldSpec("function", tr("Funktion"), required=True),
                FieldSpec("unit", tr("Enhet"), required=True),
                FieldSpec("municipality", tr("Kommun"), required=True),
            )
        )
        self._form.changed.connect(self._changed)
        self._save = button(tr("Spara uppgifterna"), self._sign)
        self._save.setEnabled(False)
        self.column.addWidget(
            label(
                tr(
                    "Står på det du signerar, från nästa gång valvet låses upp. Det som redan är "
                    "signerat behåller de gamla."
                ),
                "muted",
            )
        )
        self.column.addWidget(self._form)
        self.add_row(self._save)
        self.finish()

    def show_card(self, card: AuthorCard) -> None:
        """What holds now; does not touch what is being typed."""
        if not self._typed:
            self._form.set_values(
                {
                    "name": card.name,
                    "title": card.title,
                    "function": card.function,
                    "unit": card.unit,
                    "municipality": card.municipality,
                }
            )

    def _changed(self) -> None:
        self._typed = True
        self._save.setEnabled(True)
        self.say_nothing()

    def _sign(self) -> None:
        self._save.setEnabled(False)
        self._session.run(
            partial(_revise, self._form.values()),
            self._saved,
            context=self,
            failed=self._refused,
        )

    def _saved(self, _changes: Changes) -> None:
        self._typed = False
        self._form.clear_problems()
        self.say(tr("Sparat."))

    def _refused(self, refusal: Refusal) -> None:
        self._save.setEnabled(True)
        if isinstance(refusal, InvalidFields):
            self._form.show_problems(refusal.problems)
        else:
            self.show_refusal(refusal)


def _revise(typed: JsonObject, desk: Desk) -> Changes:
    return registers.revise_own_card(desk, typed)
