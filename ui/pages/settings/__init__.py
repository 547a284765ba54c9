"""Settings: the keys of the vault, its backups, how it locks and looks."""
