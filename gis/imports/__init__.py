"""From a file to rows in force: sheet -> headings -> rows -> places -> keys -> load -> report.

Each stage takes a value and returns one; what is wrong is collected by row and column, and what had to be
read otherwise than written is said. `gis.imports.pipeline.run` puts the stages together.
"""
