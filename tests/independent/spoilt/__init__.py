"""A workbook of unfit houses as an officer would write it, and what is wrong in it, known beforehand.

Written from the documents alone, without a look at the importer. `houses` makes the truth, `writing` puts it
down in the notations of the field, `ways` spoils rows, `plan` says which, `workbook` makes the file.

Nobody in it is real: there are no names, and every personal number has the form of one and no owner.
"""
