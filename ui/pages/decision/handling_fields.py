"""The forms of what surrounds a decision, as data."""

from __future__ import annotations

from app.casework import facts
from app.casework.facts import AppealTimeliness
from app.casework.state import CaseState
from app.jsonvalue import JsonObject
from app.usecases.decision.communication import AnswerOutcome, Way
from app.usecases.decision.decision_requests import Answer
from ui import decision_words as named
from ui import words
from ui.fields.spec import FieldSpec, Kind
from ui.pages.decision.choices import granted_choices, material_choices
from ui.pages.decision.law_notes import Notes
from ui.texts import tr


def communication_fields(state: CaseState, notes: Notes) -> tuple[FieldSpec, ...]:
    """FL 25 §: what, how and until when; or which exception, and why."""
    return (
        FieldSpec(
            "way",
            tr("Har den enskilde fått ta del av underlaget?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(named.WAYS),
            help=tr("Berätta också att den enskilde får lämna uppgifter muntligt inför nämnden."),
            note=" ".join(notes[key] for key in ("fl-25", "sol-2025-14-8") if key in notes),
        ),
        *_records(state),
        FieldSpec(
            "material",
            tr("Annat som lämnades"),
            Kind.TEXT,
            lines=2,
            help=tr(
                "En sak på varje rad. Lämna inte ut det som är hemligt för den enskilde själv."
            ),
            applies=_sent,
        ),
        FieldSpec("sent_on", tr("När?"), Kind.DATE, required=True, applies=_sent),
        FieldSpec(
            "how",
            tr("Hur?"),
            required=True,
            suggestions=(tr("Lämnat vid besök"), tr("Genom Skatteverkets postförmedling")),
            applies=_sent,
        ),
        FieldSpec("answer_by", tr("Svar senast"), Kind.DATE, required=True, applies=_sent),
        FieldSpec(
            "exception",
            tr("Varför utelämnas det?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(named.EXCEPTIONS),
            applies=_left_out,
        ),
        FieldSpec(
            "exception_reason",
            tr("Skäl"),
            Kind.TEXT,
            required=True,
            lines=2,
            applies=_left_out,
        ),
    )


def _records(state: CaseState) -> tuple[FieldSpec, ...]:
    choices = material_choices(state)
    if not choices:
        return ()
    name = tr("Vad lämnades?")
    return (FieldSpec("records", name, Kind.CHECKS, choices=choices, applies=_sent),)


def answer_fields(_state: CaseState, _notes: Notes) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "outcome",
            tr("Vad hände?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(named.COMMUNICATION_ANSWERS),
        ),
        FieldSpec("answered_on", tr("När?"), Kind.DATE, required=True),
        FieldSpec(
            "words",
            tr("Vad säger den enskilde?"),
            Kind.TEXT,
            required=True,
            lines=4,
            applies=lambda form: form.get("outcome") == AnswerOutcome.ANSWERED,
        ),
    )


def dispatch_fields(_state: CaseState, _notes: Notes) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("dispatched_on", tr("När skickades beslutet?"), Kind.DATE, required=True),
        FieldSpec(
            "how",
            tr("Hur?"),
            required=True,
            suggestions=(
                tr("Överlämnat personligen"),
                tr("Genom Skatteverkets postförmedling"),
                tr("Brev"),
            ),
        ),
        _why_mended(),
    )


def receipt_fields(_state: CaseState, _notes: Notes) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "received_on",
            tr("När fick den enskilde del av beslutet?"),
            Kind.DATE,
            required=True,
            help=tr("Tiden för att överklaga räknas från den dagen. Gissa inte från poststämpeln."),
        ),
        FieldSpec(
            "how",
            tr("Hur vet du det?"),
            required=True,
            suggestions=(tr("Fick det i handen"), tr("Delgivningskvitto"), tr("Har bekräftat")),
        ),
        _why_mended(),
    )


def _why_mended() -> FieldSpec:
    """Asked only where an earlier wording is mended."""
    return FieldSpec(
        "correction_reason",
        tr("Vad rättas, och varför?"),
        Kind.TEXT,
        required=True,
        lines=2,
        applies=lambda form: bool(form.get("mends")),
    )


