"""Words of invented requests: sentences that people really ask in, and a long tail of words that few use."""

import json
from itertools import accumulate
from random import Random

from tests.services.programs import ROOT

NAME = "Rowan Modelcase"
EMAIL = "rowan.modelcase@requesters.example"
ADDRESS = "1 Model Street, Leeds LS1 1AA"
SUBJECT = "The subject of the model request stands here"
TEXT = "The words of the model request stand here."
TYPED = "Words that somebody typed stand here."
"""What the model cases say; each copy says something else in its place."""
COMPLAINT = "IC-300001-A1B2"
"""The regulator's reference in a model case, and in each of its copies."""

CODES = "codes/reference/cnst_codes.json"
VOCABULARY = 30_000
SENTENCES = 20_000

ASKED = (
    "Please send me the number of claims received in {year} where the {list} was {label}.",
    "How many claims about {label} were closed with damages between {year} and {later}?",
    "I would like to know how much was paid for {label} in each year since {year}.",
    "Under the Freedom of Information Act I request all reports on {label} held by the {place} trust.",
    "Could you tell me which trusts had the most claims with the {list} {label} in {year}?",
    "Please provide the policy, guidance and minutes about {rare} that apply at {place}.",
    "I am writing a study of {label} and {rare} and need the figures by {list}, cause and injury.",
    "What legal costs were paid to claimant solicitors for {label} in the financial year {year}?",
    "I wonder if you hold any data on {rare} in independent healthcare, anonymised of course.",
    "If the cost limit would be reached, please answer for {place} alone, and only for {year}.",
    "Please send the answer as a spreadsheet; the {rare} column matters most to us at {place}.",
    "My own treatment at {place} in {year} is not what I ask about; I want the figures for {label}.",
)
FIRST = (
    "Alex Ben Cara Dilys Ewan Farida Gwen Hari Ines Jamal Kirsty Leo Mabel Nia Omar Priya Quentin Rosa Sam Tilda Una"
    " Viktor Wanda Xavier Yusuf Zoe Aled Bronwyn Callum Devika Esme Fergus Grace Hamish Imogen Joan"
)
LAST = (
    "Ashdown Barlow Carver Denholm Ellery Fairfax Garnett Holloway Ingram Jessop Kendal Lockwood Marlow Norwood Oakes"
    " Penrose Quayle Ridley Selby Thornton Underhill Vickers Wainwright Yarwood Abbott Birch Cotton Dunmore Easton"
    " Fielding Goodall Harker Irving Jarrow Kirkby Langley Mercer Nugent Orton Priestley Radley Sefton Tranter Upton"
)
SYLLABLES = "bar cor den fel gan hol isk jor kel lim mar nor ost pel ran sil tor ulf ven wick yar zel den ham ley"


class Words:
    """The same seed gives the same words. No quotation mark, backslash or line break stands in any of them."""

    def __init__(self, random: Random, *, people: int) -> None:
        self.random = random
        self.people = people
        self.first, self.last = FIRST.split(), LAST.split()
        self.labels = [
            (value["list"], value["label"])
            for value in json.loads((ROOT / CODES).read_text(encoding="utf-8"))["values"]
            if not set(value["label"]) & set("'\"\\\n\t%")
        ]
        made = {"".join(random.choices(SYLLABLES.split(), k=random.randint(2, 4))) for _ in range(VOCABULARY)}
        self.vocabulary = sorted(made)
        random.shuffle(self.vocabulary)
        self.frequency = list(accumulate(1 / rank for rank in range(1, len(self.vocabulary) + 1)))
        self.pool = [self.sentence() for _ in range(min(SENTENCES, 20 * people))]

    def rare(self) -> str:
        """A word of the long tail: the nth commonest comes an nth as often as the first (Zipf)."""
        return self.random.choices(self.vocabulary, cum_weights=self.frequency)[0]

    def sentence(self) -> str:
        """One sentence about what the authority holds."""
        kind, label = self.random.choice(self.labels)
        year = self.random.randint(2006, 2025)
        return self.random.choice(ASKED).format(
            year=year, later=year + 2, list=kind, label=label, rare=self.rare(), place=self.rare().capitalize()
        )

    def of_a_case(self) -> dict[str, object]:
        """What one case says in place of the model's words: about 100 words, some of them hardly anybody else's."""
        said = self.random.choices(self.pool, k=self.random.randint(3, 10))
        name, email = self.person()
        return {
            "name": name,
            "email": email,
            "address": f"{self.random.randint(1, 200)} {said[0].split()[-1].strip('.?').capitalize()} Street, Leeds",
            "subject": said[0][:120],
            "text": f"{' '.join(said)} I mean {self.rare()} and {self.rare()} above all.",
            "typed": said[-1],
        }

    def person(self) -> tuple[str, str]:
        """Somebody's name and address; a few people ask again and again, most ask once."""
        number = int(self.people * self.random.random() ** 2)
        first, last = self.first[number % len(self.first)], self.last[number // len(self.first) % len(self.last)]
        return f"{first} {last}", f"{first}.{last}.{number}@requesters.example".lower()
