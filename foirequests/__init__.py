"""A request from receipt to closure, and its clock."""
