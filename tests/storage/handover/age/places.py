"""What the tests find outside the tree, each with why it is skipped when it is not there.

``AKTVALV_NODE_MODULES`` is a ``node_modules`` folder after ``npm install age-encryption cctv-age``.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

VECTORS = Path(os.environ.get("AKTVALV_TESTDATA", "/missing")) / "age-vectors"
NODE_MODULES = Path(os.environ.get("AKTVALV_NODE_MODULES", "/missing"))
PUBLISHED = NODE_MODULES / "cctv-age" / "index.js"
NODE = shutil.which("node")
AGE = shutil.which("age")

needs_age = pytest.mark.skipif(AGE is None, reason="the age command is not installed")
needs_node = pytest.mark.skipif(
    NODE is None or not (NODE_MODULES / "age-encryption").is_dir(),
    reason="AKTVALV_NODE_MODULES is not set, or node is not installed",
)
