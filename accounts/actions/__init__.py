"""What the office does about its staff."""
