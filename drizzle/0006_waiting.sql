CREATE TABLE "waiting_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"mode" text NOT NULL,
	"language" text NOT NULL,
	"locale" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"mail_sealed" text NOT NULL,
	"forget_on" date NOT NULL,
	"letters_promised" integer DEFAULT 0 NOT NULL,
	"request_tag" text,
	"request_print" text,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "waiting_entries_end_after_they_start" CHECK ("waiting_entries"."ends_at" > "waiting_entries"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "waiting_times" (
	"entry_id" uuid NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"told" boolean NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	CONSTRAINT "waiting_times_one_per_entry_and_time" PRIMARY KEY("entry_id","opens_at")
);
--> statement-breakpoint
ALTER TABLE "bookings" ADD COLUMN "delayed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "waiting_entry_id" uuid;--> statement-breakpoint
ALTER TABLE "waiting_times" ADD CONSTRAINT "waiting_times_entry_id_waiting_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."waiting_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "waiting_entries_one_per_request" ON "waiting_entries" USING btree ("request_tag");--> statement-breakpoint
CREATE INDEX "waiting_entries_in_line" ON "waiting_entries" USING btree ("made_at","id");--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_waiting_entry_id_waiting_entries_id_fk" FOREIGN KEY ("waiting_entry_id") REFERENCES "public"."waiting_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letters_by_waiting_entry" ON "letters" USING btree ("waiting_entry_id");--> statement-breakpoint
CREATE INDEX "tallies_handled_lately" ON "tallies" USING btree ("at") WHERE "tallies"."measure" = 'call_handled';