"""Mutants that mean the same as the rule: no specification can tell them apart. Each with the reason why.

Named by module, the line and the line with the mistake, both without the blanks around them.
"""

EQUIVALENT = {
    "codes/domain/working_days.py": {
        (
            "epact = (19 * golden + century - leaps - moon_fix + 15) % 30",
            "epact = ((19 * golden + century - leaps - moon_fix - 15)) % 30",
        ): "15 and -15 are the same modulo 30",
        (
            "return words[0] if len(words) == 1 else f\"{', '.join(words[:-1])} and {words[-1]}\"",
            "return words[(-1)] if len(words) == 1 else f\"{', '.join(words[:-1])} and {words[-1]}\"",
        ): "the only word is the first and the last",
        (
            "_by_day: dict[date, tuple[Holiday, ...]] = field(init=False, repr=False, compare=False)",
            "_by_day: dict[date, tuple[Holiday, ...]] = field(init=False, repr=False, compare=True)",
        ): "follows from the holidays, which are compared",
        (
            "_by_day: dict[date, tuple[Holiday, ...]] = field(init=False, repr=False, compare=False)",
            "_by_day: dict[date, tuple[Holiday, ...]] = field(init=False, repr=True, compare=False)",
        ): "how a calendar prints for programmers is no rule",
    },
    "foirequests/domain/clock.py": {},
}
