"""Fusion with our own palettes, a few lines of style sheet, and text that grows.

The style sheet carries the text size, because ``QApplication.setFont`` no longer reaches widgets
once there is a sheet. The arrow of a combo box and the mark of a check box, which Fusion leaves out
as soon as a sheet draws their frame, are pictures in the colours that the themes use.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from string import Template
from typing import Final

import font_source_sans_pro
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui import icons, tokens
from ui.tokens import CONTRAST, DARK, LIGHT, Tokens

FAMILY: Final = "Source Sans Pro"
FACES: Final = ("Regular", "It", "Semibold", "Bold")
BASE_POINTS: Final = 11.0
SHEET: Final = Path(__file__).parent.parent / "resources" / "style" / "aktvalv.qss"


class Look(StrEnum):
    """What the user may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Theme(QObject):
    """Puts the look on the application and follows the system while ``Look.SYSTEM`` is chosen."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._look = Look.SYSTEM
        self._percent = 100
        application.setStyle("Fusion")
        _register_fonts()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        hints.accessibility().contrastPreferenceChanged.connect(self.apply)

    @property
    def look(self) -> Look:
        return self._look

    @property
    def text_percent(self) -> int:
        return self._percent

    def set_look(self, look: Look) -> None:
        self._look = look
        self.apply()

    def set_text_percent(self, percent: int) -> None:
        """100 to 200 percent of the ordinary size; anything outside is drawn to the nearest."""
        self._percent = min(200, max(100, percent))
        self.apply()

    def apply(self) -> None:
        """Palette, font, style sheet and icons anew, in every window, at once."""
        worn = self._tokens()
        tokens.wear(worn)
        points = BASE_POINTS * self._percent / 100
        font = QFont(FAMILY)
        font.setPointSizeF(points)
        self._application.setFont(font)
        self._application.setPalette(palette(worn))
        self._application.setStyleSheet(style_sheet(worn, points))
        icons.repaint_all(points)
        self.changed.emit()

    def _tokens(self) -> Tokens:
        if self._look is not Look.SYSTEM:
            return {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.CONTRAST: CONTRAST}[self._look]
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def palette(worn: Tokens) -> QPalette:
    """Every role that Fusion draws with."""
    role = QPalette.ColorRole
    made = QPalette()
    for colour_role, colour in {
        role.Window: worn.window,
        role.WindowText: worn.text,
        role.Base: worn.base,
        role.AlternateBase: worn.alternate,
        role.Text: worn.text,
        role.Button: worn.base,
        role.ButtonText: worn.text,
        role.BrightText: worn.error,
        role.Highlight: worn.accent,
        role.HighlightedText: worn.on_accent,
        role.PlaceholderText: worn.muted,
        role.Link: worn.accent,
        role.LinkVisited: worn.accent,
        role.ToolTipBase: worn.base,
        role.ToolTipText: worn.text,
        role.Accent: worn.accent,
        role.Light: worn.base,
        role.Midlight: worn.border,
        role.Mid: worn.border,
        role.Dark: worn.field,
        role.Shadow: worn.field,
    }.items():
        made.setColor(colour_role, QColor(colour))
    for text_role in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, text_role, QColor(worn.muted))
    return made


def style_sheet(worn: Tokens, points: float) -> str:
    """The sheet with its colours and sizes; sizes follow the text, so nothing clips at 200 %."""
    sizes = {
        "size": f"{points:g}pt",
        "size_small": f"{points * 0.92:g}pt",
        "size_heading": f"{points * 1.18:g}pt",
        "size_title": f"{points * 1.55:g}pt",
        "mark": f"{round(points * 1.45)}px",
        "mark_in": f"{round(points * 1.45) - 2}px",
        "mark_half": f"{round(points * 1.45) // 2 + 1}px",
        "folder": SHEET.parent.as_posix(),
        "text_hex": worn.text.lstrip("#"),
        "on_accent_hex": worn.on_accent.lstrip("#"),
    }
    sizes |= {f"band_{number}": colour for number, colour in enumerate(worn.bands)}
    return Template(SHEET.read_text(encoding="utf-8")).substitute(worn.texts() | sizes)


def _register_fonts() -> None:
    """The same static TrueType faces as on paper; without them Qt falls back to its own."""
    folder = Path(font_source_sans_pro.font_directory)
    for face in FACES:
        QFontDatabase.addApplicationFont(str(folder / f"SourceSansPro-{face}.ttf"))
