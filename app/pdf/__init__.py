"""Blocks in, the bytes of a tagged PDF out (PDF/UA-1 and PDF/A-2a). Knows no kind of document.

ReportLab keeps global state, so everything here runs on one thread at a time. Nothing outside
this package imports it.
"""

from __future__ import annotations

import sys
from types import ModuleType

# At its first import ReportLab executes a module or a file of this name (``~/.reportlab_settings``)
# if it finds one. An empty module of ours stands in the way of somebody else's code.
sys.modules["reportlab_settings"] = ModuleType("reportlab_settings")
