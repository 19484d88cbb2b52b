CREATE TABLE "ledger" (
	"counselor_id" uuid NOT NULL,
	"during" "tstzrange" NOT NULL,
	"kind" text NOT NULL,
	"booking_id" uuid,
	"call_id" uuid,
	"duty_id" uuid,
	CONSTRAINT "ledger_kind_is_of_its_subject" CHECK (num_nonnulls("ledger"."booking_id", "ledger"."call_id", "ledger"."duty_id") = 1 and (
        case when "ledger"."kind" = 'session' then "ledger"."booking_id"
          when "ledger"."kind" in ('offer', 'call', 'callback', 'wrap_up') then "ledger"."call_id"
          when "ledger"."kind" in ('break', 'rest') then "ledger"."duty_id" end) is not null),
	CONSTRAINT "ledger_takes_some_time" CHECK (not isempty("ledger"."during"))
);
--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_duty_id_duties_id_fk" FOREIGN KEY ("duty_id") REFERENCES "public"."duties"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_by_booking" ON "ledger" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "ledger_by_call" ON "ledger" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "ledger_by_duty" ON "ledger" USING btree ("duty_id");--> statement-breakpoint
CREATE INDEX "ledger_by_time" ON "ledger" USING btree (lower("during"),upper("during"));--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_one_thing_per_counselor_and_minute"
  EXCLUDE USING gist ("counselor_id" WITH =, "during" WITH &&);--> statement-breakpoint
