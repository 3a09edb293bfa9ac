"""docker-compose.yml and the Dockerfile say what the product is: its processes, its settings, files that exist.

No container is started here. What can be run of them is: the health checks (`tests/services/test_signs_of_life.py`),
the product in the environment that docker-compose.yml gives it, and the commands of the Procfile.
"""

import os
import re
import subprocess
import sys

import pytest

from config import bootstrap, procfile
from tests.architecture.deployment import (
    COMPOSE,
    FINAL,
    IMAGE_ENVIRONMENT,
    OURS,
    PROCFILE,
    PROCFILE_READ,
    README,
    ROOT,
    SECRETS_FOLDER,
    SECRETS_READ,
    SERVICES,
    SETTINGS_READ,
    STAGES,
    environment,
    given,
    interpolated,
    mebibytes,
)

TYPED = {"BASE_URL": "https://foi.authority.example", "ALLOWED_HOSTS": "foi.authority.example"}
# Settings that an office in containers has no use for: the image or the compose file decides about them.
NOT_IN_CONTAINERS = {"ENV_FILE", "DEBUG", "DEMONSTRATION", "DEMONSTRATION_PASSWORD", "FILES_DIR", "PG_BIN"}


# --- Services -------------------------------------------------------------------------------------------------------


def test_the_procfile_names_web_worker_and_beat():
    assert list(PROCFILE) == ["web", "worker", "beat"]


def test_there_is_a_service_for_each_process_two_servers_and_a_step_that_migrates():
    assert set(SERVICES) == {*PROCFILE, "prepare", "database", "broker"}


@pytest.mark.parametrize("process", PROCFILE)
def test_each_process_runs_as_the_procfile_says(process):
    assert SERVICES[process]["command"] == ["python", "-I", "config/procfile.py", process]
    assert procfile.command(process) == ["sh", "-c", f"exec {PROCFILE[process]}"]


def test_a_process_that_the_procfile_does_not_name_is_refused_in_words():
    asked = [sys.executable, "-I", "config/procfile.py", "wroker"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "The Procfile has no 'wroker'; it has web, worker, beat.\n")


def test_the_image_alone_is_web():
    assert given("CMD") == ['["python", "-I", "config/procfile.py", "web"]']


def test_the_image_is_built_once_by_the_step_that_all_wait_for_and_fetched_from_nowhere():
    assert [name for name, service in SERVICES.items() if "build" in service] == ["prepare"]
    assert {SERVICES[name]["image"] for name in OURS} == {"foidesk"}
    assert {SERVICES[name]["pull_policy"] for name in OURS} == {"never"}


def test_there_are_two_workers_and_exactly_one_beat():
    replicas = {name: SERVICES[name].get("deploy", {}).get("replicas") for name in ("worker", "beat", "web")}
    assert replicas == {"worker": 2, "beat": 1, "web": None}
    assert not [name for name, service in SERVICES.items() if "container_name" in service]  # there could be only one


def test_nothing_of_ours_starts_before_the_database_is_migrated():
    for name in PROCFILE:
        assert SERVICES[name]["depends_on"] == {"prepare": {"condition": "service_completed_successfully"}}
    assert SERVICES["prepare"]["depends_on"] == {
        server: {"condition": "service_healthy"} for server in ("database", "broker")
    }
    assert SERVICES["prepare"]["command"][-1].startswith("python manage.py migrate && ")
    assert SERVICES["prepare"]["restart"] == "no"


# --- Settings and secrets -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("service", OURS)
def test_every_variable_that_a_service_is_given_is_one_that_the_product_reads(service):
    read = SETTINGS_READ | PROCFILE_READ | {f"{name}_FILE" for name in SECRETS_READ}
    unread = {name for name in SERVICES[service]["environment"] if name not in read and not name.startswith("OTEL_")}
    assert not unread


def test_every_setting_is_given_to_the_containers_or_is_none_of_theirs():
    names = {*IMAGE_ENVIRONMENT, *SERVICES["web"]["environment"]}
    given_here = names | {name.removesuffix("_FILE") for name in names}
    assert (SETTINGS_READ | PROCFILE_READ) - given_here <= NOT_IN_CONTAINERS


def test_every_setting_stands_in_the_readme():
    table = README[README.index("## Settings") : README.index("## Words")]
    assert not {name for name in SETTINGS_READ | PROCFILE_READ if f"`{name}`" not in table}, (
        "add it to the table in README, Settings, with its meaning and what holds without it"
    )


