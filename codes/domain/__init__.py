"""Rules about reference data, in plain Python: the working-day calendar, dated settings, code lists."""
