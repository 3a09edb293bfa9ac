"""What WeasyPrint leaves out of the tags of a PDF: which cells a header heads."""

import pydyf


def mark_table_headers(pdf: pydyf.PDF) -> None:
    """Give each header cell of a table its scope: its column in the head of the table, else its row.

    PDF/UA (ISO 14289-1, 7.5) wants a scope or the identifiers of headers; readers differ in which one they follow, and
    WeasyPrint writes the identifiers alone.
    """
    elements = {each.reference: each for each in pdf.objects if isinstance(each, pydyf.Dictionary)}
    for element in elements.values():
        if element.get("S") == "/TH":
            row = elements[element["P"]]
            of_head = elements[row["P"]]["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if of_head else "/Row"
