"""How fast letters are made: run by `make bench`; figures, not pass or fail.

Prints letters per second and core, the January 2023 letter with the process-wide fonts and style sheet beside fresh
ones for every letter, the tenth letter of a process beside the hundredth, and the drafting preview's HTML.
"""

import ctypes.util
import gc
import os
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
django.setup()

from responses.rendering import Press, letter_html, letter_pdf  # noqa: E402
from tests.responses.letters import MOMENTS, january_letter, todays_letter  # noqa: E402


def measured(act: Callable[[], object], times: int) -> list[float]:
    """Worker time of each run, in milliseconds."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        act()
        spent.append((time.process_time() - began) * 1000)
    return spent


def resident() -> float:
    """The memory that this process holds, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    """Measure and print."""
    january, today = january_letter(), todays_letter().fill_moments(MOMENTS)
    subsetter = ctypes.util.find_library("harfbuzz-subset")
    print(f"libharfbuzz-subset: {subsetter or 'not installed, so fonts are subset more slowly'}")
    first = measured(lambda: letter_pdf(january), 1)[0]
    to_tenth = measured(lambda: letter_pdf(january), 9)
    gc.collect()
    at_tenth = resident()
    to_hundredth = measured(lambda: letter_pdf(january), 90)
    gc.collect()
    at_hundredth = resident()
    warm = statistics.median(to_hundredth)
    print(f"January 2023 letter, first of a process:       {first:7.1f} ms")
    print(
        f"January 2023 letter, warm, fonts kept:         {warm:7.1f} ms  ({1000 / warm:.1f} letters a second and core)"
    )
    fresh = statistics.median(measured(lambda: letter_pdf(january, press=Press()), 7))
    print(f"January 2023 letter, fresh fonts and sheet:    {fresh:7.1f} ms  ({fresh / warm:.1f} times as long)")
    todays = statistics.median(measured(lambda: letter_pdf(today), 15))
    print(f"Today's letter with letterhead, warm:          {todays:7.1f} ms")
    early, late = statistics.median(to_tenth[-5:]), statistics.median(to_hundredth[-5:])
    print(f"Letters 6 to 10 and 96 to 100:                 {early:7.1f} ms and {late:.1f} ms")
    print(f"Memory at the tenth and at the hundredth:      {at_tenth:7.1f} MiB and {at_hundredth:.1f} MiB")
    html = statistics.median(measured(lambda: letter_html(january, screen=True), 50))
    print(f"January 2023 letter as HTML for the preview:   {html:7.1f} ms")


if __name__ == "__main__":
    main()