-- The ledger keeps bookings apart now, and apart from everything else.
ALTER TABLE "bookings" DROP CONSTRAINT "bookings_one_per_counselor_and_time";--> statement-breakpoint
CREATE FUNCTION ledger_horizon() RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT interval '10 minutes' $$;--> statement-breakpoint
-- Who writes somebody's rows waits for whoever does; always the last lock of a transaction, so nobody waits in a circle.
CREATE FUNCTION ledger_lock(who uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(5212363, hashtext(who::text))
$$;--> statement-breakpoint
-- Takes what is still free between two instants, and never fails: what runs does not eat what was promised.
CREATE FUNCTION ledger_take(who uuid, what text, since timestamptz, until timestamptz, of_call uuid, of_duty uuid)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF since < until THEN
    INSERT INTO ledger (counselor_id, during, kind, call_id, duty_id)
    SELECT who, free, what, of_call, of_duty
    FROM unnest(tstzmultirange(tstzrange(since, until)) - coalesce(
      (SELECT range_agg(l.during) FROM ledger l
       WHERE l.counselor_id = who AND l.during && tstzrange(since, until)), '{}')) free;
  END IF;
END $$;--> statement-breakpoint
-- A session takes its time until it is canceled, or closed: what is left of it then is free at once.
CREATE FUNCTION ledger_keep_booking(which uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  b bookings;
  taken tstzrange;
BEGIN
  SELECT * INTO b FROM bookings WHERE id = which;
  IF b.canceled_at IS NULL AND (b.closed_at IS NULL OR b.closed_at > b.starts_at) THEN
    taken := tstzrange(b.starts_at, least(b.ends_at, b.closed_at));
  END IF;
  IF taken IS NULL THEN
    DELETE FROM ledger WHERE booking_id = which;
    RETURN;
  END IF;
  PERFORM ledger_lock(b.counselor_id);
  UPDATE ledger SET counselor_id = b.counselor_id, during = taken WHERE booking_id = which;
  IF NOT FOUND THEN
    INSERT INTO ledger (counselor_id, during, kind, booking_id) VALUES (b.counselor_id, taken, 'session', which);
  END IF;
END $$;--> statement-breakpoint
-- An offer is for now: where something else takes this minute, it is refused. It holds the next minutes, up to what was
-- promised before. A session that is closed already no longer stands in its way, even by a clock that is a little ahead.
CREATE FUNCTION ledger_keep_offer(which uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  o offers;
  since timestamptz;
  until timestamptz;
BEGIN
  SELECT * INTO o FROM offers WHERE id = which AND state = 'pending';
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM ledger_lock(o.counselor_id);
  SELECT upper(l.during) INTO since FROM ledger l JOIN bookings b ON b.id = l.booking_id
  WHERE l.counselor_id = o.counselor_id AND l.during @> o.offered_at AND b.closed_at IS NOT NULL;
  since := coalesce(since, o.offered_at);
  SELECT min(lower(l.during)) INTO until FROM ledger l
  WHERE l.counselor_id = o.counselor_id AND l.during && tstzrange(since, since + ledger_horizon())
    AND lower(l.during) > since;
  INSERT INTO ledger (counselor_id, during, kind, call_id)
  VALUES (o.counselor_id, tstzrange(since, coalesce(until, since + ledger_horizon())), 'offer', o.call_id);
END $$;--> statement-breakpoint
-- A call takes its counselor's time from its answer on, a horizon ahead; then its wrap-up does. Once closed, neither.
CREATE FUNCTION ledger_keep_call(which uuid, ahead timestamptz DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c calls;
BEGIN
  SELECT * INTO c FROM calls WHERE id = which;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM ledger_lock(c.counselor_id);
  DELETE FROM ledger WHERE call_id = which;
  IF c.counselor_id IS NULL THEN RETURN; END IF;
  IF c.state = 'talking' THEN
    PERFORM ledger_take(c.counselor_id, CASE c.channel WHEN 'callback' THEN 'callback' ELSE 'call' END,
      c.answered_at, greatest(ahead, c.answered_at + ledger_horizon()), which, NULL);
  ELSIF c.state = 'wrap_up' THEN
    PERFORM ledger_take(c.counselor_id, CASE c.channel WHEN 'callback' THEN 'callback' ELSE 'call' END,
      c.answered_at, c.ended_at, which, NULL);
    PERFORM ledger_take(c.counselor_id, 'wrap_up',
      c.ended_at, greatest(ahead, c.ended_at + ledger_horizon()), which, NULL);
  END IF;
END $$;--> statement-breakpoint
-- A break takes a horizon ahead, rest the time until its end. What is over is nobody's business, and leaves no row.
CREATE FUNCTION ledger_keep_duty(which uuid, ahead timestamptz DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  d duties;
  closed timestamptz;
BEGIN
  SELECT * INTO d FROM duties WHERE id = which;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM ledger_lock(d.counselor_id);
  DELETE FROM ledger WHERE duty_id = which;
  IF d.ended_at IS NOT NULL THEN RETURN; END IF;
  IF d.state = 'break' THEN
    PERFORM ledger_take(d.counselor_id, 'break',
      d.idle_since, greatest(ahead, d.idle_since + ledger_horizon()), NULL, which);
  END IF;
  IF d.rest_until IS NOT NULL THEN
    -- Rest follows what made it necessary, which may have been closed on a break.
    SELECT max(b.closed_at) INTO closed FROM bookings b
    WHERE b.counselor_id = d.counselor_id AND b.closed_at < d.rest_until;
    PERFORM ledger_take(d.counselor_id, 'rest', greatest(d.idle_since, closed), d.rest_until, NULL, which);
  END IF;
END $$;--> statement-breakpoint
CREATE FUNCTION ledger_of_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger_keep_booking(NEW.id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION ledger_of_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM ledger_lock(OLD.counselor_id);
    DELETE FROM ledger WHERE call_id = OLD.call_id AND kind = 'offer';
  END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM ledger_keep_offer(NEW.id); END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION ledger_of_calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger_keep_call(NEW.id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION ledger_of_duties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger_keep_duty(NEW.id);
  RETURN NULL;
END $$;--> statement-breakpoint
-- All of them run at COMMIT: after every lock that a verb takes, and on what the transaction came to.
CREATE CONSTRAINT TRIGGER ledger_of_new_bookings AFTER INSERT ON bookings DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.canceled_at IS NULL) EXECUTE FUNCTION ledger_of_bookings();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_of_changed_bookings AFTER UPDATE ON bookings DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.counselor_id, OLD.starts_at, OLD.ends_at, OLD.canceled_at, OLD.closed_at)
    IS DISTINCT FROM (NEW.counselor_id, NEW.starts_at, NEW.ends_at, NEW.canceled_at, NEW.closed_at))
  EXECUTE FUNCTION ledger_of_bookings();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_of_new_offers AFTER INSERT ON offers DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'pending') EXECUTE FUNCTION ledger_of_offers();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_of_changed_offers AFTER UPDATE ON offers DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ('pending' IN (OLD.state, NEW.state)
    AND (OLD.state, OLD.counselor_id, OLD.call_id, OLD.offered_at)
      IS DISTINCT FROM (NEW.state, NEW.counselor_id, NEW.call_id, NEW.offered_at))
  EXECUTE FUNCTION ledger_of_offers();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_of_deleted_offers AFTER DELETE ON offers DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.state = 'pending') EXECUTE FUNCTION ledger_of_offers();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_of_new_calls AFTER INSERT ON calls DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.counselor_id IS NOT NULL AND NEW.state IN ('talking', 'wrap_up'))
  EXECUTE FUNCTION ledger_of_calls();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_of_changed_calls AFTER UPDATE ON calls DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.state IN ('talking', 'wrap_up') OR NEW.state IN ('talking', 'wrap_up'))
    AND (OLD.state, OLD.counselor_id, OLD.answered_at, OLD.ended_at)
      IS DISTINCT FROM (NEW.state, NEW.counselor_id, NEW.answered_at, NEW.ended_at))
  EXECUTE FUNCTION ledger_of_calls();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_of_new_duties AFTER INSERT ON duties DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'break' OR NEW.rest_until IS NOT NULL)
  EXECUTE FUNCTION ledger_of_duties();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_of_changed_duties AFTER UPDATE ON duties DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.state = 'break' OR NEW.state = 'break'
      OR OLD.rest_until IS NOT NULL OR NEW.rest_until IS NOT NULL)
    AND (OLD.state = 'break', OLD.idle_since, OLD.rest_until, OLD.ended_at)
      IS DISTINCT FROM (NEW.state = 'break', NEW.idle_since, NEW.rest_until, NEW.ended_at))
  EXECUTE FUNCTION ledger_of_duties();--> statement-breakpoint
