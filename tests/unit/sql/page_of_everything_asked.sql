SELECT public_.pohon.id AS feature_key, public_.pohon.nama, ST_AsGeoJSON(public_.pohon.geom, %(ST_AsGeoJSON_1)s::INTEGER, %(ST_AsGeoJSON_2)s::INTEGER) AS geom
FROM public_.pohon
WHERE public_.pohon.jenis = %(param_1)s::VARCHAR AND (public_.pohon.hama @> CAST(%(param_2)s::TEXT[] AS TEXT[])) AND (ST_Intersects(public_.pohon.geom, ST_Envelope(ST_MakeEnvelope(CAST(%(param_3)s AS DOUBLE PRECISION), CAST(%(param_4)s AS DOUBLE PRECISION), CAST(%(param_5)s AS DOUBLE PRECISION), CAST(%(param_6)s AS DOUBLE PRECISION), 4326))) OR public_.pohon.geom IS NULL) AND public_.pohon.dilihat <= %(param_7)s::TIMESTAMP WITH TIME ZONE AND public_.pohon.dilihat >= %(param_8)s::TIMESTAMP WITH TIME ZONE AND public_.pohon.id > %(after_0)s::VARCHAR ORDER BY public_.pohon.id
 LIMIT %(param_9)s::INTEGER
