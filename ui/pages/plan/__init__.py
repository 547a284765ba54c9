"""The implementation plan: in force, in draft, replaced."""
