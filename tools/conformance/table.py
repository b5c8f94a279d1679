"""docs/conformance.md, written from the classes that are declared, their requirements and the tests.

python -m tools.conformance.table
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from api.conformance import STANDARDS
from api.conformance import Standard as Declared
from gis.layer import Audience
from tools.conformance.proofs import ROOT, proofs
from tools.conformance.requirements import Standard, standards

PAGE: Final = ROOT / "docs" / "conformance.md"

_MARK: Final = "<!-- what follows is made by `python -m tools.conformance.table` -->"


def made(page: str) -> str:
    """The page with its tables made again; what stands above the mark is kept."""
    above, mark, _ = page.partition(_MARK)
    known, proved = standards(), proofs()
    parts = [part for each in STANDARDS for part in _standard(known[each.name], each, proved)]
    return f"{above.rstrip()}\n\n{mark or _MARK}\n\n" + "\n".join(parts) + "\n"


def unproved() -> list[str]:
    """The requirements of declared classes that no test proves and no reason excuses."""
    known, proved = standards(), proofs()
    asked = [
        (known[each.name], name)
        for each in STANDARDS
        for one in each.classes
        for name in known[each.name].requirements(one)
    ]
    return [name for standard, name in asked if name not in proved and standard.reason(name) is None]


def _standard(standard: Standard, declared: Declared, proved: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield f"## {standard.title} ({standard.document})\n"
    if Audience.PUBLIC not in declared.audiences:
        yield "Declared by a service for staff only: the public changes nothing.\n"
    for name in declared.classes:
        yield f"### {name}\n"
        yield f"`{standard.uri}/conf/{name}`\n"
        yield "| requirement | proved by |"
        yield "|---|---|"
        yield from (_row(standard, each, proved) for each in standard.requirements(name))
        yield ""


def _row(standard: Standard, requirement: str, proved: Mapping[str, Sequence[str]]) -> str:
    short = requirement.removeprefix(f"{standard.name}/")
    reason = standard.reason(requirement)
    told = "<br>".join(f"`{_short(test)}`" for test in proved.get(requirement, ()))
    why = f"does not arise: {reason}" if reason else ""
    return f"| /req/{short} | {'<br>'.join(each for each in (told, why) if each)} |"


def _short(test: str) -> str:
    return test.removeprefix("tests/")


def main() -> None:
    """Make the tables again, in place."""
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    missing = unproved()
    print(f"{PAGE}: written; {len(missing)} requirements without a test.")
    for each in missing:
        print(f"  {each}")


if __name__ == "__main__":
    main()
