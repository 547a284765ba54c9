"""How long case files are kept, and disposing of them."""
