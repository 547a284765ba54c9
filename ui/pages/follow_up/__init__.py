"""Follow-ups of a case: planned, carried out, and what they have shown over time."""
