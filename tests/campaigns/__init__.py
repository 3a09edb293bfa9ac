"""Campaigns: mutation, fuzz and load. `make soak` runs them long, `make test` a fixed slice of each."""
