"""Key cards: the vault's own, those of others, and how well each is known."""
