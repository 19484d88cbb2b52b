-- Whether every minute from one instant to another is taken by something.
CREATE FUNCTION ledger_is_full(who uuid, since timestamptz, until timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(range_agg(l.during) @> tstzrange(since, until), false) FROM ledger l
  WHERE l.counselor_id = who AND l.during && tstzrange(since, until)
$$;--> statement-breakpoint
-- Takes what runs a horizon further where the minutes up to `remaining` are not all taken: where nobody else writes just now,
-- the others the next time, so that it never waits. Says for how many.
CREATE OR REPLACE FUNCTION ledger_roll(moment timestamptz, remaining interval) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  running record;
  rolled integer := 0;
BEGIN
  FOR running IN
    SELECT c.id, c.counselor_id FROM calls c
    WHERE c.state IN ('talking', 'wrap_up') AND c.counselor_id IS NOT NULL AND c.answered_at <= moment
      AND NOT ledger_is_full(c.counselor_id, moment, moment + remaining)
    LIMIT 1000 FOR KEY SHARE SKIP LOCKED
  LOOP
    CONTINUE WHEN NOT pg_try_advisory_xact_lock(5212363, hashtext(running.counselor_id::text));
    PERFORM ledger_keep_call(running.id, moment + ledger_horizon());
    rolled := rolled + 1;
  END LOOP;
  FOR running IN
    SELECT d.id, d.counselor_id FROM duties d
    WHERE d.ended_at IS NULL AND d.state = 'break' AND d.idle_since <= moment
      AND NOT ledger_is_full(d.counselor_id, moment, moment + remaining)
    LIMIT 1000 FOR KEY SHARE SKIP LOCKED
  LOOP
    CONTINUE WHEN NOT pg_try_advisory_xact_lock(5212363, hashtext(running.counselor_id::text));
    PERFORM ledger_keep_duty(running.id, moment + ledger_horizon());
    rolled := rolled + 1;
  END LOOP;
  RETURN rolled;
END $$;--> statement-breakpoint
-- Locks the first of the candidates who is free from one instant until another, and looks once more, now that the row
-- is locked: each statement in here sees what was committed before it began. Whom somebody else is booking right now
-- is passed over while there are others; only where there are none is the first of them waited for, holding nobody.
CREATE OR REPLACE FUNCTION "claim_counselor"(candidates uuid[], starts timestamptz, ends timestamptz, except_booking uuid)
RETURNS TABLE (id uuid, partner_id uuid, free boolean) LANGUAGE plpgsql AS $$
DECLARE
  candidate uuid;
  chosen uuid;
  being_booked uuid;
BEGIN
  FOREACH candidate IN ARRAY candidates LOOP
    CONTINUE WHEN EXISTS (
      SELECT FROM ledger l WHERE l.counselor_id = candidate AND l.during && tstzrange(starts, ends)
        AND (except_booking IS NULL OR l.booking_id IS DISTINCT FROM except_booking));
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
        SELECT FROM ledger l WHERE l.counselor_id = chosen AND l.during && tstzrange(starts, ends)
          AND (except_booking IS NULL OR l.booking_id IS DISTINCT FROM except_booking))
      AND coalesce((
        SELECT range_agg(tstzrange(s.starts_at, s.ends_at)) @> tstzrange(starts, ends) FROM shifts s
        WHERE s.counselor_id = chosen AND s.canceled_at IS NULL
          AND tstzrange(s.starts_at, s.ends_at) && tstzrange(starts, ends)), false)
    FROM people p WHERE p.id = chosen;
END $$;
