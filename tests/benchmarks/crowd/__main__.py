"""Fill the office of `DATABASE_URL`, which is migrated: `python -m tests.benchmarks.crowd 100000`."""

import argparse
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests.benchmarks.crowd.filling import fill_office  # noqa: E402

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("cases", type=int)
parser.add_argument("--open-share", type=float, default=0.01)
parser.add_argument("--seed", type=int, default=2023)
asked = parser.parse_args()
began = time.monotonic()
crowd = fill_office(asked.cases, open_share=asked.open_share, seed=asked.seed)
print(
    f"{crowd.cases:,} cases, {crowd.open_cases:,} of them open, received from {crowd.first_day} to {crowd.last_day}, in"
    f" {time.monotonic() - began:.1f} s"
)
