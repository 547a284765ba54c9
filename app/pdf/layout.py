"""One function a kind of block: from plain values to what can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from app.documents import blocks
from app.pdf.codes import Code
from app.pdf.flowables import Bookmark, Command, Line, TickBox, grid, line
from app.pdf.fonts import Faces
from app.pdf.structure import Element
from app.pdf.styles import ACCENT, LINE, MUTED, SECRECY, SOFT, TEXT, WARNING, WIDTH, Styles
from app.pdf.textpolicy import paragraphs, plain_text

_EMPTY = "–"
"""Stands in a cell that holds nothing, so that it is not taken for forgotten."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every function here needs."""

    faces: Faces
    styles: Styles

    def clean(self, text: str) -> str:
        return plain_text(text, self.faces.can_draw)

    def lines(self, text: str, style: ParagraphStyle, parent: Element) -> list[Line]:
        """Every paragraph of ``text`` as an element P of ``parent``, line by line."""
        made: list[Line] = []
        for paragraph in paragraphs(self.clean(text)):
            element = parent.add("P")
            made += [line(words, style, element) for words in paragraph]
        return made

    def one_line(self, text: str, style: ParagraphStyle, element: Element) -> Line:
        """``text`` with its line breaks as spaces, as content of ``element`` itself."""
        return line(" ".join(self.clean(text).split()), style, element)

    def cell(self, text: str, style: ParagraphStyle, element: Element) -> list[Line]:
        return self.lines(text, style, element) or self.lines(_EMPTY, style, element)


def set_blocks(
    content: Iterable[blocks.AnyBlock], setting: Setting, root: Element
) -> list[Flowable]:
    """All blocks in order, each with its elements under ``root``. Raises ValueError when a
    heading skips a level, which would send a screen reader astray (PDF/UA 7.4.2)."""
    story: list[Flowable] = []
    level = 1
    for number, block in enumerate(content):
        if isinstance(block, blocks.Heading):
            if not 2 <= block.level <= level + 1:
                raise ValueError(f"heading of level {block.level} after level {level}")
            level = block.level
            story.append(_heading(block, setting, root, f"block{number}"))
        elif isinstance(block, blocks.Codes):
            story += _codes(block, setting, root)
        else:
            story += _set_block(block, setting, root)
    return story


def _set_block(
    block: blocks.Text
    | blocks.Facts
    | blocks.Table
    | blocks.ListBlock
    | blocks.Signature
    | blocks.Notice,
    setting: Setting,
    root: Element,
) -> list[Flowable]:
    match block:
        case blocks.Text():
            return _text(block, setting, root)
        case blocks.Facts():
            return _facts(block, setting, root)
        case blocks.Table():
            return _table(block, setting, root)
        case blocks.ListBlock():
            return _list(block, setting, root)
        case blocks.Signature():
            return _signature(block, setting, root)
        case blocks.Notice():
            return _notice(block, setting, root)
        case _:
            assert_never(block)


def _heading(block: blocks.Heading, setting: Setting, root: Element, key: str) -> Flowable:
    style = setting.styles.headings[min(block.level, max(setting.styles.headings))]
    made = setting.one_line(block.text, style, root.add(f"H{block.level}"))
    made.bookmark = Bookmark(key, " ".join(setting.clean(block.text).split()), block.level - 1)
    return made


def _text(block: blocks.Text, setting: Setting, root: Element) -> list[Flowable]:
    parent = root.add("Div", language=block.language) if block.language else root
    match block.style:
        case blocks.TextStyle.OWN_WORDS:
            return _own_words(block, setting, parent)
        case blocks.TextStyle.SMALL:
            style = setting.styles.small
        case blocks.TextStyle.MUTED:
            style = setting.styles.muted
        case blocks.TextStyle.BODY:
            style = setting.styles.body
        case _:
            assert_never(block.style)
    return list(setting.lines(block.text, style, parent))


def _own_words(block: blocks.Text, setting: Setting, parent: Element) -> list[Flowable]:
    quote = parent.add("BlockQuote")
    said = setting.lines(block.text, setting.styles.own_words, quote)
    if not said:
        return []
    bar: list[Command] = [
        ("LINEBEFORE", (0, 0), (0, -1), 2, ACCENT),
        ("LEFTPADDING", (0, 0), (0, -1), 9),
    ]
    return [grid([[said]], [WIDTH], setting.faces, bar), Spacer(1, 7)]


