"""What became of a file: on the terminal, for programs, and as a workbook to correct."""
