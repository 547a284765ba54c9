"""Mitt nyckelkort, and the unit's root card where this vault has one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover.card_codes import codes_of
from app.handover.key_card import SUFFIX
from app.usecases.desk import Desk
from app.usecases.handover.cards import own_cards
from app.usecases.handover.cards.card_page import OwnShown
from app.usecases.handover.cards.card_paper import own_card_paper
from ui.pages.keys import presenter
from ui.pages.keys.codes import CodesView
from ui.pages.keys.fingerprint import FingerprintView
from ui.paper_bar import PaperBar
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_file, choose_new_file, documents_folder
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice

OWN, ROOT = "own", "root"
"""What a form is about when it is not about a person."""


class OwnCardView(Card):
    """One own card, with what can be done with it."""

    wants = Signal(str, str)
    """``renew`` or ``revoke``, and ``OWN`` or ``ROOT``."""

    def __init__(self, session: Session, own: OwnShown) -> None:
        heading = tr("Enhetens rotkort") if own.card.root else tr("Mitt nyckelkort")
        super().__init__(label(heading, "heading"))
        self._session = session
        self._own = own
        self._about = ROOT if own.card.root else OWN
        self._codes: QWidget | None = None
        self._show_codes = button(tr("Visa som koder"), self._turn_codes, icon="eye")
        self._told = label("", "ok")
        self._told.hide()
        if own.card.root:
            hint = tr(
                "Med rotkortet går du i god för enhetens personal. Den som har bekräftat rotkortet "
                "behöver inte ringa var och en. Det är inte enhetens nyckel, som öppnar valv."
            )
            self.column.addWidget(label(hint, "muted"))
        self.column.addWidget(label(f"{own.name} · {own.title} · {own.unit}, {own.municipality}"))
        self._add_state()
        self.column.addWidget(FingerprintView(own.words, own.digits))
        self._add_actions()
        self.column.addWidget(self._told)
        self.paper = PaperBar(
            session,
            partial(own_card_paper, root=own.card.root),
            f"{'rotkort' if own.card.root else 'nyckelkort'}-{own.card.serial}.pdf",
        )
        if not own.card.revoked_on:
            self.column.addWidget(self.paper)

    def _add_state(self) -> None:
        text, own = presenter.own_state(self._own), self._own
        if own.card.revoked_on or own.over:
            self.column.addWidget(Notice(text, "notice-error"))
        elif own.renew:
            self.column.addWidget(Notice(text, "notice-warn"))
        else:
            self.column.addWidget(label(text))

    def _add_actions(self) -> None:
        if self._own.card.revoked_on:
            self.add_row(button(tr("Spara spärren som fil …"), self._save_revocation, icon="save"))
            return
        made = [button(tr("Förnya …"), self._renew, icon="history")]
        if not self._own.over:
            made.insert(0, button(tr("Spara som fil …"), self._save, icon="save"))
            made.append(self._show_codes)
        if not self._own.card.root:
            if not self._own.over:
                text = tr("Skriv under kortet i mitt nya valv …")
                made.append(button(text, self._choose_successor, icon="sign"))
            made.append(button(tr("Spärra …"), self._revoke, icon="lock"))
        self.add_row(*made)

    # ------------------------------------------------------------------------------- acting

    def _renew(self) -> None:
        self.wants.emit("renew", self._about)

    def _revoke(self) -> None:
        self.wants.emit("revoke", self._about)

    def _turn_codes(self) -> None:
        self._show_codes.setText(tr("Visa som koder") if self._codes else tr("Dölj koderna"))
        if self._codes is not None:
            self._codes.hide()
            self._codes.deleteLater()
            self._codes = None
            return
        self._codes = CodesView(codes_of(self._own.card.card.encode()))
        self.column.addWidget(self._codes)
        announce(self, tr("Koderna visas. Läs in alla hos den andre, i vilken ordning som helst."))

    def _save(self) -> None:
        self._choose(own_cards.card_file_name(self._own.card), self.save_to)

    def _save_revocation(self) -> None:
        self._choose(own_cards.revocation_file_name(self._own.card), self.save_revocation_to)

    def _choose(self, name: str, chosen: object) -> None:
        if callable(chosen):
            choose_new_file(
                self,
                tr("Spara som fil"),
                documents_folder() / name,
                tr("Nyckelkort (*.aktvalv-nyckelkort)"),
                chosen,
            )

    def save_to(self, path: Path) -> None:
        self._session.run(partial(_save, path, self._own.card.root), self._saved, context=self)

    def save_revocation_to(self, path: Path) -> None:
        work = partial(_save_revocation, path, self._own.card.root)
        self._session.run(work, self._saved, context=self)

    def _choose_successor(self) -> None:
        choose_file(
            self,
            tr("Välj kortet från ditt nya valv"),
            documents_folder(),
            tr("Nyckelkort (*.aktvalv-nyckelkort)"),
            self.sign_successor,
        )

    def sign_successor(self, path: Path) -> None:
        """The signed card is put beside the one that was chosen."""
        self._session.run(partial(_save_successor, path), self._saved, context=self)

    def _saved(self, name: str) -> None:
        text = tr("Sparad som {name}.").format(name=name)
        self._told.setText(text)
        self._told.show()
        announce(self._told, text)


def _save(path: Path, root: bool, desk: Desk) -> str:
    own_cards.save_own_card(desk, path, root=root)
    return path.name


def _save_successor(path: Path, desk: Desk) -> str:
    signed = path.with_name(f"{path.stem}-undertecknat{SUFFIX}")
    own_cards.save_successor(desk, desk.read_foreign.key_card(path), signed)
    return signed.name


def _save_revocation(path: Path, root: bool, desk: Desk) -> str:
    own_cards.save_own_revocation(desk, path, root=root)
    return path.name
