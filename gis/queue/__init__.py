"""Files that come in over the wire: kept, checked and loaded in turn, each in a process of its own.

upload.py    what is known of one file, and the questions to `store.upload`
store.py     the schema `queue`: procrastinate's own tables, and who may use them
errand.py    what the process that imports is told, and what it says
child.py     that process
runner.py    starting it, listening to it, ending it
worker.py    the jobs: who takes the next file, what is taken up again after a crash, what is cleared away
desk.py      what a server asks for: receive, look, confirm, discard, batches, undo
"""
