-- Which rows of a table of counts must be withheld, so that no count from 1 to smallest - 1 can be read or computed.
--
-- keys, groups  one per row: the row's key and the larger area whose true total may be known from elsewhere
-- figures       one row of counts per key
-- smallest         the smallest count that may be shown
--
-- A row with a small count is withheld. If that leaves a group's withheld rows fewer than two, or their sum in
-- a small figure below twice `smallest`, the group's total minus its shown rows would tell too much: then the
-- smallest further rows of the group go with them, and where a group has no more, the smallest of all.
CREATE FUNCTION store.withheld(keys text[], groups text[], figures bigint[], smallest integer) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
DECLARE
    hidden boolean[] := array_fill(false, ARRAY[coalesce(cardinality(keys), 0)]);
    one text;
    next_row integer;
BEGIN
    IF coalesce(cardinality(keys), 0) = 0 THEN
        RETURN ARRAY[]::text[];
    END IF;
    FOR i IN 1 .. cardinality(keys) LOOP
        hidden[i] := EXISTS (
            SELECT FROM generate_subscripts(figures, 2) j WHERE figures[i][j] BETWEEN 1 AND smallest - 1);
    END LOOP;
    FOR one IN SELECT DISTINCT g FROM unnest(groups) g ORDER BY g LOOP
        WHILE store.tells_too_much(groups, figures, hidden, smallest, one) LOOP
            SELECT i INTO next_row FROM generate_subscripts(keys, 1) i
             WHERE NOT hidden[i] AND groups[i] = one AND store.row_sum(figures, i) > 0
             ORDER BY store.row_sum(figures, i), keys[i] LIMIT 1;
            EXIT WHEN next_row IS NULL;
            hidden[next_row] := true;
        END LOOP;
    END LOOP;
    -- One withheld row alone in the whole table is the table's total minus the rest.
    IF (SELECT count(*) FROM unnest(hidden) h WHERE h) = 1 THEN
        SELECT i INTO next_row FROM generate_subscripts(keys, 1) i
         WHERE NOT hidden[i] ORDER BY store.row_sum(figures, i) = 0, store.row_sum(figures, i), keys[i] LIMIT 1;
        IF next_row IS NOT NULL THEN
            hidden[next_row] := true;
        END IF;
    END IF;
    RETURN ARRAY(SELECT keys[i] FROM generate_subscripts(keys, 1) i WHERE hidden[i] ORDER BY 1);
END
$$;

CREATE FUNCTION store.row_sum(figures bigint[], i integer) RETURNS numeric
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT sum(figures[i][j]) FROM generate_subscripts(figures, 2) j
$$;

CREATE FUNCTION store.tells_too_much(
    groups text[], figures bigint[], hidden boolean[], smallest integer, one text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT coalesce(bool_or(small AND (rows < 2 OR total < 2 * smallest)), false)
      FROM (SELECT j,
                   bool_or(figures[i][j] BETWEEN 1 AND smallest - 1) AS small,
                   count(*) AS rows,
                   sum(figures[i][j]) AS total
              FROM generate_subscripts(hidden, 1) i, generate_subscripts(figures, 2) j
             WHERE hidden[i] AND groups[i] = one
             GROUP BY j) AS figure
$$;
