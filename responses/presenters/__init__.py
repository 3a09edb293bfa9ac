"""Words and tones for the pages of the room."""
