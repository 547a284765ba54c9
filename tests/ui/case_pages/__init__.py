"""The parts of a case that are entries: journal, threat, decision, plan."""
