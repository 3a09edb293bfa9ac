"""What a long command says while it works."""

from time import monotonic
from typing import TextIO

EVERY = 0.3  # seconds between two looks on a terminal
EVERY_LINE = 15.0  # seconds between two lines in a log


class Progress:
    """Says which step is being taken and how far it is: on a terminal in one line, elsewhere now and then."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.on_terminal = out.isatty()
        self.step_now = ""
        self.said_at = 0.0
        self.width = 0

    def step(self, what: str) -> None:
        """Begin a step, for example "Copying the files"."""
        self.end()
        self.step_now, self.said_at = what, monotonic()
        self._write(what) if self.on_terminal else self.say(what)

    def so_far(self, how_far: str) -> None:
        """How far the step is; may be called as often as wanted."""
        if monotonic() - self.said_at >= (EVERY if self.on_terminal else EVERY_LINE):
            self.said_at = monotonic()
            line = f"{self.step_now}: {how_far}"
            self._write(line) if self.on_terminal else self.say(line)

    def end(self) -> None:
        """Leave the line of the step."""
        if self.on_terminal and self.width:
            self.out.write("\n")
            self.width = 0

    def say(self, line: str) -> None:
        """A line that stays."""
        self.end()
        self.out.write(f"{line}\n")
        self.out.flush()

    def _write(self, line: str) -> None:
        self.out.write("\r" + line.ljust(self.width))
        self.out.flush()
        self.width = len(line)
