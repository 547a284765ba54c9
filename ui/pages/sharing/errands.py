"""What can be done on the page Dela, each as what is asked and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.casework.consents import Held
from app.casework.facts import TransferStatus
from app.casework.moments import shown
from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Ground
from app.progress import Progress
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.cases import excerpts, sharing, transferring
from app.usecases.handover.cases import urgent as urgent_messages
from app.usecases.handover.cases.excerpts import Source
from app.usecases.handover.cases.sharing import Partner, SharingView
from app.usecases.handover.cases.transferring import Readiness
from app.usecases.handover.packages.sending import Sealed
from ui.case_words import KIND
from ui.draft_keeper import Target
from ui.messages import sentence
from ui.pages.sharing import fields, presenter
from ui.pages.sharing.leaving_card import Errand
from ui.texts import tr
from ui.words import word

Does = Callable[[StreamId, EntityId, Desk, JsonObject], Changes]


def share(
    stream: StreamId, view: SharingView, grounds: Sequence[Ground], held: Sequence[Held]
) -> Errand:
    return Errand(
        heading=tr("Dela ärendet med någon"),
        specs=fields.share(presenter.able(view.candidates), grounds, held),
        target=Target(stream, EntityId(stream), "share"),
        looks=sharing.share_preview,
        seals=sharing.share,
        seal_text=tr("Dela: välj mapp och försegla …"),
        notes=_who_cannot(view),
    )


def update(
    stream: StreamId, partner: Partner, grounds: Sequence[Ground], held: Sequence[Held]
) -> Errand:
    assert partner.person is not None, "asked for with a card that is here"
    name = presenter.partner_title(partner)
    return Errand(
        heading=tr("Lämna uppdatering till {name}").format(name=name),
        specs=fields.update(grounds, held),
        target=Target(stream, partner.person, "share"),
        looks=sharing.update_preview,
        seals=sharing.update,
        seal_text=tr("Uppdatera: välj mapp och försegla …"),
        fixed={"person": partner.person},
    )


def transfer(
    stream: StreamId,
    view: SharingView,
    grounds: Sequence[Ground],
    held: Sequence[Held],
    readiness: Readiness,
) -> Errand:
    missing = tuple(presenter.missing(each) for each in readiness.checks)
    return Errand(
        heading=tr("Lämna över ärendet"),
        specs=fields.transfer(presenter.able(view.candidates), grounds, held),
        target=Target(stream, EntityId(stream), "transfer"),
        looks=transferring.transfer_preview,
        seals=transferring.transfer,
        seal_text=tr("Lämna över: välj mapp och försegla …"),
        consequence=tr(
            "När filen är förseglad går ärendet bara att läsa här, och varje läsning behöver ett "
            "skäl. Avböjer mottagaren är det ditt igen."
        ),
        notes=(*(("\n".join(missing),) if missing else ()), *_who_cannot(view)),
    )


def urgent(
    stream: StreamId,
    view: SharingView,
    grounds: Sequence[Ground],
    held: Sequence[Held],
    initial: JsonObject,
) -> Errand:
    return Errand(
        heading=tr("Brådskande meddelande"),
        specs=fields.urgent(presenter.able(view.candidates), grounds, held),
        target=Target(stream, EntityId(stream), "urgent"),
        looks=urgent_messages.urgent_preview,
        seals=urgent_messages.send_urgent,
        seal_text=tr("Meddela: välj mapp och försegla …"),
        consequence=tr(
            "Ring mottagaren också: en fil kan bli liggande. Meddelandet står kvar i Att göra "
            "tills kvittensen har kommit."
        ),
        notes=_who_cannot(view),
        initial=initial,
    )


def _who_cannot(view: SharingView) -> tuple[str, ...]:
    found = presenter.unable(view.candidates)
    if not view.candidates:
        return (tr("Inga nyckelkort finns här. Ta emot mottagarens kort under Nyckelkort."),)
    if not found:
        return ()
    return (tr("Kan inte ta emot:") + "\n" + "\n".join(found),)


def why_not(reason: Reason) -> str:
    return sentence(Refusal(reason))


def source_text(source: Source) -> str:
    """``Journalanteckning, 2026-05-12``"""
    return f"{word(KIND, source.kind)}, {shown(source.happened_at)}"


def may_be_taken_back(view: SharingView) -> bool:
    last = view.standing.last
    return last is not None and last.status is TransferStatus.HANDED_OVER


SIGNS: Final[Mapping[str, str]] = {
    "share": "Avsluta bara här",
    "transfer": "Ta tillbaka",
    "excerpt": "Signera utdraget",
}
CONSEQUENCES: Final[Mapping[str, str]] = {
    "share": "Mottagaren får inte veta det av något paket. Säg det på annat sätt.",
    "transfer": "Ärendet är ditt igen. Ring mottagaren: paketet får inte tas emot.",
    "excerpt": "Efter signering kan texten inte ändras. Den följer med nästa paket.",
}


# ------------------------------------------------------------------- on the database thread


def end_here(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return sharing.end_share_here(desk, stream, entity, typed)


def take_back(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return transferring.take_back(desk, stream, entity, typed)


def write_excerpt(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return excerpts.write_excerpt(desk, stream, entity, typed)


@dataclass(frozen=True, slots=True)
class Ending:
    """A share that ends, with a package that tells it."""

    stream: StreamId
    entity: EntityId
    typed: JsonObject

    def __call__(self, desk: Desk, folder: Path, progress: Progress) -> Sealed:
        return sharing.end_share(
            desk, self.stream, self.entity, self.typed, folder=folder, progress=progress
        )
