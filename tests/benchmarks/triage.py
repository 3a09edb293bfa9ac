"""How long triage takes to read a request: run by `make bench`; figures, not pass or fail.

Requests of 250, 500, 1,000 and 2,000 words, put together of our own questions in any order, are read with all codes and
concepts of an office, index warm; the last column is the time for each thousand words. Then the same as a
list, and what is hostile: wall time of each, and the most memory that the process ever took.
"""

from tests.benchmarks.ground import SQLITE, Ground, prepared

READING = """
import json, random, resource, statistics, time
from django.utils import timezone
from codes.models import Code
from foirequests.actions.knowledge import office_knowledge
from foirequests.domain.reading.read import read_request

with open("tests/codes/hard_code_requests.json") as file:
    questions = [request["text"] for request in json.load(file)["requests"]]
rng, today = random.Random(2026), timezone.localdate()

def read(text):
    began = time.perf_counter()
    found = read_request(text, received_on=today, knows=office_knowledge())
    return (time.perf_counter() - began) * 1000, found

def letter(words, between):
    said = ["Dear Sir or Madam,"]
    while sum(len(part.split()) for part in said) < words:
        said.append(rng.choice(questions))
    return between.join([*said, "Yours faithfully, Rowan Ellery"])

def line(name, texts):
    spent = sorted(read(text)[0] for text in texts)
    words = statistics.mean(len(text.split()) for text in texts)
    p95 = spent[int(len(spent) * 0.95)]
    print(f"Triage {name:28} median {statistics.median(spent):6.1f} ms, 95th percentile {p95:6.1f} ms,"
          f" {1000 * statistics.median(spent) / words:6.1f} ms for 1,000 words")

for _ in range(20):
    read(letter(500, " "))
print(f"Triage knows {Code.objects.current().count()} codes.")
for words in (250, 500, 1000, 2000):
    line(f"of {words:,} words", [letter(words, " ") for _ in range(60)])
line("of 2,000 words as a list", [letter(2000, "\\n\\n- ") for _ in range(60)])
hostile = {
    "1 MB of one word": "swab" * 250_000,
    "1 MB of one letter apart": "a " * 500_000,
    "100,000 brackets": "(" * 100_000,
    "100,000 list marks": "- " * 100_000 + "claims?",
    "numbers within numbers": "1." * 200_000,
    "question marks": "why? " * 100_000,
}
for name, text in hostile.items():
    print(f"Triage {name:28} {read(text)[0]:6.0f} ms")
print(f"Triage took {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at the most.")
"""


def measure(ground: Ground) -> None:
    """Measure and print."""
    with ground.copy(SQLITE) as office:
        office.manage("load_reference_data")
        print("\n".join(line for line in office.ask(READING).splitlines() if line.startswith("Triage")), flush=True)


def main() -> None:
    """Measure this part alone."""
    with prepared() as ground:
        measure(ground)


if __name__ == "__main__":
    main()
