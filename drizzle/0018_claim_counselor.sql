CREATE INDEX "shifts_by_stretch" ON "shifts" USING gist (tstzrange("starts_at", "ends_at")) WHERE "shifts"."canceled_at" is null;--> statement-breakpoint
-- Locks the first of the candidates who is free from one instant until another, and looks once more, now that the row
-- is locked: each statement in here sees what was committed before it began. Whom somebody else is booking right now
-- is passed over while there are others; only where there are none is the first of them waited for, holding nobody.
CREATE FUNCTION "claim_counselor"(candidates uuid[], starts timestamptz, ends timestamptz, except_booking uuid)
RETURNS TABLE (id uuid, partner_id uuid, free boolean) LANGUAGE plpgsql AS $$
DECLARE
  candidate uuid;
  chosen uuid;
  being_booked uuid;
BEGIN
  FOREACH candidate IN ARRAY candidates LOOP
    CONTINUE WHEN EXISTS (
      SELECT FROM bookings b WHERE b.counselor_id = candidate AND b.canceled_at IS NULL
        AND b.starts_at < ends AND b.ends_at > starts AND b.starts_at > starts - interval '1 day'
        AND b.id IS DISTINCT FROM except_booking);
    PERFORM FROM people p WHERE p.id = candidate AND p.retired_at IS NULL FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      chosen := candidate;
      EXIT;
    END IF;
    being_booked := coalesce(being_booked, candidate);
  END LOOP;
  IF chosen IS NULL THEN
    PERFORM FROM people p WHERE p.id = being_booked AND p.retired_at IS NULL FOR NO KEY UPDATE;
    chosen := being_booked;
  END IF;
  RETURN QUERY
    SELECT p.id, p.partner_id, p.retired_at IS NULL
      AND NOT EXISTS (
        SELECT FROM bookings b WHERE b.counselor_id = chosen AND b.canceled_at IS NULL
          AND b.starts_at < ends AND b.ends_at > starts AND b.starts_at > starts - interval '1 day'
          AND b.id IS DISTINCT FROM except_booking)
      AND coalesce((
        SELECT range_agg(tstzrange(s.starts_at, s.ends_at)) @> tstzrange(starts, ends) FROM shifts s
        WHERE s.counselor_id = chosen AND s.canceled_at IS NULL
          AND tstzrange(s.starts_at, s.ends_at) && tstzrange(starts, ends)), false)
    FROM people p WHERE p.id = chosen;
END $$;
