DROP INDEX "duties_free_longest";--> statement-breakpoint
DROP INDEX "calls_one_per_request";--> statement-breakpoint
CREATE UNIQUE INDEX "calls_one_per_request" ON "calls" USING btree ("request_tag") WHERE "calls"."request_tag" is not null;--> statement-breakpoint
-- Everybody on duty changes with each call: half of a page is left for that.
ALTER TABLE "duties" SET (fillfactor = 50);
