CREATE TABLE "releases" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "releases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"period" text NOT NULL,
	"kind" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"content" text NOT NULL,
	"manifest" text NOT NULL,
	"signature" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "releases_kind_is_known" CHECK ("releases"."kind" in ('week', 'month', 'quarter')),
	CONSTRAINT "releases_state_is_known" CHECK ("releases"."state" in ('released', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "spool" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" date NOT NULL,
	"opens_until" date NOT NULL,
	"sealed" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outcomes" ALTER COLUMN "week" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "closings" ADD COLUMN "outcome_set_aside" text;--> statement-breakpoint
ALTER TABLE "outcomes" ADD COLUMN "origin_sealed" text;--> statement-breakpoint
CREATE UNIQUE INDEX "releases_one_per_version" ON "releases" USING btree ("period","version");--> statement-breakpoint
CREATE INDEX "releases_by_day" ON "releases" USING btree ("last_day");--> statement-breakpoint
CREATE INDEX "spool_by_month" ON "spool" USING btree ("month");--> statement-breakpoint
CREATE INDEX "spool_by_key" ON "spool" USING btree ("opens_until");