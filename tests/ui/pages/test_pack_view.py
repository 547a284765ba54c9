"""A method pack before it is taken in: its texts are read with their source and their day."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.casework.register_facts import PackedText
from app.forms.method_pack import MethodPack
from app.usecases.forms.method_packs import PackPreview
from tests.ui.conftest import Office
from tests.ui.looking import texts
from ui.pages.templates.pack import PackView

DEFINITION = PackedText(
    key="avhoppare",
    title="Avhoppare",
    text="En påhittad definition.",
    source="Påhittad promemoria 2026:1",
    valid_from="2026-01-01",
)


@pytest.mark.req("X19")
def test_the_texts_of_a_pack_are_read_before_it_is_taken_in(qtbot: QtBot, office: Office) -> None:
    pack = MethodPack("Vårens mallar", "1.0", "Länet", "2026-06-15", (), texts=(DEFINITION,))
    view = PackView(office.session)
    qtbot.addWidget(view)
    view.show()
    view.show_preview(PackPreview(pack, (), is_here=False, is_changed=False))
    shown = texts(view)
    for part in (DEFINITION.title, DEFINITION.text, DEFINITION.source, "2026-01-01"):
        assert part in shown, part
    assert view.save.isEnabled()
