-- A booking is found by its key however small the table was when PostgreSQL planned this, and however long that plan is
-- kept: what comes after the key is worded so that no partial index can answer it. By the one of times, each booking was
-- looked for among all that were to come.
CREATE OR REPLACE FUNCTION ledger_of_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM pg_advisory_xact_lock(5212363, hashtext(NEW.counselor_id::text));
    INSERT INTO ledger (counselor_id, during, kind, booking_id)
    SELECT b.counselor_id, tstzrange(b.starts_at, least(b.ends_at, b.closed_at)), 'session', b.id
    FROM bookings b
    WHERE b.id = NEW.id AND num_nonnulls(b.canceled_at) = 0 AND (b.closed_at IS NULL OR b.closed_at > b.starts_at);
  ELSE
    PERFORM ledger_keep_booking(NEW.id);
  END IF;
  RETURN NULL;
END $$;
