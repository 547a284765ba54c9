"""A template of this vault, tried out as the caseworker will meet it."""

from __future__ import annotations

from datetime import date

from app.forms.load import load_form
from app.jsonvalue import JsonObject
from ui.pages.templates.opened import OpenedView
from ui.pages.templates.presenter import Entry
from ui.pages.templates.preview_panel import PreviewPanel
from ui.texts import tr
from ui.widgets.labels import label


class TemplatePreview(OpenedView):
    def __init__(self, entry: Entry, today: date) -> None:
        template = entry.row.template
        super().__init__(
            tr("{title}, version {version}").format(title=template.title, version=template.version)
        )
        self.key = entry.key
        self.preview = PreviewPanel(today)
        self.column.addWidget(label(f"{entry.standing} · {entry.about}", "muted"))
        self.column.addWidget(self.preview, 1)
        self.preview.show_loaded(load_form(template.data))

    def place(self) -> JsonObject:
        return {"key": self.key, "at": dict(self.preview.place())}

    def restore_place(self, place: JsonObject) -> None:
        at = place.get("at")
        if isinstance(at, dict):
            self.preview.restore_place(at)
