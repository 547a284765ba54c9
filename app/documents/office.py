"""Whose paper it is, and the words of law that it carries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """What a letterhead and a signature need to know of the unit."""

    municipality: str
    unit: str
    caseworker_name: str
    caseworker_title: str
    secrecy: str = ""
    """The provision on secrecy as the legal pack prints it: ``26 kap. 1 § offentlighets- och
    sekretesslagen (2009:400)``. Empty leaves the note about secrecy without a provision."""
