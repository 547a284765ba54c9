"""Functions to be known by in plans and follow-ups, offered while one types and never forced
(F014, F015, F097). Names of people are not among them: a function is enough for most papers."""

from __future__ import annotations

from ui.texts import tr

_FUNCTIONS = (
    "Den enskilde",
    "Handläggaren",
    "SIG-lots",
    "Samordnare",
    "Behandlingsassistent",
    "Kontaktperson",
    "Utföraren",
    "Mottagande kommun",
    "BOPS",
    "Polisens avhopparsamordnare",
    "Lokalpolisen",
    "Frivården",
    "Psykiatrin",
    "Annan huvudman",
    "Närstående",
    "Vårdnadshavare",
)


def functions() -> tuple[str, ...]:
    """In the words of the language that was chosen."""
    return tuple(tr(each) for each in _FUNCTIONS)
