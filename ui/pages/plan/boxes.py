"""Plans as they are read: one version, whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.pages.plan.care_presenter import CarePlanView, SipView
from ui.pages.plan.presenter import GoalView, InterventionView, PlanView
from ui.texts import tr
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack, named


def plan_box(plan: PlanView) -> QWidget:
    """One version, whole."""
    box = Stack(spacing=8)
    box.add(label(plan.heading, "heading"))
    if plan.aims:
        box.add(named(tr("Övergripande mål"), plan.aims))
    for number, goal in enumerate(plan.goals, 1):
        box.add(_goal_box(number, goal))
    for name, text in ((tr("Uppföljning"), plan.follow_up), *plan.rows):
        box.add(named(name, text))
    box.add(label(plan.signed, "small"))
    return box


def care_plan_box(plan: CarePlanView) -> QWidget:
    """One version, with the law under each heading that it prescribes."""
    box = Stack(spacing=8)
    box.add(label(plan.heading, "heading"))
    for section in plan.sections:
        box.add(named(section.heading, section.text))
        if section.law:
            box.add(label(section.law, "small"))
    box.add(label(plan.signed, "small"))
    return box


def sip_box(sip: SipView) -> QWidget:
    box = Stack(spacing=8)
    box.add(label(sip.heading, "heading"))
    for name, text in sip.rows:
        box.add(named(name, text))
    box.add(label(sip.signed, "small"))
    return box


def _goal_box(number: int, goal: GoalView) -> QWidget:
    heading = label(tr("Mål {number}").format(number=number), "label")
    box = Card(heading, selectable(goal.words), role="row")
    for name, text in goal.rows:
        box.column.addWidget(label(f"{name}: {text}", "muted"))
    for each in goal.interventions:
        box.column.addWidget(_intervention_box(each))
    return box


def _intervention_box(each: InterventionView) -> QWidget:
    box = Card(label(each.what, "label"), role="row", spacing=4)
    for name, text in each.rows:
        box.column.addWidget(label(f"{name}: {text}"))
    for what, rest in each.activities:
        box.column.addWidget(selectable(f"• {what}" + (f" – {rest}" if rest else "")))
    return box
