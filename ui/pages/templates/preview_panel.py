"""The template as the caseworker will meet it, beside what it is made of."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.forms.carry import carry
from app.forms.load import LoadResult
from app.forms.response import Response
from app.jsonvalue import JsonObject
from ui.forms.template_reading import FormPreview
from ui.texts import tr
from ui.widgets.labels import label
from ui.widgets.notice import Notice


class PreviewPanel(QWidget):
    """Shows the latest template that could be read. What is tried out in it, and the page one is
    on, go on into the next; nothing of it is kept anywhere."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._day = today
        self._preview: FormPreview | None = None
        self._shown: str | None = None
        self._wanted: JsonObject = {}
        self._stale = Notice(
            tr("Här visas mallen som den var innan felen. Rätta dem så visas den nya."),
            "notice-warn",
        )
        self._empty = label("", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._stale)
        self._column.addWidget(self._empty)
        self._column.addStretch(0)
        self._stale.hide()

    def show_nothing(self, why: str) -> None:
        """There is no template to show now. One that was shown stays, and says that it is older."""
        self._stale.setVisible(self._preview is not None)
        self._empty.setVisible(self._preview is None)
        self._empty.setText(why)

    def show_loaded(self, loaded: LoadResult) -> None:
        """The very template that is shown already stays as it is."""
        self._stale.hide()
        self._empty.hide()
        digest = loaded.form.sha256 if loaded.form is not None else None
        if digest is not None and digest == self._shown:
            return
        answers, place = self._tried(loaded), self.place()
        self._take_away()
        self._shown = digest
        self._preview = FormPreview(loaded, self._today, answers)
        self._column.addWidget(self._preview, 1)
        if self._preview.form is not None and place:
            self._preview.form.restore_place(place)
        self._wanted = {}

    def _tried(self, loaded: LoadResult) -> Response | None:
        """What stands in the present preview, as answers to the next."""
        shown = self._preview.form if self._preview is not None else None
        if shown is None or loaded.form is None:
            return None
        return carry(shown.filled.form, shown.response(), loaded.form).response

    def _take_away(self) -> None:
        if self._preview is not None:
            self._column.removeWidget(self._preview)
            self._preview.hide()
            self._preview.deleteLater()
            self._preview = None

    def _today(self) -> date:
        return self._day

    def focus_first(self) -> None:
        if self._preview is not None and self._preview.form is not None:
            self._preview.form.focus_first()

    def place(self) -> JsonObject:
        if self._preview is None or self._preview.form is None:
            return self._wanted
        return self._preview.form.place()

    def restore_place(self, place: JsonObject) -> None:
        """May come before there is anything to show."""
        self._wanted = place
        if self._preview is not None and self._preview.form is not None:
            self._preview.form.restore_place(place)
