"""Where rows are: coordinates as people write them, geometries, areas by code and by name."""
