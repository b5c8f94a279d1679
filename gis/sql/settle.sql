-- Runs once, at the end of a transaction that touched what published tables are made from.
--
-- Waiting until the end keeps a long load from blocking other writers; the lock is held only from here to the
-- commit. Each statement after it sees what others have committed meanwhile, so two loads that end together
-- both count. Whoever settles first settles for the whole transaction; the later lines find nothing to do.
CREATE FUNCTION store.settle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    touched_layers text[];
    touched record;
BEGIN
    IF NOT EXISTS (SELECT FROM store.touched WHERE id = NEW.id) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('peta jepara: settle', 0));
    touched_layers := ARRAY(SELECT DISTINCT layer FROM store.touched);
    FOR touched IN
        SELECT t.layer, array_agg(DISTINCT k) FILTER (WHERE k IS NOT NULL) AS keys
          FROM store.touched t LEFT JOIN LATERAL unnest(t.keys) k ON true GROUP BY t.layer
    LOOP
        {merge_touched}
    END LOOP;
    {merge_sources}
    DELETE FROM store.touched;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER settle AFTER INSERT ON store.touched
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION store.settle();
