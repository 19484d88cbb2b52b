CREATE TABLE "day_counts" (
	"day" date NOT NULL,
	"cut" text NOT NULL,
	"key" text NOT NULL,
	"measure" text NOT NULL,
	"amount" bigint NOT NULL,
	"waits" integer[],
	"wait_counts" integer[],
	"median_wait" double precision,
	"p90_wait" double precision,
	CONSTRAINT "day_counts_one_per_figure" PRIMARY KEY("cut","day","key","measure"),
	CONSTRAINT "day_counts_cut_is_known" CHECK ("day_counts"."cut" in ('day', 'hour', 'partner'))
);
--> statement-breakpoint
ALTER TABLE "tallies" ADD COLUMN "rolled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "tallies_not_rolled" ON "tallies" USING btree ("at") WHERE not "tallies"."rolled";