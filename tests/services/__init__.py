"""Real servers for the tests: PostgreSQL, Redis, SMTP, Chromium and the product's own processes, on loopback only."""
