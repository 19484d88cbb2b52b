CREATE TABLE "calendar_feeds" (
	"token_tag" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_one_live_per_person" ON "calendar_feeds" USING btree ("person_id") WHERE "calendar_feeds"."revoked_at" is null;