CREATE TABLE "shift_swaps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shift_id" uuid NOT NULL,
	"other_shift_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_other_shift_id_shifts_id_fk" FOREIGN KEY ("other_shift_id") REFERENCES "public"."shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "shift_swaps_one_live_per_shift" ON "shift_swaps" USING btree ("shift_id") WHERE "shift_swaps"."accepted_at" is null and "shift_swaps"."declined_at" is null and "shift_swaps"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "shift_swaps_by_other" ON "shift_swaps" USING btree ("other_shift_id");