"""Rooms look left only, layers look down only: the table of who may import whom."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["accounts", "codes", "foirequests", "responses"]
WEB = {
    *("views", "forms", "presenters", "presenting", "urls", "management", "apps", "doors", "context", "adapter"),
    *("reports", "form_fields", "templatetags", "middleware", "background", "demonstration"),
}
BELOW = {
    "domain": {"domain"},
    "models": {"domain", "models", "migrations"},
    "adapters": {"domain", "adapters"},
    "actions": {"domain", "models", "adapters", "actions"},
    "tasks": {"actions"},
}
FOREIGN = {  # which packages from outside each layer may use, beside the standard library
    "models": {"django.db", "django.conf", "django.contrib.auth", "django.utils.functional"},
    "actions": {"django.db", "django.utils.timezone", "django.conf"},
    "tasks": {"celery", "django.utils.timezone"},
}
OUTSIDE = {"django", "celery", "weasyprint", "openpyxl", "docx", "kombu", "requests", "crispy_forms", "allauth", "csp"}


def layer_of(room: str, rest: tuple[str, ...]) -> str:
    """The layer of a module inside a room."""
    first = rest[0] if rest else "models"
    if first in ("domain", "models", "actions", "tasks", "migrations"):
        return first
    return "web" if first in WEB or first.endswith("urls") else "adapters"


def imports(path: Path) -> set[tuple[str, str]]:
    """Each import of a module as (module, name); `import a.b` has no name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module, alias.name) for alias in node.names}
    return found


def complaint(room: str, layer: str, module: str, name: str) -> str | None:
    """What is wrong with one import, or None."""
    top, *rest = module.split(".")
    if top not in ROOMS:
        may = FOREIGN.get(layer, set())
        full = f"{module}.{name}"
        if layer in ("domain", *FOREIGN) and top in OUTSIDE and not any(f"{full}.".startswith(f"{m}.") for m in may):
            return f"a {layer} module may not import {module}"
        return None
    there = layer_of(top, tuple(rest) or ((name,) if name else ()))
    if layer == "actions" and (module, name) == (room, "tasks"):
        return None  # the module, to enqueue on commit
    if ROOMS.index(top) > ROOMS.index(room):
        return f"{room} looks right, to {top}"
    if there == "tasks" or there not in BELOW[layer]:
        return f"a {layer} module may not import {there} ({module}.{name})"
    if layer == "tasks" and top != room:
        return f"a task calls the actions of its own room, not of {top}"
    return None


def modules() -> list[Path]:
    """Every module of the four rooms below the web layer."""
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]
    return [path for path in found if layer_of("", path.relative_to(ROOT).with_suffix("").parts[1:]) in BELOW]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_looks_left_and_down_only(path):
    room, *rest = path.relative_to(ROOT).with_suffix("").parts
    if rest == ["__init__"]:
        return
    layer = layer_of(room, tuple(rest))
    found = [complaint(room, layer, module, name) for module, name in sorted(imports(path)) if module]
    assert not [words for words in found if words]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "codes").parent.glob("*/domain/**/*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_the_domain_never_asks_which_day_it_is(path):
    asked = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow", "localtime")
    }
    assert not asked, f"{path.name} asks for {asked}; the day is an argument"


def test_only_the_clock_writes_the_due_date():
    writers = set()
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts):
        for node in ast.walk(ast.parse(path.read_text())):
            assigned = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr == "due_on"
            updated = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("update", "create", "update_or_create", "bulk_update")
                and any(word.arg == "due_on" for word in node.keywords)
            )
            changed = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "change_each"
                and any(isinstance(word, ast.Constant) and word.value == "due_on" for word in node.args)
            )
            if assigned or updated or changed:
                writers.add(str(path.relative_to(ROOT)))
    # A commission and an internal review have a day of their own, which is not the request's.
    of_their_own = {
        "foirequests/actions/commission.py",
        "responses/actions/internal_review.py",
        "responses/actions/re_dating.py",
    }
    assert writers - of_their_own <= {"foirequests/actions/clock.py"}


def test_there_is_no_room_for_odds_and_ends():
    odd = {"utils", "helpers", "common", "core"}
    found = [path for room in [*ROOMS, "config", "tests"] for path in (ROOT / room).rglob("*.py") if path.stem in odd]
    assert not found
