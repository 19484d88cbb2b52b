CREATE TABLE "days_off" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"counselor_id" uuid,
	"day" date NOT NULL,
	"name" text,
	"said_at" timestamp with time zone NOT NULL,
	"said_by" uuid
);
--> statement-breakpoint
CREATE TABLE "seats_required" (
	"language" text NOT NULL,
	"hour" integer NOT NULL,
	"seats" integer NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"said_by" uuid,
	CONSTRAINT "seats_required_one_per_language_and_hour" PRIMARY KEY("language","hour"),
	CONSTRAINT "seats_required_hour_is_on_the_clock" CHECK ("seats_required"."hour" between 0 and 23),
	CONSTRAINT "seats_required_is_a_count" CHECK ("seats_required"."seats" between 0 and 99)
);
--> statement-breakpoint
CREATE TABLE "uncovered_warnings" (
	"hour_starts_at" timestamp with time zone PRIMARY KEY NOT NULL,
	"warned_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "weekly_patterns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"counselor_id" uuid NOT NULL,
	"weekday" integer NOT NULL,
	"from_time" text NOT NULL,
	"to_time" text NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "weekly_patterns_weekday_is_one" CHECK ("weekly_patterns"."weekday" between 1 and 7)
);
--> statement-breakpoint
ALTER TABLE "days_off" ADD CONSTRAINT "days_off_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "days_off" ADD CONSTRAINT "days_off_said_by_people_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats_required" ADD CONSTRAINT "seats_required_said_by_people_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_patterns" ADD CONSTRAINT "weekly_patterns_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_patterns" ADD CONSTRAINT "weekly_patterns_made_by_people_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "days_off_one_per_counselor_and_day" ON "days_off" USING btree ("counselor_id","day") WHERE "days_off"."counselor_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "days_off_one_holiday_per_day" ON "days_off" USING btree ("day") WHERE "days_off"."counselor_id" is null;--> statement-breakpoint
CREATE INDEX "weekly_patterns_live" ON "weekly_patterns" USING btree ("counselor_id") WHERE "weekly_patterns"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "weekly_patterns_one_per_stretch" ON "weekly_patterns" USING btree ("counselor_id","weekday","from_time","to_time","from_day") WHERE "weekly_patterns"."ended_at" is null;