"""What the person is given to read and sign: the form of a consent, and the notice of a decision."""

from __future__ import annotations

import pytest

from app.disclosure.profiles import Profile
from app.documents import consent_form, decision_notice
from app.documents.texts import texts_of
from app.ids import StreamId
from app.usecases.around import consents
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.paper.papers import paper_of, papers_in
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms

ASKED = {"given_on": "2026-05-30", "method": "written", "purpose": "Planera stöd.", "informed": "x"}
PARTIES = [{"party": "", "name": "Polisens avhopparsamordnare"}]


def offered(desk: Desk, stream: StreamId, kind: str) -> int:
    return sum(paper.kind.kind == kind for paper in papers_in(state_of(desk, stream)))


@pytest.mark.req("F074", "X17")
def test_a_yes_gives_a_form_to_sign_and_a_no_gives_none(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    consents.refuse_consent(desk, stream, new_entity(desk), dict(ASKED))
    assert offered(desk, stream, consent_form.KIND) == 0
    typed = {**ASKED, "parties": PARTIES, "extent": "narrow", "categories": ["planning"]}
    consents.sign_consent(desk, stream, new_entity(desk), typed)
    assert offered(desk, stream, consent_form.KIND) == 1

    state = state_of(desk, stream)
    (paper,) = (each for each in papers_in(state) if each.kind.kind == consent_form.KIND)
    document = paper_of(desk, state, paper.source, Profile.CONSENT_FORM)
    read = "\n".join(text for _, text in texts_of(document))
    assert "Polisens avhopparsamordnare" in read
    assert "inte att säga nej till hjälp" in read
    assert desk.render(document).startswith(b"%PDF")


@pytest.mark.req("X11")
def test_every_decision_has_a_written_notice(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, stream)
    assert offered(desk, stream, decision_notice.KIND) == 0
    typed_forms.signed_decision(desk, stream)

    state = state_of(desk, stream)
    (paper,) = (each for each in papers_in(state) if each.kind.kind == decision_notice.KIND)
    document = paper_of(desk, state, paper.source, Profile.DECISION_NOTICE)
    read = "\n".join(text for _, text in texts_of(document))
    assert state.decisions[0].latest.fact.reasons in read
    assert "inom tre veckor" in read
    assert desk.render(document).startswith(b"%PDF")
