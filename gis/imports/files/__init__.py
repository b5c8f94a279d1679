"""A file -> a table of cells under headings, with row numbers and geometries; nothing is understood yet."""
