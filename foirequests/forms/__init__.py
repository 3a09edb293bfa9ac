"""What people may type about requests, and what is wrong with it."""
