"""The rules by which the deployment is judged find nothing in it, and each of many mistakes that a copy of it has."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.deployment import COMPOSE_TEXT, DOCKERFILE_TEXT, FINAL, SERVICES, shell_words
from tests.architecture.deployment_faults import faults, read

IN_COMPOSE = {
    "another user in PostgreSQL": ("POSTGRES_USER: foidesk", "POSTGRES_USER: foi"),
    "another database in PostgreSQL": ("POSTGRES_DB: foidesk", "POSTGRES_DB: postgres"),
    "another port of PostgreSQL": ("database:5432", "database:5433"),
    "another host of PostgreSQL": ("@database:", "@postgres:"),
    "another port of Redis": ("broker:6379", "broker:6380"),
    "another host of Redis": ("redis://broker", "redis://redis"),
    "a worker outside only": (
        '"config/procfile.py", "worker"]\n    networks: [inside, outside]',
        '"config/procfile.py", "worker"]\n    networks: [outside]',
    ),
    "a worker inside only": (
        '"config/procfile.py", "worker"]\n    networks: [inside, outside]',
        '"config/procfile.py", "worker"]\n    networks: [inside]',
    ),
    "web for the whole network": (":-127.0.0.1:8000}", ":-0.0.0.0:8000}"),
    "another port inside": ("8000}:8000", "8000}:8080"),
    "no place for PostgreSQL's socket": ("      - /run/postgresql:mode=1777,size=1m # its socket\n", ""),
    "no checksums": ("--data-checksums", ""),
    "no reference data": (" && python manage.py load_reference_data", ""),
    "reference data without migrations": ("migrate && python", "check && python"),
    "a slip in the database's check": ('"--host"', '"--hots"'),
    "a check of another database": ('"--dbname", "foidesk"', '"--dbname", "postgres"'),
    "a check of Redis that is always right": ("| grep --quiet PONG", "|| true"),
    "web asked once a day": (
        '"config/alive.py", "web"]\n      interval: 30s',
        '"config/alive.py", "web"]\n      interval: 24h',
    ),
    "a worker without time to end": ("60s # to finish the letter", "1s # to finish the letter"),
    "web without time to end": ("40s # gunicorn", "20s # gunicorn"),
    "Redis that forgets hints": ("volatile-lru", "allkeys-random"),
    "Redis that fills its container": ("192mb", "512mb"),
}
IN_DOCKERFILE = {
    "no style sheet": ("RUN npm run build && npm prune --omit=dev", "RUN npm prune --omit=dev"),
    "a style sheet that stays behind": ("COPY --from=assets /app/static/build static/build\n", ""),
    "packages of npm that stay behind": ("COPY --from=assets /app/node_modules node_modules\n", ""),
    "packages of Python that stay behind": ("COPY --from=packages /opt/foidesk /opt/foidesk\n", ""),
    "nothing collected": ("python manage.py collectstatic --noinput -v0", "true"),
    "collected before everything is there": ("ENV PATH", "RUN manage.py collectstatic\nCOPY codes codes\nENV PATH"),
    "folders of root": ("--owner foidesk", "--owner root"),
    "no folder for files": ("0750 /var/lib/foidesk /backups", "0750 /backups"),
    "a user under another name": ("nologin foidesk", "nologin foi"),
    "web heard by nobody": ("BIND=0.0.0.0", "BIND=127.0.0.1"),
    "packages off the PATH": ("PATH=/opt/foidesk/bin:$PATH", "PATH=$PATH:/opt/foidesk/bin"),
    "collected into the volume": ("STATIC_ROOT=/app/collected", "STATIC_ROOT=/var/lib/foidesk/static"),
    "code that stays closed": ("chmod a+rX", "true"),
    "an image that starts another process": ('"config/procfile.py", "web"]', '"config/procfile.py", "worker"]'),
}


def test_the_deployment_has_no_fault():
    assert faults(read(COMPOSE_TEXT, DOCKERFILE_TEXT)) == []


@pytest.mark.parametrize("mistake", IN_COMPOSE)
def test_a_mistake_in_the_services_is_found(mistake):
    right, wrong = IN_COMPOSE[mistake]
    assert right in COMPOSE_TEXT
    assert faults(read(COMPOSE_TEXT.replace(right, wrong, 1), DOCKERFILE_TEXT))


@pytest.mark.parametrize("mistake", IN_DOCKERFILE)
def test_a_mistake_in_the_image_is_found(mistake):
    right, wrong = IN_DOCKERFILE[mistake]
    assert right in DOCKERFILE_TEXT
    assert faults(read(COMPOSE_TEXT, DOCKERFILE_TEXT.replace(right, wrong, 1)))


# --- What of it can be run here -------------------------------------------------------------------------------------


def test_the_databases_check_finds_a_real_server_and_misses_one_that_is_not_there(postgres):
    program = shutil.which("pg_isready", path=f"{postgres.programs}{os.pathsep}{os.defpath}")
    if not program:
        pytest.skip("this machine's PostgreSQL comes without pg_isready")
    asked = [program, *shell_words(SERVICES["database"]["healthcheck"]["test"])[1:]]
    answers = [
        subprocess.run(asked, env={"PGPORT": str(port)}, cwd="/", check=False, **postgres.account).returncode
        for port in (postgres.port, 1)
    ]
    assert answers == [0, 2]


def test_the_brokers_check_finds_a_real_server_and_misses_one_that_is_not_there(redis_server):
    program = shutil.which("redis-cli") or Path(sys.executable).with_name("redis-cli")
    (*shell, script) = shell_words(SERVICES["broker"]["healthcheck"]["test"])
    answers = [
        subprocess.run([*shell, script.replace("redis-cli", f"{program} -p {port}")], check=False).returncode
        for port in (redis_server.port, 1)
    ]
    assert answers == [0, 1]


def test_code_of_a_checkout_that_is_closed_to_others_is_opened_in_the_image(tmp_path):
    """What the Dockerfile runs, on another folder; what was open is not touched, so that the image stays small."""
    (tmp_path / "closed").mkdir(mode=0o700)
    (tmp_path / "closed/code.py").touch(mode=0o600)
    (tmp_path / "script").touch(mode=0o700)
    (tmp_path / "open.py").touch(mode=0o644)
    untouched = (tmp_path / "open.py").stat()
    commands = [command for name, arguments in FINAL if name == "RUN" for command in arguments.split(" && ")]
    (opened,) = [shlex.split(command) for command in commands if command.startswith("find ")]
    assert opened[:3] == ["find", "/app", "/opt/foidesk"]
    subprocess.run(["find", str(tmp_path), *opened[3:]], check=True)
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.rglob("*")}
    assert modes == {"closed": "0o755", "code.py": "0o644", "script": "0o755", "open.py": "0o644"}
    assert (tmp_path / "open.py").stat().st_ctime_ns == untouched.st_ctime_ns
