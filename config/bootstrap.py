"""Brings a bare machine to a running or tested FOI Desk: what `make setup`, `run`, `test`, ... do.

Only the standard library, since it runs before anything is installed. Each step is taken only when what it depends on
has changed, so that a second run needs no network and starts within seconds.
"""

import argparse
import ctypes
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
STAMPS = VENV / "foidesk-installed.json"
DEMONSTRATION = VAR / "demonstration"

# Shared libraries that letters are rendered with, and the packages of Debian and Ubuntu that bring them.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# What the browser that Playwright brings needs on Ubuntu 24.04, whose own Chromium comes only as a snap.
UBUNTU_BROWSER = [
    *(
        "fonts-liberation",
        "libasound2t64",
        "libatk-bridge2.0-0t64",
        "libatk1.0-0t64",
        "libatspi2.0-0t64",
        "libcairo2",
        "libcups2t64",
    ),
    *("libdbus-1-3", "libdrm2", "libgbm1", "libglib2.0-0t64", "libnspr4", "libnss3", "libx11-6"),
    *("libxcb1", "libxcomposite1", "libxdamage1", "libxext6", "libxfixes3", "libxkbcommon0", "libxrandr2"),
]
OLDEST_NODE = (20, 19)
# Settings good for steps that touch no data, whatever this machine's .env says.
NO_OFFICE = {
    "ENV_FILE": os.devnull,
    "DEBUG": "0",
    "SECRET_KEY": "for-a-step-that-keeps-nothing",
    "BASE_URL": "http://127.0.0.1",
    "ALLOWED_HOSTS": "127.0.0.1",
    "EMAIL_URL": "dummymail://",
}
# The settings of an office in production as docker-compose.yml gives them, with invented values.
PRODUCTION = {
    "ENV_FILE": os.devnull,
    "DEBUG": "0",
    "BASE_URL": "https://foi.authority.example",
    "ALLOWED_HOSTS": "foi.authority.example",
    "TRUSTED_PROXIES": "1",
    "SECRET_KEY": "invented-for-this-check-and-as-long-as-a-real-one-0123456789",
    "PORTAL_LINK_KEY": "invented-for-this-check-as-well-0123456789",
    "EMAIL_URL": "smtp+tls://foi:invented@mail.authority.example:587",
    "DATABASE_URL": "postgres://foidesk:invented@database:5432/foidesk",
    "REDIS_URL": "redis://broker:6379/0",
}


class CannotGoOn(SystemExit):
    """Stops with one line that says what to do."""


def say(words: str) -> None:
    """One line to the person at the terminal, at once."""
    print(words, flush=True)


def run(*command: object, **more: object) -> None:
    """Run a command in the repository; stop with its name when it fails."""
    finished = subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **more)
    if finished.returncode:
        raise CannotGoOn(f"Stopped: `{' '.join(map(str, command))}` failed (exit status {finished.returncode}).")


def environment(**more: str) -> dict[str, str]:
    """The environment of a child: our own programs first."""
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}", **more}


# --- What has changed -----------------------------------------------------------------------------------------------


