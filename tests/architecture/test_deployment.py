"""Dockerfile and docker-compose.yml say what the product is: its processes, the settings it reads, files that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
IMAGE = (ROOT / "Dockerfile").read_text()
PROCESSES = re.findall(r"^(\w+): ", (ROOT / "Procfile").read_text(), re.M)
SETTINGS = (ROOT / "config/settings.py").read_text()
READ = set(re.findall(r'(?:env\.\w+|needed)\(\s*"([A-Z_]+)"', SETTINGS))


def test_the_procfile_names_web_worker_and_beat():
    assert PROCESSES == ["web", "worker", "beat"]


@pytest.mark.parametrize("process", PROCESSES)
def test_each_process_is_a_service_that_runs_it_from_the_procfile(process):
    service = re.search(rf"^  {process}:\n((?:    .*\n|\n)+)", COMPOSE, re.M)[1]
    assert "<<: *foidesk" in service
    assert f'"{process}"]' in service


def test_every_setting_that_the_deployment_gives_is_one_that_the_product_reads():
    given = re.search(r"^x-foidesk:.*?^  volumes:", COMPOSE, re.M | re.S)[0]
    names = set(re.findall(r"^    ([A-Z_]+): ", given, re.M))
    assert names >= {"SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "DATABASE_URL", "REDIS_URL"}
    assert names <= READ


@pytest.mark.parametrize("name", ["SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "POSTGRES_PASSWORD"])
def test_a_deployment_without_a_needed_setting_does_not_start(name):
    assert f"${{{name}:?" in COMPOSE


def test_the_servers_are_asked_whether_they_live():
    for program in ("pg_isready", "redis-cli", "/health"):
        assert program in COMPOSE


def test_everything_that_the_image_copies_is_here():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", IMAGE, re.M)
    paths = [path for line in copied for path in line.split()]
    assert not [path for path in paths if not (ROOT / path).exists()]
    assert {"accounts", "codes", "foirequests", "responses", "config", "templates", "static"} <= set(paths)


def test_the_image_brings_the_libraries_that_letters_need():
    from config.bootstrap import LIBRARIES

    assert not [package for package in LIBRARIES.values() if package not in IMAGE]