-- Takes what runs a horizon further where fewer minutes than `remaining` are left: where nobody else writes just now,
-- the others the next time, so that it never waits. Says for how many.
CREATE FUNCTION ledger_roll(moment timestamptz, remaining interval) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  running record;
  rolled integer := 0;
BEGIN
  FOR running IN
    SELECT c.id, c.counselor_id FROM calls c
    WHERE c.state IN ('talking', 'wrap_up') AND c.counselor_id IS NOT NULL AND c.answered_at <= moment
      AND NOT EXISTS (SELECT FROM ledger l WHERE l.counselor_id = c.counselor_id AND l.during @> moment + remaining)
    LIMIT 1000 FOR KEY SHARE SKIP LOCKED
  LOOP
    CONTINUE WHEN NOT pg_try_advisory_xact_lock(5212363, hashtext(running.counselor_id::text));
    PERFORM ledger_keep_call(running.id, moment + ledger_horizon());
    rolled := rolled + 1;
  END LOOP;
  FOR running IN
    SELECT d.id, d.counselor_id FROM duties d
    WHERE d.ended_at IS NULL AND d.state = 'break' AND d.idle_since <= moment
      AND NOT EXISTS (SELECT FROM ledger l WHERE l.counselor_id = d.counselor_id AND l.during @> moment + remaining)
    LIMIT 1000 FOR KEY SHARE SKIP LOCKED
  LOOP
    CONTINUE WHEN NOT pg_try_advisory_xact_lock(5212363, hashtext(running.counselor_id::text));
    PERFORM ledger_keep_duty(running.id, moment + ledger_horizon());
    rolled := rolled + 1;
  END LOOP;
  RETURN rolled;
END $$;--> statement-breakpoint
-- What is there already: first what was promised, then what runs, which takes what that leaves.
INSERT INTO ledger (counselor_id, during, kind, booking_id)
  SELECT counselor_id, tstzrange(starts_at, least(ends_at, closed_at)), 'session', id FROM bookings
  WHERE canceled_at IS NULL AND (closed_at IS NULL OR closed_at > starts_at);--> statement-breakpoint
SELECT ledger_keep_call(id) FROM calls WHERE state IN ('talking', 'wrap_up') AND counselor_id IS NOT NULL;--> statement-breakpoint
SELECT ledger_take(counselor_id, 'offer', offered_at, offered_at + ledger_horizon(), call_id, NULL)
  FROM offers WHERE state = 'pending';--> statement-breakpoint
SELECT ledger_keep_duty(id) FROM duties WHERE ended_at IS NULL AND (state = 'break' OR rest_until IS NOT NULL);
