"""The service beside its peers, on the same PostGIS with the same rows, in the same run: `make bench`.

    python -m benchmarks                      all of them, as a table of medians and ratios
    python -m benchmarks --only tiles --quick
    python -m benchmarks --json               the same figures for programs

Nothing passes or fails here. A ratio compares two figures of one run on one machine; figures of two machines,
or of two days, are not comparable.
"""
