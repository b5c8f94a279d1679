SELECT coalesce((SELECT ST_AsMVT("row".*, %(param_1)s::VARCHAR, 4096, %(param_2)s::VARCHAR) FILTER (WHERE row.geom IS NOT NULL) AS anon_1
FROM (SELECT public_.telaah.id AS id, public_.telaah.judul AS judul, public_.telaah.ragam AS ragam, public_.telaah.contoh AS contoh, ST_AsMVTGeom(public_.telaah.geom_tile, ST_MakeEnvelope(CAST(%(west)s AS DOUBLE PRECISION), CAST(%(south)s AS DOUBLE PRECISION), CAST(%(east)s AS DOUBLE PRECISION), CAST(%(north)s AS DOUBLE PRECISION), 3857), 4096, 64, true) AS geom
FROM public_.telaah
WHERE (public_.telaah.geom && ST_MakeEnvelope(CAST(%(west_deg)s AS DOUBLE PRECISION), CAST(%(south_deg)s AS DOUBLE PRECISION), CAST(%(east_deg)s AS DOUBLE PRECISION), CAST(%(north_deg)s AS DOUBLE PRECISION), 4326)) AND true ORDER BY public_.telaah.id) AS row), ''::bytea) || coalesce((SELECT ST_AsMVT("row".*, %(param_3)s::VARCHAR, 4096, %(param_4)s::VARCHAR) FILTER (WHERE row.geom IS NOT NULL) AS anon_2
FROM (SELECT kinds.kind AS ragam, ST_AsMVTGeom(ST_CollectionExtract(ST_Difference(whole.geom, coalesce((SELECT ST_Union(ST_ClipByBox2D(ST_MakeValid(ST_Simplify(public_.telaah.geom_tile, %(tolerance)s, true)), ST_Expand(ST_MakeEnvelope(CAST(%(west)s AS DOUBLE PRECISION), CAST(%(south)s AS DOUBLE PRECISION), CAST(%(east)s AS DOUBLE PRECISION), CAST(%(north)s AS DOUBLE PRECISION), 3857), %(tolerance)s * %(param_5)s))) AS "ST_Union_1"
FROM public_.telaah
WHERE public_.telaah.ragam = kinds.kind AND true AND (public_.telaah.geom && ST_MakeEnvelope(CAST(%(west_deg)s AS DOUBLE PRECISION), CAST(%(south_deg)s AS DOUBLE PRECISION), CAST(%(east_deg)s AS DOUBLE PRECISION), CAST(%(north_deg)s AS DOUBLE PRECISION), 4326))), ST_GeomFromText(%(ST_GeomFromText_1)s::VARCHAR, 3857))), %(ST_CollectionExtract_1)s::INTEGER), ST_MakeEnvelope(CAST(%(west)s AS DOUBLE PRECISION), CAST(%(south)s AS DOUBLE PRECISION), CAST(%(east)s AS DOUBLE PRECISION), CAST(%(north)s AS DOUBLE PRECISION), 3857), 4096, 64, true) AS geom
FROM (SELECT ST_ClipByBox2D(ST_MakeValid(ST_Simplify(public_.wilayah.geom_tile, %(tolerance)s, true)), ST_Expand(ST_MakeEnvelope(CAST(%(west)s AS DOUBLE PRECISION), CAST(%(south)s AS DOUBLE PRECISION), CAST(%(east)s AS DOUBLE PRECISION), CAST(%(north)s AS DOUBLE PRECISION), 3857), %(tolerance)s * %(param_6)s)) AS geom
FROM public_.wilayah
WHERE public_.wilayah.geom && ST_MakeEnvelope(CAST(%(west_deg)s AS DOUBLE PRECISION), CAST(%(south_deg)s AS DOUBLE PRECISION), CAST(%(east_deg)s AS DOUBLE PRECISION), CAST(%(north_deg)s AS DOUBLE PRECISION), 4326)) AS whole JOIN (SELECT public_.telaah.ragam AS kind
FROM public_.telaah
WHERE true UNION SELECT public_.risiko.ragam AS kind
FROM public_.risiko
WHERE (public_.risiko.sampai IS NULL OR public_.risiko.sampai >= CAST(timezone(%(timezone_1)s::VARCHAR, now()) AS DATE)) AND (public_.risiko.mulai IS NULL OR public_.risiko.mulai <= CAST(timezone(%(timezone_2)s::VARCHAR, now()) AS DATE))) AS kinds ON true) AS row), ''::bytea) AS data, (SELECT json_object_agg(asked.layer, asked.version) AS json_object_agg_1
FROM (SELECT public_.version.layer AS layer, public_.version.version AS version
FROM public_.version
WHERE public_.version.layer IN (%(layer_1_1)s::VARCHAR, %(layer_1_2)s::VARCHAR, %(layer_1_3)s::VARCHAR) ORDER BY public_.version.layer) AS asked) AS versions
