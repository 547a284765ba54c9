"""A method pack of chosen templates, to be given out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import InvalidFields, Refusal
from app.forms.method_pack import ENDING
from app.jsonvalue import JsonObject
from app.usecases.desk import Desk
from app.usecases.forms import method_packs
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.page import page_column
from ui.pages.templates.opened import OpenedView
from ui.pages.templates.presenter import Shown, fingerprint
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.choice import Choice
from ui.widgets.file_choice import choose_new_file, documents_folder
from ui.widgets.labels import label


class MakePackView(OpenedView):
    def __init__(self, session: Session, shown: Shown) -> None:
        super().__init__(tr("Spara metodpaket"))
        self._session = session
        self._data = b""
        self.form = FieldForm(_specs(shown))
        self.form.set_values({"version": "1.0", "effective_from": shown.today.isoformat()})
        self.save = button(tr("Välj fil och spara …"), self._make, role="primary", icon="save")
        text = tr(
            "Ett metodpaket är en fil med mallar som andra enheter läser in i sina valv. Det "
            "innehåller inga personuppgifter."
        )
        middle = QWidget()
        column = page_column(middle)
        column.setContentsMargins(2, 2, 8, 8)
        column.addWidget(label(text, "muted"))
        column.addWidget(self.form)
        column.addStretch(1)
        self.column.addWidget(middle, 1)
        self.add_foot(self.save)

    def _make(self) -> None:
        self.say_nothing()
        self.form.clear_problems()
        typed = dict(self.form.values())
        chosen = typed.pop("templates", None)
        keys = [str(key) for key in chosen] if isinstance(chosen, list) else []
        if not keys:
            self.say(tr("Välj minst en mall."), "notice-error")
            return
        work = partial(_make, keys, typed)
        self._session.run(work, self._made, context=self, failed=self._refused)

    def _made(self, data: bytes) -> None:
        self._data = data
        name = str(self.form.values().get("name") or "").strip()
        file = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
        choose_new_file(
            self,
            tr("Spara metodpaket"),
            documents_folder() / f"{file or 'metodpaket'}{ENDING}",
            tr("Metodpaket (*{ending})").format(ending=ENDING),
            self.take_file,
        )

    def take_file(self, path: Path) -> None:
        work = partial(_save, path, self._data)
        self._session.run(work, self._saved, context=self, failed=self._refused)

    def _saved(self, digest: str) -> None:
        text = tr(
            "Metodpaketet är sparat. Kontrollsumma att läsa upp i telefon för den som läser in "
            "det: {digest}"
        )
        self.say(text.format(digest=fingerprint(digest)))

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidFields):
            self.form.show_problems(refusal.problems)
        else:
            self.show_refusal(refusal)

    def focus_first(self) -> None:
        self.form.focus_first()

    def place(self) -> JsonObject:
        return dict(self.form.place())

    def restore_place(self, place: JsonObject) -> None:
        self.form.restore_place(place)


def _specs(shown: Shown) -> Sequence[FieldSpec]:
    offered = tuple(
        Choice(
            entry.key,
            tr("{title}, version {version} ({standing})").format(
                title=entry.row.template.title,
                version=entry.row.template.version,
                standing=entry.standing.lower(),
            ),
        )
        for entry in shown.entries
    )
    return (
        FieldSpec("name", tr("Paketets namn"), required=True),
        FieldSpec("version", tr("Version"), required=True, characters=12),
        FieldSpec("publisher", tr("Utgivare"), required=True),
        FieldSpec(
            "effective_from",
            tr("Gäller från"),
            Kind.DATE,
            required=True,
            help=tr("Före den dagen kan inget nytt påbörjas med mallarna hos den som läser in."),
        ),
        FieldSpec("note", tr("Om paketet"), Kind.TEXT),
        FieldSpec("templates", tr("Mallar"), Kind.CHECKS, required=True, choices=offered),
    )


def _make(keys: list[str], typed: JsonObject, desk: Desk) -> bytes:
    return method_packs.make_pack(desk, keys, typed)


def _save(path: Path, data: bytes, desk: Desk) -> str:
    desk.save_file(path, data)
    return hashlib.sha256(data).hexdigest()