def request_fields(_state: CaseState, notes: Notes) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "requested_on",
            tr("När begärde den enskilde att ärendet avgörs?"),
            Kind.DATE,
            required=True,
            help=tr(
                "Skriftligt, när sex månader har gått, och en gång i ärendet. Ett avslag på "
                "begäran är ett eget beslut som får överklagas."
            ),
            note=notes.get("fl-12", ""),
        ),
        FieldSpec(
            "how",
            tr("Hur?"),
            required=True,
            suggestions=(tr("Brev"), tr("E-post"), tr("Lämnat på enheten")),
        ),
        FieldSpec(
            "answer",
            tr("Vad blev svaret?"),
            Kind.RADIO,
            choices=words.choices(named.REQUEST_ANSWERS),
            help=tr("Lämna tomt tills begäran är besvarad."),
        ),
        FieldSpec(
            "answered_on",
            tr("När besvarades den?"),
            Kind.DATE,
            required=True,
            applies=lambda form: bool(form.get("answer")),
        ),
        FieldSpec(
            "words",
            tr("Skäl"),
            Kind.TEXT,
            required=True,
            lines=2,
            applies=lambda form: form.get("answer") == Answer.REJECTED,
        ),
    )


def execution_fields(state: CaseState, _notes: Notes) -> tuple[FieldSpec, ...]:
    reasoned = {facts.ExecutionEvent.INTERRUPTED, facts.ExecutionEvent.OFFER_DECLINED}
    return (
        FieldSpec(
            "granted", tr("Insats"), Kind.CHOICE, required=True, choices=granted_choices(state)
        ),
        FieldSpec(
            "event",
            tr("Vad har hänt?"),
            Kind.RADIO,
            required=True,
            choices=words.choices(named.EVENTS),
        ),
        FieldSpec("happened_on", tr("När?"), Kind.DATE, required=True),
        FieldSpec(
            "reason",
            tr("Skäl, kort"),
            required=True,
            help=tr("Skälet kan komma med i rapporten till tillsynen: inga namn eller platser."),
            applies=lambda form: form.get("event") in reasoned,
        ),
    )


def _sent(form: JsonObject) -> bool:
    return form.get("way") == Way.SENT


def _left_out(form: JsonObject) -> bool:
    return form.get("way") == Way.LEFT_OUT


# ------------------------------------------------------------------------------------ appeals


def appeal_fields(step: str, notes: Notes) -> tuple[FieldSpec, ...]:
    """The fields of one step (``received``, ``judged``, ``reconsidered``, ``forwarded``,
    ``court``); all of them for any other word."""
    steps = (_STEPS[step],) if step in _STEPS else tuple(_STEPS.values())
    return tuple(field for make in steps for field in make(notes))


def _received(_notes: Notes) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "received_on",
            tr("När kom överklagandet in?"),
            Kind.DATE,
            required=True,
            help=tr("Den dag det kom till nämnden, inte den dag det skrevs."),
        ),
        FieldSpec("words", tr("Vad vill den enskilde ha ändrat?"), Kind.TEXT, lines=3),
    )


def _judged(notes: Notes) -> tuple[FieldSpec, ...]:
    late = {AppealTimeliness.LATE, AppealTimeliness.LATE_EXCUSED}
    return (
        FieldSpec(
            "timeliness",
            tr("Kom det in i rätt tid?"),
            Kind.RADIO,
            choices=words.choices(named.TIMELINESS),
            help=tr(
                "Ett överklagande som kom in för sent avvisas i ett eget beslut, om förseningen "
                "inte beror på fel underrättelse eller på att det lämnats till domstolen i tid."
            ),
            note=notes.get("fl-45", ""),
        ),
        FieldSpec(
            "timeliness_reason",
            tr("Skäl"),
            Kind.TEXT,
            required=True,
            lines=2,
            applies=lambda form: form.get("timeliness") in late,
        ),
    )


def _reconsidered(notes: Notes) -> tuple[FieldSpec, ...]:
    def made(form: JsonObject) -> bool:
        return bool(form.get("reconsidered"))

    return (
        FieldSpec(
            "reconsidered",
            tr("Omprövning"),
            Kind.RADIO,
            choices=words.choices(named.RECONSIDERED),
            help=tr(
                "Ändras beslutet skrivs också ett nytt beslut. Överklagandet överlämnas ändå, "
                "tillsammans med det nya."
            ),
            note=notes.get("fl-38", ""),
        ),
        FieldSpec("reconsidered_on", tr("När?"), Kind.DATE, required=True, applies=made),
        FieldSpec(
            "reconsidered_reason", tr("Skäl"), Kind.TEXT, required=True, lines=2, applies=made
        ),
    )


def _forwarded(notes: Notes) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "forwarded_on",
            tr("Överlämnat till domstolen"),
            Kind.DATE,
            note=notes.get("fl-46", ""),
        ),
        FieldSpec("court", tr("Vilken domstol?"), placeholder=tr("Förvaltningsrätten i …")),
    )


def _court(_notes: Notes) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("court_decided_on", tr("När avgjorde domstolen?"), Kind.DATE),
        FieldSpec("court_outcome", tr("Vad blev utgången?"), Kind.TEXT, lines=3),
    )


_STEPS = {
    "received": _received,
    "judged": _judged,
    "reconsidered": _reconsidered,
    "forwarded": _forwarded,
    "court": _court,
}
