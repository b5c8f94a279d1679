SELECT coalesce((SELECT ST_AsMVT("row".*, %(param_1)s::VARCHAR, 4096, %(param_2)s::VARCHAR) AS "ST_AsMVT_1"
FROM (SELECT public_.risiko.id AS id, public_.risiko.tingkat AS tingkat, public_.risiko.ragam AS ragam, public_.risiko.contoh AS contoh, ST_AsMVTGeom(ST_Simplify(public_.risiko.geom_tile, %(tolerance)s, true), ST_MakeEnvelope(CAST(%(west)s AS DOUBLE PRECISION), CAST(%(south)s AS DOUBLE PRECISION), CAST(%(east)s AS DOUBLE PRECISION), CAST(%(north)s AS DOUBLE PRECISION), 3857), 4096, 64, true) AS geom
FROM public_.risiko
WHERE (public_.risiko.geom && ST_MakeEnvelope(CAST(%(west_deg)s AS DOUBLE PRECISION), CAST(%(south_deg)s AS DOUBLE PRECISION), CAST(%(east_deg)s AS DOUBLE PRECISION), CAST(%(north_deg)s AS DOUBLE PRECISION), 4326)) AND (public_.risiko.sampai IS NULL OR public_.risiko.sampai >= CAST(timezone(%(timezone_1)s::VARCHAR, now()) AS DATE)) AND (public_.risiko.mulai IS NULL OR public_.risiko.mulai <= CAST(timezone(%(timezone_2)s::VARCHAR, now()) AS DATE)) ORDER BY public_.risiko.id) AS row
WHERE row.geom IS NOT NULL), ''::bytea) || coalesce((SELECT ST_AsMVT("row".*, %(param_3)s::VARCHAR, 4096, %(param_4)s::VARCHAR) AS "ST_AsMVT_2"
FROM (SELECT public_.jumlah_griya.kode AS kode, public_.jumlah_griya.nama AS nama, public_.jumlah_griya.jumlah AS jumlah, public_.jumlah_griya.contoh AS contoh, public_.jumlah_griya.ditahan AS ditahan, ST_AsMVTGeom(public_.jumlah_griya.geom_tile, ST_MakeEnvelope(CAST(%(west)s AS DOUBLE PRECISION), CAST(%(south)s AS DOUBLE PRECISION), CAST(%(east)s AS DOUBLE PRECISION), CAST(%(north)s AS DOUBLE PRECISION), 3857), 4096, 64, true) AS geom
FROM public_.jumlah_griya
WHERE (public_.jumlah_griya.geom && ST_MakeEnvelope(CAST(%(west_deg)s AS DOUBLE PRECISION), CAST(%(south_deg)s AS DOUBLE PRECISION), CAST(%(east_deg)s AS DOUBLE PRECISION), CAST(%(north_deg)s AS DOUBLE PRECISION), 4326)) AND true ORDER BY public_.jumlah_griya.kode) AS row
WHERE row.geom IS NOT NULL), ''::bytea) AS data, (SELECT json_object_agg(asked.layer, asked.version) AS json_object_agg_1
FROM (SELECT public_.version.layer AS layer, public_.version.version AS version
FROM public_.version
WHERE public_.version.layer IN (%(layer_1_1)s::VARCHAR, %(layer_1_2)s::VARCHAR) ORDER BY public_.version.layer) AS asked) AS versions
