"""The rules of a request and its clock; imports only Python."""
