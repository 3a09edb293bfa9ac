"""What would not work, or not last, of a Dockerfile and a docker-compose.yml: each function finds faults of one kind.

They take what they judge as values, so that copies with a mistake in them can be judged as well: each rule here stands
for a mistake that somebody could make and nobody would see without starting the containers.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import yaml

from tests.architecture.deployment import (
    OURS,
    PROCFILE,
    Stage,
    environment_of,
    interpolated,
    mebibytes,
    seconds,
    stages_of,
)

# What the programs know of the options that a health check may use.
PG_ISREADY = {"--quiet", "--host", "--port", "--username", "--dbname", "--timeout"}
LONGEST_BETWEEN_CHECKS = 60  # seconds
SHORTEST_GRACE = {"web": 31, "worker": 30, "beat": 5, "database": 30, "broker": 5}  # seconds; gunicorn itself waits 30


@dataclass
class Deployment:
    """The two files, read."""

    compose: dict
    stages: list[Stage]

    @property
    def services(self) -> dict[str, dict]:
        """The services of docker-compose.yml."""
        return self.compose["services"]

    @property
    def final(self) -> Stage:
        """The stage that becomes the image."""
        return self.stages[-1]

    def commands(self, stage: Stage) -> list[tuple[int, list[str]]]:
        """Each command that the stage runs, as words, and at which instruction."""
        return [
            (number, shlex.split(command))
            for number, (instruction, arguments) in enumerate(stage)
            if instruction == "RUN"
            for command in arguments.split(" && ")
        ]

    def named(self, name: str) -> Stage:
        """The stage that others copy from by this name; nothing when there is none."""
        return next((stage for stage in self.stages if stage[0][1].endswith(f" AS {name}")), [])


def read(compose: str, dockerfile: str) -> Deployment:
    """The texts of the two files as one value."""
    return Deployment(yaml.safe_load(compose), stages_of(dockerfile))


def faults(deployment: Deployment) -> list[str]:
    """All that is wrong, in words."""
    kinds = (addresses, ways, places, preparing, health, endings, hints, contents, readers, owners, start)
    return [fault for kind in kinds for fault in kind(deployment)]


# --- docker-compose.yml ---------------------------------------------------------------------------------------------


def addresses(deployment: Deployment) -> Iterator[str]:
    """The product looks for both servers where, and as whom, they let it in."""
    for name in OURS:
        given = deployment.services[name]["environment"]
        asked, made = urlsplit(given["DATABASE_URL"]), deployment.services["database"]["environment"]
        if (asked.hostname, asked.port) != ("database", 5432):
            yield f"{name} looks for PostgreSQL at {asked.netloc}"
        if (asked.username, asked.path[1:]) != (made["POSTGRES_USER"], made["POSTGRES_DB"]):
            yield f"{name} asks for a user or database that is not made"
        broker = urlsplit(given["REDIS_URL"])
        if (broker.hostname, broker.port) != ("broker", 6379):
            yield f"{name} looks for Redis at {broker.netloc}"
    for server, port in (("database", "port="), ("broker", "--port")):
        if any(word.startswith(port) for word in deployment.services[server].get("command", [])):
            yield f"{server} listens elsewhere than its image does"


def ways(deployment: Deployment) -> Iterator[str]:
    """Each service reaches what it uses: both servers; and mail servers, collectors and visitors, who are outside."""
    joined = {name: set(service["networks"]) for name, service in deployment.services.items()}
    known = deployment.compose["networks"]
    for name in OURS:
        for server in ("database", "broker"):
            if not joined[name] & joined[server]:
                yield f"{name} cannot reach {server}"
        if name in PROCFILE and all((known[network] or {}).get("internal") for network in joined[name]):
            yield f"{name} cannot reach, or be reached by, anything outside"
    image_port = environment_of(deployment.final)["PORT"]
    for published in deployment.services["web"]["ports"]:
        address, port, inside = interpolated(published, {}).rsplit(":", 2)
        if (address, inside) != ("127.0.0.1", image_port) or not port.isdigit():
            yield f"web is published as {published}"


def places(deployment: Deployment) -> Iterator[str]:
    """PostgreSQL can write its data and its socket, and what breaks on the disk is noticed."""
    database = deployment.services["database"]
    writable = {place.split(":")[0] for place in database["tmpfs"]}
    if not {"/tmp", "/run/postgresql"} <= writable:
        yield "PostgreSQL cannot write its socket"
    if "data:/var/lib/postgresql/data" not in database["volumes"]:
        yield "PostgreSQL's data do not outlast its container"
    if "--data-checksums" not in (database["environment"].get("POSTGRES_INITDB_ARGS") or ""):
        yield "PostgreSQL does not notice when the disk alters its data"


def preparing(deployment: Deployment) -> Iterator[str]:
    """The database is migrated and filled, and the second only after the first."""
    if deployment.services["prepare"]["command"] != [
        *("sh", "-c"),
        "python manage.py migrate && python manage.py load_reference_data",
    ]:
        yield "prepare does not migrate and then load the reference data"


def health(deployment: Deployment) -> Iterator[str]:
    """Each check is soon made and made again, and asks with options that its program has."""
    for name, service in deployment.services.items():
        if name == "prepare":
            continue
        check = service["healthcheck"]
        if not seconds(check["timeout"]) <= seconds(check["interval"]) <= LONGEST_BETWEEN_CHECKS:
            yield f"{name} is asked every {check['interval']}"
        if not 1 <= check["retries"] <= 5 or seconds(check["start_period"]) > 2 * LONGEST_BETWEEN_CHECKS:
            yield f"{name} is found out late"
    made = deployment.services["database"]["environment"]
    how, program, *words = deployment.services["database"]["healthcheck"]["test"]
    options = {word for word in words if word.startswith("-")}
    given = dict(zip(words, words[1:], strict=False))
    if (how, program) != ("CMD", "pg_isready") or not options <= PG_ISREADY:
        yield "the database's check asks what pg_isready does not know"
    if (given.get("--host"), given.get("--username"), given.get("--dbname")) != (
        "127.0.0.1",
        made["POSTGRES_USER"],
        made["POSTGRES_DB"],
    ):
        yield "the database's check asks for another database"
    if deployment.services["broker"]["healthcheck"]["test"] != ["CMD-SHELL", "redis-cli ping | grep --quiet PONG"]:
        yield "the broker's check does not ask for PONG"


def endings(deployment: Deployment) -> Iterator[str]:
    """Each service has the time that it needs to end what it does."""
    for name, shortest in SHORTEST_GRACE.items():
        given = deployment.services[name]["stop_grace_period"]
        if seconds(given) < shortest:
            yield f"{name} is cut off after {given}"


def hints(deployment: Deployment) -> Iterator[str]:
    """When memory is short Redis forgets counts, which have an end, and no hints; it writes nothing to its disk."""
    broker = deployment.services["broker"]
    program, *words = broker["command"]
    given = dict(zip(words[::2], words[1::2], strict=True))
    if program != "redis-server" or given.get("--maxmemory-policy") not in ("volatile-lru", "volatile-ttl"):
        yield "Redis may forget hints"
    limit = broker["deploy"]["resources"]["limits"]["memory"]
    if not 0 < mebibytes(given.get("--maxmemory", "0mb").removesuffix("b")) < mebibytes(limit):
        yield "Redis may take more memory than its container has"
    if (given.get("--save"), given.get("--appendonly")) != ("", "no"):
        yield "Redis writes to a disk that it does not have"


# --- Dockerfile -----------------------------------------------------------------------------------------------------


def contents(deployment: Deployment) -> Iterator[str]:
    """The image holds the packages, the built style sheet and the collected files, made in this order."""
    assets = deployment.named("assets")
    steps = [arguments.split(" && ")[0] for _, arguments in assets]
    if [step for step in steps if step in ("npm ci", "static/scss static/scss", "npm run build")] != [
        *("npm ci", "static/scss static/scss", "npm run build"),
    ]:
        yield "the style sheet is not built from its source"
    copies = [arguments for instruction, arguments in deployment.final if instruction == "COPY"]
    for wanted in (
        "--from=assets /app/node_modules node_modules",
        "--from=assets /app/static/build static/build",
        "--from=packages /opt/foidesk /opt/foidesk",
    ):
        if wanted not in copies:
            yield f"the image lacks {wanted.split()[1]}"
    last_copy = max(number for number, (instruction, _) in enumerate(deployment.final) if instruction == "COPY")
    collected = [number for number, words in deployment.commands(deployment.final) if "collectstatic" in words]
    if not collected or collected[0] < last_copy:
        yield "static files are not collected, or not all"


def readers(deployment: Deployment) -> Iterator[str]:
    """The user of the image can read the code, whatever the checkout's umask was, and finds Python and visitors it."""
    commands = deployment.commands(deployment.final)
    made = max((number for number, words in commands if {"collectstatic", "compileall"} & set(words)), default=0)
    opened = [set(words) for number, words in commands if number >= made and words[0] == "find"]
    if not opened or not {"/app", "/opt/foidesk", "chmod", "a+rX"} <= opened[-1]:
        yield "code from a checkout that is closed to others stays closed"
    given = environment_of(deployment.final)
    if given["PATH"].split(":")[0] != "/opt/foidesk/bin":
        yield "the packages are not on the PATH"
    if given.get("BIND") != "0.0.0.0":
        yield "web listens to its own container alone"
    if not given["STATIC_ROOT"].startswith("/app/"):
        yield "the collected files lie outside the image"


def owners(deployment: Deployment) -> Iterator[str]:
    """The user that the image runs as is made, and the folders that it writes are its own."""
    user = next(arguments for instruction, arguments in deployment.final if instruction == "USER")
    commands = [words for _, words in deployment.commands(deployment.final)]
    if [words[-1] for words in commands if words[0] == "useradd"] != [user]:
        yield f"nobody makes the user {user}"
    given = environment_of(deployment.final)
    made = next((words for words in commands if words[0] == "install"), [])
    options = dict(zip(made, made[1:], strict=False))
    if not {given["VAR_DIR"], given["BACKUP_DIR"]} <= set(made):
        yield "a folder that is written to is not made"
    if (options.get("--owner"), options.get("--group")) != (user, user):
        yield "the folders that are written to are somebody else's"


def start(deployment: Deployment) -> Iterator[str]:
    """What the image asks and runs by itself is what docker-compose.yml says of web."""
    web = deployment.services["web"]
    words = dict(deployment.final)
    for instruction, expected in (("CMD", web["command"]), ("HEALTHCHECK", web["healthcheck"]["test"][1:])):
        if re.findall(r'"([^"]*)"', words.get(instruction, "")) != expected:
            yield f"the image's {instruction} is not that of web"
