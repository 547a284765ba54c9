"""A method pack that somebody has given out: what it would bring, and taking it in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.casework.moments import shown as day
from app.casework.register_facts import PackedText
from app.forms.library import Template
from app.forms.method_pack import ENDING, MethodPack
from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.forms import method_packs
from app.usecases.forms.method_packs import Arrival, PackPreview
from ui.icons import set_icon
from ui.pack_words import unsigned_text
from ui.page import page_column
from ui.pages.templates.file_reading import FileReading
from ui.pages.templates.opened import OpenedView
from ui.pages.templates.presenter import fingerprint
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_file, documents_folder
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack, named

PATTERN = f"Metodpaket (*{ENDING});;Alla filer (*)"
_ARRIVALS: Mapping[Arrival, tuple[str, str, str]] = {
    Arrival.NEW: ("Ny", "plus", "accent"),
    Arrival.PRESENT: ("Finns redan, likadan", "check", "ok"),
    Arrival.CONFLICT: ("Krockar: finns med samma version men annat innehåll", "error", "error"),
    Arrival.RESERVED: ("Har samma slags namn som programmets egna mallar", "error", "error"),
}


class PackView(OpenedView):
    """Nothing of it is in the vault before "Läs in hela paketet", and then all of it is."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Läs in metodpaket"))
        self._session = session
        self._pack: MethodPack | None = None
        self.reading = FileReading(session)
        self._content = Stack()
        self.save = button(tr("Läs in hela paketet"), self._install, role="primary", icon="save")
        self._means = label("", "muted")
        self.add_tool(button(tr("Läs in metodpaket …"), self.choose, icon="document"))
        self.column.addWidget(self.reading)
        self.column.addWidget(self._shown_from_the_top(), 1)
        self.column.addWidget(self._means)
        self.add_foot(self.save)
        self._show_nothing()

    def _shown_from_the_top(self) -> QWidget:
        area = QWidget()
        column = page_column(area)
        column.setContentsMargins(2, 2, 8, 8)
        column.addWidget(self._content)
        column.addStretch(1)
        return area

    def _show_nothing(self) -> None:
        """Nothing of a pack that was looked at before may be taken in as another."""
        self._pack = None
        self.save.setEnabled(False)
        self._means.setText("")
        self._content.clear()
        self._content.add(label(tr("Välj den fil som metodpaketet kom i."), "muted"))

    def choose(self) -> None:
        place = documents_folder()
        choose_file(self, tr("Läs in metodpaket"), place, tr(PATTERN), self.take_file)

    def take_file(self, path: Path) -> None:
        self.say_nothing()
        self._show_nothing()
        work = partial(_read, self._session.desk, path)
        self.reading.start(work, self._was_read)

    def _was_read(self, pack: MethodPack) -> None:
        work = partial(_preview, pack)
        self._session.run(work, self.show_preview, context=self, failed=self.show_refusal)

    def show_preview(self, seen: PackPreview) -> None:
        """What it would bring, before anything is brought."""
        self._pack = seen.pack
        self._content.clear()
        for text, role in _standing(seen):
            self._content.add(Notice(text, role))
        self._content.add(_about(seen.pack))
        self._content.add(label(tr("Mallar i paketet"), "heading"))
        for template, arrival in seen.templates:
            self._content.add(_template_row(template, arrival))
        if seen.pack.texts:
            self._content.add(label(tr("Texter i paketet"), "heading"))
        for packed in seen.pack.texts:
            self._content.add(_text_row(packed))
        self.save.setEnabled(seen.can_install)
        self._means.setText(
            tr("Allt läses in på en gång, eller inget. Mallarna får inte ändras efteråt.")
            if seen.can_install
            else ""
        )

    def _install(self) -> None:
        if self._pack is not None:
            self.save.setEnabled(False)
            work = partial(_install, self._pack)
            self._session.run(work, self._installed, context=self, failed=self.show_refusal)

    def _installed(self, changes: Changes) -> None:
        self.finished.emit(changes, tr("Metodpaketet är inläst. Mallarna finns i listan."))

    def restore_place(self, _place: JsonObject) -> None:
        self.offer(
            tr("Öppna filen igen. Var den ligger sparas inte när valvet låses."),
            "notice",
            tr("Välj filen …"),
            self.choose,
        )


def _standing(seen: PackPreview) -> list[tuple[str, str]]:
    """Why it cannot be taken in, if that is so."""
    if seen.is_here:
        return [(tr("Just den här filen är redan inläst. Inget behöver göras."), "notice")]
    if seen.is_changed:
        text = tr(
            "Ett paket med samma namn och version är redan inläst, med annat innehåll. Be den som "
            "gav ut paketet om ett nytt versionsnummer."
        )
        return [(text, "notice-error")]
    if seen.conflicts:
        text = tr(
            "Paketet kan inte läsas in: valvet har redan en mall med samma namn och version men "
            "annat innehåll. Be den som gav ut paketet om ett nytt versionsnummer på den."
        )
        return [(text, "notice-error")]
    if seen.reserved:
        text = tr(
            "Paketet kan inte läsas in: en mall i det har en url som börjar med urn:aktvalv: utan "
            "att vara en av programmets. Be den som gav ut paketet att ge den ett eget namn."
        )
        return [(text, "notice-error")]
    return []


def _about(pack: MethodPack) -> Card:
    title = tr("{name}, version {version}").format(name=pack.name, version=pack.version)
    who = tr("Utgivet av {publisher}. Gäller från {day}.").format(
        publisher=pack.publisher, day=day(pack.effective_from)
    )
    card = Card(label(title, "heading"), label(who))
    if pack.note:
        card.column.addWidget(label(pack.note))
    hint = tr(
        "Ring den som gav ut paketet och läs upp kontrollsumman. Är den densamma är paketet det "
        "rätta."
    )
    card.column.addWidget(named(unsigned_text(), fingerprint(pack.digest)))
    card.column.addWidget(label(hint, "muted"))
    return card


def _template_row(template: Template, arrival: Arrival) -> Card:
    text, icon, tone = _ARRIVALS[arrival]
    mark = label("", wraps=False)
    set_icon(mark, icon, tone)
    title = tr("{title}, version {version}").format(title=template.title, version=template.version)
    card = Card(role="row", spacing=3)
    card.add_row(mark, label(title, "label"))
    card.column.addWidget(label(tr(text), "small"))
    return card


def _text_row(packed: PackedText) -> Card:
    since = tr("Källa: {source}. Gäller från {day}.").format(
        source=packed.source, day=day(packed.valid_from)
    )
    card = Card(label(packed.title, "label"), label(packed.text), role="row", spacing=3)
    card.column.addWidget(label(since, "small"))
    return card


def _read(desk: Desk, path: Path, progress: Progress) -> MethodPack:
    return desk.read_foreign.method_pack(path, progress)


def _preview(pack: MethodPack, desk: Desk) -> PackPreview:
    return method_packs.preview(desk, pack)


def _install(pack: MethodPack, desk: Desk) -> Changes:
    return method_packs.install_pack(desk, pack)
