"""Reading a request: what triage understands of a text, piece by piece, each with the words that caused it.

Reading decides nothing. It is a pure function of the text and of what the office knows (codes, published facts); the
officer accepts or corrects what it says.
"""
