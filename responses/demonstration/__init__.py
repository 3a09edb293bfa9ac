"""The demonstration office: invented people, and cases walked to every stage through the acts that people use."""