def _facts(block: blocks.Facts, setting: Setting, root: Element) -> list[Flowable]:
    if not block.rows:
        return []
    table = root.add("Table")
    rows = []
    for row in block.rows:
        element = table.add("TR")
        head = element.add("TH", attributes={"Table/Scope": "Row"})
        rows.append(
            [
                setting.cell(row.label, setting.styles.label, head),
                setting.cell(row.value, setting.styles.cell, element.add("TD")),
            ]
        )
    rules: list[Command] = [("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE)]
    widths = [WIDTH * 0.3, WIDTH * 0.7]
    return [grid(rows, widths, setting.faces, rules), Spacer(1, 8)]


def _table(block: blocks.Table, setting: Setting, root: Element) -> list[Flowable]:
    table = root.add("Table", attributes={"Table/Summary": setting.clean(block.caption)})
    heading_row = table.add("THead").add("TR")
    head = [
        setting.cell(
            column.title,
            setting.styles.cell_head,
            heading_row.add("TH", attributes={"Table/Scope": "Column"}),
        )
        for column in block.columns
    ]
    body = table.add("TBody")
    rows = [_table_row(row, block, setting, body.add("TR")) for row in block.rows]
    whole = sum(column.weight for column in block.columns)
    rules: list[Command] = [
        ("BACKGROUND", (0, 0), (-1, 0), SOFT),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, ACCENT),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    widths = [WIDTH * column.weight / whole for column in block.columns]
    return [grid([head, *rows], widths, setting.faces, rules, repeat=1), Spacer(1, 8)]


def _table_row(
    row: Sequence[str], block: blocks.Table, setting: Setting, element: Element
) -> list[list[Line]]:
    if len(row) != len(block.columns):
        raise ValueError(f"a row of {len(row)} cells in a table of {len(block.columns)} columns")
    cells = []
    for index, text in enumerate(row):
        if index == 0 and block.row_header:
            cell = element.add("TH", attributes={"Table/Scope": "Row"})
        else:
            cell = element.add("TD")
        cells.append(setting.cell(text, setting.styles.cell, cell))
    return cells


def _list(block: blocks.ListBlock, setting: Setting, root: Element) -> list[Flowable]:
    if not block.items:
        return []
    numbering = "Decimal" if block.ordered else "Disc"
    element = root.add("L", attributes={"List/ListNumbering": numbering})
    rows = []
    for number, item in enumerate(block.items, start=1):
        entry = element.add("LI")
        label = f"{number}." if block.ordered else "•"
        rows.append(
            [
                [setting.one_line(label, setting.styles.cell, entry.add("Lbl"))],
                setting.cell(item, setting.styles.body, entry.add("LBody")),
            ]
        )
    tight: list[Command] = [
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
    return [grid(rows, [16, WIDTH - 16], setting.faces, tight), Spacer(1, 4)]


def _signature(block: blocks.Signature, setting: Setting, root: Element) -> list[Flowable]:
    story: list[Flowable] = []
    for signer in block.lines:
        story += _on_one_page(_signature_line(signer, block, setting, root))
    if block.declined:
        text = setting.lines(block.declined, setting.styles.body, root)
        rules: list[Command] = [("LINEBELOW", (1, 1), (1, 1), 0.6, TEXT)]
        rows: list[list[Sequence[Flowable]]] = [[[TickBox()], text], [[], [Spacer(1, 16)]]]
        story += [Spacer(1, 10), grid(rows, [18, WIDTH - 18], setting.faces, rules)]
    return [*story, Spacer(1, 8)]


def _on_one_page(story: list[Flowable]) -> list[Flowable]:
    """Each with the next, and so with a heading before them: ``KeepTogether`` would take no
    heading with it."""
    for flowable in story[:-1]:
        flowable.keepWithNext = True
    return story


def _signature_line(
    signer: blocks.SignatureLine, block: blocks.Signature, setting: Setting, root: Element
) -> list[Flowable]:
    gap = 18.0
    role = setting.lines(signer.role, setting.styles.strong, root)
    below = ", ".join(part for part in (block.name_label, signer.name) if part)
    labels = [
        setting.lines(below, setting.styles.small, root),
        [],
        setting.lines(block.date_label, setting.styles.small, root),
    ]
    rules: list[Command] = [
        ("LINEABOVE", (0, 0), (0, 0), 0.6, TEXT),
        ("LINEABOVE", (2, 0), (2, 0), 0.6, TEXT),
    ]
    widths = [(WIDTH - gap) * 0.62, gap, (WIDTH - gap) * 0.38]
    return [Spacer(1, 10), *role, Spacer(1, 24), grid([labels], widths, setting.faces, rules)]


_TONES = {
    blocks.Tone.INFO: MUTED,
    blocks.Tone.SECRECY: SECRECY,
    blocks.Tone.WARNING: WARNING,
}


def _notice(block: blocks.Notice, setting: Setting, root: Element) -> list[Flowable]:
    frame = root.add("Div")
    content = [
        *setting.lines(block.title, setting.styles.cell_head, frame),
        *setting.lines(block.text, setting.styles.cell, frame),
    ]
    if not content:
        return []
    rules: list[Command] = [
        ("BOX", (0, 0), (-1, -1), 0.6, _TONES[block.tone]),
        ("LINEBEFORE", (0, 0), (0, -1), 3, _TONES[block.tone]),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    ]
    return [Spacer(1, 4), grid([[content]], [WIDTH], setting.faces, rules), Spacer(1, 10)]


_CODES_IN_A_ROW = 2
"""Eight centimetres wide: modules that a hand-held reader finds from an ordinary printer."""


def _codes(block: blocks.Codes, setting: Setting, root: Element) -> list[Flowable]:
    """Each a figure with its alternative text, and its name under it."""
    width = WIDTH / _CODES_IN_A_ROW
    cells: list[list[Flowable]] = []
    for number, text in enumerate(block.codes, start=1):
        name = setting.clean(f"{block.name} {number} av {len(block.codes)}")
        alternative = f"{name}. {setting.clean(block.alternative)}"
        figure = root.add("Figure", alternative=alternative)
        caption = setting.one_line(name, setting.styles.small, root.add("P"))
        cells.append([Code(text, width - 16, figure), caption])
    cells += [[]] * (-len(cells) % _CODES_IN_A_ROW)
    rows = [cells[at : at + _CODES_IN_A_ROW] for at in range(0, len(cells), _CODES_IN_A_ROW)]
    return [grid(rows, [width] * _CODES_IN_A_ROW, setting.faces), Spacer(1, 8)] if rows else []
