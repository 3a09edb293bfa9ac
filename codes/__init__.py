"""What the organisation agrees on: code lists, statutory lists, bank holidays, dated settings."""
