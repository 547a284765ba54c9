"""Letting out in sealed packages, and taking in what others have sealed."""
