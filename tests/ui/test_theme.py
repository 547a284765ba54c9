"""Colours that can be read, text that grows at once, icons that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import icons
from ui.icons import set_icon
from ui.theme import Look, Theme, style_sheet
from ui.tokens import CONTRAST, DARK, LIGHT, Tokens, worn


@pytest.fixture
def own_theme(theme: Theme) -> Iterator[Theme]:
    yield theme
    theme.set_text_percent(100)
    theme.set_look(Look.LIGHT)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""

    def light(name: str) -> float:
        parts = QColor(name).getRgbF()[:3]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_text_and_borders_can_be_told_from_what_is_behind(tokens: Tokens) -> None:
    for behind in (tokens.base, tokens.window, tokens.alternate, tokens.soft):
        assert contrast(tokens.text, behind) >= 7
    for behind in (tokens.base, tokens.window, tokens.alternate):
        assert contrast(tokens.muted, behind) >= 4.5
        assert contrast(tokens.accent, behind) >= 4.5
        assert contrast(tokens.error, behind) >= 4.5
        assert contrast(tokens.ok, behind) >= 4.5
    assert contrast(tokens.field, tokens.base) >= 3
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.warn, tokens.warn_soft) >= 4.5
    assert contrast(tokens.text, tokens.error_soft) >= 7
    assert all(contrast(band, tokens.base) >= 3 for band in tokens.bands)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_the_sheet_names_only_colours_and_pictures_that_are_there(tokens: Tokens) -> None:
    sheet = style_sheet(tokens, 11)
    assert "$" not in sheet
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert pictures
    assert all(Path(picture).is_file() for picture in pictures)


def test_text_grows_in_windows_that_are_open(own_theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    text, pressed = QLabel("Text"), QPushButton("Knapp")
    layout = QVBoxLayout(window)
    layout.addWidget(text)
    layout.addWidget(pressed)
    window.show()
    before = text.fontMetrics().height(), pressed.fontMetrics().height()
    own_theme.set_text_percent(200)
    after = text.fontMetrics().height(), pressed.fontMetrics().height()
    assert all(big >= 1.8 * small for small, big in zip(before, after, strict=True))


def test_text_size_stays_between_100_and_200_percent(own_theme: Theme) -> None:
    own_theme.set_text_percent(20)
    assert own_theme.text_percent == 100
    own_theme.set_text_percent(900)
    assert own_theme.text_percent == 200


def test_icons_follow_the_theme(own_theme: Theme, qtbot: QtBot) -> None:
    pressed = QPushButton()
    qtbot.addWidget(pressed)
    set_icon(pressed, "lock")
    light = pressed.icon().pixmap(24, 24).toImage()
    own_theme.set_look(Look.DARK)
    assert worn() is DARK
    assert pressed.icon().pixmap(24, 24).toImage() != light


def test_every_icon_is_drawn_on_the_same_grid_with_the_same_pen(theme: Theme) -> None:
    files = sorted(icons.FOLDER.glob("*.svg"))
    assert len(files) >= 25
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in text
        assert re.findall(r'stroke-width="([^"]+)"', text) == ["1.75"], file.name
        assert "#" not in text, "colours come from the theme"
        assert not icons.pixmap(file.stem, "text", 24).toImage().isNull()


def test_every_icon_asked_for_in_the_code_exists() -> None:
    named = re.compile(r'(?:icon=|set_icon\(\w+, |icon_button\()"([a-z-]+)"')
    code = (Path(icons.__file__).parent).rglob("*.py")
    asked = {name for file in code for name in named.findall(file.read_text(encoding="utf-8"))}
    assert asked
    assert {name for name in asked if not (icons.FOLDER / f"{name}.svg").is_file()} == set()
