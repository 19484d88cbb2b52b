CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_one_per_counselor_and_time"
  EXCLUDE USING gist ("counselor_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
  WHERE ("canceled_at" IS NULL);--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_one_per_counselor_and_time"
  EXCLUDE USING gist ("counselor_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
  WHERE ("canceled_at" IS NULL);
