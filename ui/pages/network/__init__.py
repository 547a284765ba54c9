"""The actors around the person, by function, with what the consents say of each."""
