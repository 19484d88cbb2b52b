DROP INDEX "ledger_by_booking";--> statement-breakpoint
DROP INDEX "ledger_by_call";--> statement-breakpoint
DROP INDEX "ledger_by_duty";--> statement-breakpoint
CREATE INDEX "ledger_by_counselor" ON "ledger" USING btree ("counselor_id",lower("during"));--> statement-breakpoint
CREATE INDEX "ledger_by_booking" ON "ledger" USING btree ("booking_id") WHERE "ledger"."booking_id" is not null;--> statement-breakpoint
CREATE INDEX "ledger_by_call" ON "ledger" USING btree ("call_id") WHERE "ledger"."call_id" is not null;--> statement-breakpoint
CREATE INDEX "ledger_by_duty" ON "ledger" USING btree ("duty_id") WHERE "ledger"."duty_id" is not null;--> statement-breakpoint
-- As before, in fewer and cheaper looks. Stretches of one counselor never overlap, so what reaches into a time is the last
-- one that begins before its end. A candidate is looked at and locked in one statement; why not, is asked afterwards.
CREATE OR REPLACE FUNCTION "claim_counselor"(candidates uuid[], starts timestamptz, ends timestamptz, except_booking uuid)
RETURNS TABLE (id uuid, partner_id uuid, free boolean) LANGUAGE plpgsql AS $$
DECLARE
  candidate uuid;
  chosen uuid;
  being_booked uuid;
BEGIN
  FOREACH candidate IN ARRAY candidates LOOP
    PERFORM FROM people p
    WHERE p.id = candidate AND p.retired_at IS NULL
      AND coalesce((
        SELECT upper(l.during) <= starts FROM ledger l
        WHERE l.counselor_id = candidate AND lower(l.during) < ends
          AND (except_booking IS NULL OR l.booking_id IS DISTINCT FROM except_booking)
        ORDER BY lower(l.during) DESC LIMIT 1), true)
    FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      chosen := candidate;
      EXIT;
    END IF;
    CONTINUE WHEN being_booked IS NOT NULL OR EXISTS (
      SELECT FROM ledger l WHERE l.counselor_id = candidate AND l.during && tstzrange(starts, ends)
        AND (except_booking IS NULL OR l.booking_id IS DISTINCT FROM except_booking));
    being_booked := candidate;
  END LOOP;
  IF chosen IS NULL THEN
    PERFORM FROM people p WHERE p.id = being_booked AND p.retired_at IS NULL FOR NO KEY UPDATE;
    chosen := being_booked;
  END IF;
  RETURN QUERY
    SELECT p.id, p.partner_id, p.retired_at IS NULL
      AND coalesce((
        SELECT upper(l.during) <= starts FROM ledger l
        WHERE l.counselor_id = chosen AND lower(l.during) < ends
          AND (except_booking IS NULL OR l.booking_id IS DISTINCT FROM except_booking)
        ORDER BY lower(l.during) DESC LIMIT 1), true)
      AND coalesce((
        SELECT range_agg(tstzrange(s.starts_at, s.ends_at)) @> tstzrange(starts, ends) FROM shifts s
        WHERE s.counselor_id = chosen AND s.canceled_at IS NULL
          AND tstzrange(s.starts_at, s.ends_at) && tstzrange(starts, ends)), false)
    FROM people p WHERE p.id = chosen;
END $$;--> statement-breakpoint
-- Lock and horizon stand here in full, for each function that is called costs its own few microseconds.
CREATE OR REPLACE FUNCTION ledger_of_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM pg_advisory_xact_lock(5212363, hashtext(NEW.counselor_id::text));
    INSERT INTO ledger (counselor_id, during, kind, booking_id)
    SELECT b.counselor_id, tstzrange(b.starts_at, least(b.ends_at, b.closed_at)), 'session', b.id
    FROM bookings b
    WHERE b.id = NEW.id AND b.canceled_at IS NULL AND (b.closed_at IS NULL OR b.closed_at > b.starts_at);
  ELSE
    PERFORM ledger_keep_booking(NEW.id);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