def digest(paths: Iterable[Path], *more: str) -> str:
    """A digest of the contents of files, and of further words."""
    total = hashlib.sha256("\n".join(more).encode())
    for path in sorted(paths):
        total.update(str(path).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def stamps() -> dict[str, str]:
    """What was installed here last."""
    return json.loads(STAMPS.read_text()) if STAMPS.exists() else {}


def stamp(name: str, value: str) -> None:
    """Remember that a step was finished."""
    STAMPS.write_text(json.dumps({**stamps(), name: value}, indent=1))


# --- What the machine must bring ------------------------------------------------------------------------------------


def distribution() -> str:
    """The distribution's name as /etc/os-release gives it, or an empty string."""
    release = Path("/etc/os-release")
    lines = release.read_text().splitlines() if release.exists() else []
    return next((line[3:].strip('"') for line in lines if line.startswith("ID=")), "")


def chromium() -> str | None:
    """The path of a Chromium that starts: one on the PATH, else Playwright's own."""
    on_path = (shutil.which(name) for name in ("chromium", "google-chrome", "chromium-browser"))
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    for candidate in [*filter(None, on_path), *map(str, sorted(cache.glob("chromium-*/chrome-linux*/chrome")))]:
        tried = subprocess.run([candidate, "--version"], capture_output=True, check=False)
        if tried.returncode == 0:  # Ubuntu's chromium-browser is a script that only points to a snap
            return candidate
    return None


def has_library(name: str) -> bool:
    """Whether the dynamic linker finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def is_installed(package: str) -> bool:
    """Whether dpkg has a package."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Status}", package], capture_output=True, text=True, check=False
    )
    return asked.stdout == "installed"


def missing_packages(*, for_tests: bool) -> list[str]:
    """The packages that apt must bring, all of them at once."""
    wanted = []
    if not (BIN / "python").exists():
        try:
            import ensurepip  # noqa: F401 - Debian ships Python without it
            import venv  # noqa: F401
        except ImportError:
            wanted.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    wanted += [package for library, package in LIBRARIES.items() if not has_library(library)]
    if for_tests and not chromium():
        if distribution() == "ubuntu":
            wanted += [package for package in UBUNTU_BROWSER if not is_installed(package)]
        else:
            wanted.append("chromium")
    return wanted


