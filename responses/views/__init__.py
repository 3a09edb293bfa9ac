"""The pages of wording, drafts, clearance, letters and internal reviews."""
