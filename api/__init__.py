"""The service over HTTP and on the command line: asks the core, wraps, returns."""
