"""The short forms of the page, put together: what is asked, what it leads to, and what does it."""

from __future__ import annotations

from functools import partial

from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.cards import confirming, own_cards, revoking, vouching
from app.usecases.handover.cards.card_page import CardsShown, PersonShown
from ui.pages.keys import fields
from ui.pages.keys.ask import Ask, AskWords
from ui.session import Session
from ui.texts import tr


def own_form(session: Session, shown: CardsShown, form: str, *, root: bool) -> Ask:
    """``form``: renew (also the first card) or revoke."""
    if form == "revoke":
        words = AskWords(
            tr("Spärra mitt nyckelkort"),
            tr("Spärra för alltid"),
            tr(
                "Nyckeln i det här valvet kan sedan aldrig bli betrodd igen, och inget mer "
                "kan tas emot eller lämnas. Ärendena finns kvar. Lämna spärren som fil till "
                "dem som har kortet."
            ),
        )
        act = _revoke_own
        return Ask(session, words, fields.revoke_fields(), act, initial=_today(shown))
    words = AskWords(
        tr("Gör enhetens rotkort") if root else tr("Gör nyckelkort"),
        tr("Gör kortet"),
        tr("Namn, titel, enhet och kommun kommer från Dina uppgifter i inställningarna."),
    )
    return Ask(
        session,
        words,
        fields.card_fields(shown.latest),
        partial(_make_card, root),
        initial={"valid_to": shown.latest.isoformat()},
    )


def person_form(session: Session, shown: CardsShown, form: str, person: PersonShown) -> Ask | None:
    """``form``: confirm, vouch, distrust or revoke; None for any other."""
    name, entity = person.person.name, person.entity
    if form == "confirm":
        return _confirm_form(session, shown, person)
    if form == "vouch":
        hint = tr("Intyget säger att {name} arbetar i enheten och att kortet är hens.")
        words = AskWords(tr("Intyga kortet"), tr("Intyga"), hint.format(name=name))
        latest = min(shown.latest.isoformat(), shown.root.card.valid_to if shown.root else "")
        specs = fields.card_fields(shown.latest)
        act = partial(_vouch, entity)
        return Ask(session, words, specs, act, initial={"valid_to": latest})
    if form == "distrust":
        hint = tr("Kortet tillhör {name}. Det gäller bara här: ingen annan får veta det.")
        words = AskWords(
            tr("Lita inte på kortet"), tr("Lita inte på kortet"), hint.format(name=name)
        )
        act = partial(_distrust, entity)
        specs = fields.distrust_fields()
        return Ask(session, words, specs, act, initial=_today(shown))
    if form == "revoke":
        hint = tr(
            "Kortet tillhör {name}. Spärren följer med i det du lämnar och når alla som litar "
            "på enhetens rotkort. Den går inte att ta tillbaka."
        )
        words = AskWords(tr("Spärra kortet"), tr("Spärra för alltid"), hint.format(name=name))
        act = partial(_revoke, entity)
        return Ask(session, words, fields.revoke_fields(), act, initial=_today(shown))
    return None


def _confirm_form(session: Session, shown: CardsShown, person: PersonShown) -> Ask:
    words = AskWords(
        tr("Bekräfta kortet"),
        tr("Bekräfta kortet"),
        tr(
            "Be {name} läsa sina tolv ord högt. Följ med i orden här, och skriv de tre som "
            "inte visas."
        ).format(name=person.person.name),
    )
    ask = Ask(
        session,
        words,
        fields.confirm_fields(person, shown.today),
        partial(_confirm, person.entity),
        initial=_today(shown),
    )
    ask.show_words(person.words, person.asked)
    return ask


def _today(shown: CardsShown) -> JsonObject:
    return {"day": shown.today.isoformat()}


def _make_card(root: bool, desk: Desk, typed: JsonObject) -> Changes:
    return own_cards.make_own_card(desk, typed, root=root)


def _revoke_own(desk: Desk, typed: JsonObject) -> Changes:
    return own_cards.revoke_own_cards(desk, typed)


def _confirm(entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return confirming.confirm(desk, entity, typed)


def _distrust(entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return revoking.distrust(desk, entity, typed)


def _vouch(entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return vouching.vouch(desk, entity, typed)


def _revoke(entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return revoking.revoke_as_root(desk, entity, typed)
