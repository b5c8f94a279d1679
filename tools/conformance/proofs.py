"""Which tests say that they prove a requirement: read from the tests' text, none of them is run."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
TESTS: Final = ROOT / "tests"
MARK: Final = "pytest.mark.requirement"


def proofs() -> dict[str, list[str]]:
    """The tests by the requirement they prove: `tests/http/test_x.py::test_y`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for test, requirement in marked(path):
            found[requirement].append(f"{path.relative_to(ROOT)}::{test}")
    return dict(found)


def marked(path: Path) -> Iterator[tuple[str, str]]:
    """Each test of a file with each requirement it names."""
    text = path.read_text(encoding="utf-8")
    if MARK not in text:
        return
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield from ((node.name, name) for mark in node.decorator_list for name in _names(mark))


def _names(mark: ast.expr) -> list[str]:
    if not (isinstance(mark, ast.Call) and ast.unparse(mark.func) == MARK):
        return []
    return [str(ast.literal_eval(each)) for each in mark.args]
