"""Who works on this machine."""

from __future__ import annotations

import os
import pwd


def name() -> str:
    """The person's name on this machine: of the account, which a variable cannot change."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
