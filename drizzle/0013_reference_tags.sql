ALTER TABLE "calls" ADD COLUMN "reference_tag" text;--> statement-breakpoint
CREATE UNIQUE INDEX "calls_one_per_line_reference" ON "calls" USING btree ("line","reference_tag");