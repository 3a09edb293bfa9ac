"""Wording, drafting, clearing, issuing and reviewing replies."""
