"""Made-up cases for training, tests and measurements: the same seed gives the same people.

Nobody here exists. Numbers have the individual number 980–999, which the Tax Agency keeps for
tests; telephone numbers are from the series that Post- och telestyrelsen keeps for fiction.
"""

from __future__ import annotations

from app.samples.acquainted import acquaint
from app.samples.filling import SampleCase, fill, sample_cases

__all__ = ["SampleCase", "acquaint", "fill", "sample_cases"]
