"""What is told of a package before it is accepted."""

from __future__ import annotations

from app.errors import Reason, Refusal
from app.handover.kinds import HandoverKind
from app.handover.package import Envelope
from app.ids import KeyId
from app.usecases.handover.packages.arrivals import Look, Said
from ui.pages.inbox import presenter


def test_no_code_is_shown_for_what_the_kind_says() -> None:
    look = Look(
        said=(Said("share_role", "co_worker"), Said("share_scope", "whole"), Said("words", "co"))
    )
    envelope = Envelope(
        kind=HandoverKind.COPY,
        number=1,
        sender="0" * 32,
        sender_key=KeyId("0" * 64),
        recipients=("1" * 32,),
        purpose="Prov",
        ground="",
        cases=(),
        sealed_at="2026-06-01T09:00:00+02:00",
        expires_on="2026-07-01",
        nonce="0" * 32,
        anchor="1:0",
    )
    told = dict(presenter.facts(envelope, look))
    assert (told["Roll"], told["Omfattning"]) == ("Medhandläggare", "Hela ärendet")
    assert told["Med avsändarens ord"] == "co"


def test_what_has_been_written_meanwhile_is_told_as_of_a_package() -> None:
    text = presenter.why_not(Refusal(Reason.REVISED_SINCE))
    assert "Öppna paketet igen" in text
    assert text != presenter.why_not(Refusal(Reason.PACKAGE_DAMAGED))
