"""Nyckelkort: the own card first, then what comes, then everybody whose card is here."""

from __future__ import annotations

from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes, Part
from app.usecases.handover.cards.card_page import CardsShown, PersonShown, cards_shown
from ui.dispute_list import DisputeList
from ui.page import Page, bring_forward, page_column
from ui.pages.keys import forms, presenter
from ui.pages.keys.arrival import Arrival
from ui.pages.keys.ask import Ask
from ui.pages.keys.disputed import Disputed, disputed_people
from ui.pages.keys.own_card import OWN, ROOT, OwnCardView
from ui.pages.keys.person_card import PersonCard
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class KeysPage(Page):
    title = "Nyckelkort"
    shows = frozenset({Part.KEYS})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: CardsShown | None = None
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._ask: Ask | None = None
        self._opened: JsonObject = {}
        self._cards: dict[EntityId, PersonCard] = {}
        self._own, self._form, self._people = Stack(), Stack(), Stack(spacing=8)
        self._disputes = Stack()
        self._disputes.hide()
        self._arrival = Arrival(session)
        self._arrival.taken.connect(self._taken)
        self._filter = LineEditor(placeholder=tr("Visa bara dem som innehåller …"), characters=40)
        self._filter.set_name(tr("Sök bland kända personer"))
        self._filter.edited.connect(self._show_people)
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "Ett nyckelkort är det andra behöver för att lämna något till dig, och det du "
                    "behöver för att lämna till dem. Vems kortet är avgör ni genom att jämföra "
                    "tolv ord."
                ),
                "muted",
            ),
        )
        column = page_column(self)
        for part in (head, self._disputes, self._form, self._own, self._arrival):
            column.addWidget(part)
        column.addWidget(label(tr("Kända personer"), "heading"))
        column.addWidget(self._filter)
        column.addWidget(self._people)
        column.addStretch(1)
        self._form.clear()

    # ----------------------------------------------------------------------------- showing

    def load(self) -> None:
        self.session.run(cards_shown, self._show, context=self)
        self.session.run(disputed_people, self._show_disputes, context=self)

    def _show_disputes(self, found: Disputed) -> None:
        """What two vaults have changed apart, until somebody has chosen."""
        self._disputes.clear()
        if found.disputes:
            made = DisputeList(self.session, found.register, found.disputes, in_case=False)
            self._disputes.add(made)

    def _show(self, shown: CardsShown) -> None:
        self._shown = shown
        self._show_own()
        self._show_people()
        wanted, self._wanted = self._wanted, {}
        if wanted.get("form"):
            self._open(str(wanted["form"]), str(wanted.get("about", "")))

    def _show_own(self) -> None:
        self._own.clear()
        if self._shown is None:
            return
        if self._shown.own is None:
            self._own.add(
                Notice(
                    tr("Du har inget nyckelkort än. Ingen kan lämna något till dig förrän du gör."),
                    action=tr("Gör mitt nyckelkort …"),
                    act=self._make_own,
                )
            )
        for own in (self._shown.own, self._shown.root):
            if own is not None:
                view = OwnCardView(self.session, own)
                view.wants.connect(self._open)
                self._own.add(view)
        own = self._shown.own
        if self._shown.root is None and own is not None and not own.card.revoked_on:
            hint = tr("Är du chef för en enhet? Med ett rotkort går du i god för dess personal.")
            box = Card(label(hint, "muted"), role="row")
            box.add_row(button(tr("Gör enhetens rotkort …"), self._make_root, role="link"))
            self._own.add(box)

    def _show_people(self) -> None:
        opened = {entity for entity, card in self._cards.items() if card.is_open}
        self._people.clear()
        self._cards.clear()
        words = str(self._filter.value()).casefold().split()
        people = self._shown.people if self._shown else ()
        for each in people:
            if all(word in presenter.searched(each.person) for word in words):
                self._add_person(each, opened=each.entity in opened)
        if not self._cards:
            text = tr("Ingen stämmer.") if people else tr("Här finns inget kort från någon annan.")
            self._people.add(label(text, "muted"))
        if self._wanted_entity in self._cards:
            bring_forward(self._cards[self._wanted_entity])
            self._wanted_entity = None

    def _add_person(self, shown: PersonShown, *, opened: bool) -> None:
        card = PersonCard(self.session, shown)
        card.wants.connect(self._open)
        self._cards[shown.entity] = card
        self._people.add(card)
        if opened:
            card.turn()

    # ------------------------------------------------------------------------------- forms

    def _make_own(self) -> None:
        self._open("renew", OWN)

    def _make_root(self) -> None:
        self._open("renew", ROOT)

    def _open(self, form: str, about: str) -> None:
        """The form with this name; nothing where what it is about is no longer here."""
        self._close()
        made = self._made(form, about) if self._shown else None
        if made is None:
            return
        self._ask, self._opened = made, {"form": form, "about": about}
        made.done.connect(self._done)
        made.closed.connect(self._close)
        self._form.add(made)
        made.come_forward()

    def _made(self, form: str, about: str) -> Ask | None:
        if self._shown is None:
            return None
        if about in (OWN, ROOT):
            return forms.own_form(self.session, self._shown, form, root=about == ROOT)
        person = next((each for each in self._shown.people if each.entity == about), None)
        return forms.person_form(self.session, self._shown, form, person) if person else None

    def _close(self) -> None:
        self._form.clear()
        self._ask, self._opened = None, {}

    def _done(self, changes: Changes) -> None:
        self._close()
        self._taken(changes)
        self.setFocus()

    def _taken(self, changes: Changes) -> None:
        """The list is read anew by itself; what was written is brought forward."""
        self._wanted_entity = changes.entity
        announce(self, tr("Sparat."))

    # ------------------------------------------------------------------------------- place

    def show_entity(self, entity: EntityId) -> None:
        self._wanted_entity = entity
        self._show_people()

    def place(self) -> JsonObject:
        return self._opened

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._shown is not None:
            self._show(self._shown)

    def cover(self) -> None:
        for view in self.findChildren(OwnCardView):
            view.paper.cover()
