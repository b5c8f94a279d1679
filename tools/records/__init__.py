"""Whether the records of layers are what ISO's own schemas ask for: `python -m tools.records`."""
