CREATE TABLE "audit_seals" (
	"number" bigint PRIMARY KEY NOT NULL,
	"lines" integer NOT NULL,
	"digest" text NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"tag" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_lines" ADD COLUMN "seal" bigint;--> statement-breakpoint
CREATE INDEX "audit_lines_by_seal" ON "audit_lines" USING btree ("seal") WHERE "audit_lines"."seal" is not null;--> statement-breakpoint
CREATE INDEX "audit_lines_unsealed" ON "audit_lines" USING btree ("id") WHERE "audit_lines"."seal" is null;