"""The choices that the law gives where a ground has to be more exact: principles, privileges, purposes."""

from collections.abc import Mapping

LIKELIHOOD_WORDS: Mapping[str, str] = {
    "would": "It would: more probable than not",
    "would_be_likely": "It would be likely to: a real and significant risk",
}

PRINCIPLES: Mapping[str, str] = {
    "a": "Lawfulness, fairness and transparency: Article 5(1)(a)",
    "b": "Purpose limitation: Article 5(1)(b)",
    "c": "Data minimisation: Article 5(1)(c)",
    "d": "Accuracy: Article 5(1)(d)",
    "e": "Storage limitation: Article 5(1)(e)",
    "f": "Integrity and confidentiality: Article 5(1)(f)",
}
"""The data protection principles, by the letter of UK GDPR Article 5(1)."""

SPECIAL_CATEGORIES: Mapping[str, str] = {
    "no": "No",
    "special": "Yes: health, ethnicity, beliefs or another special category (Article 9)",
    "offences": "Yes: criminal convictions or offences (Article 10)",
}

STATISTICAL: Mapping[str, str] = {
    "no": "No: the qualified person’s opinion is needed",
    "yes": "Yes: no opinion is needed",
}
"""Whether section 36(4) leaves out the opinion."""

PRIVILEGES: Mapping[str, str] = {
    "advice": "Advice privilege: between lawyer and client, for legal advice",
    "litigation": "Litigation privilege: made for litigation under way or contemplated",
}

PURPOSES: Mapping[str, str] = {
    "a": "(a) ascertaining whether any person has failed to comply with the law",
    "b": "(b) ascertaining whether any person is responsible for any conduct which is improper",
    "c": "(c) ascertaining whether circumstances would justify regulatory action",
    "d": "(d) ascertaining a person’s fitness or competence in relation to companies or a profession",
    "e": "(e) ascertaining the cause of an accident",
    "f": "(f) protecting charities against misconduct or mismanagement",
    "g": "(g) protecting the property of charities from loss or misapplication",
    "h": "(h) recovering the property of charities",
    "i": "(i) securing the health, safety and welfare of persons at work",
    "j": "(j) protecting others against risks to health or safety from persons at work",
}
"""The purposes of FOIA section 31(2), by their letter, shortened."""
