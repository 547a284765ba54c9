"""Plans of every kind, and following them up."""
