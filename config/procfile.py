"""Becomes one process of the Procfile: `python config/procfile.py web|worker|beat`, as each container does.

honcho, which `make run` starts all of them with, gives a process five seconds to end; a container gives it the time
that docker-compose.yml says.
"""

import os
import re
import sys
from pathlib import Path

PROCFILE = Path(__file__).resolve().parent.parent / "Procfile"


def command(name: str) -> list[str]:
    """The command of that process. The shell fills in variables and is gone: signals reach the process itself."""
    lines = dict(re.findall(r"^(\w+): (.+)$", PROCFILE.read_text(), re.MULTILINE))
    if name not in lines:
        raise SystemExit(f"The Procfile has no {name!r}; it has {', '.join(lines)}.")
    return ["sh", "-c", f"exec {lines[name]}"]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    os.execvp("sh", command(sys.argv[1]))