def test_every_variable_of_opentelemetry_that_is_told_or_read_reaches_the_containers():
    told = set(re.findall(r"`(OTEL_\w+)", README))
    read = {f"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT" for signal in ("TRACES", "METRICS")}  # `config.settings.exports`
    assert "OTEL_TRACES_SAMPLER" in told
    assert told | read <= set(SERVICES["web"]["environment"])


def test_web_worker_beat_and_prepare_have_one_environment():
    environments = [SERVICES[name]["environment"] for name in OURS]
    assert all(one == environments[0] for one in environments)


@pytest.mark.parametrize("name", TYPED)
def test_a_deployment_without_a_needed_setting_does_not_start_and_says_which(name):
    with pytest.raises(LookupError, match=f"set {name} to"):
        environment("web", TYPED | {name: ""})


@pytest.mark.parametrize("service", [*OURS, "database"])
def test_each_secret_is_a_file_that_the_service_is_given(service):
    files = {
        name: value
        for name, value in SERVICES[service]["environment"].items()
        if name.endswith("_FILE") and "$" not in str(value)
    }
    assert files
    assert {value for value in files.values()} <= {f"{SECRETS_FOLDER}/{name}" for name in SERVICES[service]["secrets"]}
    assert set(SERVICES[service]["secrets"]) <= set(COMPOSE["secrets"])


def test_no_secret_stands_in_an_environment():
    for name, service in SERVICES.items():
        for variable, value in (service.get("environment") or {}).items():
            if variable not in SECRETS_READ:
                continue
            # An address inside, without a password.
            assert re.fullmatch(r"(postgres|redis)://(foidesk@)?(database|broker):\d+/\w+", value), (name, variable)


def test_the_database_and_the_product_share_the_file_with_the_password():
    assert (
        SERVICES["database"]["environment"]["POSTGRES_PASSWORD_FILE"]
        == SERVICES["web"]["environment"]["DATABASE_PASSWORD_FILE"]
    )


def test_the_secret_of_single_sign_on_is_given_only_when_there_is_one():
    source = COMPOSE["secrets"]["oidc_client_secret"]["file"]
    assert interpolated(source, {}) == os.devnull
    assert interpolated(source, {"OIDC_CLIENT_SECRET_FILE": "./secrets/oidc"}) == "./secrets/oidc"
    assert environment("web", TYPED)["OIDC_CLIENT_SECRET_FILE"] == ""
    told = environment("web", TYPED | {"OIDC_CLIENT_SECRET_FILE": "./secrets/oidc"})
    assert told["OIDC_CLIENT_SECRET_FILE"] == f"{SECRETS_FOLDER}/oidc_client_secret"


