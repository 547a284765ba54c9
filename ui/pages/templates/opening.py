"""Which view stands in the list's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ui.pages.templates.export import ExportView
from ui.pages.templates.installed import TemplatePreview
from ui.pages.templates.make_pack import MakePackView
from ui.pages.templates.opened import OpenedView
from ui.pages.templates.pack import PackView
from ui.pages.templates.presenter import Shown
from ui.pages.templates.sheet import SheetView
from ui.pages.templates.standard import StandardView
from ui.session import Session


def view_of(session: Session, shown: Shown, kind: str, key: str) -> OpenedView | None:
    """``kind`` is what the page's place calls the view. ``key`` is the ``url|version`` that
    ``export`` and ``preview`` are about; None when there is no such template."""
    made: Mapping[str, Callable[[], OpenedView]] = {
        "sheet": partial(SheetView, session, shown.today),
        "standard": partial(StandardView, session, shown.today),
        "pack": partial(PackView, session),
        "make_pack": partial(MakePackView, session, shown),
    }
    if kind in made:
        return made[kind]()
    entry = shown.entry(key)
    if entry is None:
        return None
    return ExportView(session, entry) if kind == "export" else TemplatePreview(entry, shown.today)
