"""What may leave on a consent: only what it is about, to those it names, while it holds (X17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.casework.consents import Held, Standing, names_recipient
from app.casework.facts import ConsentCategory
from app.casework.state import CaseState
from app.disclosure.categories import Category
from app.errors import Reason, Refusal
from app.ids import EntityId

_NOTHING: frozenset[ConsentCategory] = frozenset()
_PLANNING = frozenset({ConsentCategory.PLANNING})
_EVERYTHING = frozenset(ConsentCategory)

NEEDED: Mapping[Category, frozenset[ConsentCategory]] = {
    # that there is a case, and whose: what every party to a consent knows
    Category.CASE_NUMBER: _NOTHING,
    Category.REGISTRATION_NUMBER: _NOTHING,
    Category.NAME: _NOTHING,
    Category.PERSONNUMMER: _NOTHING,
    Category.PARTICIPANT_FUNCTIONS: _NOTHING,
    Category.PARTICIPANT_NAMES: _NOTHING,
    Category.CASEWORKER: _NOTHING,
    Category.CONSENT: _NOTHING,
    # what is being done
    Category.NEEDS: _PLANNING,
    Category.GOALS: _PLANNING,
    Category.INTERVENTIONS: _PLANNING,
    Category.CONSIDERATION: _PLANNING,
    Category.DECISIONS: _PLANNING,
    Category.PARTICIPATION: _PLANNING,
    Category.COOPERATION: _PLANNING,
    Category.FOLLOW_UP: _PLANNING,
    Category.AGENDA: _PLANNING,
    Category.CHILDREN: frozenset({ConsentCategory.FAMILY}),
    Category.KIN_CONTACT: frozenset({ConsentCategory.FAMILY}),
    Category.CRITERIA: _PLANNING | {ConsentCategory.CRIME},
    # who provides tells where the person is
    Category.PROVIDERS: _PLANNING | {ConsentCategory.HOUSING},
    Category.CONTACT_DETAILS: frozenset({ConsentCategory.HOUSING}),
    Category.ECONOMY: frozenset({ConsentCategory.ECONOMY}),
    Category.OWN_SAFETY: frozenset({ConsentCategory.THREAT}),
    Category.PROTECTION: frozenset({ConsentCategory.THREAT}),
    Category.THREAT: frozenset({ConsentCategory.THREAT}),
    # a whole form, and the journal, touch every part of a life
    Category.ASSESSMENT: _EVERYTHING,
    Category.OVER_TIME: _EVERYTHING,
    Category.JOURNAL: _EVERYTHING,
}
"""What a consent must name, all of it, for a category to leave. A category that is not here needs
everything: a new kind of content is not let out because somebody forgot a row."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the gate looks at of a consent."""

    entity: EntityId
    standing: Standing
    names_recipient: bool
    categories: frozenset[ConsentCategory]
    broad: bool = False
    """It names no category, and so not what BOPS has said either."""


def basis_for(state: CaseState, consent: Held, recipient: EntityId) -> Basis:
    named = any(names_recipient(state, side.fact, recipient) for side in consent.entity.sides)
    return Basis(consent.entity.id, consent.standing, named, consent.categories, consent.fact.broad)


_NAMED = frozenset({Category.THREAT})
"""What leaves only on a consent that names it. The secrecy of the police's own work for personal
safety is not the person's to lift (OSL 18 kap. 7 §), so that "everything" is not about it: that
BOPS has agreed must have been asked, and the consent written with that in mind."""


def covered(category: Category, categories: frozenset[ConsentCategory]) -> bool:
    """Whether a consent about ``categories`` is about this content."""
    return NEEDED.get(category, _EVERYTHING) <= categories


_STANDING = {
    Standing.REFUSED: Reason.CONSENT_REFUSED,
    Standing.WITHDRAWN: Reason.CONSENT_WITHDRAWN,
    Standing.EXPIRED: Reason.CONSENT_EXPIRED,
    Standing.NOT_YET: Reason.CONSENT_NOT_YET,
    Standing.DISPUTED: Reason.CONFLICT_UNSETTLED,
}


def require(basis: Basis, leaving: Iterable[Category]) -> None:
    """Raises Refusal: consent_refused, consent_withdrawn, consent_expired, consent_not_yet,
    conflict_unsettled; consent_other_recipient; consent_narrower."""
    if basis.standing is not Standing.VALID:
        raise Refusal(_STANDING[basis.standing])
    if not basis.names_recipient:
        raise Refusal(Reason.CONSENT_OTHER_RECIPIENT)
    leaving = frozenset(leaving)
    if basis.broad and leaving & _NAMED:
        raise Refusal(Reason.CONSENT_NARROWER)
    if not all(covered(category, basis.categories) for category in leaving):
        raise Refusal(Reason.CONSENT_NARROWER)
