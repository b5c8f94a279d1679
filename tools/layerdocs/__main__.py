"""Writes the made parts of docs/layers.md; a layer that has no section yet gets one at the end."""

from __future__ import annotations

from layers import LAYERS
from tools.layerdocs import PAGE, filled, layers_on, section


def main() -> None:
    """Make the page again, in place."""
    page = PAGE.read_text(encoding="utf-8")
    new = [section(layer) for name, layer in LAYERS.items() if name not in layers_on(page)]
    PAGE.write_text(filled("\n".join([page, *new]), LAYERS), encoding="utf-8")
    print(f"{PAGE}: {len(LAYERS)} layers, {len(new)} of them new on the page.")


if __name__ == "__main__":
    main()
