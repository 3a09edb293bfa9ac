"""Patterns of what surrounds a request in an e-mail or a letter, each for the beginning of a line unless said.

No pattern has a repeat within a repeat, so that none can be made slow.
"""

HEADERS = (
    *("from", "sent", "to", "cc", "bcc", "date", "subject", "reply-to", "importance", "attachments?", "sender"),
    *("received", "priority", "oddi wrth", "anfonwyd", "at", "pwnc"),
)
SEPARATORS = (
    r"\s*-{2,}\s*original message",
    r"\s*-{2,}\s*forwarded (?:message|by)",
    r"\s*begin forwarded message",
    r"\s*forwarded message\b",
    r"\s*>{0,3}\s*on [^\n]{6,120} wrote:",
    r"\s*-{2,}\s*neges wreiddiol",
)
GREETINGS = (
    *(
        "dear",
        "hi",
        "hello",
        "hiya",
        "hey",
        "good (?:morning|afternoon|evening|day)",
        "to whom it may concern",
        "greetings",
    ),
    *("fao", "f\\.a\\.o", "for the attention of", "morning", "afternoon", "annwyl", "sirs?", "madam"),
)
CLOSINGS = (
    *("yours", "kind(?:est)? regards", "best (?:wishes|regards)", "(?:many|warm|with) (?:thanks|regards)", "regards"),
    *(
        "thanks",
        "thank you",
        "sincerely",
        "faithfully",
        "cheers",
        "with (?:kind|best|many)",
        "best,",
        "best$",
        "thx",
        "ta,",
    ),
    *("yn gywir", "cofion", "diolch", "sent from my", "--\\s*$", "signed", "respectfully", "in anticipation"),
)
PASSES_ON = (
    r"(?:fwd?|fw)\s?:",
    r"(?:please |pls |kindly )?(?:see|find)(?: the)?(?: e-?mail| request| message| query| enquiry)?"
    r" ?(?:below|attached|beneath)",
    r"(?:forwarded|forwarding|passing on|passed on|fyi|for (?:your )?(?:info|information|action))\b",
    r"(?:over to|one for) you\b",
    r"(?:please |pls |kindly )?(?:(?:can|could|would|will) (?:you|someone|somebody|anyone|we|i) (?:please |kindly )?)?"
    r"(?:help|assist|deal|look|pick|action|handle|take|respond|reply|answer|advise|sort|log)"
    r"(?: me| us| up| with| to| on| into| at| over)?(?: with| on)? (?:this|it|these|the below|the attached)"
    r"(?: one| request| e-?mail| query| enquiry| foi| below| up| on)?(?: please| for me| for us)?[\s.?!,]*$",
)
"""What somebody writes who only passes a message on, at the beginning of a line."""

DISCLAIMERS = (
    r"this (?:e-?mail|message|communication|transmission)(?: and any| is| may|, including| contains| has been)",
    r"intended (?:only|solely) for", r"intended recipient", r"confidentiality notice",
    r"registered (?:in england|office|company|number)", r"authorised and regulated by",
    r"consider the environment before", r"scanned for virus", r"virus(?:es)? (?:and|or) malware", r"get outlook for",
    r"please use this (?:e-?mail )?address for all replies", r"whatdotheyknow\.com",
    r"disclaimer: this message and any reply", r"for more detailed guidance on safely disclosing information",
    r"read the latest advice from the ico", r"if you have received this (?:e-?mail|message) in error",
    r"sra (?:no|number|id)",
)  # fmt: skip
"""These may stand anywhere in a line. Each begins with plain letters, which a search for one cue at a time runs to."""

BEGIN_DISCLAIMERS = (r"disclaimer\b", r"confidential\b")
"""With these words a text begins that is nothing else."""
