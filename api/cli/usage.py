"""Wrong use of a command, told in JSON too where JSON was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Final

# Typer exports no name of its own for what the parser of a command line refuses.
from typer._click.exceptions import ClickException
from typer.core import TyperGroup

from api.cli.voice import refusal

_JSON: Final = "--json"


class Commands(TyperGroup):
    """The commands; a program that asks for JSON gets JSON even if it asks wrongly."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Runs a command and ends the process."""
        words = list(sys.argv[1:] if args is None else args)
        in_json = standalone_mode and _JSON in words
        try:
            code = super().main(
                args, prog_name, complete_var, standalone_mode and not in_json, windows_expand_args, **extra
            )
        except ClickException as error:
            if not in_json:
                raise
            sys.stdout.write(refusal("WrongUse", error.format_message(), error.exit_code) + "\n")
            code = error.exit_code
        return sys.exit(code if isinstance(code, int) else 0) if in_json else code
