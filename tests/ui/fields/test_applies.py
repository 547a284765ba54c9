"""Fields that are asked only for some answers."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.jsonvalue import JsonObject
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.theme import Theme
from ui.widgets.editors.choice import Choice


def _refused(form: JsonObject) -> bool:
    return form.get("outcome") == "no"


def _granted(form: JsonObject) -> bool:
    return form.get("outcome") == "yes"


SPECS = (
    FieldSpec("only_no", "Vad som erbjuds", applies=_refused),
    FieldSpec("outcome", "Beslut", Kind.RADIO, choices=(Choice("yes", "Ja"), Choice("no", "Nej"))),
    FieldSpec(
        "rows",
        "Rader",
        Kind.ROWS,
        fields=(FieldSpec("what", "Vad"), FieldSpec("need", "Behov", applies=_granted)),
    ),
)


def made(qtbot: QtBot) -> FieldForm:
    form = FieldForm(SPECS)
    qtbot.addWidget(form)
    form.show()
    return form


def choose(form: FieldForm, code: str) -> None:
    box = form.field("outcome")
    box.set_value(code)
    box.edited.emit()


def test_a_field_is_asked_when_it_applies_and_keeps_what_was_typed(
    qtbot: QtBot, theme: Theme
) -> None:
    form = made(qtbot)
    alternative = form.field("only_no")
    assert not alternative.isVisible()

    choose(form, "no")
    assert alternative.isVisible()
    alternative.set_value("Rådgivning")
    choose(form, "yes")

    assert not alternative.isVisible()
    assert form.values()["only_no"] == "Rådgivning"
    assert "only_no" not in form.asked_values()
    choose(form, "no")
    assert form.asked_values()["only_no"] == "Rådgivning"


def test_a_field_in_rows_depends_on_the_whole_form(qtbot: QtBot, theme: Theme) -> None:
    form = made(qtbot)
    form.set_values(
        {"outcome": "yes", "rows": [{"key": "7", "what": "Boende", "need": "1"}], "seen": "kept"}
    )
    assert form.asked_values() == {
        "outcome": "yes",
        "rows": [{"key": "7", "what": "Boende", "need": "1"}],
        "seen": "kept",
    }

    choose(form, "no")

    assert form.asked_values()["rows"] == [{"key": "7", "what": "Boende"}]


def test_a_row_that_is_added_asks_what_the_others_ask(qtbot: QtBot, theme: Theme) -> None:
    form = made(qtbot)
    form.field("rows").add_row()

    assert form.asked_values()["rows"] == [{"what": ""}]


def test_the_first_field_is_the_first_that_is_asked(qtbot: QtBot, theme: Theme) -> None:
    form = made(qtbot)
    form.focus_first()

    assert form.place()["field"] == "outcome"
