"""Inkommet: what others have sealed, and what has been sealed for others."""
