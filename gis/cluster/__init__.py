"""The private PostGIS: found, made, started and stopped by the service itself.

Standard library only: the set-up asks it what is installed before anything else is.
"""
