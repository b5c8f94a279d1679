"""One module of routes per concern; a route asks the core, wraps the answer and returns it."""
