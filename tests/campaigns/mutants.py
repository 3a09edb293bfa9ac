"""Mutants of the domain rules: the same module with one small mistake, such as people make.

Each mistake replaces one piece of the source text, so that a survivor prints as the diff that nobody would notice.
"""

import ast
import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_COMPARED_OTHERWISE = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_COUNTED_OTHERWISE = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult}
_CALLED_OTHERWISE = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One module with one mistake. `path` is relative to the repository; `start` and `end` are offsets in bytes."""

    path: str
    start: int
    end: int
    instead: str

    @property
    def module(self) -> str:
        """The module's dotted name."""
        return self.path.removesuffix(".py").replace("/", ".")

    @property
    def source(self) -> str:
        """The module's text with the mistake."""
        original = (ROOT / self.path).read_bytes()
        return (original[: self.start] + self.instead.encode() + original[self.end :]).decode()

    @property
    def diff(self) -> str:
        """The mistake as a diff without context."""
        old, new = (ROOT / self.path).read_text().splitlines(), self.source.splitlines()
        return "\n".join(difflib.unified_diff(old, new, self.path, "mutant", n=0, lineterm=""))

    @property
    def lines(self) -> tuple[str, str]:
        """What the diff takes out and puts in, without blanks around: names the mutant when the module grows."""
        changed = self.diff.splitlines()[3:]
        return tuple(" ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+")

    @property
    def rank(self) -> bytes:
        """A place among all mutants that seems random and changes only with the line itself: the slice's seed."""
        return hashlib.sha256("\n".join((self.path, *self.lines)).encode()).digest()


def domain_modules() -> list[str]:
    """Every module of the domain that has rules in it."""
    found = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/domain/**/*.py"))
    return [path for path in found if not path.endswith(("/__init__.py", "/errors.py"))]


def mutants_of(path: str) -> list[Mutant]:
    """Every mutant of one module, in the order of its text."""
    text = (ROOT / path).read_bytes()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    made = {}
    for node, instead in _mistakes(ast.parse(text)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        made[Mutant(path, start, end, instead)] = None
    return sorted(made, key=lambda mutant: (mutant.start, mutant.end, mutant.instead))


def _mistakes(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in _live(tree):
        if isinstance(node, ast.Compare):
            yield from _comparisons(node)
        elif isinstance(node, ast.BoolOp):
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield node, _text(ast.BoolOp(other, node.values))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, _text(node.operand)
        elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED_OTHERWISE:
            yield node, _text(ast.BinOp(node.left, _COUNTED_OTHERWISE[type(node.op)](), node.right))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLED_OTHERWISE:
            yield node.func, _CALLED_OTHERWISE[node.func.id]
        elif isinstance(node, ast.Constant) and type(node.value) is bool:
            yield node, str(not node.value)
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield node, str(node.value + 1)
            yield node, f"({node.value - 1})"
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            yield from _negated(node.test)
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                yield from _negated(test)
        elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
            yield node, "return None"
        elif isinstance(node, ast.Raise | ast.Continue | ast.Break):
            yield node, "pass"


def _live(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs: no annotations, decorators or defaults of parameters, and nothing inside an f-string.

    Python 3.11 does not know where the parts of an f-string stand.
    """
    yield node
    if isinstance(node, ast.JoinedStr):
        return
    left_out = {"annotation", "returns", "decorator_list", "args"} if hasattr(node, "body") else {"annotation"}
    for name, value in ast.iter_fields(node):
        if name not in left_out:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _live(child)


def _comparisons(node: ast.Compare) -> Iterator[tuple[ast.AST, str]]:
    for at, op in enumerate(node.ops):
        ops = [*node.ops[:at], _COMPARED_OTHERWISE[type(op)](), *node.ops[at + 1 :]]
        yield node, _text(ast.Compare(node.left, ops, node.comparators))


def _negated(test: ast.expr) -> Iterator[tuple[ast.AST, str]]:
    """The condition the other way round, unless another mistake says the same."""
    opposite = isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) not in _ORDERED
    if not opposite and not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
        yield test, f"(not {_text(test)})"


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _text(node: ast.expr) -> str:
    return f"({ast.unparse(node)})"
