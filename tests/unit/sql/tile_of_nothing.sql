SELECT ''::bytea AS data, (SELECT json_object_agg(asked.layer, asked.version) AS json_object_agg_1
FROM (SELECT public_.version.layer AS layer, public_.version.version AS version
FROM public_.version
WHERE public_.version.layer IN (%(layer_1_1)s::VARCHAR) ORDER BY public_.version.layer) AS asked) AS versions
