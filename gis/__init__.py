"""The core of Peta Jepara: declarations in, tables, queries, tiles and figures out. Knows no layer and no HTTP."""
