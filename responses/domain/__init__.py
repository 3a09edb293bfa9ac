"""What a letter, its wording, its window and its clearance are: plain Python, no framework, no today."""
