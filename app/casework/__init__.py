"""The work itself: what can be true in a case, the state it adds up to, and what it makes due."""
