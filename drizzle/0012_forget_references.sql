-- Calls that talk at this minute are no longer known to their exchange; what it says of them is then remembered as new.
UPDATE "calls" SET "reference" = NULL;--> statement-breakpoint
DROP INDEX "calls_one_per_line_reference";--> statement-breakpoint
ALTER TABLE "calls" DROP COLUMN "reference";