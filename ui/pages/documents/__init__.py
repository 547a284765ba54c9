"""Handlingar: a plan on paper, the gate it leaves through, and what has left."""
