"""Edits over HTTP (OGC API Features part 4), in services that are not the public's: what a request says."""
