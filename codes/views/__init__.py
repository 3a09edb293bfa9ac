"""Pages of the room: code lists, their import, the office's settings."""
