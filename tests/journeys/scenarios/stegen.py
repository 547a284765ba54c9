"""Steg som flera ärenden går igenom, var och ett på sin egen sida."""

from __future__ import annotations

from typing import Any

from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.journeys.scenarios.hands import Caseworker
from tests.journeys.scenarios.stegraden import foljer
from ui.navigation import CasePart

EGNA_ORD = "Jag orkar inte mer. Jag vill leva ett vanligt liv."
LOKALPOLISEN = "Lokalpolisområde Exempel"


def skyddet_kontrolleras(jag: Caseworker, niva: str = "none") -> None:
    foljer(jag, "Skyddet av identiteten är inte kontrollerat", till="Översikt")
    jag.signs(level=niva, checked_on="idag", shown_by="decision_seen" if niva != "none" else "")


def arendet_besvaras(jag: Caseworker, **svaret: Any) -> None:
    """Utan något mer: den enskilde är inskriven."""
    foljer(jag, "Inte noterat om den enskilde är inskriven", till="Översikt")
    inskriven = {"answer": "enrolled", "answered_on": "idag", "unit_name": "SIG Exempelområdet"}
    jag.signs(**(svaret or inskriven))


def en_ansokan_laggs_till(jag: Caseworker) -> None:
    """Efter en intresseanmälan."""
    jag.goes_to(CasePart.OVERVIEW)
    jag.presses("Lägg till …")
    jag.signs(
        kind="application",
        received_on="idag",
        channel="visit",
        from_whom="Den enskilde",
        wish="Jag ansöker om hjälp att lämna.",
    )


def den_enskilde_samtycker(jag: Caseworker, **mer: Any) -> None:
    jag.goes_to(CasePart.CONSENT)
    jag.presses("Nytt samtycke")
    jag.signs(
        **{
            "given_on": "idag",
            "method": "written",
            "purpose": "Socialtjänsten och polisen ska kunna planera stöd och skydd tillsammans.",
            "parties": [{"party": "", "name": "Lokalpolisen och BOPS"}],
            "extent": "broad",
            **mer,
        }
    )


def bops_sager(jag: Caseworker, **mer: Any) -> None:
    """Ett nytt besked. Utan något mer: målgruppen ja, hotet lågt, ingen flytt."""
    jag.goes_to(CasePart.THREAT)
    jag.presses("Ny uppgift från BOPS")
    jag.signs(
        **{
            "assessed_on": "idag",
            "level": "low",
            "type": "latent",
            "target_group": "yes",
            "relocation_needed": "no",
            "assessor": "Handläggare, BOPS",
            "method": "structured",
            **mer,
        }
    )


def lokalpolisen_skyddar(jag: Caseworker, uppfoljning: str) -> None:
    jag.goes_to(CasePart.THREAT)
    jag.presses("Ny skyddsåtgärd")
    jag.signs(
        measure="Kontaktperson hos polisen, dygnet runt",
        responsible="local_police",
        responsible_name=LOKALPOLISEN,
        status="ongoing",
        since="idag",
        follow_up_on=uppfoljning,
    )


def kriterierna_bedoms(jag: Caseworker, **mer: Any) -> None:
    jag.goes_to(CasePart.ROUTE)
    jag.presses("Bedöm ")
    jag.signs(
        **{
            "judged_on": "idag",
            "motivation": "met",
            "motivation_on": "idag",
            "motivation_words": EGNA_ORD,
            "motivation_appraisal": "Har brutit kontakten och kommer till varje möte.",
            "definition": "met",
            "definition_key": "exit-common",
            "definition_reason": "Har valt att lämna och behöver stöd och skydd för att klara det.",
            **mer,
        }
    )


def enheten_valjs(jag: Caseworker, **mer: Any) -> None:
    jag.goes_to(CasePart.ROUTE)
    jag.presses("Välj enhet" if "Välj enhet …" in jag.screen() else "Byt eller bekräfta enhet")
    jag.signs(
        **{
            "route": "district",
            "unit": "",
            "unit_name": "Exempelområdets vuxenenhet",
            "valid_from": "idag",
            **mer,
        }
    )


