-- A new booking is written at once, as the transaction leaves it, without looking for a row to change.
CREATE OR REPLACE FUNCTION ledger_of_bookings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM ledger_lock(NEW.counselor_id);
    INSERT INTO ledger (counselor_id, during, kind, booking_id)
    SELECT b.counselor_id, tstzrange(b.starts_at, least(b.ends_at, b.closed_at)), 'session', b.id
    FROM bookings b
    WHERE b.id = NEW.id AND b.canceled_at IS NULL AND (b.closed_at IS NULL OR b.closed_at > b.starts_at);
  ELSE
    PERFORM ledger_keep_booking(NEW.id);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
-- Whoever goes on duty while their call is being closed began in that call, by a row that the closing statement could
-- not see yet. At COMMIT it can: they are free. Before the ledger's lock, which is the last of a transaction.
CREATE OR REPLACE FUNCTION ledger_of_calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state = 'closed' THEN
    UPDATE duties SET state = 'free', idle_since = greatest(idle_since, NEW.closed_at)
    WHERE counselor_id = NEW.counselor_id AND ended_at IS NULL AND state IN ('talking', 'wrap_up')
      AND NOT EXISTS (SELECT FROM calls c WHERE c.counselor_id = NEW.counselor_id AND c.state IN ('talking', 'wrap_up'));
  END IF;
  PERFORM ledger_keep_call(NEW.id);
  RETURN NULL;
END $$;
