"""The tables of phrases that a whole request is looked through for, all in one go."""

from foirequests.domain.reading.phrase_tables import PhraseTable, PhraseTables

REGIMES = PhraseTable.named("regimes")
PSEUDONYMS = PhraseTable.named("pseudonyms")
SERVICES = PhraseTable.named("services")
FLAGS = PhraseTable.named("flags")
MEASURES = PhraseTable.named("measures")
BREAKDOWNS = PhraseTable.named("breakdowns")
YEAR_BASES = PhraseTable.named("year_basis")
FORMATS = PhraseTable.named("formats")

OF_REQUESTS = PhraseTables(REGIMES, PSEUDONYMS, SERVICES, FLAGS, MEASURES, BREAKDOWNS, YEAR_BASES, FORMATS)
