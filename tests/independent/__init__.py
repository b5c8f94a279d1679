"""The two hazard questions once more, by geopandas and shapely: what the service's SQL is compared with."""
