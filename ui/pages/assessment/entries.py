"""The entries of the page Utredning: a draft to go on with, a signed form to read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.casework.facts import FormPurpose
from ui.pages.assessment.overview import AssessmentView, DraftView, Wording, purpose_word
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack


def draft_card(draft: DraftView, pressed: Callable[[], None]) -> Card:
    """``pressed`` may ask its sender for the property ``opens``: the draft's entity."""
    text = tr("{title} är inte signerad.").format(title=draft.title)
    card = Card(label(text, "label"), label(draft.told, "small"), role="notice")
    go_on = button(tr("Fortsätt skriva"), pressed, role="primary", icon="pen")
    go_on.setAccessibleName(f"{tr('Fortsätt skriva')}: {draft.title}, {draft.told}")
    go_on.setProperty("opens", draft.entity)
    card.add_row(go_on)
    return card


def signed_card(view: AssessmentView, pressed: Callable[[], None]) -> Card:
    """``pressed`` may ask its sender for the property ``opens``: the form's entity."""
    card = Card(wording_box(view.now))
    card.setAccessibleName(view.now.heading)
    assessment = view.now.purpose == FormPurpose.ASSESSMENT
    text = tr("Läs utredningen") if assessment else tr("Läs formuläret")
    read = button(text, pressed, role="link")
    read.setAccessibleName(f"{text}: {view.now.heading}")
    read.setProperty("opens", view.entity)
    card.add_row(read)
    return card


def wording_box(wording: Wording) -> QWidget:
    """One signed version."""
    box = Stack(spacing=6)
    box.add(label(wording.heading, "heading"))
    for line in wording.lines:
        box.add(label(line))
    told = f"{purpose_word(wording.purpose)}. {wording.signed}"
    box.add(label(told, "small"))
    return box
