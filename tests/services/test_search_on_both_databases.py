"""Search on a real PostgreSQL finds what it finds on SQLite, and neither stumbles over anything that is typed."""

from tests.services.office import Office

ASKED_OF_BOTH = r"""
import json, random
from foirequests import search
from foirequests.domain.search_words import read_words
from foirequests.search import postgres
from foirequests.search.likeness import alike

# Five slabs are here as good as two hundred: what is neither rare nor common is looked for in steps.
postgres.STEP, postgres.MANY, postgres.RARE = 2, 20, 20
chance = random.Random(2023)
WORDS = "fall falls falling trolley trolleys claims data the of Siân O’Brien FOI_0012 news 12 2023 self-harm".split()
RARE = ["".join(chance.choices("bdfglmnprtaeiou", k=7)) for _ in range(80)]
SIGNS = list("\"'-*:^()&|!<>~\\%_;,.@#$ \t\n\0éß𝔘漢\u0301½") + ["AND", "OR", "NOT", "NEAR(", "<->", "title:"]

def words(most):
    return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))

def typed():
    return "".join(chance.choice(WORDS + SIGNS * 2) + chance.choice(["", " "]) for _ in range(chance.randint(1, 9)))

def found(text, among):
    return search.find("case", read_words(text), among=among, limit=40)

def case():
    return {"title": words(3), "text": f"{words(12)} {chance.choice(RARE)}", "reply": words(12)}

CASES = [(key, case()) for key in range(1, 20_001, 5)]
search.put_many("case", CASES[:1500])
search.add_many("case", CASES[1500:])
search.put("case", 1, title="The longest", text="x " * 100_000 + "trolley " + "ab1" * 200_000, reply="漢字 " * 100_000)
search.put("case", 6, reply="kittens")
search.remove("case", [11])
several = ("SELECT i * 5 + 1 FROM (" + " UNION ".join(f"SELECT {i} AS i" for i in range(400)) + ") AS numbers", ())
everything = (
    "SELECT a.i * 100 + b.i * 5 + 1 FROM (" + " UNION ".join(f"SELECT {i} AS i" for i in range(200)) + ") AS a, ("
    + " UNION ".join(f"SELECT {i} AS i" for i in range(20)) + ") AS b",
    (),
)
ASKED = ["kittens", "longest trolley", "trolley -claims", '"self-harm data"', '"the of"', "troll", "FOI_12", "sian obr"]
ASKED += ["self-har", "falling.trolle", "claims.dat", "kitt", "clai", "data clai"]
ASKED += ["trolley.fallin", "longest.tro", "news.claim", 'fallin -"claims data"']
ASKED += ['"self-harm" trolle', "self-harm data fallin"]
ASKED += [*RARE[:8], *(typed() for _ in range(120))]
answers = []
for text in ASKED:
    for among in (several, everything):
        answer = found(text, among)
        answers.append([text, len(answer.keys), answer.is_cut, list(answer.keys)])
excluding = {key for key, case in CASES if "claims" in " ".join(case.values()).split()} - {1, 6}
for among in (several, everything):
    for text in ("trolley -claims", 'trolleys -"claims"', "fall trolley -claims"):
        answer = found(text, among)
        assert answer.keys and not excluding.intersection(answer.keys), text
LIKE = ["kittens and the longest news", "Siân’s trolleys falling on trolleys", "nothing like it", "", "data " * 9]
LIKE += [" ".join([typed(), *chance.sample(RARE, 3), words(20)]) for _ in range(20)]
for text in LIKE:
    answer = alike("case", text, limit=20)
    answers.append([text, len(answer.keys), False, list(answer.keys), sorted(answer.weights.items())])
print(json.dumps(answers))
"""
ASKED_OF_MANY = """
import json
from foirequests import search
from foirequests.search import likeness
from foirequests.search.likeness import alike, alike_each

EVERY = {"alder": 1, "beech": 2, "cedar": 4, "damson": 8, "elder": 12, "hazel": 20, "maple": 60, "rowan": 700}
search.add_many("case", [
    (key, {"title": "", "text": " ".join(tree for tree, every in EVERY.items() if key % every == 0), "reply": ""})
    for key in range(1, 10_001)
])
TEXTS = [" ".join(EVERY), "alder beech", "cedar hazel", "nothing", "maple rowan rowan hazel", "hazel elder damson"]
answers = [alike("case", text, limit=900) for text in TEXTS]
together = alike_each("case", TEXTS, limit=900)
likeness.LEAST_COUNTED, lowest = 10_000, likeness._lowest_counted(10_000)
likeness._lowest_counted = lambda newest: lowest
counted = [alike("case", text, limit=900) for text in TEXTS]
print(json.dumps({
    "alone": [[list(each.keys), sorted(each.weights.items())] for each in answers],
    "together": together == answers,
    "all counted": counted == answers,
    "told by": sorted(answers[0].weights),
}))
"""


def answers(office: Office) -> list[list]:
    """What an office answers to everything."""
    with office:
        return office.look(ASKED_OF_BOTH)


def test_both_databases_find_the_same_whatever_is_typed(empty_office_data, first_day_on_postgres):
    on_sqlite = answers(Office(like=empty_office_data))
    on_postgres = answers(first_day_on_postgres())
    assert [answer for answer in on_postgres if answer not in on_sqlite] == []
    assert on_postgres == on_sqlite
    assert on_sqlite[0][3] == [6]
    assert sum(1 for answer in on_sqlite if answer[1]) > 60
    assert any(answer[2] for answer in on_sqlite)
    likenesses = [answer for answer in on_sqlite if len(answer) > 4]
    assert likenesses[0][3] and likenesses[0][3][0] in (1, 6)
    assert sum(1 for answer in likenesses if answer[1]) > 5


def test_likeness_is_told_by_the_rarer_words_alike_on_both_databases(empty_office_data, first_day_on_postgres):
    found = []
    for office in (Office(like=empty_office_data), first_day_on_postgres()):
        with office:
            found.append(office.look(ASKED_OF_MANY))
    assert found[0] == found[1]
    assert found[0]["told by"] == ["hazel", "mapl", "rowan"]
    assert found[0]["alone"][0][0][0] == 8400  # the newest that has all three
    assert found[0]["together"] and found[0]["all counted"]
