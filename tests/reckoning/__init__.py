"""Every question once more in plain Python: the service beside a reckoning that shares nothing with it.

The layers are read whole by their pages, once. From then on an answer is expected, not trusted: which rows,
in which order, with which values. Only the standards and what the service says of itself stand behind it.
"""
