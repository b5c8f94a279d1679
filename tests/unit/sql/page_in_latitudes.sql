SELECT public_.pohon.id AS feature_key, public_.pohon.id, public_.pohon.nama, public_.pohon.jenis, public_.pohon.tinggi_m, public_.pohon.umur_th, public_.pohon.langka, public_.pohon.ditanam, public_.pohon.dilihat, public_.pohon.hama, public_.pohon.sumber, public_.pohon.tanggal_data, public_.pohon.contoh, ST_AsGeoJSON(ST_FlipCoordinates(public_.pohon.geom), %(ST_AsGeoJSON_1)s::INTEGER, %(ST_AsGeoJSON_2)s::INTEGER) AS geom
FROM public_.pohon ORDER BY public_.pohon.id
 LIMIT %(param_1)s::INTEGER
