-- Every change is stamped with the batch and the time it belongs to, and a row keeps its key.
CREATE FUNCTION store.stamp() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF current_setting('gis.restoring', true) IS DISTINCT FROM 'on' THEN
        NEW.batch := current_setting('gis.batch')::bigint;
        NEW.changed_at := now();
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION store.keep_rows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'rows are deleted one by one, so that each is kept in history';
END
$$;

-- Folds the lines that count an audience's changes into one per layer, so that summing them stays quick.
-- Nothing is folded while there are no more than `lines`. A reader sees the lines or their sum, never both.
CREATE FUNCTION store.fold_moved(lines bigint DEFAULT 0) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH taken AS (
        DELETE FROM store.moved
         WHERE id IN (SELECT id FROM store.moved FOR UPDATE SKIP LOCKED)
           AND (SELECT count(*) FROM store.moved) > lines
        RETURNING layer, audience, steps, at)
    INSERT INTO store.moved (layer, audience, steps, at)
    SELECT layer, audience, sum(steps), max(at) FROM taken GROUP BY layer, audience
$$;
