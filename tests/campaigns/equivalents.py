"""Mutants that mean the same as the rule: no specification can tell them apart. Each with the reason why.

Named by module, the line and the line with the mistake, both without the blanks around them.
"""

EQUIVALENT = {
    "codes/domain/working_days.py": {
        **{
            (
                "_years: dict[int, list[date]] = field(init=False, repr=False, compare=False, default_factory=dict)",
                f"_years: dict[int, list[date]] = field({other}, default_factory=dict)",
            ): "what is remembered changes the work only"
            for other in (
                "init=True, repr=False, compare=False",
                "init=False, repr=True, compare=False",
                "init=False, repr=False, compare=True",
            )
        },
        (
            "first, length = date(year, 1, 1), 366 if isleap(year) else 365",
            "first, length = date(year, 1, 2), 366 if isleap(year) else 365",
        ): "years that run from 2 January to 1 January follow one another just so",
        **{("if days < 0:", f"if {other}:"): "none is answered before" for other in ("(days <= 0)", "days < 1")},
        **{
            (line, mistaken): "gives the same Easter in every year from 1583 to 4099"
            for line, mistaken in (
                (
                    "moon_fix = (century - (century + 8) // 25 + 1) // 3",
                    "moon_fix = (century - (century + 9) // 25 + 1) // 3",
                ),
                (
                    "moon_fix = (century - (century + 8) // 25 + 1) // 3",
                    "moon_fix = (century - (century + 8) // (24) + 1) // 3",
                ),
                (
                    "late = (golden + 11 * epact + 22 * weekday) // 451",
                    "late = (golden + 11 * epact + 22 * weekday) // (450)",
                ),
            )
        },
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
    "codes/domain/code_list_headings.py": {
        (
            "best: tuple[int, int, dict[str, int]] = (0, 0, {})",
            "best: tuple[int, int, dict[str, int]] = ((-1), 0, {})",
        ): "a row without a role has no column, and then nobody asks which row it was",
    },
    "codes/domain/held_out.py": {
        ('return ""', "return None"): "a synonym of which nothing is left is left out either way",
    },
    "codes/domain/published_matching.py": {
        **{
            (
                "for at in range(len(roots) - len(wanted) + 1):",
                f"for at in range({other}):",
            ): "what is left of the sentence is too short to be the phrase"
            for other in ("(len(roots) + len(wanted)) + 1", "len(roots) - len(wanted) + 2")
        },
        ("if after > first:", "if (after >= first):"): "a sentence without words asks for nothing",
        (
            "surer = one if one.score >= other.score else other",
            "surer = one if (one.score > other.score) else other",
        ): "two matches of one fact that are as sure say the same",
    },
    "codes/domain/published.py": {
        (
            "facts: tuple[PublishedFact, ...] = field(default=(), repr=False)",
            "facts: tuple[PublishedFact, ...] = field(default=(), repr=True)",
        ): "how an item prints for programmers is no rule",
    },
    "codes/domain/tokens.py": {
        **{
            (line, mistaken): "how much is remembered changes the work only"
            for line, mistaken in (
                *(
                    ("if len(self._known) < 50_000:", f"if {other}:")
                    for other in (
                        "(len(self._known) <= 50000)",
                        "(not (len(self._known) < 50000))",
                        "len(self._known) < (49999)",
                        "len(self._known) < 50001",
                    )
                ),
                *(
                    ("if len(self._known) < MOST_WORDS:", f"if {other}:")
                    for other in ("(len(self._known) <= MOST_WORDS)", "(not (len(self._known) < MOST_WORDS))")
                ),
            )
        },
        **{
            (
                "self._beginnings.update(stem[:end] for end in range(1, len(stem) + 1))",
                f"self._beginnings.update(stem[:end] for end in range({other}))",
            ): "no beginning is empty, and none is longer than the stem"
            for other in ("(0), len(stem) + 1", "1, len(stem) + 2")
        },
        (
            "if in_one_spelling(whole)[: min(len(first) + 1, len(whole) - 1)] not in self._beginnings:",
            "if in_one_spelling(whole)[: min(len(first) + (0), len(whole) - 1)] not in self._beginnings:",
        ): "a look beforehand that saves work: what it lets through is looked up whole",
        **{
            ("sentence, last_end = 0, 0", f"sentence, last_end = 0, {other}"): "nobody looks before the first word"
            for other in ("(-1)", "1")
        },
    },
    "codes/domain/phrases.py": {
        **{
            (line, mistaken): "a look beforehand that saves work: what it lets through is matched word by word"
            for line, mistaken in (
                ("self.needed |= pattern.others[0]", "self.needed |= pattern.others[(-1)]"),
                (
                    "return [each for each in self.patterns if not any(map(keys.isdisjoint, each.others))]",
                    "return [each for each in self.patterns if not all(map(keys.isdisjoint, each.others))]",
                ),
                (
                    "return not any(map(keys.isdisjoint, pattern.others))",
                    "return not all(map(keys.isdisjoint, pattern.others))",
                ),
            )
        },
        **{
            ("common[key] += 1", f"common[key] += {other}"): "which place is looked for first changes the work only"
            for other in ("(0)", "2")
        },
        ("singles.add(tokens[0].key)", "singles.add(tokens[(-1)].key)"): "the only one is the first and the last",
        (
            "if key not in found or found[key].score < hit.score:",
            "if key not in found or (found[key].score <= hit.score):",
        ): "two hits of one meaning, the same words and one score are the same",
        (
            "between = 0 if is_quoted else WORDS_BETWEEN",
            "between = (-1) if is_quoted else WORDS_BETWEEN",
        ): "fewer than none",
        **{
            (
                "self._patterns[key].add(Pattern(number, phrase.meaning, phrase.weight, slots, 0, (), False))",
                f"self._patterns[key].add(Pattern(number, phrase.meaning, phrase.weight, slots, {other}))",
            ): "a phrase of one word has neither an order nor another place to be looked for by"
            for other in ("(-1), (), False", "1, (), False", "0, (), True")
        },
    },
    "responses/domain/drafting.py": {
        (
            "end = min(max(start + steps, 0), len(parts) - 1)",
            "end = min(max(start + steps, 0), (len(parts) + 1))",
        ): "a list takes in at its end what is put in past it",
        (
            "end = min(max(start + steps, 0), len(parts) - 1)",
            "end = min(max(start + steps, 0), len(parts) - (0))",
        ): "a list takes in at its end what is put in past it",
    },
    "responses/domain/wording_periods.py": {
        (
            "(each for each in approved if _rank(each) > _rank(version) and each.number != version.number), key=_rank",
            "(each for each in approved if (_rank(each) >= _rank(version)) and each.number != version.number),"
            " key=_rank",
        ): "of one rank is only the version of one number",
        (
            "following = next((each for each in better if each.valid_from > day), None)",
            "following = next((each for each in better if (each.valid_from >= day)), None)",
        ): "one that began on the day would cover it, and then nobody asks what follows",
    },
    "foirequests/domain/clock/fold.py": {
        ("in_time: bool = True", "in_time: bool = False"): "nobody asks before something was asked for",
        ("return False", "return None"): "as false to the one who asks",
    },
    "foirequests/domain/timeliness.py": {
        (
            "following = date(first.year + first.month // 10, (first.month + 3 - 1) % 12 + 1, 1)",
            "following = date(first.year + first.month // (9), (first.month + 3 - 1) % 12 + 1, 1)",
        ): "no quarter begins in September",
    },
    "foirequests/domain/file_types.py": {
        ("return False", "return None"): "as false to the one who asks",
        **{
            (
                'markup = text.lstrip()[:200].casefold().startswith(("<!doctype", "<html", "<?xml"))',
                f'markup = text.lstrip()[:{other}].casefold().startswith(("<!doctype", "<html", "<?xml"))',
            ): "only the first nine characters are looked at; the cut saves work"
            for other in ("(199)", "201")
        },
    },
    "codes/domain/kpi_table.py": {
        (
            "if int(found[1]) not in footnotes:",
            "if int(found[(0)]) not in footnotes:",
        ): "a mark is its digits and nothing else",
        ("return found[0]", "return found[1]"): "a mark is its digits and nothing else",
        (
            "notes.append(footnotes[int(found[1])])",
            "notes.append(footnotes[int(found[(0)])])",
        ): "a mark is its digits and nothing else",
        ('return ""', "return None"): "what is put in for a mark is nothing either way",
    },
    "foirequests/domain/cost_limit.py": {
        (
            "asked = {name: number for name, number in asked_for.items() if name in DIMENSIONS and number > 1}",
            "asked = {name: number for name, number in asked_for.items() if name in DIMENSIONS and (number >= 1)}",
        ): "of one that is too much none fits, alone or with another",
        (
            "asked = {name: number for name, number in asked_for.items() if name in DIMENSIONS and number > 1}",
            "asked = {name: number for name, number in asked_for.items() if name in DIMENSIONS and number > (0)}",
        ): "of one that is too much none fits, alone or with another",
        (
            "if room <= 0 or not moving:",
            "if (room < 0) or not moving:",
        ): "in no room at all nothing fits",
        (
            "return min(number - 1, int(room * number / moving))",
            "return min((number + 1), int(room * number / moving))",
        ): "all of them are never asked about where they fit",
        (
            "return min(number - 1, int(room * number / moving))",
            "return min(number - (0), int(room * number / moving))",
        ): "all of them are never asked about where they fit",
    },
    "foirequests/domain/triage.py": {
        (
            "return Counter(said).most_common(1)[0][0] if said else None",
            "return Counter(said).most_common(2)[0][0] if said else None",
        ): "the first of two is the first of one",
        (
            "return Counter(said).most_common(1)[0][0] if said else None",
            "return Counter(said).most_common(1)[(-1)][0] if said else None",
        ): "the only one is the first and the last",
    },
}
