"""A QR code as squares on the page: no picture, so it is sharp at any size."""

from __future__ import annotations

from reportlab.platypus import Flowable

from app.pdf.canvas import TaggedCanvas
from app.pdf.structure import Element
from app.pdf.styles import TEXT

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 9.1)."""


class Code(Flowable):
    """``side``: in points, with the white around it."""

    def __init__(self, text: str, side: float, figure: Element) -> None:
        super().__init__()
        self.width = self.height = side
        self._figure = figure
        import segno  # noqa: PLC0415 - 60 ms, for the one paper that has codes

        made = segno.make_qr(text, error="m", boost_error=False)
        self._rows = tuple(bytes(row) for row in made.matrix_iter(border=QUIET))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        assert isinstance(canvas, TaggedCanvas)
        module = self.width / len(self._rows)
        left, bottom = canvas.absolutePosition(0, 0)
        self._figure.box = (left, bottom, left + self.width, bottom + self.height)
        with canvas.tagged(self._figure):
            path = canvas.beginPath()
            for y, row in enumerate(self._rows):
                for start, length in _runs(row):
                    top = self.height - (y + 1) * module
                    path.rect(start * module, top, length * module, module)
            canvas.setFillColor(TEXT)
            canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin and how many there are, so that no seam shows between them."""
    runs: list[tuple[int, int]] = []
    start = None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append((start, x - start))
            start = None
    return runs
