SELECT coalesce((SELECT ST_AsMVT("row".*, %(param_1)s::VARCHAR, 4096, %(param_2)s::VARCHAR) FILTER (WHERE row.geom IS NOT NULL) AS anon_1
FROM (SELECT public_.pohon.id AS id, public_.pohon.nama AS nama, public_.pohon.jenis AS jenis, public_.pohon.contoh AS contoh, ST_AsMVTGeom(public_.pohon.geom_tile, ST_MakeEnvelope(CAST(%(west)s AS DOUBLE PRECISION), CAST(%(south)s AS DOUBLE PRECISION), CAST(%(east)s AS DOUBLE PRECISION), CAST(%(north)s AS DOUBLE PRECISION), 3857), 4096, 64, true) AS geom
FROM public_.pohon
WHERE (public_.pohon.geom && ST_MakeEnvelope(CAST(%(west_deg)s AS DOUBLE PRECISION), CAST(%(south_deg)s AS DOUBLE PRECISION), CAST(%(east_deg)s AS DOUBLE PRECISION), CAST(%(north_deg)s AS DOUBLE PRECISION), 4326)) AND true ORDER BY public_.pohon.id) AS row), ''::bytea) AS data, (SELECT json_object_agg(asked.layer, asked.version) AS json_object_agg_1
FROM (SELECT public_.version.layer AS layer, public_.version.version AS version
FROM public_.version
WHERE public_.version.layer IN (%(layer_1_1)s::VARCHAR) ORDER BY public_.version.layer) AS asked) AS versions
