"""Reading a request: the rules of triage, without a database."""
