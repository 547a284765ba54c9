"""Papers of a case, and letting them out through the gate."""
