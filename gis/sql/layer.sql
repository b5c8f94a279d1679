-- The triggers of one layer's table: history, versions per audience, and what published tables must look at again.
CREATE FUNCTION store.{inserted}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM arrived) THEN
        RETURN NULL;
    END IF;
    {move_all}
    {touch_arrived}
    RETURN NULL;
END
$$;

CREATE FUNCTION store.{updated}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM arrived) THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT FROM arrived FULL JOIN gone USING ({key}) WHERE arrived.batch IS NULL OR gone.batch IS NULL) THEN
        RAISE EXCEPTION 'a row keeps its key: delete it and insert another';
    END IF;
    INSERT INTO history.{table} ({columns}, batch, changed_at, ended_by, deleted)
    SELECT {columns}, batch, changed_at, current_setting('gis.batch')::bigint, false FROM gone;
    {move_changed}
    {touch_arrived}
    RETURN NULL;
END
$$;

CREATE FUNCTION store.{deleted}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM gone) THEN
        RETURN NULL;
    END IF;
    INSERT INTO history.{table} ({columns}, batch, changed_at, ended_by, deleted)
    SELECT {columns}, batch, changed_at, current_setting('gis.batch')::bigint, true FROM gone;
    {move_all}
    {touch_gone}
    RETURN NULL;
END
$$;

CREATE TRIGGER stamp BEFORE UPDATE ON store.{table} FOR EACH ROW EXECUTE FUNCTION store.stamp();
CREATE TRIGGER keep_rows BEFORE TRUNCATE ON store.{table} EXECUTE FUNCTION store.keep_rows();
CREATE TRIGGER inserted AFTER INSERT ON store.{table}
    REFERENCING NEW TABLE AS arrived EXECUTE FUNCTION store.{inserted}();
CREATE TRIGGER updated AFTER UPDATE ON store.{table}
    REFERENCING OLD TABLE AS gone NEW TABLE AS arrived EXECUTE FUNCTION store.{updated}();
CREATE TRIGGER deleted AFTER DELETE ON store.{table}
    REFERENCING OLD TABLE AS gone EXECUTE FUNCTION store.{deleted}();
