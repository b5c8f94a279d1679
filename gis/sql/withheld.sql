-- Which of a column of counts must be withheld, so that none from 1 to smallest - 1 can be read or computed.
--
-- keys, groups  one per count: the row's key, and the larger area whose true total may be known from elsewhere
-- figures       the counts
-- smallest      the smallest count that may be shown; 0 is shown too: none counted is nobody's secret
--
-- A small count is withheld. If a group then has fewer than two withheld counts, or together they are less than
-- twice `smallest`, its total minus the shown ones would tell too much: the smallest further counts of the group
-- go with them, and where one count alone is withheld in the whole table, the smallest of any group.
CREATE FUNCTION store.withheld(keys text[], groups text[], figures bigint[], smallest integer) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
DECLARE
    hidden text[];
    one text;
    next_key text;
BEGIN
    hidden := ARRAY(SELECT key FROM unnest(keys, figures) AS cell (key, figure)
                     WHERE figure BETWEEN 1 AND smallest - 1);
    FOR one IN SELECT DISTINCT grp FROM unnest(keys, groups) AS cell (key, grp)
                WHERE key = ANY (hidden) ORDER BY grp LOOP
        WHILE (SELECT count(*) < 2 OR sum(figure) < 2 * smallest
                 FROM unnest(keys, groups, figures) AS cell (key, grp, figure)
                WHERE grp = one AND key = ANY (hidden)) LOOP
            SELECT key INTO next_key FROM unnest(keys, groups, figures) AS cell (key, grp, figure)
             WHERE grp = one AND figure > 0 AND key <> ALL (hidden) ORDER BY figure, key LIMIT 1;
            EXIT WHEN next_key IS NULL;
            hidden := hidden || next_key;
        END LOOP;
    END LOOP;
    IF cardinality(hidden) = 1 THEN
        SELECT key INTO next_key FROM unnest(keys, figures) AS cell (key, figure)
         WHERE figure > 0 AND key <> ALL (hidden) ORDER BY figure, key LIMIT 1;
        hidden := hidden || ARRAY(SELECT next_key WHERE next_key IS NOT NULL);
    END IF;
    RETURN hidden;
END
$$;
