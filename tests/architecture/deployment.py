"""Dockerfile, docker-compose.yml, Procfile and the settings as values, for the tests that compare them."""

import re
import shlex
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text()
DOCKERFILE_TEXT = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict] = COMPOSE["services"]
README = (ROOT / "README.md").read_text()
PROCFILE = dict(re.findall(r"^(\w+): (.+)$", (ROOT / "Procfile").read_text(), re.M))
OURS = ("prepare", *PROCFILE)
SECRETS_FOLDER = "/run/secrets"

_SETTINGS = (ROOT / "config/settings.py").read_text()
SECRETS_READ = {
    *re.findall(r'secret\("([A-Z_]+)"\)', _SETTINGS),
    *re.findall(r'needed\("([A-Z_]+)", "[^"]*", secret\)', _SETTINGS),
}
SETTINGS_READ = set(re.findall(r'(?:env\.\w+|needed|secret)\(\s*"([A-Z_]+)"', _SETTINGS))
PROCFILE_READ = set(re.findall(r"\$\{([A-Z_]+)", " ".join(PROCFILE.values())))


Stage = list[tuple[str, str]]


def stages_of(dockerfile: str) -> list[Stage]:
    """The Dockerfile's stages, each a list of (instruction, arguments), comments and line breaks gone."""
    text = re.sub(r"^\s*#.*\n", "", dockerfile, flags=re.M)
    stages: list[Stage] = []
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip():
            instruction, arguments = line.split(maxsplit=1)
            if instruction == "FROM":
                stages.append([])
            stages[-1].append((instruction, " ".join(arguments.split())))
    return stages


def environment_of(stage: Stage) -> dict[str, str]:
    """What the stage's ENV instructions set."""
    pairs = (pair for instruction, arguments in stage if instruction == "ENV" for pair in shlex.split(arguments))
    return dict(pair.split("=", 1) for pair in pairs)


STAGES = stages_of(DOCKERFILE_TEXT)
FINAL = STAGES[-1]
IMAGE_ENVIRONMENT = environment_of(FINAL)


def given(instruction: str) -> list[str]:
    """The arguments of every such instruction in the final stage."""
    return [arguments for name, arguments in FINAL if name == instruction]


def interpolated(text: str, variables: dict[str, str]) -> str:
    """A value as Compose fills it in: `$$`, `${X}`, `${X:-otherwise}`, `${X:+if set}`, `${X:?refuse}`."""

    def fill(found: re.Match) -> str:
        if found[0] == "$$":
            return "$"
        value = variables.get(found["name"], "")
        match found["how"]:
            case ":-":
                return value or found["word"]
            case ":+":
                return found["word"] if value else ""
            case ":?" if not value:
                raise LookupError(found["word"])
        return value

    return re.sub(r"\$\$|\$\{(?P<name>\w+)(?:(?P<how>:[-+?])(?P<word>[^}]*))?\}", fill, text)


def environment(service: str, variables: dict[str, str]) -> dict[str, str]:
    """What the service's process finds in its environment, with these variables in .env or the shell."""
    given_here = {
        name: variables.get(name) if value is None else interpolated(str(value), variables)
        for name, value in SERVICES[service]["environment"].items()
    }
    return {**IMAGE_ENVIRONMENT, **{name: value for name, value in given_here.items() if value is not None}}


def shell_words(test: list[str]) -> list[str]:
    """A health check as the command that Docker runs."""
    how, *words = test
    assert how in ("CMD", "CMD-SHELL"), test
    words = [interpolated(word, {}) for word in words]
    return words if how == "CMD" else ["sh", "-c", *words]


def seconds(duration: str) -> int:
    """A duration as Compose writes it, `30s`, `5m` or `24h`."""
    number, unit = re.fullmatch(r"(\d+)([smh])", duration).groups()
    return int(number) * {"s": 1, "m": 60, "h": 3600}[unit]


def mebibytes(size: str) -> int:
    """A size as Docker writes it, `256m` or `1g`."""
    number, unit = re.fullmatch(r"(\d+)([mg])", size).groups()
    return int(number) * {"m": 1, "g": 1024}[unit]
