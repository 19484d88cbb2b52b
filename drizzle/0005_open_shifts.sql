CREATE TABLE "cover_asks" (
	"open_shift_id" uuid NOT NULL,
	"counselor_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cover_asks_one_per_counselor" PRIMARY KEY("open_shift_id","counselor_id")
);
--> statement-breakpoint
CREATE TABLE "open_shifts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"language" text,
	"shift_id" uuid,
	"offered_at" timestamp with time zone NOT NULL,
	"offered_by" uuid NOT NULL,
	"request_tag" text,
	"taken_at" timestamp with time zone,
	"taken_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "open_shifts_end_after_they_start" CHECK ("open_shifts"."ends_at" > "open_shifts"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "cover_asks" ADD CONSTRAINT "cover_asks_open_shift_id_open_shifts_id_fk" FOREIGN KEY ("open_shift_id") REFERENCES "public"."open_shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cover_asks" ADD CONSTRAINT "cover_asks_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_shifts" ADD CONSTRAINT "open_shifts_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_shifts" ADD CONSTRAINT "open_shifts_offered_by_people_id_fk" FOREIGN KEY ("offered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_shifts" ADD CONSTRAINT "open_shifts_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cover_asks_by_counselor" ON "cover_asks" USING btree ("counselor_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "open_shifts_one_live_per_shift" ON "open_shifts" USING btree ("shift_id") WHERE "open_shifts"."taken_at" is null and "open_shifts"."withdrawn_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "open_shifts_one_per_request" ON "open_shifts" USING btree ("request_tag");--> statement-breakpoint
CREATE INDEX "open_shifts_live" ON "open_shifts" USING btree ("starts_at") WHERE "open_shifts"."taken_at" is null and "open_shifts"."withdrawn_at" is null;