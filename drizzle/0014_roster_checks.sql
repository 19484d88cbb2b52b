CREATE TABLE "coverage_checks" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"lines" text[] NOT NULL,
	"spans" jsonb NOT NULL,
	CONSTRAINT "coverage_checks_keep_the_latest" CHECK ("coverage_checks"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "roster_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "roster_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1)
);
--> statement-breakpoint
CREATE TABLE "roster_requests" (
	"request_tag" text PRIMARY KEY NOT NULL,
	"content_tag" text NOT NULL,
	"answer" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "seats_required" DROP CONSTRAINT "seats_required_one_per_language_and_hour";--> statement-breakpoint
ALTER TABLE "seats_required" ADD COLUMN "weekday" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
-- What was said of an hour held on every day of the week.
INSERT INTO "seats_required" ("language", "weekday", "hour", "seats", "said_at", "said_by")
	SELECT "language", "day", "hour", "seats", "said_at", "said_by" FROM "seats_required", generate_series(2, 7) "day";--> statement-breakpoint
ALTER TABLE "seats_required" ALTER COLUMN "weekday" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "seats_required" ADD CONSTRAINT "seats_required_one_per_hour" PRIMARY KEY("language","weekday","hour");--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "shift_id" uuid;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "letters_one_reminder_per_shift" ON "letters" USING btree ("shift_id") WHERE "letters"."kind" = 'shiftReminder';--> statement-breakpoint
ALTER TABLE "seats_required" ADD CONSTRAINT "seats_required_weekday_is_one" CHECK ("seats_required"."weekday" between 1 and 7);--> statement-breakpoint
-- Whatever changes the roster asks for a new proof of coverage, in its own transaction; an insert waits for nobody.
CREATE FUNCTION "roster_has_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "roster_changes" DEFAULT VALUES;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "shifts_ask_for_a_check" AFTER INSERT OR UPDATE OR DELETE ON "shifts"
	FOR EACH STATEMENT EXECUTE FUNCTION "roster_has_changed"();
--> statement-breakpoint
CREATE TRIGGER "weekly_patterns_ask_for_a_check" AFTER INSERT OR UPDATE OR DELETE ON "weekly_patterns"
	FOR EACH STATEMENT EXECUTE FUNCTION "roster_has_changed"();
--> statement-breakpoint
CREATE TRIGGER "days_off_ask_for_a_check" AFTER INSERT OR UPDATE OR DELETE ON "days_off"
	FOR EACH STATEMENT EXECUTE FUNCTION "roster_has_changed"();
--> statement-breakpoint
CREATE TRIGGER "seats_required_ask_for_a_check" AFTER INSERT OR UPDATE OR DELETE ON "seats_required"
	FOR EACH STATEMENT EXECUTE FUNCTION "roster_has_changed"();
--> statement-breakpoint
CREATE TRIGGER "people_ask_for_a_check" AFTER INSERT OR UPDATE OR DELETE ON "people"
	FOR EACH STATEMENT EXECUTE FUNCTION "roster_has_changed"();
--> statement-breakpoint
INSERT INTO "roster_changes" DEFAULT VALUES;
