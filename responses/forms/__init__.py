"""Forms of the room; they check what was typed and act on nothing."""