def test_the_environment_of_the_containers_passes_the_deployment_check(tmp_path):
    secrets = {
        "secret_key": "a-long-key-of-many-different-letters-0123456789-and-more",
        "portal_link_key": "another-key-of-many-letters",
        "email_url": "smtp+tls://foi:p%40ss@mail.authority.example:587",
        "database_password": "p@ss/w$rd",
    }
    for name, value in secrets.items():
        (tmp_path / name).write_text(f"{value}\n")
    office = {
        name: value.replace(SECRETS_FOLDER, str(tmp_path))
        for name, value in environment("web", TYPED).items()
        if name != "PATH"
    }
    office |= {"VAR_DIR": str(tmp_path / "var"), "ENV_FILE": os.devnull, "PATH": os.defpath}
    checked = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(checked, cwd=ROOT, env=office, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    look = "from django.conf import settings as s; print(s.DATABASES['default']['PASSWORD'], s.PORTAL_LINK_KEY, end='')"
    asked = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", look]
    told = subprocess.run(asked, cwd=ROOT, env=office, capture_output=True, text=True, check=True).stdout
    assert told == f"{secrets['database_password']} {secrets['portal_link_key']}"


# --- Health, hardening and sizes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("service", sorted(set(SERVICES) - {"prepare"}))
def test_every_service_that_stays_is_asked_whether_it_lives(service):
    check = SERVICES[service]["healthcheck"]
    assert {"test", "interval", "timeout", "retries", "start_period"} <= set(check)
    asked = " ".join(check["test"])
    expected = {"database": "pg_isready", "broker": "redis-cli ping"}
    assert expected.get(service, f"config/alive.py {service}") in asked


def test_the_image_is_asked_as_web_is():
    assert given("HEALTHCHECK")[0].endswith('CMD ["python", "-I", "config/alive.py", "web"]')
    assert SERVICES["prepare"]["healthcheck"] == {"disable": True}


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_held_tight(service):
    held = SERVICES[service]
    assert held["read_only"] is True
    assert held["cap_drop"] == ["ALL"]
    assert held["security_opt"] == ["no-new-privileges:true"]
    assert not held.keys() & {"privileged", "cap_add", "devices", "pid", "network_mode"}
    user = held.get("user") or given("USER")[-1]
    assert user == {"database": "postgres", "broker": "redis"}.get(service, "foidesk")
    # Docker keeps the rights of the folder underneath, which is root's, unless told.
    assert all(":mode=1777,size=" in place for place in held["tmpfs"])


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_limits_and_logs_that_turn_over(service):
    limits = SERVICES[service]["deploy"]["resources"]["limits"]
    assert limits.keys() == {"cpus", "memory", "pids"}
    assert SERVICES[service]["logging"]["options"].keys() == {"max-size", "max-file"}
    temporary = sum(mebibytes(place.rsplit("size=")[1]) for place in SERVICES[service]["tmpfs"])
    assert temporary < mebibytes(limits["memory"])  # a temporary file counts as memory


def test_the_services_that_run_together_fit_on_the_machine_that_the_file_names():
    together = sum(
        mebibytes(service["deploy"]["resources"]["limits"]["memory"]) * service["deploy"].get("replicas", 1)
        for name, service in SERVICES.items()
        if name != "prepare"
    )
    text = (ROOT / "docker-compose.yml").read_text()
    assert f"add up to {together / 1024:g} GB" in text
    assert together < 4 * 1024


@pytest.mark.parametrize("service", sorted(set(SERVICES) - {"prepare"}))
def test_every_service_that_stays_comes_back_and_has_time_to_end(service):
    assert SERVICES[service]["restart"] == "unless-stopped"
    assert SERVICES[service]["stop_grace_period"].endswith("s")


@pytest.mark.parametrize(
    ("typed", "published"),
    [
        ({}, "127.0.0.1:8000"),
        ({"PUBLISH": "127.0.0.1:8010"}, "127.0.0.1:8010"),
        ({"PUBLISH": "10.0.0.4:80"}, "10.0.0.4:80"),
    ],
)
def test_only_web_can_be_reached_and_only_from_the_machine_itself_unless_told(typed, published):
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    (port,) = SERVICES["web"]["ports"]
    assert interpolated(port, typed) == f"{published}:{IMAGE_ENVIRONMENT['PORT']}"
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [name for name, service in SERVICES.items() if service["networks"] == ["inside"]] == [
        "database",
        "broker",
        "prepare",
    ]


def test_what_is_kept_lies_in_volumes():
    places = {
        name: [mount.rsplit(":", 1) for mount in service.get("volumes", [])] for name, service in SERVICES.items()
    }
    assert ["data", "/var/lib/postgresql/data"] in places["database"]
    for name in OURS:
        assert ["files", IMAGE_ENVIRONMENT["VAR_DIR"]] in places[name]
    assert ["./backups", IMAGE_ENVIRONMENT["BACKUP_DIR"]] in places["prepare"]
    named = {source for mounts in places.values() for source, _ in mounts if not source.startswith("./")}
    assert named == set(COMPOSE["volumes"])
    assert given("VOLUME") == [IMAGE_ENVIRONMENT["VAR_DIR"]]


@pytest.mark.parametrize("service", OURS)
def test_fontconfig_can_write_its_cache(service):
    assert any(place.startswith(f"{IMAGE_ENVIRONMENT['HOME']}:") for place in SERVICES[service]["tmpfs"])


def test_a_sign_of_life_is_written_where_each_container_can_write_for_itself():
    for name in PROCFILE:
        assert any(place.startswith(f"{IMAGE_ENVIRONMENT['HEARTBEAT_DIR']}:") for place in SERVICES[name]["tmpfs"])


# --- The image ------------------------------------------------------------------------------------------------------


def test_every_base_image_and_the_database_server_are_of_one_debian_with_one_postgresql():
    bases = [arguments.split()[0] for stage in STAGES for instruction, arguments in stage if instruction == "FROM"]
    assert bases == ["node:22-trixie-slim", "python:3.12-slim-trixie", "python:3.12-slim-trixie"]
    major, debian = re.fullmatch(r"postgres:(\d+)-(\w+)", SERVICES["database"]["image"]).groups()
    assert debian == "trixie"
    assert f"postgresql-client-{major}" in " ".join(given("RUN"))


def test_no_image_is_the_latest_of_anything():
    images = [service["image"] for name, service in SERVICES.items() if name not in OURS]
    assert all(re.search(r":\d", image) for image in images)


def test_the_image_brings_the_libraries_that_letters_need():
    installed = " ".join(given("RUN"))
    assert not [package for package in bootstrap.LIBRARIES.values() if package not in installed]


def test_everything_that_the_image_copies_is_here_and_comes_past_dockerignore():
    patterns = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    assert patterns[0] == "*"
    let_in = {line[1:] for line in patterns if line.startswith("!")}
    copied = {
        path
        for stage in STAGES
        for instruction, arguments in stage
        if instruction == "COPY" and "--from" not in arguments
        for path in arguments.split()[:-1]
    }
    assert not [path for path in copied if not (ROOT / path).exists()]
    assert not [path for path in copied if path not in let_in and path.split("/")[0] not in let_in]
    assert let_in <= copied
    last = {path for arguments in given("COPY") if "--from" not in arguments for path in arguments.split()[:-1]}
    assert {"accounts", "codes", "foirequests", "responses", "config", "templates", "static", "Procfile"} <= last


@pytest.mark.parametrize("secret", [".env", ".git", "var", "secrets", "backups", "tests", ".venv", "node_modules"])
def test_nothing_that_is_secret_or_of_this_machine_enters_the_image(secret):
    let_in = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert not [line for line in let_in if line[1:].split("/")[0] == secret]


def test_the_image_holds_no_tools_to_build_with():
    assert not re.search(r"build-essential|gcc|-dev\b|npm|nodejs", " ".join(given("RUN")))
    installed = " ".join(arguments for _, arguments in STAGES[1])
    assert "--only-binary :all:" in installed
    assert "--require-hashes" in installed


def test_the_code_in_the_image_is_not_the_users_that_runs_it():
    instructions = [name for name, _ in FINAL]
    assert instructions.index("USER") > max(i for i, name in enumerate(instructions) if name in ("COPY", "RUN"))
    assert "--chown" not in " ".join(given("COPY"))
    assert "--uid 10001" in " ".join(given("RUN"))  # README: the owner of a folder for backups


# --- The check that a person runs -----------------------------------------------------------------------------------


def deploy_check(**more: str) -> subprocess.CompletedProcess:
    """`make deploy-check` on this machine, as far as everything is installed."""
    script = f"import sys; from config import bootstrap; sys.exit(bootstrap.check_deployment(**{more}))"
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)


