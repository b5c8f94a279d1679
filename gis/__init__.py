"""The core: declarations in; tables, queries, tiles and figures out. It knows no layer and no HTTP."""
