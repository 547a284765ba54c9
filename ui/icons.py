"""Our own icons: 24 px grid, one stroke width, ``currentColor``; drawn in the theme's colours.

A button remembers the name of its icon, so that a change of theme or text size can draw it anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from ui import tokens

FOLDER: Final = Path(__file__).parent.parent / "resources" / "icons"
_SCALES: Final = (1, 2)
_points: list[float] = [11.0]
_sources: dict[str, str] = {}


def wear_program_icon() -> None:
    """Give every window the program's own icon. Loads QtSvg, and so not before the first paint."""
    QGuiApplication.setWindowIcon(QIcon(str(FOLDER.parent / "program.svg")))


def pixels() -> int:
    """Side of an icon beside text of the size in use."""
    return round(_points[0] * 1.7)


def icon(name: str, tone: str = "text") -> QIcon:
    """The icon ``resources/icons/<name>.svg``; ``tone`` is a name in ``ui.tokens``."""
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, tone, pixels(), scale))
        made.addPixmap(pixmap(name, "muted", pixels(), scale), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, tone: str, side: int, scale: int = 2) -> QPixmap:
    """Drawn sharp at ``scale`` device pixels a pixel."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not before the first paint

    colour = tokens.worn().texts()[tone]
    drawn = QPixmap(QSize(side, side) * scale)
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(scale)
    painter = QPainter(drawn)
    svg = _source(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return drawn


def set_icon(target: QAbstractButton | QLabel, name: str, tone: str = "text") -> None:
    """Give a button or a label an icon that follows the theme."""
    target.setProperty("iconName", name)
    target.setProperty("iconTone", tone)
    _draw(target)


def repaint_all(points: float) -> None:
    """Every icon anew, for text of this size; called by the theme."""
    _points[0] = points
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton | QLabel) and widget.property("iconName"):
            _draw(widget)


def _draw(target: QAbstractButton | QLabel) -> None:
    name, tone = str(target.property("iconName")), str(target.property("iconTone"))
    if isinstance(target, QLabel):
        target.setPixmap(pixmap(name, tone, pixels()))
    else:
        target.setIcon(icon(name, tone))
        target.setIconSize(QSize(pixels(), pixels()))


def _source(name: str) -> str:
    if name not in _sources:
        _sources[name] = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return _sources[name]