def test_django_finds_nothing_to_say_about_a_deployment():
    done = deploy_check()
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "System check identified no issues (2 silenced)."


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("SECRET_KEY", "short", "security.W009"),
        ("BASE_URL", "http://foi.authority.example", "security.W008"),
        ("TRUSTED_PROXIES", "0", "accounts.W001"),
        ("DEBUG", "1", "security.W018"),
    ],
)
def test_a_deployment_that_is_not_safe_is_an_error(name, value, complaint):
    done = deploy_check(**{name: value})
    assert done.returncode == 1
    assert complaint in done.stderr


@pytest.mark.parametrize(("mode", "is_open"), [(0o755, True), (0o751, True), (0o750, False), (0o700, False)])
def test_a_database_in_a_folder_that_others_can_enter_is_an_error(tmp_path, mode, is_open):
    folder = tmp_path / "office"
    folder.mkdir()
    folder.chmod(mode)
    done = deploy_check(DATABASE_URL=f"sqlite:///{folder}/foidesk.sqlite3")
    assert done.returncode == is_open, done.stderr
    assert (f"(accounts.W002) Every account of this machine can go into {folder}" in done.stderr) is is_open


def test_make_offers_the_check():
    done = subprocess.run(["make", "-n", "deploy-check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "config/bootstrap.py deploy-check" in done.stdout


def test_the_check_is_made_in_an_environment_like_that_of_the_containers():
    in_containers = {name.removesuffix("_FILE") for name in environment("web", TYPED)} - {"OIDC_CLIENT_SECRET"}
    assert bootstrap.PRODUCTION.keys() - {"ENV_FILE", "DEBUG"} <= in_containers
    for name in ("SECRET_KEY", "PORTAL_LINK_KEY", "EMAIL_URL", "DATABASE_URL", "REDIS_URL", *TYPED, "TRUSTED_PROXIES"):
        assert bootstrap.PRODUCTION[name]


def test_the_check_that_the_readme_tells_fails_when_something_is_unsafe():
    assert "run --rm prepare python manage.py check --deploy --fail-level WARNING`" in README


@pytest.mark.parametrize("name", sorted(COMPOSE["secrets"]))
def test_the_readme_says_how_each_secret_is_written(name):
    assert re.search(rf"\b{name}\b", README[README.index("## In containers") :])


def test_what_a_person_writes_for_the_containers_is_not_committed():
    ignored = (ROOT / ".gitignore").read_text().split()
    assert {"/.env", "/secrets/", "/backups/"} <= set(ignored)