def bring_packages(*, for_tests: bool) -> None:
    """Install what is missing as root or with a sudo that asks nothing; else stop with the command to give."""
    wanted = missing_packages(for_tests=for_tests)
    if not wanted:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *wanted]
    if not shutil.which("apt-get"):
        raise CannotGoOn(f"Install these with this machine's package manager, then try again: {' '.join(wanted)}")
    if os.geteuid() == 0:
        before = []
    elif shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
        before = ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    else:
        raise CannotGoOn(f"Run this, then try again:  sudo apt-get update && sudo {' '.join(install)}")
    say(f"Installing {' '.join(wanted)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(*before, "apt-get", "update", "-qq", env=quiet)
    run(*before, *install, env=quiet, stdout=subprocess.DEVNULL)


# --- What we install ------------------------------------------------------------------------------------------------


def install_python(lock: str) -> None:
    """The locked Python packages, in .venv; nothing when the lock is as it was."""
    if not (BIN / "python").exists() or subprocess.run([BIN / "python", "-c", ""], check=False).returncode:
        say("Creating .venv")
        run(sys.executable, "-m", "venv", "--clear", VENV)
    locked = ROOT / "requirements" / f"{lock}.txt"
    now = digest([locked], os.path.realpath(BIN / "python"))
    if stamps().get(lock) == now:
        return
    say(f"Installing Python packages ({lock})")
    pip = [BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--require-hashes", "--requirement", locked)
    stamp(lock, now)


def node_is_new_enough() -> bool:
    """Whether the machine's own Node.js can build the styles."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    parts = told.removeprefix("v").split(".")
    return len(parts) > 2 and parts[0].isdigit() and parts[1].isdigit() and tuple(map(int, parts[:2])) >= OLDEST_NODE


def npm(*arguments: str) -> None:
    """Run npm: the machine's, or the one that PyPI brings."""
    if not node_is_new_enough():
        install_python("node")
    run("npm", *arguments, env=environment(), stdout=subprocess.DEVNULL)


def install_assets() -> None:
    """The locked npm packages, the style sheet, and the collected static files."""
    lock = ROOT / "package-lock.json"
    packages = digest([lock, ROOT / ".npmrc"])
    if stamps().get("npm") != packages or not (ROOT / "node_modules").exists():
        say("Installing npm packages")
        npm("ci")
        stamp("npm", packages)

    built = ROOT / "static/build/app.css"
    styles = digest([lock, ROOT / "package.json", *(ROOT / "static/scss").rglob("*.scss")])
    if stamps().get("styles") != styles or not built.exists():
        say("Building the style sheet")
        npm("run", "build")
        stamp("styles", styles)

    ours = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    how = [ROOT / "requirements/runtime.txt", ROOT / "config/apps.py", ROOT / "config/static_files.py"]
    served = digest([*ours, lock, *how], str(VAR))
    if stamps().get("static") != served or not (VAR / "static/staticfiles.json").exists():
        say("Collecting static files")
        run(BIN / "python", "manage.py", "collectstatic", "--noinput", "--clear", "-v0", env=environment(**NO_OFFICE))
        stamp("static", served)


def install_browser() -> None:
    """Chromium for the tests, where the distribution has none of its own."""
    if not chromium():
        say("Downloading Chromium")
        run(BIN / "python", "-m", "playwright", "install", "chromium")
    if not chromium():
        raise CannotGoOn("No Chromium starts on this machine; the tests need one on the PATH.")


def install(*, for_tests: bool) -> None:
    """Everything that must be on the machine; at most one installation at a time."""
    with (ROOT / "Makefile").open() as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        bring_packages(for_tests=for_tests)
        install_python("runtime")
        if for_tests:
            install_python("test")
            install_browser()
        install_assets()


# --- The office on this machine -------------------------------------------------------------------------------------


def known(env_file: Path) -> dict[str, str]:
    """The settings that a .env file holds."""
    lines = env_file.read_text().splitlines() if env_file.exists() else []
    pairs = (line.removeprefix("export ").split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("'\"") for name, value in pairs}


def complete_env() -> dict[str, str]:
    """Write the settings of a demonstration office that neither .env nor the environment has; the settings in force.

    What stands in .env stays as it is. Only its owner may read it: it holds the secret key.
    """
    env_file = ROOT / ".env"
    there = known(env_file)
    fresh = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "0",
        "BASE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "EMAIL_URL": "filemail:///var/mail",
        "MAIL_FROM": "foi@nhs-resolution.example",
        "MAIL_ONLY_TO": ".example",
        "DEMONSTRATION": "1",
        "DEMONSTRATION_PASSWORD": secrets.token_urlsafe(9),
    }
    lacking = {name: value for name, value in fresh.items() if name not in there and name not in os.environ}
    if lacking:
        say(f"Writing {', '.join(lacking)} to .env")
        with open(os.open(env_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as written:
            if there and not env_file.read_text().endswith("\n"):
                written.write("\n")
            written.writelines(f"{name}={value}\n" for name, value in lacking.items())
    env_file.chmod(0o600)
    return {**there, **lacking, **os.environ}


def free_port(first: int) -> int:
    """The first port from `first` on that nobody on this machine listens on."""
    for port in range(first, first + 100):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CannotGoOn(f"No free port between {first} and {first + 99}; set PORT to another.")


def manage(*arguments: str) -> None:
    """Run a management command."""
    run(BIN / "python", "manage.py", *arguments, env=environment())


def fill_office(settings: dict[str, str]) -> None:
    """Migrate the database, load reference data, and, in a demonstration without one, the demonstration office."""
    asked = [BIN / "python", "manage.py", "migrate", "--check", "-v0"]
    behind = subprocess.run(asked, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, check=False).returncode != 0
    rooms = (path for room in ("accounts", "codes", "foirequests", "responses") for path in (ROOT / room).rglob("*"))
    kept = (path for path in rooms if path.is_file() and "__pycache__" not in path.parts)
    reference = digest(kept, settings.get("DATABASE_URL", ""), str(VAR))
    if behind:
        manage("migrate", "-v0")
    if behind or stamps().get("reference") != reference:
        manage("load_reference_data")
        stamp("reference", reference)
    if settings.get("DEMONSTRATION") == "1" and not (DEMONSTRATION / "january-2023.pdf").exists():
        say("Building the demonstration office")
        DEMONSTRATION.mkdir(parents=True, exist_ok=True)
        manage("load_demo", "--out", str(DEMONSTRATION))


def sign_ins() -> str:
    """Who can sign in to the demonstration, in words; empty in a real office."""
    command = [BIN / "python", "manage.py", "demonstration_sign_ins"]
    asked = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    return asked.stdout if asked.returncode == 0 else asked.stderr


def answers(port: int) -> bool:
    """Whether web, worker and beat all live."""
    # A proxy that the organisation prescribes would look for 127.0.0.1 in itself.
    past_proxies = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with past_proxies.open(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def serve() -> int:
    """Start web, worker and beat together and stay until Ctrl-C or until one of them ends; the exit status."""
    settings = complete_env()
    fill_office(settings)
    people = sign_ins()
    port = free_port(int(os.environ.get("PORT") or 8000))
    address = settings["BASE_URL"]
    if address.startswith(("http://127.0.0.1", "http://localhost")):
        address = f"http://127.0.0.1:{port}"
    # The processes speak through honcho and cannot see whether a terminal listens.
    log_format = settings.get("LOG_FORMAT") or ("plain" if sys.stdout.isatty() else "json")
    # honcho would let .env win over what is chosen here; the settings read it themselves.
    office = subprocess.Popen(
        [BIN / "honcho", "start", "--env", os.devnull],
        cwd=ROOT,
        env=environment(PORT=str(port), BASE_URL=address, PYTHONUNBUFFERED="1", LOG_FORMAT=log_format),
    )

    def stop(number: int, frame: object) -> None:
        office.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    # Ctrl-C reaches honcho as well, which stops its processes; we only wait for it.
    signal.signal(signal.SIGINT, lambda number, frame: None)

    until = time.monotonic() + 60
    while office.poll() is None and not answers(port) and time.monotonic() < until:
        time.sleep(0.2)
    if office.poll() is None:
        if time.monotonic() >= until:
            say("Background work has not started yet; see the lines above.")
        say(f"\nFOI Desk is at {address}/\n{people}Ctrl-C stops it.\n")
    status = office.wait()
    return 0 if status in (-signal.SIGINT, -signal.SIGTERM, 128 + signal.SIGINT, 128 + signal.SIGTERM) else status


def check_deployment(**more: str) -> int:
    """Django's deployment check of an office in production, whatever this machine's own settings; the exit status.

    Anything that it would warn of is an error.
    """
    bare = {name: value for name, value in os.environ.items() if name in ("LANG", "HOME", "TMPDIR", "VAR_DIR")}
    settings = {**bare, "PATH": environment()["PATH"], **PRODUCTION, **more}
    command = [BIN / "python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode


def python(*arguments: str) -> None:
    """Become our Python with these arguments."""
    os.chdir(ROOT)
    os.execve(BIN / "python", [str(BIN / "python"), *arguments], environment())


def main() -> int:
    """What make asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["setup", "run", "test", "bench", "soak", "deploy-check", "backup", "restore"])
    asked, more = parser.parse_known_args()
    what = asked.what
    install(for_tests=what in ("setup", "test", "bench", "soak"))
    if what == "run":
        return serve()
    if what == "deploy-check":
        return check_deployment()
    if what in ("backup", "restore"):
        python("manage.py", what, *more)
    if what == "test":
        python("-m", "pytest", "-n", "2", "--dist", "worksteal")
    if what == "soak":
        # A campaign may take longer than a test before it counts as hanging.
        python("-m", "pytest", "-n", "2", "--dist", "worksteal", "--soak", "-o", "faulthandler_timeout=3600", *more)
    if what == "bench":
        run(BIN / "python", "-m", "tests.benchmarks", *more, env=environment())
        return 0
    say("Everything is installed. `make run` starts the product, `make test` tests it.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
