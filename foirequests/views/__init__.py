"""The pages of requests: for the office, and for the people who ask."""
