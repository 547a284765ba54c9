"""What travels between vaults: packages, and the cards of those who may open them."""
