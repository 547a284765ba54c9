"""The windows. Knows ``app``; only ``ui.bootstrap`` knows ``storage``."""
