CREATE TABLE "bookings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"counselor_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"mode" text NOT NULL,
	"language" text NOT NULL,
	"locale" text NOT NULL,
	"age_band" text DEFAULT 'unknown' NOT NULL,
	"without_partner" uuid,
	"return_code_tag" text NOT NULL,
	"request_tag" text,
	"request_print" text,
	"contact_sealed" text,
	"note_sealed" text,
	"draft_sealed" text,
	"forget_on" date NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"canceled_at" timestamp with time zone,
	"canceled_by" text,
	"closed_at" timestamp with time zone,
	CONSTRAINT "bookings_end_after_they_start" CHECK ("bookings"."ends_at" > "bookings"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"locale" text NOT NULL,
	"booking_id" uuid,
	"person_id" uuid,
	"sequence" integer DEFAULT 0 NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"to_sealed" text NOT NULL,
	"secret_sealed" text,
	"message_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"failed_tries" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"refused_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"channel" text NOT NULL,
	"line" text,
	"reference" text,
	"request_tag" text,
	"language" text NOT NULL,
	"age_band" text DEFAULT 'unknown' NOT NULL,
	"caller_tag" text,
	"state" text NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	"queued_at" timestamp with time zone NOT NULL,
	"unanswered_at" timestamp with time zone,
	"callback_promised_at" timestamp with time zone,
	"counselor_id" uuid,
	"answered_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"contact_sealed" text,
	"draft_sealed" text,
	"forget_on" date,
	"counted" boolean DEFAULT true NOT NULL,
	CONSTRAINT "calls_channel_is_known" CHECK ("calls"."channel" in ('phone', 'typed', 'callback')),
	CONSTRAINT "calls_state_is_known" CHECK ("calls"."state" in ('waiting', 'offered', 'talking', 'wrap_up', 'closed', 'abandoned'))
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid NOT NULL,
	"counselor_id" uuid NOT NULL,
	"state" text NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "offers_state_is_known" CHECK ("offers"."state" in ('pending', 'accepted', 'declined', 'expired', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "audit_lines" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_lines_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject" text
);
--> statement-breakpoint
CREATE TABLE "closings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"call_id" uuid,
	"booking_id" uuid,
	"closed_at" timestamp with time zone NOT NULL,
	"closed_on" date NOT NULL,
	"outcome_sealed" text,
	CONSTRAINT "closings_are_of_one_contact" CHECK (num_nonnulls("closings"."call_id", "closings"."booking_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"week" date NOT NULL,
	"month" date NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"problems" text[] NOT NULL,
	"risk_answer" text NOT NULL,
	"not_asked_because" text,
	"ending" text NOT NULL,
	"referral" text NOT NULL,
	"distress_before" integer,
	"distress_after" integer,
	"age_band" text NOT NULL,
	"territory" text,
	"people_helped" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outreach_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"medium" text NOT NULL,
	"topic" text NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"audience" integer NOT NULL,
	"territory" text,
	"partner_id" uuid,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid,
	"request_tag" text,
	CONSTRAINT "outreach_sessions_audience_is_a_count" CHECK ("outreach_sessions"."audience" >= 0)
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"at" timestamp with time zone NOT NULL,
	"measure" text NOT NULL,
	"partner_id" uuid,
	"amount" integer DEFAULT 1 NOT NULL,
	"wait_seconds" integer
);
--> statement-breakpoint
CREATE TABLE "duties" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"counselor_id" uuid NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"idle_since" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"away_because" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "duties_state_is_known" CHECK ("duties"."state" in ('free', 'offered', 'talking', 'wrap_up', 'break', 'away'))
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"counselor_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"planned_by" uuid,
	"canceled_at" timestamp with time zone,
	"request_tag" text,
	CONSTRAINT "shifts_end_after_they_start" CHECK ("shifts"."ends_at" > "shifts"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"role" text NOT NULL,
	"partner_id" uuid,
	"handle" text,
	"name" text NOT NULL,
	"mail" text,
	"languages" text[] NOT NULL,
	"modes" text[] NOT NULL,
	"territory" text,
	"request_tag" text,
	"invited_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "people_counselors_have_a_partner" CHECK ("people"."role" <> 'counselor' or "people"."partner_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "sign_in_codes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"code_tag" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"failed_tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"token_tag" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "territories" (
	"code" text PRIMARY KEY NOT NULL,
	"parent" text,
	"kind" text NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_without_partner_partners_id_fk" FOREIGN KEY ("without_partner") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closings" ADD CONSTRAINT "closings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closings" ADD CONSTRAINT "closings_booking_id_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_sessions" ADD CONSTRAINT "outreach_sessions_territory_territories_code_fk" FOREIGN KEY ("territory") REFERENCES "public"."territories"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_sessions" ADD CONSTRAINT "outreach_sessions_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_sessions" ADD CONSTRAINT "outreach_sessions_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_counselor_id_people_id_fk" FOREIGN KEY ("counselor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_planned_by_people_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_territory_territories_code_fk" FOREIGN KEY ("territory") REFERENCES "public"."territories"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_codes" ADD CONSTRAINT "sign_in_codes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_one_per_return_code" ON "bookings" USING btree ("return_code_tag");--> statement-breakpoint
CREATE UNIQUE INDEX "bookings_one_per_request" ON "bookings" USING btree ("request_tag");--> statement-breakpoint
CREATE INDEX "bookings_by_counselor" ON "bookings" USING btree ("counselor_id","starts_at");--> statement-breakpoint
CREATE INDEX "bookings_by_time" ON "bookings" USING btree ("starts_at","ends_at") WHERE "bookings"."canceled_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "letters_one_per_message_id" ON "letters" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "letters_due" ON "letters" USING btree ("due_at") WHERE "letters"."sent_at" is null and "letters"."withdrawn_at" is null and "letters"."refused_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "calls_one_per_line_reference" ON "calls" USING btree ("line","reference");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_one_per_request" ON "calls" USING btree ("request_tag");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_one_talking_per_counselor" ON "calls" USING btree ("counselor_id") WHERE "calls"."state" in ('talking', 'wrap_up');--> statement-breakpoint
CREATE INDEX "calls_waiting" ON "calls" USING btree ("queued_at") WHERE "calls"."state" in ('waiting', 'offered');--> statement-breakpoint
CREATE UNIQUE INDEX "offers_one_live_per_call" ON "offers" USING btree ("call_id") WHERE "offers"."state" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "offers_one_live_per_counselor" ON "offers" USING btree ("counselor_id") WHERE "offers"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "offers_by_call" ON "offers" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "offers_live_by_end" ON "offers" USING btree ("expires_at") WHERE "offers"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "audit_lines_by_time" ON "audit_lines" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "outcomes_one_per_call" ON "closings" USING btree ("call_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outcomes_one_per_session" ON "closings" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "closings_to_flush" ON "closings" USING btree ("closed_on") WHERE "closings"."outcome_sealed" is not null;--> statement-breakpoint
CREATE INDEX "outcomes_by_week" ON "outcomes" USING btree ("week");--> statement-breakpoint
CREATE INDEX "outcomes_by_month" ON "outcomes" USING btree ("month");--> statement-breakpoint
CREATE UNIQUE INDEX "outreach_sessions_one_per_code" ON "outreach_sessions" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "outreach_sessions_one_per_request" ON "outreach_sessions" USING btree ("request_tag");--> statement-breakpoint
CREATE INDEX "tallies_by_time" ON "tallies" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "duties_one_open_per_counselor" ON "duties" USING btree ("counselor_id") WHERE "duties"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "duties_free_longest" ON "duties" USING btree ("idle_since") WHERE "duties"."ended_at" is null and "duties"."state" = 'free';--> statement-breakpoint
CREATE INDEX "shifts_by_time" ON "shifts" USING btree ("starts_at","ends_at") WHERE "shifts"."canceled_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "shifts_one_per_request" ON "shifts" USING btree ("request_tag");--> statement-breakpoint
CREATE UNIQUE INDEX "partners_one_per_code" ON "partners" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "people_one_per_handle" ON "people" USING btree ("handle");--> statement-breakpoint
CREATE UNIQUE INDEX "people_one_per_mail" ON "people" USING btree (lower("mail")) WHERE "people"."retired_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "people_one_per_request" ON "people" USING btree ("request_tag");--> statement-breakpoint
CREATE INDEX "sign_in_codes_by_person" ON "sign_in_codes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sign_ins_by_person" ON "sign_ins" USING btree ("person_id");