"""Rules about staff that need no database."""
