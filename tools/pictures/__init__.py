"""Pictures of the map for the docs."""