def behoven_utreds(jag: Caseworker) -> None:
    """Frågorna besvaras i ``tests.journeys.test_vid_tangentbordet``; här är de besvarade."""
    jag.asks(lambda desk: typed_forms.signed_assessment(desk, jag.stream))
    jag.goes_to(CasePart.ASSESSMENT)


def underlaget_kommuniceras(jag: Caseworker, svar_senast: str) -> None:
    jag.goes_to(CasePart.DECISION)
    jag.presses("Kommunicera underlaget")
    jag.signs(
        way="sent",
        material="Utredningen i sin helhet",
        sent_on="idag",
        how="Lämnat vid besök",
        answer_by=svar_senast,
    )


def den_enskilde_svarar(jag: Caseworker, ord_: str) -> None:
    jag.goes_to(CasePart.DECISION)
    jag.presses("Anteckna svaret …")
    jag.signs(outcome="answered", answered_on="idag", words=ord_)


def borjar_ett_beslut(jag: Caseworker, *, tills_vidare: bool = False, **mer: Any) -> None:
    """Utan något mer: bifall till boende, det utredningen nämner som första behov."""
    grund = jag.asks(lambda desk: dict(typed_forms.decision(state_of(desk, jag.stream))))
    insatser = [
        {**each, "valid_from": "idag", **({"valid_to": ""} if tills_vidare else {})}
        for each in grund["interventions"]
    ]
    jag.goes_to(CasePart.DECISION)
    jag.presses("Nytt beslut")
    jag.fills(
        **{**grund, "interventions": insatser, "basis": "assessment", "decided_on": "idag", **mer}
    )


def beslutet_fattas(jag: Caseworker, **mer: Any) -> None:
    borjar_ett_beslut(jag, **mer)
    jag.signs()


def beslutet_skickas_och_tas_emot(jag: Caseworker) -> None:
    jag.goes_to(CasePart.DECISION)
    jag.presses("Beslutet är skickat …")
    jag.signs(dispatched_on="idag", how="Överlämnat personligen")
    jag.presses("Den enskilde har fått del av det …")
    jag.signs(received_on="idag", how="Fick det i handen")


def planen_gors(jag: Caseworker, foljs_upp: str, **mer: Any) -> None:
    """Målen och insatserna kommer från utredningen och beslutet."""
    jag.goes_to(CasePart.PLAN)
    jag.presses("Ny plan" if "Ny plan" in jag.screen() else "Ny version")
    jag.signs(
        **{
            "participation": "Planen skrevs tillsammans, vid två möten.",
            "own_words": EGNA_ORD,
            "follow_up_on": foljs_upp,
            "fixed_on": "idag",
            **mer,
        }
    )


def uppfoljningen_planeras(jag: Caseworker, dag: str, spar: str = "joint") -> None:
    jag.goes_to(CasePart.FOLLOW_UP)
    jag.presses("Planera uppföljning")
    jag.signs(track=spar, planned_on=dag, how="Möte")


def uppfoljningen_skrivs(jag: Caseworker, **mer: Any) -> None:
    jag.goes_to(CasePart.FOLLOW_UP)
    jag.presses("Skriv uppföljningen …")
    jag.signs(
        **{
            "done_on": "idag",
            "participants": [{"function": "Behandlingsassistent", "name": ""}],
            "design": "Boende och samtal varje vecka, så som planen säger.",
            "threat": "same",
            "return_to_crime": "no",
            "facts": "Utföraren berättar att hen går till alla samtal.",
            "appraisal": "Planen håller.",
            "own_words": "Jag sover nu.",
            **mer,
        }
    )


def arendet_avslutas(jag: Caseworker, **mer: Any) -> None:
    jag.goes_to(CasePart.CLOSING)
    jag.presses("Skriv avslutsanteckning")
    jag.signs(
        **{
            "closed_on": "idag",
            "reason": "aims_reached",
            "situation": "Har egen bostad och arbete.",
            "return_to_crime": "no",
            "told": "Hur hen söker igen, och hur länge akten finns kvar.",
            **mer,
        }
    )
