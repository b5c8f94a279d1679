-- One published table: the merge that keeps it, and the version it moves for its one audience.
CREATE FUNCTION published.{merge}(touched_keys text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF touched_keys IS NULL THEN
        WITH wanted AS MATERIALIZED ({all_rows}),
        gone AS (
            DELETE FROM published.{table} p WHERE NOT EXISTS (SELECT FROM wanted w WHERE w.{key} = p.{key}))
        INSERT INTO published.{table} AS p ({columns}) SELECT {columns} FROM wanted
        ON CONFLICT ({key}) DO UPDATE SET {assignments}
        WHERE ({present}) IS DISTINCT FROM ({excluded});
    ELSE
        WITH wanted AS MATERIALIZED ({some_rows}),
        gone AS (
            DELETE FROM published.{table} p
             WHERE p.{key} = ANY (touched_keys) AND NOT EXISTS (SELECT FROM wanted w WHERE w.{key} = p.{key}))
        INSERT INTO published.{table} AS p ({columns}) SELECT {columns} FROM wanted
        ON CONFLICT ({key}) DO UPDATE SET {assignments}
        WHERE ({present}) IS DISTINCT FROM ({excluded});
    END IF;
END
$$;

CREATE FUNCTION published.{moved}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT FROM changed) THEN
        INSERT INTO store.moved (layer, audience) VALUES ({layer}, {audience});
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER inserted AFTER INSERT ON published.{table}
    REFERENCING NEW TABLE AS changed EXECUTE FUNCTION published.{moved}();
CREATE TRIGGER updated AFTER UPDATE ON published.{table}
    REFERENCING NEW TABLE AS changed EXECUTE FUNCTION published.{moved}();
CREATE TRIGGER deleted AFTER DELETE ON published.{table}
    REFERENCING OLD TABLE AS changed EXECUTE FUNCTION published.{moved}();
