"""What people do to wording, drafts, letters and internal reviews: one act, one function."""
