-- umur_th >= 2 AND NOT langka OR nama IS NULL
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE public_.pohon.umur_th >= %(param_1)s::BIGINT AND NOT public_.pohon.langka OR public_.pohon.nama IS NULL

-- nama LIKE 'Ja%' OR CASEI(ACCENTI(nama)) = CASEI(ACCENTI('JÁTI'))
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE public_.pohon.nama LIKE %(param_1)s::VARCHAR OR lower(upper(replace(replace(translate(normalize(regexp_replace(normalize(public_.pohon.nama, NFD), %(regexp_replace_1)s::VARCHAR, %(regexp_replace_2)s::VARCHAR, %(regexp_replace_3)s::VARCHAR), NFC), %(translate_1)s::VARCHAR, %(translate_2)s::VARCHAR), %(replace_1)s::VARCHAR, %(replace_2)s::VARCHAR), %(replace_3)s::VARCHAR, %(replace_4)s::VARCHAR))) = lower(upper(replace(replace(translate(normalize(regexp_replace(normalize(%(param_2)s::VARCHAR, NFD), %(regexp_replace_4)s::VARCHAR, %(regexp_replace_5)s::VARCHAR, %(regexp_replace_6)s::VARCHAR), NFC), %(translate_3)s::VARCHAR, %(translate_4)s::VARCHAR), %(replace_5)s::VARCHAR, %(replace_6)s::VARCHAR), %(replace_7)s::VARCHAR, %(replace_8)s::VARCHAR)))

-- jenis IN ('jati', 'api') AND umur_th IN (1, 2.5, umur_th)
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE public_.pohon.jenis = ANY (%(param_1)s::TEXT[]) AND public_.pohon.umur_th IN (%(param_2)s::BIGINT, %(param_3)s, public_.pohon.umur_th)

-- tinggi_m BETWEEN 1 AND 2.5 * umur_th
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE public_.pohon.tinggi_m BETWEEN %(param_1)s::BIGINT AND %(param_2)s * public_.pohon.umur_th

-- umur_th div 2 = 1 AND umur_th % 2 = 0 AND tinggi_m / umur_th > 0.5
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE (public_.pohon.umur_th / nullif(%(param_1)s::BIGINT, 0)) = %(param_2)s::BIGINT AND (public_.pohon.umur_th %% nullif(%(param_3)s::BIGINT, 0)) = %(param_4)s::BIGINT AND (CAST(public_.pohon.tinggi_m AS DOUBLE PRECISION) / nullif(CAST(public_.pohon.umur_th AS DOUBLE PRECISION), 0)) > %(param_5)s

-- tinggi_m ^ 2 > 4 AND tinggi_m % 2 = 1
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE (SELECT CASE WHEN (anon_2.one = %(one_1)s::INTEGER AND anon_2.two < %(two_1)s::INTEGER OR anon_2.one < %(one_2)s::INTEGER AND anon_2.two != trunc(anon_2.two)) THEN NULL ELSE power(anon_2.one, anon_2.two) END AS anon_1 
FROM LATERAL (SELECT CAST(public_.pohon.tinggi_m AS DOUBLE PRECISION) AS one, CAST(%(param_1)s::BIGINT AS DOUBLE PRECISION) AS two
 LIMIT ALL OFFSET 0) AS anon_2) > %(param_2)s::BIGINT AND (SELECT anon_4.one - anon_4.two * trunc(anon_4.one / CAST(nullif(anon_4.two, 0) AS DOUBLE PRECISION)) AS anon_3 
FROM LATERAL (SELECT CAST(public_.pohon.tinggi_m AS DOUBLE PRECISION) AS one, CAST(%(param_3)s::BIGINT AS DOUBLE PRECISION) AS two
 LIMIT ALL OFFSET 0) AS anon_4) = %(param_4)s::BIGINT

-- dilihat = DATE('2026-03-02') OR dilihat > DATE('2026-03-02')
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE public_.pohon.dilihat >= %(param_1)s::TIMESTAMP WITH TIME ZONE AND public_.pohon.dilihat < %(param_2)s::TIMESTAMP WITH TIME ZONE OR public_.pohon.dilihat >= %(param_3)s::TIMESTAMP WITH TIME ZONE

-- ditanam < TIMESTAMP('2026-03-02T00:00:00Z') OR ditanam = dilihat
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE CAST(timezone(%(timezone_1)s::VARCHAR, %(param_1)s::TIMESTAMP WITH TIME ZONE) AS DATE) > public_.pohon.ditanam OR CAST(timezone(%(timezone_2)s::VARCHAR, public_.pohon.dilihat) AS DATE) = public_.pohon.ditanam

-- T_DURING(INTERVAL(ditanam, dilihat), INTERVAL('2026-01-01', '..'))
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE public_.pohon.ditanam > %(param_1)s::DATE AND CASE WHEN (public_.pohon.dilihat IS NULL) THEN NULL ELSE true END

-- A_CONTAINS(hama, ('api', 'air')) AND A_EQUALS(hama, (nama, 'api'))
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE (public_.pohon.hama @> %(param_1)s::TEXT[]) AND (public_.pohon.hama @> CAST(ARRAY[public_.pohon.nama, %(param_2)s::VARCHAR] AS TEXT[])) AND (public_.pohon.hama <@ CAST(ARRAY[public_.pohon.nama, %(param_2)s::VARCHAR] AS TEXT[]))

-- S_INTERSECTS(geometry, POINT(110 -7)) AND NOT S_WITHIN(geometry, BBOX(110, -7, 111, -6))
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE ST_Intersects(public_.pohon.geom, geometry(%(param_1)s)) AND NOT ST_Within(public_.pohon.geom, geometry(%(param_2)s))

-- distance_m(geometry, POINT(110.5 -6.5)) <= 5000
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE (public_.pohon.geom && ST_MakeEnvelope(%(param_1)s, %(param_2)s, %(param_3)s, %(param_4)s, 4326)) AND ST_Distance(ST_Transform(public_.pohon.geom, 32749), ST_Transform(geometry(%(param_5)s), 32749)) <= %(param_6)s::BIGINT

-- year(ditanam) = 2020 AND month(dilihat) = 3 AND length(nama) > 2 AND area_m2(geometry) = 0
SELECT public_.pohon.id 
FROM public_.pohon 
WHERE CAST(EXTRACT(year FROM public_.pohon.ditanam) AS BIGINT) = %(param_1)s::BIGINT AND CAST(EXTRACT(month FROM timezone(%(timezone_1)s::VARCHAR, public_.pohon.dilihat)) AS BIGINT) = %(param_2)s::BIGINT AND char_length(public_.pohon.nama) > %(param_3)s::BIGINT AND ST_Area(ST_Transform(public_.pohon.geom, 32749)) = %(param_4)s::BIGINT
