"""What is said of approvals wherever something that can be approved is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.casework.four_eyes import Need, Rule
from app.casework.moments import shown
from app.disclosure.categories import NAMES, Category
from app.disclosure.gate import Columns
from app.handover.approval_standing import ApprovalStanding, ApprovalView
from app.handover.trust import Trust
from app.law.entry import Certainty
from app.usecases.handover.approvals.approval_requests import ApprovalRow
from app.usecases.handover.cards.card_register import KnownRow
from ui.texts import minute, tr
from ui.widgets.editors.choice import Choice

ADVANCED: Final = "avancerad elektronisk underskrift, inte kvalificerad"

_TRUST: Final[Mapping[Trust, str]] = {
    Trust.CONFIRMED: "bekräftat nyckelkort",
    Trust.SEEN: "nyckelkortet är inte bekräftat",
    Trust.EXPIRED: "nyckelkortet har slutat gälla",
    Trust.REVOKED: "nyckelkortet är spärrat",
}
_CERTAINTY: Final[Mapping[Certainty, str]] = {
    Certainty.CERTAIN: "läst i lagtexten",
    Certainty.LIKELY: "inte läst i lagtexten",
    Certainty.UNSURE: "osäkert, ska kontrolleras av en jurist",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line. ``role`` is a look of a notice; empty: as plain text."""

    text: str
    role: str = ""
    small: str = ""
    """Where it comes from."""


def told(row: ApprovalRow) -> Told | None:
    """Where an approval stands; None where nobody has asked and nobody needs to."""
    view = row.view
    match view.standing:
        case ApprovalStanding.NOT_ASKED:
            return _needed(row.rule)
        case ApprovalStanding.WAITING:
            return _waiting(view)
        case ApprovalStanding.APPROVED:
            return Told(tr("Attesterad av {who}.").format(who=_who(view)))
        case ApprovalStanding.CHANGED:
            text = tr(
                "Ändrad efter attest. En tidigare lydelse är attesterad av {who}. Det som gäller "
                "nu är inte attesterat."
            )
            return Told(text.format(who=_who(view)), "notice-warn")
        case ApprovalStanding.DECLINED:
            return _declined(view)


def _needed(rule: Rule | None) -> Told | None:
    if rule is None or rule.need is Need.MAY:
        return None
    origin = tr("{reference}. {source} ({certainty})").format(
        reference=rule.reference, source=rule.source, certainty=_CERTAINTY[rule.certainty]
    )
    if rule.need is Need.MUST:
        return Told(tr("Ska attesteras. {why}").format(why=rule.heading), "notice-warn", origin)
    return Told(tr("Bör attesteras. {why}").format(why=rule.heading), "notice", origin)


def _waiting(view: ApprovalView) -> Told:
    assert view.asked is not None, "somebody was asked"
    text = tr("Väntar på attest av {name}, begärd {day}.").format(
        name=view.asked.to_name, day=shown(view.asked.asked_on)
    )
    if not view.later:
        return Told(text)
    more = tr("Det har ändrats sedan dess: be om en ny attest av det som gäller nu.")
    return Told(f"{text} {more}", "notice-warn")


def _declined(view: ApprovalView) -> Told:
    assert view.answer is not None, "somebody has answered"
    answer = view.answer
    text = tr("Inte attesterad. {who}: {reason}")
    who = f"{answer.signer_name}, {answer.signer_title}, {minute(answer.signed_at)}"
    return Told(text.format(who=who, reason=answer.reason), "notice-warn")


def _who(view: ApprovalView) -> str:
    assert view.answer is not None, "somebody has answered"
    answer = view.answer
    title = answer.signer_title
    if answer.role.casefold() != title.casefold():
        title = tr("{title}, som {role}").format(title=title, role=answer.role)
    return f"{answer.signer_name}, {title}, {minute(answer.signed_at)} ({tr(ADVANCED)})"


def person_choice(row: KnownRow) -> Choice:
    """Who can be asked, and how well the card is known."""
    person = row.person
    hint = f"{person.unit}, {tr(_TRUST[row.trust])}"
    return Choice(row.entity, f"{person.name}, {person.title}", hint)


def trust_text(trust: Trust) -> str:
    return tr(_TRUST[trust])


def columns_texts(columns: Columns) -> tuple[tuple[str, str], tuple[str, str]]:
    """Lämnar and stannar, each by its name."""
    return (
        (tr("Lämnar"), _names(columns.leaves)),
        (tr("Stannar"), _names(columns.stays)),
    )


def _names(categories: tuple[Category, ...]) -> str:
    return "\n".join(tr(NAMES[each]) for each in categories)
