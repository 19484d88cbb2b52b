CREATE TABLE "routing_steps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"step" text NOT NULL,
	"reach" text NOT NULL,
	"counselor_id" uuid,
	"because" text,
	"passed_over" jsonb NOT NULL,
	"further" integer NOT NULL,
	CONSTRAINT "routing_steps_step_is_known" CHECK ("routing_steps"."step" in ('offered', 'unanswered'))
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "marked_as" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "territory" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "without_partner" uuid;--> statement-breakpoint
ALTER TABLE "duties" ADD COLUMN "rest_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "qualifications" text[] DEFAULT '{"minors","high_risk"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "qualified_until" date;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "trained_until" date;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "insured_until" date;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "supervised_until" date;--> statement-breakpoint
ALTER TABLE "routing_steps" ADD CONSTRAINT "routing_steps_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_steps" ADD CONSTRAINT "routing_steps_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "routing_steps_by_call" ON "routing_steps" USING btree ("call_id");--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_territory_territories_code_fk" FOREIGN KEY ("territory") REFERENCES "public"."territories"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_without_partner_partners_id_fk" FOREIGN KEY ("without_partner") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "offers_accepted" ON "offers" USING btree ("counselor_id","settled_at") WHERE "offers"."state" = 'accepted';--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_mark_is_known" CHECK ("calls"."marked_as" in ('danger_now', 'front_line_medical'));