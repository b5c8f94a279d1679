#!/bin/sh
# Prints the Python to make the virtualenv with: $PYTHON when given, else the first on the path that will do.
# In sh, because an older Python could not read the rest.
oldest=11
newest=14

will_do() {
    "$1" -c "import sys; sys.exit(not (3, $oldest) <= sys.version_info[:2] <= (3, $newest))" 2>/dev/null
}

for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if will_do "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

echo "peta-jepara: needed is Python 3.$oldest to 3.$newest${PYTHON:+, and \$PYTHON ($PYTHON) is not}." \
    "Install one (Debian: apt-get install python3), or name it: make PYTHON=/path/to/python3 ..." >&2
exit 3
