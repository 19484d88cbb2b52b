CREATE TABLE "emergency_openings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid,
	"booking_id" uuid,
	"reason" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"allowed_by" uuid,
	"allowed_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	CONSTRAINT "emergency_openings_are_of_one_contact" CHECK (num_nonnulls("emergency_openings"."call_id", "emergency_openings"."booking_id") = 1),
	CONSTRAINT "emergency_openings_take_two_people" CHECK ("emergency_openings"."allowed_by" <> "emergency_openings"."asked_by"),
	CONSTRAINT "emergency_openings_are_allowed_first" CHECK ("emergency_openings"."opened_at" is null or "emergency_openings"."allowed_at" is not null),
	CONSTRAINT "emergency_openings_reason_is_known" CHECK ("emergency_openings"."reason" in ('suicide', 'violence', 'child', 'medical'))
);
--> statement-breakpoint
ALTER TABLE "emergency_openings" ADD CONSTRAINT "emergency_openings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_openings" ADD CONSTRAINT "emergency_openings_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_openings" ADD CONSTRAINT "emergency_openings_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_openings" ADD CONSTRAINT "emergency_openings_allowed_by_people_id_fk" FOREIGN KEY ("allowed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "emergency_openings_by_time" ON "emergency_openings" USING btree ("asked_at");--> statement-breakpoint
CREATE INDEX "emergency_openings_by_call" ON "emergency_openings" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "emergency_openings_by_booking" ON "emergency_openings" USING btree ("booking_id");