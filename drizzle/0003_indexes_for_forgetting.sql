CREATE INDEX "letters_by_booking" ON "letters" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "calls_given_up" ON "calls" USING btree ("ended_at") WHERE "calls"."state" = 'abandoned';--> statement-breakpoint
CREATE INDEX "calls_answered_lately" ON "calls" USING btree ("answered_at") WHERE "calls"."state" = 'closed';--> statement-breakpoint
ALTER TABLE "bookings" DROP COLUMN "request_print";