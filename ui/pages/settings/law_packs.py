"""Legal packs by file: taken in, taken out of use, and the one in force given to a jurist."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from app.casework.handover_facts import KnownPerson
from app.casework.moments import shown as day
from app.casework.state import Entity
from app.casework.unit_facts import LegalPackInstalled
from app.errors import Reason, Refusal
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.law.pack_file import ENDING, LegalPackFile
from app.progress import Progress
from app.usecases import legal_packs
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.legal_packs import Difference, LegalPackPreview
from app.usecases.pack_origin import signer_state
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.messages import sentence
from ui.pack_words import signed_text, unsigned_text
from ui.pages.settings.section import Section
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_file, choose_new_file
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack

PATTERN: Final = f"Lagpaket (*{ENDING});;Alla filer (*)"
_DIFFERENCE: Final = {
    Difference.ADDED: "Ny",
    Difference.REMOVED: "Borttagen",
    Difference.CHANGED: "Ändrad",
}


class LegalPackSection(Section):
    """Nothing of a file is in the vault before it has been looked at and taken in."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Lagpaket"))
        self._session = session
        self._pack: LegalPackFile | None = None
        self._list, self._preview, self._exporting = Stack(), Stack(), Stack()
        self._form: FieldForm | None = None
        hint = tr(
            "Ett lagpaket från en jurist ersätter programmets eget lagstöd från en viss dag. "
            "Redan fattade beslut behåller sin lydelse."
        )
        self.column.addWidget(label(hint, "muted"))
        self.column.addWidget(self._list)
        self.add_row(
            button(tr("Läs in lagpaket …"), self._choose, icon="document"),
            button(tr("Spara lagstödet som fil …"), self._begin_export, icon="save"),
        )
        self.column.addWidget(self._preview)
        self.column.addWidget(self._exporting)
        self.finish()

    def show_packs(
        self, packs: tuple[Entity[LegalPackInstalled], ...], people: tuple[KnownPerson, ...]
    ) -> None:
        self._list.clear()
        for each in packs:
            self._list.add(self._row(each, people))
        if not packs:
            self._list.add(label(tr("Programmets eget lagstöd gäller.")))

    def _row(self, entity: Entity[LegalPackInstalled], people: tuple[KnownPerson, ...]) -> Card:
        fact = entity.latest.fact
        text = tr("Version {version} från {publisher}, gäller från {day}").format(
            version=fact.version, publisher=fact.publisher, day=day(fact.effective_from)
        )
        state = signer_state(fact, people)
        card = Card(label(text, "label"), label(signed_text(fact, state)), role="row", spacing=3)
        if state is None:
            card.column.addWidget(selectable(_groups(fact.digest)))
        if fact.retired:
            card.column.addWidget(label(tr("Ur bruk"), "chip", wraps=False))
        else:
            out = button(tr("Ta ur bruk"), partial(self._retire, entity.id))
            out.setAccessibleName(tr("Ta ur bruk, version {v}").format(v=fact.version))
            card.add_row(out)
        return card

    # ----------------------------------------------------------------------------- taking in

    def _choose(self) -> None:
        choose_file(self, tr("Läs in lagpaket"), Path.home(), tr(PATTERN), self.take_file)

    def take_file(self, path: Path) -> None:
        self._clear()
        self._session.run_aside_long(
            partial(_read, self._session.desk, path),
            self._was_read,
            context=self,
            progressed=_nothing,
            cancelled=_nothing,
            failed=self.show_refusal,
        )

    def _was_read(self, pack: LegalPackFile) -> None:
        work = partial(_look, pack)
        self._session.run(work, self.show_preview, context=self, failed=self.show_refusal)

    def show_preview(self, seen: LegalPackPreview) -> None:
        """What would be otherwise, before anything is."""
        self._preview.clear()
        self._pack = seen.pack
        card = Card(
            label(
                tr("Version {version} från {publisher}, gäller från {day}").format(
                    version=seen.pack.version,
                    publisher=seen.pack.publisher,
                    day=day(seen.pack.effective_from),
                ),
                "heading",
            )
        )
        if seen.pack.note:
            card.column.addWidget(label(seen.pack.note))
        told = tr("Granskat av jurist.") if seen.pack.law.reviewed else tr("Inte granskat.")
        card.column.addWidget(label(told))
        card.column.addWidget(label(unsigned_text(), "label"))
        card.column.addWidget(selectable(_groups(seen.pack.digest)))
        for each in seen.differences:
            text = f"{tr(_DIFFERENCE[each.difference])}: {each.reference} ({each.key})"
            card.column.addWidget(label(text))
        if not seen.differences:
            card.column.addWidget(label(tr("Inget skiljer sig från det som gäller nu.")))
        if seen.hindered is not None:
            here = seen.hindered is Reason.ALREADY_SIGNED
            told = (
                tr("Just den här filen är redan inläst. Inget behöver göras.")
                if here
                else sentence(Refusal(seen.hindered))
            )
            card.column.addWidget(label(told, "problem"))
        else:
            card.add_row(button(tr("Inför lagpaketet"), self._install, role="primary"))
        self._preview.add(card)

    def _install(self) -> None:
        if self._pack is not None:
            work = partial(_install, self._pack)
            self._session.run(work, self._installed, context=self, failed=self.show_refusal)

    def _installed(self, _changes: Changes) -> None:
        self._clear()
        self.say(tr("Lagpaketet är infört."))

    def _retire(self, entity: EntityId) -> None:
        work = partial(_retire, entity)
        self._session.run(work, self._retired, context=self, failed=self.show_refusal)

    def _retired(self, _changes: Changes) -> None:
        self.say(tr("Lagpaketet är ur bruk. Det som gällde före det gäller igen."))

    # ----------------------------------------------------------------------------- export

    def _begin_export(self) -> None:
        self._clear()
        self._form = FieldForm(
            (
                FieldSpec("version", tr("Nytt versionsnummer"), required=True),
                FieldSpec("publisher", tr("Vem ger ut det?"), required=True),
                FieldSpec("effective_from", tr("Gäller från"), Kind.DATE, required=True),
            )
        )
        self._exporting.add(self._form)
        self._exporting.add(button(tr("Välj var filen ska ligga …"), self._choose_target))
        self._form.focus_first()

    def _choose_target(self) -> None:
        name = Path.home() / f"lagstod{ENDING}"
        choose_new_file(self, tr("Spara lagstödet"), name, tr(PATTERN), self.save_to)

    def save_to(self, path: Path) -> None:
        if self._form is not None:
            work = partial(_export, self._form.values(), path)
            self._session.run(work, self._saved, context=self, failed=self._not_saved)

    def _saved(self, name: str) -> None:
        self._clear()
        self.say(tr("Sparat som {name}.").format(name=name))

    def _not_saved(self, refusal: Refusal) -> None:
        problems = getattr(refusal, "problems", ())
        if problems and self._form is not None:
            self._form.show_problems(problems)
        else:
            self.show_refusal(refusal)

    def _clear(self) -> None:
        self.say_nothing()
        self._pack = self._form = None
        self._preview.clear()
        self._exporting.clear()


def _groups(digest: str) -> str:
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def _nothing(*_step: int) -> None:
    """A pack is read in a moment."""


def _read(desk: Desk, path: Path, progress: Progress) -> LegalPackFile:
    return desk.read_foreign.legal_pack(path, progress)


def _look(pack: LegalPackFile, desk: Desk) -> LegalPackPreview:
    return legal_packs.preview(desk, pack)


def _install(pack: LegalPackFile, desk: Desk) -> Changes:
    return legal_packs.install(desk, pack)


def _retire(entity: EntityId, desk: Desk) -> Changes:
    return legal_packs.retire(desk, entity)


def _export(typed: JsonObject, path: Path, desk: Desk) -> str:
    legal_packs.export(desk, typed, path)
    return path.name