-- A new offer mostly has nothing near it: one look and one row. One that was accepted leaves its row to the call that it
-- became, whose own trigger turns it into that of a call.
CREATE OR REPLACE FUNCTION ledger_of_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM pg_advisory_xact_lock(5212363, hashtext(NEW.counselor_id::text));
    INSERT INTO ledger (counselor_id, during, kind, call_id)
    SELECT o.counselor_id, tstzrange(o.offered_at, o.offered_at + interval '10 minutes'), 'offer', o.call_id
    FROM offers o
    WHERE o.id = NEW.id AND o.counselor_id = NEW.counselor_id AND o.state = 'pending'
      AND coalesce((
        SELECT upper(l.during) <= o.offered_at FROM ledger l
        WHERE l.counselor_id = NEW.counselor_id AND lower(l.during) < o.offered_at + interval '10 minutes'
        ORDER BY lower(l.during) DESC LIMIT 1), true);
    IF NOT FOUND THEN PERFORM ledger_keep_offer(NEW.id); END IF;
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = 'accepted' AND EXISTS (
    SELECT FROM calls c WHERE c.id = OLD.call_id AND c.counselor_id = OLD.counselor_id AND c.state = 'talking')
  THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(5212363, hashtext(OLD.counselor_id::text));
  DELETE FROM ledger WHERE call_id = OLD.call_id AND kind = 'offer';
  IF TG_OP = 'UPDATE' AND NEW.state = 'pending' THEN PERFORM ledger_keep_offer(NEW.id); END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
-- An answered call takes over the row of its offer where that is the only one of the call and nothing else is near;
-- otherwise it takes what is free. One that is closed takes nothing. Whoever goes on duty while their call is being closed
-- began in that call, by a row that the closing statement could not see yet. At COMMIT it can: they are free. Before the
-- ledger's lock, which is the last of a transaction.
CREATE OR REPLACE FUNCTION ledger_of_calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state = 'closed' THEN
    UPDATE duties SET state = 'free', idle_since = greatest(idle_since, NEW.closed_at)
    WHERE counselor_id = NEW.counselor_id AND ended_at IS NULL AND state IN ('talking', 'wrap_up')
      AND NOT EXISTS (SELECT FROM calls c WHERE c.counselor_id = NEW.counselor_id AND c.state IN ('talking', 'wrap_up'));
    PERFORM pg_advisory_xact_lock(5212363, hashtext(NEW.counselor_id::text));
    DELETE FROM ledger WHERE call_id = NEW.id;
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = 'talking' AND OLD.state NOT IN ('talking', 'wrap_up') THEN
    PERFORM pg_advisory_xact_lock(5212363, hashtext(NEW.counselor_id::text));
    UPDATE ledger l SET kind = CASE c.channel WHEN 'callback' THEN 'callback' ELSE 'call' END,
      during = tstzrange(c.answered_at, c.answered_at + interval '10 minutes')
    FROM calls c
    WHERE c.id = NEW.id AND c.state = 'talking' AND c.counselor_id = NEW.counselor_id AND c.answered_at IS NOT NULL
      AND l.call_id = NEW.id AND l.kind = 'offer' AND l.counselor_id = NEW.counselor_id
      AND NOT EXISTS (SELECT FROM ledger o WHERE o.call_id = NEW.id AND o.ctid <> l.ctid)
      AND coalesce((
        SELECT upper(n.during) <= c.answered_at FROM ledger n
        WHERE n.counselor_id = NEW.counselor_id AND lower(n.during) < c.answered_at + interval '10 minutes'
          AND n.call_id IS DISTINCT FROM NEW.id
        ORDER BY lower(n.during) DESC LIMIT 1), true);
    IF FOUND THEN RETURN NULL; END IF;
  END IF;
  PERFORM ledger_keep_call(NEW.id);
  RETURN NULL;
END $$;
