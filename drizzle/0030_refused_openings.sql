ALTER TABLE "emergency_openings" ADD COLUMN "refused_by" uuid;--> statement-breakpoint
ALTER TABLE "emergency_openings" ADD COLUMN "refused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "emergency_openings" ADD CONSTRAINT "emergency_openings_refused_by_people_id_fk" FOREIGN KEY ("refused_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_openings" ADD CONSTRAINT "emergency_openings_are_refused_by_another" CHECK ("emergency_openings"."refused_by" <> "emergency_openings"."asked_by");--> statement-breakpoint
ALTER TABLE "emergency_openings" ADD CONSTRAINT "emergency_openings_have_one_answer" CHECK (num_nonnulls("emergency_openings"."allowed_at", "emergency_openings"."refused_at") <= 1);