ALTER TABLE "outcomes" DROP COLUMN "source";--> statement-breakpoint
-- What was flushed night by night stands in the order of the nights: mixed anew, under fresh ids.
WITH "gone" AS (DELETE FROM "outcomes" RETURNING *),
"sized" AS (SELECT *, count(*) OVER (PARTITION BY "week", "month") AS "size" FROM "gone")
INSERT INTO "outcomes" ("id", "week", "month", "kind", "problems", "risk_answer", "not_asked_because", "ending", "referral",
  "distress_before", "distress_after", "age_band", "territory", "people_helped")
SELECT gen_random_uuid(),
  CASE WHEN "size" >= 20 AND "week" >= "month" AND "week" + 6 < "month" + interval '1 month' THEN "week" END,
  "month", "kind", "problems", "risk_answer", "not_asked_because", "ending", "referral",
  "distress_before", "distress_after", "age_band", "territory", "people_helped"
FROM "sized" ORDER BY gen_random_uuid();--> statement-breakpoint
CREATE FUNCTION "releases_are_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A release is never changed: a correction is a new version.' USING ERRCODE = 'integrity_constraint_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "releases_are_frozen" BEFORE UPDATE OR DELETE ON "releases"
  FOR EACH ROW EXECUTE FUNCTION "releases_are_frozen"();--> statement-breakpoint
CREATE TRIGGER "releases_are_not_emptied" BEFORE TRUNCATE ON "releases"
  FOR EACH STATEMENT EXECUTE FUNCTION "releases_are_frozen"();
