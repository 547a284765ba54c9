"""Controls around one value each; see ``base.Editor`` for what they promise."""
