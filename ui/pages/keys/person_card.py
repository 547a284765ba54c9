"""One known person in the list, and all that is known of the card when it is opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from app.handover.key_card import SUFFIX
from app.handover.trust import Trust
from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.handover.cards import revoking, vouching
from app.usecases.handover.cards.card_page import PersonShown
from ui.icons import set_icon
from ui.pages.keys import presenter
from ui.pages.keys.fingerprint import FingerprintView
from ui.pages.keys.words import TRUST
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_new_file, documents_folder
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class PersonCard(Card):
    """Name and state; opened, words, digits, history and what can be done."""

    wants = Signal(str, str)
    """``confirm``, ``distrust``, ``vouch`` or ``revoke``, and the person."""
    turned = Signal()
    """Opened or closed."""

    def __init__(self, session: Session, shown: PersonShown) -> None:
        super().__init__(role="row", spacing=4)
        self._session = session
        self.shown = shown
        self._open = False
        word, icon, tone = TRUST[shown.trust]
        self.setAccessibleName(f"{shown.person.name}, {tr(word)}")
        mark = label("", wraps=False)
        set_icon(mark, icon, tone)
        state = label(
            tr(word), "chip" if shown.trust is Trust.CONFIRMED else "chip-warn", wraps=False
        )
        chips = [label(tr("Rotkort"), "chip", wraps=False)] if shown.person.root else []
        self.add_row(label(shown.person.name, "label"), mark, state, *chips)
        self.column.addWidget(label(presenter.where(shown.person), "muted"))
        for text in presenter.lines(shown):
            self.column.addWidget(label(text))
        if shown.person.earlier and shown.trust is Trust.SEEN:
            self.column.addWidget(Notice(tr("Annan nyckel än förut."), "notice-error"))
        self._more = button(tr("Visa kortet"), self.turn, role="link")
        self._more.setAccessibleName(tr("Visa kortet: {name}").format(name=shown.person.name))
        self.add_row(self._more)
        self._inside = Stack()
        self.column.addWidget(self._inside)
        self._inside.clear()
        self._told = label("", "ok")
        self._told.hide()
        self.column.addWidget(self._told)

    @property
    def is_open(self) -> bool:
        return self._open

    def turn(self) -> None:
        self._open = not self._open
        self._more.setText(tr("Dölj kortet") if self._open else tr("Visa kortet"))
        self._inside.clear()
        if self._open:
            self._show_inside()
        self.turned.emit()

    # ------------------------------------------------------------------------------ showing

    def _show_inside(self) -> None:
        shown = self.shown
        confirming = shown.trust in (Trust.SEEN, Trust.CONFIRMED)
        asked = () if shown.trust is not Trust.SEEN else shown.asked
        self._inside.add(FingerprintView(shown.words, shown.digits, asked=asked))
        actions = Card(role="row")
        made = []
        if confirming:
            text = tr("Bekräfta …") if shown.trust is Trust.SEEN else tr("Bekräfta på nytt …")
            made.append(button(text, self._confirm, icon="check"))
        if shown.may_vouch:
            made.append(button(tr("Intyga …"), self._vouch, icon="sign"))
        if shown.vouched_to:
            made.append(button(tr("Spara intyget som fil …"), self._save_voucher, icon="save"))
        if shown.trust is not Trust.REVOKED:
            made.append(button(tr("Lita inte på kortet …"), self._distrust, icon="lock"))
            if shown.may_vouch:
                made.append(button(tr("Spärra som enhet …"), self._revoke, icon="lock"))
        if shown.revoked_by_file:
            made.append(button(tr("Spara spärren som fil …"), self._save_revocation, icon="save"))
        if made:
            actions.add_row(*made)
            self._inside.add(actions)
        self._inside.add(label(tr("Historik"), "label"))
        for text in presenter.history(shown):
            self._inside.add(label(text, "small"))

    def _confirm(self) -> None:
        self.wants.emit("confirm", self.shown.entity)

    def _vouch(self) -> None:
        self.wants.emit("vouch", self.shown.entity)

    def _distrust(self) -> None:
        self.wants.emit("distrust", self.shown.entity)

    def _revoke(self) -> None:
        self.wants.emit("revoke", self.shown.entity)

    # ------------------------------------------------------------------------------- saving

    def _save_voucher(self) -> None:
        self._choose(self._file_name("intyg"), revocation=False)

    def _save_revocation(self) -> None:
        self._choose(self._file_name("sparr"), revocation=True)

    def _file_name(self, what: str) -> str:
        """Says nothing about a person; the first digits of the fingerprint tell two apart."""
        return f"{what}-{self.shown.person.fingerprint[:6]}{SUFFIX}"

    def _choose(self, name: str, *, revocation: bool) -> None:
        choose_new_file(
            self,
            tr("Spara som fil"),
            documents_folder() / name,
            tr("Nyckelkort (*.aktvalv-nyckelkort)"),
            self.save_revocation_to if revocation else self.save_voucher_to,
        )

    def save_voucher_to(self, path: Path) -> None:
        work = partial(_save_voucher, self.shown.entity, path)
        self._session.run(work, self._saved, context=self)

    def save_revocation_to(self, path: Path) -> None:
        work = partial(_save_revocation, self.shown.entity, path)
        self._session.run(work, self._saved, context=self)

    def _saved(self, name: str) -> None:
        text = tr("Sparad som {name}.").format(name=name)
        self._told.setText(text)
        self._told.show()
        announce(self._told, text)


def _save_voucher(entity: EntityId, path: Path, desk: Desk) -> str:
    vouching.save_voucher(desk, entity, path)
    return path.name


def _save_revocation(entity: EntityId, path: Path, desk: Desk) -> str:
    revoking.save_revocation(desk, entity, path)
    return path.name
