DROP INDEX "induction_person";--> statement-breakpoint
CREATE UNIQUE INDEX "induction_once" ON "induction" USING btree ("person_id","programme") WHERE "induction"."programme" not in ('returning', 'leaving');--> statement-breakpoint
CREATE UNIQUE INDEX "induction_person" ON "induction" USING btree ("person_id","programme","started_on");