"""The windows. Knows ``app``; only ``ui.bootstrap`` knows ``storage``."""

from ui.lasting import keep_alive

keep_alive()  # before the first call into Qt, wherever that is made from
