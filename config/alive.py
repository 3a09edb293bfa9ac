"""Whether the process of this container works: `python config/alive.py web|worker|beat`; exit status 0 or 1, and why.

What docker-compose.yml asks each container every half minute, so only the standard library, to be over soon. Each
answer is about this container alone: web stays healthy while the worker is silent (pages do not need it), and one
worker of several is found out although the others say to the office that workers live.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

SILENT_AFTER = 60  # seconds
WAIT = 5  # seconds
# Past the proxy that Docker's configuration may give each container, which would look for 127.0.0.1 in itself.
PAST_PROXIES = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Unwell(SystemExit):
    """Ends with exit status 1 and one line, which `docker inspect` shows."""


def web() -> None:
    """Pages are served and the database answers."""
    # A host name that ALLOWED_HOSTS names; 127.0.0.1 need not be one.
    host = urlsplit(os.environ["BASE_URL"]).hostname
    asked = urllib.request.Request(f"http://127.0.0.1:{os.environ['PORT']}/health", headers={"Host": host})
    try:
        with PAST_PROXIES.open(asked, timeout=WAIT) as answer:
            told = answer.read()
    except urllib.error.HTTPError as refused:
        if refused.code != 503:
            raise Unwell(f"/health answers {refused.code}; does ALLOWED_HOSTS name {host}?") from None
        told = refused.read()  # something is silent; the answer says what
    except OSError as silent:
        raise Unwell(f"/health does not answer: {silent}") from None
    if json.loads(told)["components"]["database"] != "up":
        raise Unwell("The database does not answer.")


def background(name: str) -> None:
    """Worker or beat has touched its file within the last minute."""
    sign = Path(os.environ["HEARTBEAT_DIR"]) / name
    try:
        silent_for = time.time() - sign.stat().st_mtime
    except FileNotFoundError:
        raise Unwell(f"{name} has not started yet.") from None
    if silent_for > SILENT_AFTER:
        raise Unwell(f"{name} has been silent for {silent_for:.0f} seconds.")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["web"]:
            web()
        case ["worker" | "beat" as name]:
            background(name)
        case _:
            sys.exit(__doc__)
