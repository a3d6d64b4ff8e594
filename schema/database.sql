-- The database as the migrations make it, printed from its catalogue, in a fixed order, for reading and comparing.
-- A database is made by the migrations, never from this text. Every object belongs to the owner of its schema, and
-- the owner's own privileges are left out.

create role concord_app login noinherit connection limit 60;
create role concord_backup nologin bypassrls;
create role concord_migrator login;
create role concord_owner nologin;
create role concord_worker login noinherit connection limit 60;
alter role concord_app set client_connection_check_interval = '500ms';
alter role concord_app set idle_in_transaction_session_timeout = '10s';
alter role concord_app set jit = 'off';
alter role concord_app set lock_timeout = '2s';
alter role concord_app set statement_timeout = '5s';
alter role concord_worker set client_connection_check_interval = '500ms';
alter role concord_worker set idle_in_transaction_session_timeout = '30s';
alter role concord_worker set jit = 'off';
alter role concord_worker set lock_timeout = '5s';
alter role concord_worker set statement_timeout = '60s';
grant concord_owner to concord_migrator;
grant pg_read_all_data to concord_backup;

grant connect on database :"DBNAME" to concord_app;
grant connect on database :"DBNAME" to concord_backup;
grant connect on database :"DBNAME" to concord_migrator;
grant connect on database :"DBNAME" to concord_worker;
grant create on database :"DBNAME" to concord_owner;

create schema concord authorization concord_owner;
grant usage on schema concord to concord_app;
grant usage on schema concord to concord_backup;
grant usage on schema concord to concord_worker;

create schema directory authorization concord_owner;
grant usage on schema directory to concord_app;
grant usage on schema directory to concord_backup;
grant usage on schema directory to concord_worker;

create schema graphile_worker authorization concord_worker;

create schema public authorization pg_database_owner;

-- alter default privileges for role concord_owner on routines: execute to concord_owner

create table concord.agencies (
  tenant_id uuid not null,
  id uuid not null,
  slug text not null,
  name text not null,
  kind text not null,
  organisation_id uuid,
  duties text[] not null,
  constraint agencies_pkey PRIMARY KEY (tenant_id, id),
  constraint agencies_duties_check CHECK ((duties <@ ARRAY['appeal'::text, 'oversight'::text])),
  constraint agencies_kind_check CHECK ((kind = ANY (ARRAY['police'::text, 'council'::text, 'housing_provider'::text, 'health'::text, 'policing_body'::text, 'other'::text]))),
  constraint agencies_slug_key UNIQUE (tenant_id, slug)
);
comment on table concord.agencies is 'An organisation''s place in one partnership.';
alter table concord.agencies enable row level security;
alter table concord.agencies force row level security;
create policy everyone_reads on concord.agencies as permissive for select to public
  using (true);
create policy owner_all on concord.agencies as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.agencies as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER renews_version_on_delete AFTER DELETE ON concord.agencies REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_directory_version();
CREATE TRIGGER renews_version_on_insert AFTER INSERT ON concord.agencies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_directory_version();
CREATE TRIGGER renews_version_on_update AFTER UPDATE ON concord.agencies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_directory_version();
grant select on table concord.agencies to concord_app;
grant select on table concord.agencies to concord_worker;

create table concord.area_teams (
  tenant_id uuid not null,
  id uuid not null,
  slug text not null,
  name text not null,
  districts text[] not null,
  constraint area_teams_pkey PRIMARY KEY (tenant_id, id),
  constraint area_teams_slug_key UNIQUE (tenant_id, slug)
);
comment on table concord.area_teams is 'Teams (hubs) for some districts of a partnership, who keep applicants informed.';
alter table concord.area_teams enable row level security;
alter table concord.area_teams force row level security;
create policy everyone_reads on concord.area_teams as permissive for select to public
  using (true);
create policy owner_all on concord.area_teams as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.area_teams as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER renews_version_on_delete AFTER DELETE ON concord.area_teams REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_directory_version();
CREATE TRIGGER renews_version_on_insert AFTER INSERT ON concord.area_teams REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_directory_version();
CREATE TRIGGER renews_version_on_update AFTER UPDATE ON concord.area_teams REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_directory_version();
grant select on table concord.area_teams to concord_app;
grant select on table concord.area_teams to concord_worker;

create table concord.audit_chains (
  tenant_id uuid not null,
  last_number bigint not null default 0,
  last_hash bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea,
  constraint audit_chains_pkey PRIMARY KEY (tenant_id)
);
comment on table concord.audit_chains is 'Where each partnership''s chain of audit entries ends. Locked while entries are sealed, and by nobody who works on cases.';
alter table concord.audit_chains enable row level security;
alter table concord.audit_chains force row level security;
create policy auditor_reads on concord.audit_chains as permissive for select to public
  using (( SELECT concord.may('audit.read'::text) AS may));
create policy owner_all on concord.audit_chains as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.audit_chains as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
create policy worker_reads on concord.audit_chains as permissive for select to public
  using (( SELECT concord.has_role('worker'::text) AS has_role));
grant select on table concord.audit_chains to concord_app;
grant select on table concord.audit_chains to concord_worker;

create table concord.audit_checkpoints (
  tenant_id uuid not null,
  number bigint not null,
  hash bytea not null,
  signed_at timestamp with time zone not null,
  key_id text not null,
  signature bytea not null,
  constraint audit_checkpoints_pkey PRIMARY KEY (tenant_id, number)
);
comment on table concord.audit_checkpoints is 'Signed heads of the chain. The key stands outside the database, and whoever keeps a copy can hold it against the chain.';
alter table concord.audit_checkpoints enable row level security;
alter table concord.audit_checkpoints force row level security;
create policy auditor_reads on concord.audit_checkpoints as permissive for select to public
  using (( SELECT concord.may('audit.read'::text) AS may));
create policy owner_all on concord.audit_checkpoints as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.audit_checkpoints as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
create policy worker_signs on concord.audit_checkpoints as permissive for insert to public
  with check (( SELECT concord.has_role('worker'::text) AS has_role));
CREATE TRIGGER keeps_all_checkpoints BEFORE TRUNCATE ON concord.audit_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION concord.keep_audit();
CREATE TRIGGER keeps_checkpoints BEFORE DELETE OR UPDATE ON concord.audit_checkpoints FOR EACH ROW EXECUTE FUNCTION concord.keep_audit();
grant insert on table concord.audit_checkpoints to concord_worker;
grant select on table concord.audit_checkpoints to concord_app;

create table concord.audit_entries (
  tenant_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor text not null,
  action text not null,
  kind text not null,
  subject_type text not null,
  subject_ids uuid[] not null,
  fields text[] not null,
  correlation_id text,
  purpose text,
  salt uuid not null default gen_random_uuid(),
  seal_number bigint,
  seal_hash bytea,
  basis uuid[] not null default '{}'::uuid[],
  constraint audit_entries_pkey PRIMARY KEY (tenant_id, id),
  constraint audit_entries_kind_check CHECK ((kind = ANY (ARRAY['COLLECTION'::text, 'ALTERATION'::text, 'CONSULTATION'::text, 'DISCLOSURE'::text]))),
  constraint audit_entries_seal_check CHECK (((seal_number IS NULL) = (seal_hash IS NULL)))
);
comment on table concord.audit_entries is 'Who did or saw what: ids and field names, never the data itself. Added to by everybody, read by auditors, changed by nobody.';
comment on column concord.audit_entries.basis is 'The sharing agreements under which it was done; none for one''s own records.';
comment on column concord.audit_entries.purpose is 'Why it was done or looked at, where the reader was asked.';
comment on column concord.audit_entries.salt is 'Random, so that nobody who knows a digest can guess back what it was made of.';
comment on column concord.audit_entries.seal_number is 'The place in the chain; null until the worker sealed it.';
CREATE INDEX audit_entries_newest ON concord.audit_entries USING btree (tenant_id, at DESC, id DESC);
CREATE UNIQUE INDEX audit_entries_sealed ON concord.audit_entries USING btree (tenant_id, seal_number) WHERE (seal_number IS NOT NULL);
CREATE INDEX audit_entries_to_seal ON concord.audit_entries USING btree (tenant_id, id) WHERE (seal_number IS NULL);
alter table concord.audit_entries enable row level security;
alter table concord.audit_entries force row level security;
create policy auditor_reads on concord.audit_entries as permissive for select to public
  using (( SELECT concord.may('audit.read'::text) AS may));
create policy everyone_adds on concord.audit_entries as permissive for insert to public
  with check ((actor = ( SELECT concord.actor() AS actor)));
create policy owner_all on concord.audit_entries as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.audit_entries as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER keeps_all_entries BEFORE TRUNCATE ON concord.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION concord.keep_audit();
CREATE TRIGGER keeps_entries BEFORE DELETE OR UPDATE ON concord.audit_entries FOR EACH ROW EXECUTE FUNCTION concord.keep_audit();
grant insert (action, actor, at, basis, correlation_id, fields, id, kind, purpose, subject_ids, subject_type, tenant_id) on table concord.audit_entries to concord_worker;
grant insert (action, actor, at, basis, correlation_id, fields, id, kind, purpose, subject_ids, subject_type, tenant_id), select on table concord.audit_entries to concord_app;

create table concord.audit_subjects (
  tenant_id uuid not null,
  subject_id uuid not null,
  seal_number bigint not null,
  constraint audit_subjects_pkey PRIMARY KEY (tenant_id, subject_id, seal_number)
);
comment on table concord.audit_subjects is 'Which sealed entries speak of a record: made while sealing, for its access log.';
alter table concord.audit_subjects enable row level security;
alter table concord.audit_subjects force row level security;
create policy owner_all on concord.audit_subjects as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.audit_subjects as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));

create table concord.case_incidents (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  number integer not null,
  occurred_on date not null,
  place text not null,
  description text not null,
  hate_perceived boolean not null,
  match text not null,
  agreed_on date,
  caused_harassment boolean,
  match_note text,
  matched_by uuid,
  matched_at timestamp with time zone,
  behaviours text[],
  agreed_behaviours text[],
  is_crime boolean,
  recorded_as_hate boolean,
  problem_id uuid,
  place_id uuid,
  complained_of_id uuid,
  constraint case_incidents_pkey PRIMARY KEY (tenant_id, id),
  constraint case_incidents_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint case_incidents_case_key UNIQUE (tenant_id, case_id, id),
  constraint case_incidents_complained_of_fkey FOREIGN KEY (tenant_id, case_id, complained_of_id) REFERENCES concord.case_labels(tenant_id, case_id, id),
  constraint case_incidents_match_check CHECK ((match = ANY (ARRAY['UNMATCHED'::text, 'CONFIRMED'::text, 'NOT_FOUND'::text, 'DIFFERS'::text, 'OTHER_EVIDENCE'::text]))),
  constraint case_incidents_number_key UNIQUE (tenant_id, case_id, number),
  constraint case_incidents_place_fkey FOREIGN KEY (tenant_id, case_id, place_id) REFERENCES concord.case_labels(tenant_id, case_id, id),
  constraint case_incidents_problem_fkey FOREIGN KEY (tenant_id, case_id, problem_id) REFERENCES concord.case_labels(tenant_id, case_id, id)
);
comment on table concord.case_incidents is 'Incidents as the applicant named them, and how a person matched each to the agencies'' records.';
comment on column concord.case_incidents.agreed_behaviours is 'As whoever matched it settled them; they stand before what applicant and records say.';
comment on column concord.case_incidents.behaviours is 'As the applicant names them; null: nobody said.';
alter table concord.case_incidents enable row level security;
alter table concord.case_incidents force row level security;
create policy coordinator_changes on concord.case_incidents as permissive for update to public
  using (( SELECT concord.may('cases.lead'::text) AS may))
  with check (( SELECT concord.may('cases.lead'::text) AS may));
create policy named_by_application on concord.case_incidents as permissive for insert to public
  with check ((( SELECT concord.may('cases.lead'::text) AS may) OR (( SELECT concord.has_role('public'::text) AS has_role) AND (EXISTS ( SELECT 1
   FROM concord.cases opened
  WHERE ((opened.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (opened.id = case_incidents.case_id) AND (opened.opened_in = ( SELECT pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned))))))));
create policy owner_all on concord.case_incidents as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.case_incidents as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.case_incidents as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select, update (agreed_behaviours, agreed_on, caused_harassment, complained_of_id, is_crime, match, match_note, matched_at, matched_by, place_id, problem_id, recorded_as_hate) on table concord.case_incidents to concord_app;

create table concord.case_judgements (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  question text not null,
  answer boolean not null,
  why text not null,
  incident_ids uuid[],
  factors text[] not null,
  answered_by text not null,
  answered_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  agency_id uuid,
  constraint case_judgements_pkey PRIMARY KEY (tenant_id, id),
  constraint case_judgements_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint case_judgements_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id)
);
comment on table concord.case_judgements is 'Answers of people to the questions of the policy. Of several to one question the latest holds; none is ever changed.';
comment on column concord.case_judgements.agency_id is 'The agency for which whoever recorded it acted; null for the staff of the partnership.';
CREATE INDEX case_judgements_case ON concord.case_judgements USING btree (tenant_id, case_id);
alter table concord.case_judgements enable row level security;
alter table concord.case_judgements force row level security;
create policy coordinator_records on concord.case_judgements as permissive for insert to public
  with check (( SELECT concord.may('cases.lead'::text) AS may));
create policy owner_all on concord.case_judgements as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.case_judgements as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.case_judgements as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select on table concord.case_judgements to concord_app;

create table concord.case_labels (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  label text not null,
  constraint case_labels_pkey PRIMARY KEY (tenant_id, id),
  constraint case_labels_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint case_labels_case_key UNIQUE (tenant_id, case_id, id),
  constraint case_labels_kind_check CHECK ((kind = ANY (ARRAY['HOUSEHOLD'::text, 'PROBLEM'::text, 'PLACE'::text, 'PERSON_COMPLAINED_OF'::text])))
);
comment on table concord.case_labels is 'Households, problems, places and people complained of, as people of one case call them; rules read the ids alone.';
alter table concord.case_labels enable row level security;
alter table concord.case_labels force row level security;
create policy leads_read on concord.case_labels as permissive for select to public
  using ((( SELECT concord.may('cases.read_in_full'::text) AS may) AND (( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id)))))))));
create policy named_by_application on concord.case_labels as permissive for insert to public
  with check ((( SELECT concord.may('cases.lead'::text) AS may) OR (( SELECT concord.has_role('public'::text) AS has_role) AND (EXISTS ( SELECT 1
   FROM concord.cases opened
  WHERE ((opened.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (opened.id = case_labels.case_id) AND (opened.opened_in = ( SELECT pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned))))))));
create policy owner_all on concord.case_labels as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.case_labels as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select on table concord.case_labels to concord_app;

create table concord.case_parties (
  tenant_id uuid not null,
  case_id uuid not null,
  agency_id uuid not null,
  since timestamp with time zone not null,
  constraint case_parties_pkey PRIMARY KEY (tenant_id, case_id, agency_id),
  constraint case_parties_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint case_parties_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id)
);
comment on table concord.case_parties is 'Agencies that were asked about a case and so may see it.';
CREATE INDEX case_parties_agency ON concord.case_parties USING btree (tenant_id, agency_id, case_id);
alter table concord.case_parties enable row level security;
alter table concord.case_parties force row level security;
create policy coordinator_adds on concord.case_parties as permissive for insert to public
  with check (( SELECT concord.may('requests.ask'::text) AS may));
create policy own_or_all_read on concord.case_parties as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR ( SELECT concord.has_role('worker'::text) AS has_role) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)))));
create policy owner_all on concord.case_parties as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.case_parties as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER renews_readers_on_insert AFTER INSERT ON concord.case_parties REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_readers_of_case_parties();
grant insert, select on table concord.case_parties to concord_app;
grant select on table concord.case_parties to concord_worker;

create table concord.case_pauses (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  reason text not null,
  from_on date not null,
  through_on date,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint case_pauses_pkey PRIMARY KEY (tenant_id, id),
  constraint case_pauses_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint case_pauses_days_check CHECK ((through_on >= from_on))
);
comment on table concord.case_pauses is 'Days, both inclusive, on which clocks stand still whose policy allows it for the reason; without a last day while it lasts.';
CREATE INDEX case_pauses_case ON concord.case_pauses USING btree (tenant_id, case_id);
alter table concord.case_pauses enable row level security;
alter table concord.case_pauses force row level security;
create policy coordinator_pauses on concord.case_pauses as permissive for insert to public
  with check (( SELECT concord.may('cases.lead'::text) AS may));
create policy coordinator_resumes on concord.case_pauses as permissive for update to public
  using ((( SELECT concord.may('cases.lead'::text) AS may) AND (through_on IS NULL)))
  with check (( SELECT concord.may('cases.lead'::text) AS may));
create policy owner_all on concord.case_pauses as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.case_pauses as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.case_pauses as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select, update (through_on) on table concord.case_pauses to concord_app;

create table concord.case_people (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  role text not null,
  is_applicant boolean not null,
  name text not null,
  email text,
  phone text,
  address text,
  authority_kind text,
  authority_given_on date,
  household_id uuid,
  sharing_objection text,
  constraint case_people_pkey PRIMARY KEY (tenant_id, id),
  constraint case_people_authority_check CHECK ((authority_kind = ANY (ARRAY['WRITTEN'::text, 'SPOKEN'::text, 'LEGAL'::text]))),
  constraint case_people_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint case_people_case_key UNIQUE (tenant_id, case_id, id),
  constraint case_people_household_fkey FOREIGN KEY (tenant_id, case_id, household_id) REFERENCES concord.case_labels(tenant_id, case_id, id),
  constraint case_people_role_check CHECK ((role = ANY (ARRAY['VICTIM'::text, 'THIRD_PARTY'::text, 'COMPLAINANT'::text, 'AFFECTED'::text])))
);
comment on table concord.case_people is 'Victims, a third party who applies for them with recorded authority, and others who complained.';
comment on column concord.case_people.household_id is 'Where they live, as it was told last.';
comment on column concord.case_people.sharing_objection is 'What they do not want shared, and why. A wish and no veto: the bodies share as a duty.';
alter table concord.case_people enable row level security;
alter table concord.case_people force row level security;
create policy coordinator_changes on concord.case_people as permissive for update to public
  using (( SELECT concord.may('cases.lead'::text) AS may))
  with check (( SELECT concord.may('cases.lead'::text) AS may));
create policy named_by_application on concord.case_people as permissive for insert to public
  with check ((( SELECT concord.may('cases.lead'::text) AS may) OR (( SELECT concord.has_role('public'::text) AS has_role) AND (EXISTS ( SELECT 1
   FROM concord.cases opened
  WHERE ((opened.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (opened.id = case_people.case_id) AND (opened.opened_in = ( SELECT pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned))))))));
create policy owner_all on concord.case_people as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.case_people as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.case_people as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select, update (household_id) on table concord.case_people to concord_app;

create table concord.case_risk_assessments (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  band text not null,
  points double precision,
  why text not null,
  assessed_by text not null,
  assessed_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint case_risk_assessments_pkey PRIMARY KEY (tenant_id, id),
  constraint case_risk_assessments_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id)
);
comment on table concord.case_risk_assessments is 'The risk to the victim by the policy''s own matrix. The latest holds; none is ever changed.';
CREATE INDEX case_risk_assessments_case ON concord.case_risk_assessments USING btree (tenant_id, case_id);
alter table concord.case_risk_assessments enable row level security;
alter table concord.case_risk_assessments force row level security;
create policy coordinator_records on concord.case_risk_assessments as permissive for insert to public
  with check (( SELECT concord.may('cases.lead'::text) AS may));
create policy owner_all on concord.case_risk_assessments as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.case_risk_assessments as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.case_risk_assessments as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select on table concord.case_risk_assessments to concord_app;

create table concord.cases (
  tenant_id uuid not null,
  id uuid not null,
  reference text not null,
  version integer not null,
  stage text not null,
  received_at timestamp with time zone not null,
  received_on date not null,
  policy_version_id uuid not null,
  area_team_id uuid,
  applicant_kind text not null,
  relationship text,
  dissatisfied boolean not null,
  dissatisfaction text,
  applicant_secret_hash text not null,
  opened_in xid8 not null default pg_current_xact_id(),
  constraint cases_pkey PRIMARY KEY (tenant_id, id),
  constraint cases_applicant_kind_check CHECK ((applicant_kind = ANY (ARRAY['VICTIM'::text, 'THIRD_PARTY'::text]))),
  constraint cases_area_team_fkey FOREIGN KEY (tenant_id, area_team_id) REFERENCES concord.area_teams(tenant_id, id),
  constraint cases_policy_version_fkey FOREIGN KEY (tenant_id, policy_version_id) REFERENCES concord.policy_versions(tenant_id, id),
  constraint cases_reference_key UNIQUE (tenant_id, reference),
  constraint cases_stage_check CHECK ((stage = ANY (ARRAY['RECEIVED'::text, 'ACKNOWLEDGED'::text, 'GATHERING'::text, 'THRESHOLD_MET'::text, 'THRESHOLD_NOT_MET'::text, 'DECLINED'::text]))),
  constraint cases_version_check CHECK ((version > 0))
);
comment on table concord.cases is 'One application for a review and all that follows from it.';
comment on column concord.cases.opened_in is 'The transaction that opened the case, which nobody can choose: only within it may the applicant add to the case.';
CREATE INDEX cases_newest ON concord.cases USING btree (tenant_id, received_at DESC, id DESC);
CREATE INDEX cases_newest_of_stage ON concord.cases USING btree (tenant_id, stage, received_at DESC, id DESC);
alter table concord.cases enable row level security;
alter table concord.cases force row level security;
create policy applicant_follows on concord.cases as permissive for select to public
  using ((id = ( SELECT concord.applicant_case_id() AS applicant_case_id)));
create policy coordinator_worker_or_party_changes on concord.cases as permissive for update to public
  using ((( SELECT concord.changes_every_case() AS changes_every_case) OR ( SELECT concord.has_role('worker'::text) AS has_role) OR ((( SELECT concord.may('requests.answer'::text) AS may) OR ( SELECT concord.may('reports.link'::text) AS may)) AND (id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))))
  with check ((( SELECT concord.changes_every_case() AS changes_every_case) OR ( SELECT concord.has_role('worker'::text) AS has_role) OR ((( SELECT concord.may('requests.answer'::text) AS may) OR ( SELECT concord.may('reports.link'::text) AS may)) AND (id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy opened_by_application on concord.cases as permissive for insert to public
  with check (((( SELECT concord.has_role('public'::text) AS has_role) OR ( SELECT concord.may('cases.lead'::text) AS may)) AND (version = 1) AND (stage = 'RECEIVED'::text)));
create policy owner_all on concord.cases as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.cases as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.cases as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
create policy visitor_sees_own_opening on concord.cases as permissive for select to public
  using ((( SELECT concord.has_role('public'::text) AS has_role) AND (opened_in = ( SELECT pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned))));
create policy worker_reads on concord.cases as permissive for select to public
  using (( SELECT concord.has_role('worker'::text) AS has_role));
grant insert (applicant_kind, applicant_secret_hash, area_team_id, dissatisfaction, dissatisfied, id, policy_version_id, received_at, received_on, reference, relationship, stage, tenant_id, version), select, update (stage, version) on table concord.cases to concord_app;
grant select, update (stage, version) on table concord.cases to concord_worker;

create table concord.client_keys (
  tenant_id uuid not null,
  actor text not null,
  key text not null,
  operation text not null,
  input_hash text not null,
  answer jsonb not null,
  created_at timestamp with time zone not null,
  constraint client_keys_pkey PRIMARY KEY (tenant_id, actor, key)
);
comment on table concord.client_keys is 'The first answer to a submission, given again for 24 hours to the same key and input of the same actor. Visitors share one actor, so no run-time role reads the table: who knows a key asks a function.';
CREATE INDEX client_keys_created ON concord.client_keys USING btree (tenant_id, created_at);
alter table concord.client_keys enable row level security;
alter table concord.client_keys force row level security;
create policy owner_all on concord.client_keys as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.client_keys as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));

create table concord.clocks (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  step text not null,
  ends_with text not null,
  anchor text not null,
  anchored_on date not null,
  due_on date not null,
  due_at timestamp with time zone not null,
  arithmetic text not null,
  extendable boolean not null,
  extension_reason text,
  stopped_at timestamp with time zone,
  fell_due_at timestamp with time zone,
  first_due_on date not null,
  extended_times integer not null default 0,
  provisional boolean not null default false,
  begun_by text not null,
  taken_away_by text not null default ''::text,
  extended_to date,
  stands_still boolean not null default false,
  constraint clocks_pkey PRIMARY KEY (tenant_id, id),
  constraint clocks_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id)
);
comment on table concord.clocks is 'Running timescales of a case with their arithmetic. fell_due_at: when the worker marked it as due while it still ran.';
comment on column concord.clocks.begun_by is 'The moment with which it began: its anchor, or what had to happen besides.';
comment on column concord.clocks.ends_with is 'The moments that end it, any one of them, separated by commas.';
comment on column concord.clocks.extended_to is 'The day that somebody gave it last, whatever it comes to since.';
comment on column concord.clocks.first_due_on is 'The last day before anything was extended.';
comment on column concord.clocks.provisional is 'Whether the day was reckoned past the last known bank holiday and may still move.';
comment on column concord.clocks.stands_still is 'Whether it stands still and nobody knows yet until when: its day moves on, and it does not fall due.';
comment on column concord.clocks.taken_away_by is 'The moments that take it away, any one of them, separated by commas; empty where none does.';
CREATE INDEX clocks_case ON concord.clocks USING btree (tenant_id, case_id);
CREATE UNIQUE INDEX clocks_running_step ON concord.clocks USING btree (tenant_id, case_id, step) WHERE (stopped_at IS NULL);
alter table concord.clocks enable row level security;
alter table concord.clocks force row level security;
create policy answer_starts on concord.clocks as permissive for insert to public
  with check ((( SELECT concord.may('requests.answer'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))) AND (begun_by = ANY (ARRAY['information_answered'::text, 'all_information_received'::text]))));
create policy answer_stops on concord.clocks as permissive for update to public
  using ((( SELECT concord.may('requests.answer'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))) AND (stopped_at IS NULL) AND ((ends_with ~ '(^|,)(information_answered|all_information_received)(,|$)'::text) OR (taken_away_by ~ '(^|,)(information_answered|all_information_received)(,|$)'::text))))
  with check ((( SELECT concord.may('requests.answer'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))) AND (stopped_at IS NOT NULL) AND ((ends_with ~ '(^|,)(information_answered|all_information_received)(,|$)'::text) OR (taken_away_by ~ '(^|,)(information_answered|all_information_received)(,|$)'::text))));
create policy applicant_follows on concord.clocks as permissive for select to public
  using ((case_id = ( SELECT concord.applicant_case_id() AS applicant_case_id)));
create policy coordinator_or_worker_changes on concord.clocks as permissive for update to public
  using ((( SELECT concord.changes_every_case() AS changes_every_case) OR ( SELECT concord.has_role('worker'::text) AS has_role)))
  with check ((( SELECT concord.changes_every_case() AS changes_every_case) OR ( SELECT concord.has_role('worker'::text) AS has_role)));
create policy owner_all on concord.clocks as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.clocks as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy started_with_case on concord.clocks as permissive for insert to public
  with check ((( SELECT concord.changes_every_case() AS changes_every_case) OR (( SELECT concord.has_role('public'::text) AS has_role) AND (EXISTS ( SELECT 1
   FROM concord.cases opened
  WHERE ((opened.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (opened.id = clocks.case_id) AND (opened.opened_in = ( SELECT pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned))))))));
create policy tenant_wall on concord.clocks as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
create policy worker_reads on concord.clocks as permissive for select to public
  using (( SELECT concord.has_role('worker'::text) AS has_role));
grant insert, select, update (arithmetic, due_at, due_on, extended_times, extended_to, extension_reason, fell_due_at, first_due_on, provisional, stands_still, stopped_at) on table concord.clocks to concord_app;
grant select, update (arithmetic, due_at, due_on, extended_times, extended_to, extension_reason, fell_due_at, first_due_on, provisional, stands_still, stopped_at) on table concord.clocks to concord_worker;

create table concord.decision_proposals (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  case_version integer not null,
  policy_version_id uuid not null,
  verdict text not null,
  facts jsonb not null,
  finding jsonb not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  statutory jsonb,
  flags jsonb not null default '[]'::jsonb,
  constraint decision_proposals_pkey PRIMARY KEY (tenant_id, id),
  constraint decision_proposals_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint decision_proposals_case_key UNIQUE (tenant_id, case_id, id),
  constraint decision_proposals_policy_version_fkey FOREIGN KEY (tenant_id, policy_version_id) REFERENCES concord.policy_versions(tenant_id, id),
  constraint decision_proposals_verdict_check CHECK ((verdict = ANY (ARRAY['MET'::text, 'NOT_MET'::text, 'NEEDS_JUDGEMENT'::text])))
);
comment on table concord.decision_proposals is 'What the rules found, with the facts as evaluated, so that it can be replayed.';
comment on column concord.decision_proposals.flags is 'Where the local threshold and the Act part, for a person to look at.';
comment on column concord.decision_proposals.statutory is 'The finding on the mandatory limb of the Act; null where it was not computed yet.';
CREATE INDEX decision_proposals_case ON concord.decision_proposals USING btree (tenant_id, case_id, proposed_at DESC);
alter table concord.decision_proposals enable row level security;
alter table concord.decision_proposals force row level security;
create policy coordinator_proposes on concord.decision_proposals as permissive for insert to public
  with check (( SELECT concord.may('cases.decide'::text) AS may));
create policy owner_all on concord.decision_proposals as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.decision_proposals as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.decision_proposals as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select on table concord.decision_proposals to concord_app;

create table concord.decisions (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  proposal_id uuid,
  outcome text not null,
  decline_ground text,
  reason text not null,
  departs_from_rules boolean not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint decisions_pkey PRIMARY KEY (tenant_id, id),
  constraint decisions_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint decisions_case_key UNIQUE (tenant_id, case_id),
  constraint decisions_ground_check CHECK (((outcome = 'DECLINED'::text) = (decline_ground IS NOT NULL))),
  constraint decisions_outcome_check CHECK ((outcome = ANY (ARRAY['MET'::text, 'NOT_MET'::text, 'DECLINED'::text]))),
  constraint decisions_proposal_check CHECK (((outcome = 'DECLINED'::text) OR (proposal_id IS NOT NULL))),
  constraint decisions_proposal_fkey FOREIGN KEY (tenant_id, case_id, proposal_id) REFERENCES concord.decision_proposals(tenant_id, case_id, id)
);
comment on table concord.decisions is 'Met, not met and declined are three different outcomes.';
alter table concord.decisions enable row level security;
alter table concord.decisions force row level security;
create policy applicant_follows on concord.decisions as permissive for select to public
  using ((case_id = ( SELECT concord.applicant_case_id() AS applicant_case_id)));
create policy coordinator_decides on concord.decisions as permissive for insert to public
  with check (( SELECT concord.may('cases.decide'::text) AS may));
create policy owner_all on concord.decisions as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.decisions as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.decisions as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select on table concord.decisions to concord_app;

create table concord.event_streams (
  tenant_id uuid not null,
  last_position bigint not null default 0,
  constraint event_streams_pkey PRIMARY KEY (tenant_id)
);
comment on table concord.event_streams is 'One counter row per partnership. It is locked last in a transaction, so position order is commit order.';
alter table concord.event_streams enable row level security;
alter table concord.event_streams force row level security;
create policy everyone_reads on concord.event_streams as permissive for select to public
  using (true);
create policy owner_all on concord.event_streams as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.event_streams as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant select on table concord.event_streams to concord_app;
grant select on table concord.event_streams to concord_worker;

create table concord.events (
  tenant_id uuid not null,
  "position" bigint not null,
  id uuid not null,
  at timestamp with time zone not null,
  type text not null,
  case_id uuid,
  case_version integer,
  stage text,
  subject_id uuid,
  agency_ids uuid[] not null,
  body jsonb not null,
  constraint events_pkey PRIMARY KEY (tenant_id, "position"),
  constraint events_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint events_id_key UNIQUE (tenant_id, id)
);
comment on table concord.events is 'What happened: ids, dates and stages only. No name, no free text, no personal data. agency_ids: parties who may see it.';
CREATE INDEX events_case ON concord.events USING btree (tenant_id, case_id, "position");
alter table concord.events enable row level security;
alter table concord.events force row level security;
create policy followers_read on concord.events as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR ( SELECT concord.has_role('worker'::text) AS has_role) OR ( SELECT concord.has_role('relay'::text) AS has_role) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (( SELECT concord.agency_id() AS agency_id) = ANY (agency_ids)))));
create policy owner_all on concord.events as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.events as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant select on table concord.events to concord_app;
grant select on table concord.events to concord_worker;

create table concord.import_runs (
  tenant_id uuid not null,
  id uuid not null,
  agency_id uuid not null,
  format text not null,
  file_name text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  summary jsonb,
  constraint import_runs_pkey PRIMARY KEY (tenant_id, id),
  constraint import_runs_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id)
);
comment on table concord.import_runs is 'Imports of report files: what was read, added and left out. No end: it was interrupted.';
alter table concord.import_runs enable row level security;
alter table concord.import_runs force row level security;
create policy operator_imports on concord.import_runs as permissive for all to public
  using ((( SELECT concord.has_role('operator'::text) AS has_role) AND (agency_id = ( SELECT concord.agency_id() AS agency_id))))
  with check ((( SELECT concord.has_role('operator'::text) AS has_role) AND (agency_id = ( SELECT concord.agency_id() AS agency_id))));
create policy owner_all on concord.import_runs as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.import_runs as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select, update on table concord.import_runs to concord_app;

create table concord.incident_complaints (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  agency_id uuid not null,
  made_on date not null,
  made_by_victim boolean not null,
  reference text,
  evidence_accepted boolean not null default false,
  person_id uuid,
  household_id uuid,
  constraint incident_complaints_pkey PRIMARY KEY (tenant_id, id),
  constraint incident_complaints_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint incident_complaints_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint incident_complaints_household_fkey FOREIGN KEY (tenant_id, case_id, household_id) REFERENCES concord.case_labels(tenant_id, case_id, id),
  constraint incident_complaints_incident_fkey FOREIGN KEY (tenant_id, case_id, incident_id) REFERENCES concord.case_incidents(tenant_id, case_id, id),
  constraint incident_complaints_person_fkey FOREIGN KEY (tenant_id, case_id, person_id) REFERENCES concord.case_people(tenant_id, case_id, id)
);
comment on table concord.incident_complaints is 'To whom and when the applicant says an incident was reported.';
comment on column concord.incident_complaints.household_id is 'Whence it came, where somebody else than the victim made it; the household of the person goes before it.';
CREATE INDEX incident_complaints_case ON concord.incident_complaints USING btree (tenant_id, case_id);
CREATE INDEX incident_complaints_incident ON concord.incident_complaints USING btree (tenant_id, incident_id);
alter table concord.incident_complaints enable row level security;
alter table concord.incident_complaints force row level security;
create policy coordinator_changes on concord.incident_complaints as permissive for update to public
  using (( SELECT concord.may('cases.lead'::text) AS may))
  with check (( SELECT concord.may('cases.lead'::text) AS may));
create policy named_by_application on concord.incident_complaints as permissive for insert to public
  with check ((( SELECT concord.may('cases.lead'::text) AS may) OR (( SELECT concord.has_role('public'::text) AS has_role) AND (EXISTS ( SELECT 1
   FROM concord.cases opened
  WHERE ((opened.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (opened.id = incident_complaints.case_id) AND (opened.opened_in = ( SELECT pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned))))))));
create policy owner_all on concord.incident_complaints as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.incident_complaints as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.incident_complaints as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select, update (evidence_accepted, household_id, person_id) on table concord.incident_complaints to concord_app;

create table concord.incident_reports (
  tenant_id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  report_id uuid not null,
  person_id uuid,
  household_id uuid,
  constraint incident_reports_pkey PRIMARY KEY (tenant_id, incident_id, report_id),
  constraint incident_reports_household_fkey FOREIGN KEY (tenant_id, case_id, household_id) REFERENCES concord.case_labels(tenant_id, case_id, id),
  constraint incident_reports_incident_fkey FOREIGN KEY (tenant_id, case_id, incident_id) REFERENCES concord.case_incidents(tenant_id, case_id, id),
  constraint incident_reports_link_fkey FOREIGN KEY (tenant_id, case_id, report_id) REFERENCES concord.report_links(tenant_id, case_id, report_id),
  constraint incident_reports_person_fkey FOREIGN KEY (tenant_id, case_id, person_id) REFERENCES concord.case_people(tenant_id, case_id, id)
);
comment on table concord.incident_reports is 'A person''s judgement: this report is about that incident, and was made by that person (null: not known who).';
comment on column concord.incident_reports.household_id is 'Whence it came, where nobody knows who made it.';
CREATE INDEX incident_reports_case ON concord.incident_reports USING btree (tenant_id, case_id);
alter table concord.incident_reports enable row level security;
alter table concord.incident_reports force row level security;
create policy coordinator_matches on concord.incident_reports as permissive for insert to public
  with check (( SELECT concord.may('cases.lead'::text) AS may));
create policy coordinator_rematches on concord.incident_reports as permissive for delete to public
  using (( SELECT concord.may('cases.lead'::text) AS may));
create policy owner_all on concord.incident_reports as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.incident_reports as permissive for select to public
  using (((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))) AND (( SELECT concord.sees_every_case() AS sees_every_case) OR (EXISTS ( SELECT
   FROM concord.report_links l
  WHERE ((l.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (l.case_id = incident_reports.case_id) AND (l.report_id = incident_reports.report_id)))))));
create policy tenant_wall on concord.incident_reports as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant delete, insert, select on table concord.incident_reports to concord_app;

create table concord.incident_sufferers (
  tenant_id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  person_id uuid not null,
  said_by text not null,
  constraint incident_sufferers_pkey PRIMARY KEY (tenant_id, incident_id, said_by, person_id),
  constraint incident_sufferers_incident_fkey FOREIGN KEY (tenant_id, case_id, incident_id) REFERENCES concord.case_incidents(tenant_id, case_id, id),
  constraint incident_sufferers_person_fkey FOREIGN KEY (tenant_id, case_id, person_id) REFERENCES concord.case_people(tenant_id, case_id, id),
  constraint incident_sufferers_said_by_check CHECK ((said_by = ANY (ARRAY['APPLICANT'::text, 'COORDINATOR'::text])))
);
comment on table concord.incident_sufferers is 'Who suffered an incident, as the applicant says; what the coordinator settles stands before it.';
CREATE INDEX incident_sufferers_case ON concord.incident_sufferers USING btree (tenant_id, case_id);
alter table concord.incident_sufferers enable row level security;
alter table concord.incident_sufferers force row level security;
create policy coordinator_rematches on concord.incident_sufferers as permissive for delete to public
  using (( SELECT concord.may('cases.lead'::text) AS may));
create policy named_by_application on concord.incident_sufferers as permissive for insert to public
  with check ((( SELECT concord.may('cases.lead'::text) AS may) OR (( SELECT concord.has_role('public'::text) AS has_role) AND (EXISTS ( SELECT 1
   FROM concord.cases opened
  WHERE ((opened.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (opened.id = incident_sufferers.case_id) AND (opened.opened_in = ( SELECT pg_current_xact_id_if_assigned() AS pg_current_xact_id_if_assigned))))))));
create policy owner_all on concord.incident_sufferers as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.incident_sufferers as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id))))))));
create policy tenant_wall on concord.incident_sufferers as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant delete, insert, select on table concord.incident_sufferers to concord_app;

create table concord.information_requests (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  agency_id uuid not null,
  status text not null,
  requested_at timestamp with time zone not null,
  requested_by uuid not null,
  due_on date,
  holds text,
  actions_taken text,
  answered_at timestamp with time zone,
  answered_by uuid,
  constraint information_requests_pkey PRIMARY KEY (tenant_id, id),
  constraint information_requests_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint information_requests_agency_key UNIQUE (tenant_id, case_id, agency_id),
  constraint information_requests_answered_check CHECK (((status = 'ANSWERED'::text) = ((answered_at IS NOT NULL) AND (holds IS NOT NULL)))),
  constraint information_requests_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint information_requests_holds_check CHECK ((holds = ANY (ARRAY['RECORDS'::text, 'NOTHING'::text]))),
  constraint information_requests_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'ANSWERED'::text])))
);
comment on table concord.information_requests is 'What the coordinator asked each agency, and its answer. An open request is "cannot tell yet", never zero.';
alter table concord.information_requests enable row level security;
alter table concord.information_requests force row level security;
create policy agency_answers_once on concord.information_requests as permissive for update to public
  using ((( SELECT concord.may('requests.answer'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)) AND (status = 'OPEN'::text)))
  with check ((( SELECT concord.may('requests.answer'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)) AND (status = 'ANSWERED'::text)));
create policy coordinator_asks on concord.information_requests as permissive for insert to public
  with check (( SELECT concord.may('requests.ask'::text) AS may));
create policy own_or_all_read on concord.information_requests as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)))));
create policy owner_all on concord.information_requests as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.information_requests as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select, update (actions_taken, answered_at, answered_by, holds, status) on table concord.information_requests to concord_app;

create table concord.invitations (
  tenant_id uuid not null,
  id uuid not null,
  mail text not null,
  display_name text not null,
  agency_id uuid,
  roles text[] not null,
  invited_by uuid not null,
  invited_by_name text not null,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  membership_id uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  constraint invitations_pkey PRIMARY KEY (tenant_id, id),
  constraint invitations_accepted_check CHECK (((accepted_at IS NULL) = (membership_id IS NULL))),
  constraint invitations_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint invitations_ends_once_check CHECK (((accepted_at IS NULL) OR (withdrawn_at IS NULL))),
  constraint invitations_expires_check CHECK ((expires_at > invited_at)),
  constraint invitations_invited_by_fkey FOREIGN KEY (tenant_id, invited_by) REFERENCES concord.memberships(tenant_id, id),
  constraint invitations_mail_check CHECK (((mail ~ '^[!-~]+$'::text) AND (mail = lower(mail)))),
  constraint invitations_membership_fkey FOREIGN KEY (tenant_id, membership_id) REFERENCES concord.memberships(tenant_id, id),
  constraint invitations_roles_check CHECK ((cardinality(roles) > 0)),
  constraint invitations_withdrawn_by_fkey FOREIGN KEY (tenant_id, withdrawn_by) REFERENCES concord.memberships(tenant_id, id)
);
comment on table concord.invitations is 'Who was asked to become a member, by which mail address, and how that ended. The address is ASCII in small letters: two that look alike are one or two, never in doubt.';
CREATE INDEX invitations_by_inviter ON concord.invitations USING btree (tenant_id, invited_by);
CREATE INDEX invitations_by_membership ON concord.invitations USING btree (tenant_id, membership_id) WHERE (membership_id IS NOT NULL);
CREATE INDEX invitations_newest ON concord.invitations USING btree (tenant_id, invited_at DESC, id DESC);
CREATE UNIQUE INDEX invitations_open_key ON concord.invitations USING btree (tenant_id, mail, agency_id) NULLS NOT DISTINCT WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));
alter table concord.invitations enable row level security;
alter table concord.invitations force row level security;
create policy manager_invites on concord.invitations as permissive for insert to concord_app
  with check (((('member:'::text || invited_by) = ( SELECT concord.actor() AS actor)) AND (( SELECT concord.may('agency_members.manage'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id))) AND (roles <@ ARRAY['agency_officer'::text, 'agency_manager'::text])));
create policy manager_reads on concord.invitations as permissive for select to public
  using ((( SELECT concord.may('agency_members.manage'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id))));
create policy manager_withdraws on concord.invitations as permissive for update to concord_app
  using (((accepted_at IS NULL) AND (withdrawn_at IS NULL) AND (( SELECT concord.may('agency_members.manage'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)))))
  with check (((withdrawn_at IS NOT NULL) AND (('member:'::text || withdrawn_by) = ( SELECT concord.actor() AS actor))));
create policy members_invite on concord.invitations as permissive for insert to concord_app
  with check (((('member:'::text || invited_by) = ( SELECT concord.actor() AS actor)) AND ( SELECT concord.may('members.invite'::text) AS may) AND (( SELECT concord.may('members.appoint'::text) AS may) OR (NOT (roles && ( SELECT directory.guarded_roles() AS guarded_roles))))));
create policy members_read on concord.invitations as permissive for select to public
  using (( SELECT concord.may('members.read'::text) AS may));
create policy members_withdraw on concord.invitations as permissive for update to concord_app
  using (((accepted_at IS NULL) AND (withdrawn_at IS NULL) AND ( SELECT concord.may('members.invite'::text) AS may) AND (( SELECT concord.may('members.appoint'::text) AS may) OR (NOT (roles && ( SELECT directory.guarded_roles() AS guarded_roles))))))
  with check (((withdrawn_at IS NOT NULL) AND (('member:'::text || withdrawn_by) = ( SELECT concord.actor() AS actor))));
create policy owner_all on concord.invitations as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.invitations as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER checks_roles BEFORE INSERT OR UPDATE OF roles, agency_id ON concord.invitations FOR EACH ROW EXECUTE FUNCTION concord.check_membership_roles();
grant insert, select, update (withdrawn_at, withdrawn_by) on table concord.invitations to concord_app;

create table concord.log_followers (
  tenant_id uuid not null,
  follower text not null,
  "position" bigint not null default 0,
  constraint log_followers_pkey PRIMARY KEY (tenant_id, follower)
);
comment on table concord.log_followers is 'How far each follower of a partnership''s log has come.';
alter table concord.log_followers enable row level security;
alter table concord.log_followers force row level security;
create policy owner_all on concord.log_followers as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.log_followers as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
create policy worker_follows on concord.log_followers as permissive for all to public
  using (( SELECT concord.has_role('worker'::text) AS has_role))
  with check (( SELECT concord.has_role('worker'::text) AS has_role));
grant insert, select, update on table concord.log_followers to concord_worker;

create table concord.memberships (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  agency_id uuid,
  roles text[] not null,
  ended_at timestamp with time zone,
  since timestamp with time zone not null default now(),
  ended_by uuid,
  ended_reason text,
  service_name text,
  service_ends_at timestamp with time zone,
  constraint memberships_pkey PRIMARY KEY (tenant_id, id),
  constraint memberships_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint memberships_officer_has_agency CHECK (((NOT ('agency_officer'::text = ANY (roles))) OR (agency_id IS NOT NULL))),
  constraint memberships_roles_check CHECK ((cardinality(roles) > 0)),
  constraint memberships_service_ends CHECK (((service_ends_at IS NULL) OR (service_name IS NOT NULL))),
  constraint memberships_service_of_agency CHECK (((service_name IS NULL) OR (agency_id IS NOT NULL)))
);
comment on table concord.memberships is 'A user''s roles in one partnership, with the agency they act for, if any.';
comment on column concord.memberships.ended_by is 'The membership under which it was ended; its own where somebody left.';
comment on column concord.memberships.service_ends_at is 'From when on it opens nothing by itself; null: until somebody ends it.';
comment on column concord.memberships.service_name is 'What the agency calls the program whose membership this is; null: a person''s. Its roles are scopes.';
CREATE INDEX memberships_newest ON concord.memberships USING btree (tenant_id, since DESC, id DESC);
CREATE UNIQUE INDEX memberships_user_agency_key ON concord.memberships USING btree (tenant_id, user_id, agency_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
alter table concord.memberships enable row level security;
alter table concord.memberships force row level security;
create policy manager_changes on concord.memberships as permissive for update to concord_app
  using (((ended_at IS NULL) AND (( SELECT concord.may('agency_members.manage'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)))))
  with check ((( SELECT concord.may('agency_members.manage'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)) AND ((ended_at IS NOT NULL) OR (roles <@ ARRAY['agency_officer'::text, 'agency_manager'::text]))));
create policy manager_reads on concord.memberships as permissive for select to public
  using ((( SELECT concord.may('agency_members.manage'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id))));
create policy member_leaves on concord.memberships as permissive for update to concord_app
  using (((ended_at IS NULL) AND (('member:'::text || id) = ( SELECT concord.actor() AS actor))))
  with check (((ended_at IS NOT NULL) AND (ended_by = id) AND (('member:'::text || id) = ( SELECT concord.actor() AS actor))));
create policy members_change on concord.memberships as permissive for update to concord_app
  using (((ended_at IS NULL) AND (( SELECT concord.may('members.end'::text) AS may) OR ( SELECT concord.may('members.invite'::text) AS may)) AND (( SELECT concord.may('members.appoint'::text) AS may) OR (NOT (roles && ( SELECT directory.guarded_roles() AS guarded_roles))))))
  with check ((
CASE
    WHEN (ended_at IS NULL) THEN ( SELECT concord.may('members.invite'::text) AS may)
    ELSE ( SELECT concord.may('members.end'::text) AS may)
END AND (( SELECT concord.may('members.appoint'::text) AS may) OR (NOT (roles && ( SELECT directory.guarded_roles() AS guarded_roles))))));
create policy own_or_coordinator_reads on concord.memberships as permissive for select to public
  using (((user_id = ( SELECT concord.user_id() AS user_id)) OR ( SELECT concord.may('members.read'::text) AS may)));
create policy owner_all on concord.memberships as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.memberships as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER checks_roles BEFORE INSERT OR UPDATE OF roles, agency_id ON concord.memberships FOR EACH ROW EXECUTE FUNCTION concord.check_membership_roles();
CREATE TRIGGER guards_roles BEFORE UPDATE OF roles ON concord.memberships FOR EACH ROW EXECUTE FUNCTION concord.guard_membership_roles();
CREATE TRIGGER renews_version_on_update AFTER UPDATE ON concord.memberships REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_members_version();
grant select on table concord.memberships to concord_worker;
grant select, update (ended_at, ended_by, ended_reason, roles) on table concord.memberships to concord_app;

create table concord.partnerships (
  tenant_id uuid not null,
  slug text not null,
  name text not null,
  reference_prefix text not null,
  words jsonb not null,
  area jsonb not null,
  published_figures jsonb,
  directory_version uuid not null default gen_random_uuid(),
  document jsonb,
  development boolean not null default false,
  added_in xid8,
  members_version uuid not null default gen_random_uuid(),
  constraint partnerships_pkey PRIMARY KEY (tenant_id)
);
comment on table concord.partnerships is 'What a partnership says of itself in public.';
comment on column concord.partnerships.added_in is 'The transaction that added the partnership, which nobody can choose: only within it are rules set up without approval.';
comment on column concord.partnerships.development is 'Made up for development: whoever applies its files may change its rules without approval. It is given when the partnership is added and can only be taken away.';
comment on column concord.partnerships.directory_version is 'Another one after every change of its agencies and area teams, also in a restored copy. Kept by triggers.';
comment on column concord.partnerships.document is 'Everything that its file says, as it was last applied; null until it is applied again for the first time.';
comment on column concord.partnerships.members_version is 'Another one after every change of who is a member and whom its issuers may vouch for. Kept by triggers.';
alter table concord.partnerships enable row level security;
alter table concord.partnerships force row level security;
create policy everyone_reads on concord.partnerships as permissive for select to public
  using (true);
create policy owner_all on concord.partnerships as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.partnerships as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER keeps_origin BEFORE INSERT OR UPDATE ON concord.partnerships FOR EACH ROW EXECUTE FUNCTION concord.keep_partnership_origin();
grant select on table concord.partnerships to concord_app;
grant select on table concord.partnerships to concord_worker;

create table concord.policy_approvals (
  tenant_id uuid not null,
  proposal_id uuid not null,
  user_id uuid not null,
  membership_id uuid not null,
  approver_name text not null,
  digest text not null,
  approved_at timestamp with time zone not null,
  constraint policy_approvals_pkey PRIMARY KEY (tenant_id, proposal_id, user_id),
  constraint policy_approvals_membership_fkey FOREIGN KEY (tenant_id, membership_id) REFERENCES concord.memberships(tenant_id, id),
  constraint policy_approvals_proposal_fkey FOREIGN KEY (tenant_id, proposal_id) REFERENCES concord.policy_proposals(tenant_id, id)
);
comment on table concord.policy_approvals is 'Who approved a proposed version: one person once, whatever memberships they have. Not even the owner adds a row.';
alter table concord.policy_approvals enable row level security;
alter table concord.policy_approvals force row level security;
create policy approvers_approve on concord.policy_approvals as permissive for insert to concord_app
  with check (((user_id = ( SELECT concord.user_id() AS user_id)) AND ( SELECT concord.may('policies.approve'::text) AS may)));
create policy approvers_read on concord.policy_approvals as permissive for select to concord_app
  using (( SELECT concord.may('policies.approve'::text) AS may));
create policy approvers_withdraw on concord.policy_approvals as permissive for delete to concord_app
  using ((user_id = ( SELECT concord.user_id() AS user_id)));
create policy owner_counts on concord.policy_approvals as permissive for select to concord_owner
  using (true);
create policy tenant_wall on concord.policy_approvals as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER keeps_approval BEFORE INSERT OR DELETE OR UPDATE ON concord.policy_approvals FOR EACH ROW EXECUTE FUNCTION concord.keep_policy_approval();
grant delete, insert, select on table concord.policy_approvals to concord_app;

create table concord.policy_proposals (
  tenant_id uuid not null,
  id uuid not null,
  digest text not null,
  document jsonb not null,
  in_force_from date,
  proposed_at timestamp with time zone not null,
  proposed_by text not null,
  difference jsonb not null,
  lint_findings jsonb not null,
  ended_as text,
  ended_at timestamp with time zone,
  ended_by uuid,
  ended_by_name text,
  ended_reason text,
  constraint policy_proposals_pkey PRIMARY KEY (tenant_id, id),
  constraint policy_proposals_ended_as_check CHECK ((ended_as = ANY (ARRAY['ADOPTED'::text, 'REJECTED'::text, 'REPLACED'::text]))),
  constraint policy_proposals_ended_check CHECK (((ended_as IS NULL) = (ended_at IS NULL))),
  constraint policy_proposals_reason_check CHECK (((ended_as = 'REJECTED'::text) <= (ended_reason IS NOT NULL)))
);
comment on table concord.policy_proposals is 'A version of a partnership''s rules that waits for two people to approve it, and how that ended. What is proposed never changes.';
comment on column concord.policy_proposals.difference is 'Against the version that it was proposed to follow or to replace.';
CREATE INDEX policy_proposals_proposed ON concord.policy_proposals USING btree (tenant_id, proposed_at DESC, id DESC);
alter table concord.policy_proposals enable row level security;
alter table concord.policy_proposals force row level security;
create policy approvers_read on concord.policy_proposals as permissive for select to public
  using (( SELECT concord.may('policies.approve'::text) AS may));
create policy approvers_reject on concord.policy_proposals as permissive for update to concord_app
  using (( SELECT concord.may('policies.approve'::text) AS may))
  with check (((ended_as = 'REJECTED'::text) AND (ended_by = ( SELECT concord.user_id() AS user_id))));
create policy owner_all on concord.policy_proposals as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.policy_proposals as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER keeps_proposal BEFORE UPDATE ON concord.policy_proposals FOR EACH ROW EXECUTE FUNCTION concord.keep_policy_proposal();
grant select, update (ended_as, ended_at, ended_by, ended_by_name, ended_reason) on table concord.policy_proposals to concord_app;

create table concord.policy_versions (
  tenant_id uuid not null,
  id uuid not null,
  in_force_from date,
  digest text not null,
  document jsonb not null,
  applied_at timestamp with time zone not null,
  proposal_id uuid,
  constraint policy_versions_pkey PRIMARY KEY (tenant_id, id),
  constraint policy_versions_in_force_from_key UNIQUE NULLS NOT DISTINCT (tenant_id, in_force_from),
  constraint policy_versions_proposal_fkey FOREIGN KEY (tenant_id, proposal_id) REFERENCES concord.policy_proposals(tenant_id, id)
);
comment on table concord.policy_versions is 'A partnership''s rules from a date on; the first may leave the date out. A version that a case was opened with never changes.';
comment on column concord.policy_versions.proposal_id is 'The approved proposal that it came from; null for what was set up with the partnership, or in development.';
alter table concord.policy_versions enable row level security;
alter table concord.policy_versions force row level security;
create policy everyone_reads on concord.policy_versions as permissive for select to public
  using (true);
create policy owner_all on concord.policy_versions as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.policy_versions as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER demands_approval BEFORE INSERT OR DELETE OR UPDATE ON concord.policy_versions FOR EACH ROW EXECUTE FUNCTION concord.demand_policy_approval();
grant select on table concord.policy_versions to concord_app;
grant select on table concord.policy_versions to concord_worker;

create table concord.record_grants (
  tenant_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  case_id uuid not null,
  report_id uuid not null,
  owner_agency_id uuid not null,
  audience text not null,
  agency_id uuid,
  level smallint not null,
  until_at timestamp with time zone,
  despite text,
  given_by uuid not null,
  given_at timestamp with time zone not null,
  revoked_by uuid,
  revoked_at timestamp with time zone,
  revoked_reason text,
  constraint record_grants_pkey PRIMARY KEY (tenant_id, id),
  constraint record_grants_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint record_grants_audience_check CHECK (((audience = ANY (ARRAY['COORDINATOR'::text, 'OTHER_AGENCIES'::text, 'AGENCY'::text])) AND ((audience = 'AGENCY'::text) = (agency_id IS NOT NULL)))),
  constraint record_grants_case_key UNIQUE (tenant_id, case_id, id),
  constraint record_grants_level_check CHECK (((level >= 1) AND (level <= 4))),
  constraint record_grants_link_fkey FOREIGN KEY (tenant_id, case_id, report_id) REFERENCES concord.report_links(tenant_id, case_id, report_id),
  constraint record_grants_party_fkey FOREIGN KEY (tenant_id, agreement_id, owner_agency_id) REFERENCES concord.sharing_agreement_parties(tenant_id, agreement_id, agency_id),
  constraint record_grants_report_fkey FOREIGN KEY (tenant_id, owner_agency_id, report_id) REFERENCES concord.reports(tenant_id, agency_id, id)
);
comment on table concord.record_grants is 'One report, in one case, opened by its agency to the coordinator, the other agencies of the case, or one of them.';
comment on column concord.record_grants.despite is 'Why it is shared although somebody whom it is about objects.';
comment on column concord.record_grants.level is '1 locator: that it exists and who holds it; 2 attested: dates and category too; 3 content; 4 content with identities.';
CREATE INDEX record_grants_agreement ON concord.record_grants USING btree (tenant_id, agreement_id, owner_agency_id);
CREATE UNIQUE INDEX record_grants_one_each ON concord.record_grants USING btree (tenant_id, case_id, report_id, audience, agency_id) NULLS NOT DISTINCT WHERE (revoked_at IS NULL);
CREATE INDEX record_grants_report ON concord.record_grants USING btree (tenant_id, report_id);
alter table concord.record_grants enable row level security;
alter table concord.record_grants force row level security;
create policy agency_revokes_its_own on concord.record_grants as permissive for update to public
  using ((((( SELECT concord.may('grants.give'::text) AS may) AND (owner_agency_id = ( SELECT concord.agency_id() AS agency_id))) OR (( SELECT concord.may('reports.link'::text) AS may) AND (owner_agency_id = ( SELECT concord.agency_id() AS agency_id)))) AND (revoked_at IS NULL)))
  with check ((((( SELECT concord.may('grants.give'::text) AS may) AND (owner_agency_id = ( SELECT concord.agency_id() AS agency_id))) OR (( SELECT concord.may('reports.link'::text) AS may) AND (owner_agency_id = ( SELECT concord.agency_id() AS agency_id)))) AND (revoked_at IS NOT NULL)));
create policy agency_shares_its_own on concord.record_grants as permissive for insert to public
  with check ((((( SELECT concord.may('grants.give'::text) AS may) AND (owner_agency_id = ( SELECT concord.agency_id() AS agency_id))) OR (( SELECT concord.may('reports.link'::text) AS may) AND (owner_agency_id = ( SELECT concord.agency_id() AS agency_id)))) AND (given_by = ( SELECT concord.user_id() AS user_id)) AND (revoked_at IS NULL) AND (EXISTS ( SELECT
   FROM (concord.sharing_agreements s
     JOIN concord.sharing_agreement_parties p ON (((p.tenant_id = s.tenant_id) AND (p.agreement_id = s.id))))
  WHERE ((s.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (s.id = record_grants.agreement_id) AND (p.agency_id = record_grants.owner_agency_id) AND (p.left_at IS NULL) AND (s.withdrawn_at IS NULL) AND (record_grants.level <= s.highest_level) AND (s.starts_at <= ( SELECT concord.now() AS now)) AND (s.ends_at > ( SELECT concord.now() AS now)))))));
create policy owner_all on concord.record_grants as permissive for all to concord_owner
  using (true)
  with check (true);
create policy owner_or_lead_reads on concord.record_grants as permissive for select to public
  using (((( SELECT concord.may('grants.give'::text) AS may) AND (owner_agency_id = ( SELECT concord.agency_id() AS agency_id))) OR (( SELECT concord.may('reports.link'::text) AS may) AND (owner_agency_id = ( SELECT concord.agency_id() AS agency_id))) OR (( SELECT concord.may('grants.see'::text) AS may) AND (( SELECT concord.sees_every_case() AS sees_every_case) OR (owner_agency_id = ( SELECT concord.agency_id() AS agency_id))))));
create policy tenant_wall on concord.record_grants as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER renews_readers_on_insert AFTER INSERT ON concord.record_grants REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_readers_of_record_grants();
CREATE TRIGGER renews_readers_on_update AFTER UPDATE ON concord.record_grants REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_readers_of_record_grants();
grant insert, select, update (revoked_at, revoked_by, revoked_reason) on table concord.record_grants to concord_app;

create table concord.report_links (
  tenant_id uuid not null,
  case_id uuid not null,
  report_id uuid not null,
  agency_id uuid not null,
  occurred_on date,
  reported_on date,
  linked_by uuid not null,
  linked_at timestamp with time zone not null,
  category text not null,
  coordinator_level smallint,
  coordinator_until timestamp with time zone,
  coordinator_seat uuid,
  coordinator_agreement_id uuid,
  constraint report_links_pkey PRIMARY KEY (tenant_id, case_id, report_id),
  constraint report_links_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint report_links_case_fkey FOREIGN KEY (tenant_id, case_id) REFERENCES concord.cases(tenant_id, id),
  constraint report_links_report_fkey FOREIGN KEY (tenant_id, agency_id, report_id) REFERENCES concord.reports(tenant_id, agency_id, id)
);
comment on table concord.report_links is 'A report that its agency put to a case: other parties see that it exists, whose it is and its dates.';
comment on column concord.report_links.category is 'Of the report, for those who may know no more than dates and category.';
comment on column concord.report_links.coordinator_level is 'How far the report is open to the coordinator in this case while the seat is held; kept by triggers.';
CREATE INDEX report_links_report ON concord.report_links USING btree (tenant_id, report_id);
alter table concord.report_links enable row level security;
alter table concord.report_links force row level security;
create policy agency_links_its_own on concord.report_links as permissive for insert to public
  with check ((( SELECT concord.may('reports.link'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)) AND (case_id IN ( SELECT p.case_id
   FROM concord.case_parties p
  WHERE ((p.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (p.agency_id = ( SELECT concord.agency_id() AS agency_id)))))));
create policy owner_all on concord.report_links as permissive for all to concord_owner
  using (true)
  with check (true);
create policy parties_read on concord.report_links as permissive for select to public
  using ((( SELECT concord.sees_every_case() AS sees_every_case) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id))) OR (( SELECT concord.may('cases.read_asked'::text) AS may) AND (EXISTS ( SELECT
   FROM concord.report_readers x
  WHERE ((x.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (x.agency_id = ( SELECT concord.agency_id() AS agency_id)) AND (x.report_id = report_links.report_id) AND (x.case_id = report_links.case_id)))))));
create policy tenant_wall on concord.report_links as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert (agency_id, case_id, category, linked_at, linked_by, occurred_on, report_id, reported_on, tenant_id), select on table concord.report_links to concord_app;

create table concord.report_readers (
  tenant_id uuid not null,
  grant_id uuid not null,
  agency_id uuid not null,
  report_id uuid not null,
  case_id uuid not null,
  agreement_id uuid not null,
  giver_seat uuid not null,
  reader_seat uuid not null,
  level smallint not null,
  until_at timestamp with time zone not null,
  constraint report_readers_pkey PRIMARY KEY (tenant_id, grant_id, agency_id),
  constraint report_readers_grant_fkey FOREIGN KEY (tenant_id, case_id, grant_id) REFERENCES concord.record_grants(tenant_id, case_id, id)
);
comment on table concord.report_readers is 'Which agency reads which report of another''s, worked out from grants, parties of agreements and parties of cases; kept by triggers.';
comment on column concord.report_readers.until_at is 'As the grant says; infinity where it does not.';
CREATE INDEX report_readers_agency ON concord.report_readers USING btree (tenant_id, agency_id, report_id, case_id);
CREATE INDEX report_readers_report ON concord.report_readers USING btree (tenant_id, report_id);
alter table concord.report_readers enable row level security;
alter table concord.report_readers force row level security;
create policy owner_all on concord.report_readers as permissive for all to concord_owner
  using (true)
  with check (true);
create policy reader_reads on concord.report_readers as permissive for select to public
  using (
CASE
    WHEN ( SELECT concord.may('cases.read_asked'::text) AS may) THEN ((agency_id = ( SELECT concord.agency_id() AS agency_id)) AND (until_at > ( SELECT concord.now() AS now)) AND (giver_seat = ANY (( SELECT concord.held_seats() AS held_seats)::uuid[])) AND (reader_seat = ANY (( SELECT concord.held_seats() AS held_seats)::uuid[])))
    ELSE NULL::boolean
END);
create policy tenant_wall on concord.report_readers as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant select on table concord.report_readers to concord_app;

create table concord.reports (
  tenant_id uuid not null,
  id uuid not null,
  agency_id uuid not null,
  reference text not null,
  source text not null,
  category text not null,
  occurred_on date,
  occurred_month text not null,
  reported_on date,
  recorded_on date,
  reporter_name text,
  place text not null,
  district text,
  lsoa_code text,
  longitude double precision,
  latitude double precision,
  summary text,
  hate_perceived boolean not null,
  background boolean not null generated always as (((reported_on IS NULL) OR (reporter_name IS NULL))) stored,
  created_at timestamp with time zone not null,
  behaviours text[],
  recorded_as_hate boolean,
  household text,
  affected text[],
  action_taken text,
  closed_on date,
  coordinator_until timestamp with time zone,
  coordinator_seat uuid,
  coordinator_other_seats uuid[],
  coordinator_other_untils timestamp with time zone[],
  constraint reports_pkey PRIMARY KEY (tenant_id, id),
  constraint reports_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint reports_agency_key UNIQUE (tenant_id, agency_id, id),
  constraint reports_month_check CHECK ((occurred_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'::text)),
  constraint reports_reference_key UNIQUE (tenant_id, agency_id, reference),
  constraint reports_source_check CHECK ((source = ANY (ARRAY['OFFICER'::text, 'POLICE_UK'::text])))
);
comment on table concord.reports is 'A complaint as one agency recorded it; it belongs to that agency. Without reporter or report date it is background.';
comment on column concord.reports.affected is 'Whom it befell, as the agency calls them. Only a person''s matching makes them people of a case.';
comment on column concord.reports.background is 'True where nobody can be said to have complained: volume and place only, never counted towards a threshold.';
comment on column concord.reports.coordinator_other_seats is 'Further seats in which it was opened to the coordinator, each until the moment at its place in the other list. Mostly none.';
comment on column concord.reports.coordinator_until is 'Until when the coordinator may read the row in some case while the seat is held; kept by triggers.';
comment on column concord.reports.recorded_as_hate is 'Whether the agency recorded it as one of hate; null: as its category says.';
CREATE INDEX reports_agency_month ON concord.reports USING btree (tenant_id, agency_id, occurred_month DESC, id DESC);
CREATE INDEX reports_newest ON concord.reports USING btree (tenant_id, occurred_month DESC, id DESC);
alter table concord.reports enable row level security;
alter table concord.reports force row level security;
create policy agency_reads on concord.reports as permissive for select to public
  using (((( SELECT concord.may('reports.read_own'::text) AS may) OR ( SELECT concord.has_role('operator'::text) AS has_role)) AND (agency_id = ( SELECT concord.agency_id() AS agency_id))));
create policy agency_records on concord.reports as permissive for insert to public
  with check (((( SELECT concord.may('reports.record'::text) AS may) OR ( SELECT concord.has_role('operator'::text) AS has_role)) AND (agency_id = ( SELECT concord.agency_id() AS agency_id))));
create policy coordinator_reads_linked on concord.reports as permissive for select to public
  using ((( SELECT concord.may('reports.read_linked'::text) AS may) AND (((coordinator_until > ( SELECT concord.now() AS now)) AND (coordinator_seat = ANY (( SELECT concord.held_seats() AS held_seats)::uuid[]))) OR ((coordinator_other_seats <> '{}'::uuid[]) AND (EXISTS ( SELECT
   FROM UNNEST(reports.coordinator_other_seats, reports.coordinator_other_untils) other(seat, until_at)
  WHERE ((other.until_at > ( SELECT concord.now() AS now)) AND (other.seat = ANY (( SELECT concord.held_seats() AS held_seats)::uuid[])))))))));
create policy granted_reads on concord.reports as permissive for select to public
  using ((( SELECT concord.may('cases.read_asked'::text) AS may) AND (EXISTS ( SELECT
   FROM concord.report_readers x
  WHERE ((x.tenant_id = ( SELECT concord.tenant_id() AS tenant_id)) AND (x.agency_id = ( SELECT concord.agency_id() AS agency_id)) AND (x.report_id = reports.id) AND (x.level >= 3))))));
create policy owner_all on concord.reports as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.reports as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert (action_taken, affected, agency_id, behaviours, category, closed_on, created_at, district, hate_perceived, household, id, latitude, longitude, lsoa_code, occurred_month, occurred_on, place, recorded_as_hate, recorded_on, reference, reported_on, reporter_name, source, summary, tenant_id), select on table concord.reports to concord_app;

create table concord.sharing_agreement_parties (
  tenant_id uuid not null,
  agreement_id uuid not null,
  agency_id uuid not null,
  regime text not null,
  gateways text[] not null,
  article_6 text,
  special_category_condition text,
  criminal_offence_condition text,
  left_by uuid,
  left_at timestamp with time zone,
  left_reason text,
  seat uuid not null default gen_random_uuid(),
  constraint sharing_agreement_parties_pkey PRIMARY KEY (tenant_id, agreement_id, agency_id),
  constraint sharing_agreement_parties_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint sharing_agreement_parties_agreement_fkey FOREIGN KEY (tenant_id, agreement_id) REFERENCES concord.sharing_agreements(tenant_id, id),
  constraint sharing_agreement_parties_basis_check CHECK (
CASE regime
    WHEN 'UK_GDPR'::text THEN ((article_6 = ANY (ARRAY['CONTRACT'::text, 'LEGAL_OBLIGATION'::text, 'VITAL_INTERESTS'::text, 'PUBLIC_TASK'::text, 'LEGITIMATE_INTERESTS'::text])) IS TRUE)
    ELSE (article_6 IS NULL)
END),
  constraint sharing_agreement_parties_gateways_check CHECK ((gateways <> '{}'::text[])),
  constraint sharing_agreement_parties_regime_check CHECK ((regime = ANY (ARRAY['UK_GDPR'::text, 'LAW_ENFORCEMENT'::text]))),
  constraint sharing_agreement_parties_seat_key UNIQUE (tenant_id, seat)
);
comment on table concord.sharing_agreement_parties is 'An agency of an agreement and the law it rests on. Consent is no basis: a review is a duty.';
comment on column concord.sharing_agreement_parties.seat is 'One name for agency and agreement, by which what was opened between two seats is known.';
CREATE INDEX sharing_agreement_parties_agency ON concord.sharing_agreement_parties USING btree (tenant_id, agency_id);
alter table concord.sharing_agreement_parties enable row level security;
alter table concord.sharing_agreement_parties force row level security;
create policy left_by_agency on concord.sharing_agreement_parties as permissive for update to public
  using ((( SELECT concord.may('agreements.leave'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)) AND (left_at IS NULL)))
  with check ((( SELECT concord.may('agreements.leave'::text) AS may) AND (agency_id = ( SELECT concord.agency_id() AS agency_id)) AND (left_at IS NOT NULL)));
create policy members_read on concord.sharing_agreement_parties as permissive for select to public
  using (
CASE
    WHEN (( SELECT concord.tenant_id() AS tenant_id) IS NOT NULL) THEN (( SELECT concord.user_id() AS user_id) IS NOT NULL)
    ELSE NULL::boolean
END);
create policy owner_all on concord.sharing_agreement_parties as permissive for all to concord_owner
  using (true)
  with check (true);
create policy recorded_as_signed on concord.sharing_agreement_parties as permissive for insert to public
  with check ((( SELECT concord.may('agreements.record'::text) AS may) AND (left_at IS NULL)));
create policy tenant_wall on concord.sharing_agreement_parties as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
grant insert, select, update (left_at, left_by, left_reason) on table concord.sharing_agreement_parties to concord_app;

create table concord.sharing_agreements (
  tenant_id uuid not null,
  id uuid not null,
  title text not null,
  purpose text not null,
  record_classes text[] not null,
  field_groups text[] not null,
  highest_level smallint not null generated always as ((1 + cardinality(field_groups))) stored,
  coordinator_level smallint not null,
  party_level smallint not null,
  starts_on date not null,
  review_on date not null,
  expires_on date not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  leaves_stub boolean not null,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  constraint sharing_agreements_pkey PRIMARY KEY (tenant_id, id),
  constraint sharing_agreements_classes_check CHECK (((record_classes <@ ARRAY['REPORT'::text]) AND (record_classes <> '{}'::text[]))),
  constraint sharing_agreements_days_check CHECK (((starts_on <= review_on) AND (review_on <= expires_on))),
  constraint sharing_agreements_groups_check CHECK (((((field_groups = '{}'::text[]) OR (field_groups = ARRAY['ATTESTATION'::text])) OR (field_groups = ARRAY['ATTESTATION'::text, 'CONTENT'::text])) OR (field_groups = ARRAY['ATTESTATION'::text, 'CONTENT'::text, 'IDENTITIES'::text]))),
  constraint sharing_agreements_levels_check CHECK ((((coordinator_level >= 1) AND (coordinator_level <= (1 + cardinality(field_groups)))) AND ((party_level >= 0) AND (party_level <= (1 + cardinality(field_groups)))))),
  constraint sharing_agreements_title_key UNIQUE (tenant_id, title)
);
comment on table concord.sharing_agreements is 'What agencies of the partnership agreed to share with whom, for what, and until when.';
comment on column concord.sharing_agreements.coordinator_level is 'How far a report that is put to a case is open to the coordinator, unless its agency says otherwise: 1 locator, 2 attested, 3 content, 4 content with identities.';
comment on column concord.sharing_agreements.field_groups is 'Of a report, beside that it exists: counts, dates and category; its content; who is in it. None without the one before.';
comment on column concord.sharing_agreements.leaves_stub is 'Whether an agency that leaves a case keeps its reference, dates and outcome.';
comment on column concord.sharing_agreements.party_level is 'The same for the other agencies of the case; 0: not at all.';
alter table concord.sharing_agreements enable row level security;
alter table concord.sharing_agreements force row level security;
create policy members_read on concord.sharing_agreements as permissive for select to public
  using (
CASE
    WHEN (( SELECT concord.tenant_id() AS tenant_id) IS NOT NULL) THEN (( SELECT concord.user_id() AS user_id) IS NOT NULL)
    ELSE NULL::boolean
END);
create policy owner_all on concord.sharing_agreements as permissive for all to concord_owner
  using (true)
  with check (true);
create policy recorded_as_signed on concord.sharing_agreements as permissive for insert to public
  with check ((( SELECT concord.may('agreements.record'::text) AS may) AND (withdrawn_at IS NULL)));
create policy tenant_wall on concord.sharing_agreements as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
create policy withdrawn_for_good on concord.sharing_agreements as permissive for update to public
  using ((( SELECT concord.may('agreements.withdraw'::text) AS may) AND (withdrawn_at IS NULL)))
  with check ((( SELECT concord.may('agreements.withdraw'::text) AS may) AND (withdrawn_at IS NOT NULL)));
grant insert, select, update (withdrawn_at, withdrawn_by, withdrawn_reason) on table concord.sharing_agreements to concord_app;

create table concord.trusted_issuers (
  tenant_id uuid not null,
  id uuid not null,
  issuer text not null,
  agency_id uuid,
  mail_claim text,
  acr text[] not null default '{}'::text[],
  amr text[] not null default '{}'::text[],
  client_id text,
  client_secret_file text,
  client_scope text,
  constraint trusted_issuers_pkey PRIMARY KEY (tenant_id, id),
  constraint trusted_issuers_agency_fkey FOREIGN KEY (tenant_id, agency_id) REFERENCES concord.agencies(tenant_id, id),
  constraint trusted_issuers_client_check CHECK (((client_id IS NOT NULL) OR ((client_secret_file IS NULL) AND (client_scope IS NULL)))),
  constraint trusted_issuers_issuer_agency_key UNIQUE NULLS NOT DISTINCT (tenant_id, issuer, agency_id)
);
comment on table concord.trusted_issuers is 'Which issuer may vouch for members of this partnership: of every agency (null) or of one.';
comment on column concord.trusted_issuers.acr is 'A token must name one of these in acr; empty: any, or none.';
comment on column concord.trusted_issuers.amr is 'A token must name all of these in amr.';
comment on column concord.trusted_issuers.client_id is 'The client by which browsers sign in at the issuer; none where only programs bring its tokens.';
comment on column concord.trusted_issuers.client_secret_file is 'Name of the file with the client''s secret, on the server; none for a public client.';
comment on column concord.trusted_issuers.mail_claim is 'The claim of a token that holds the person''s mail address; none: nobody is bound to an invitation through this issuer.';
alter table concord.trusted_issuers enable row level security;
alter table concord.trusted_issuers force row level security;
create policy owner_all on concord.trusted_issuers as permissive for all to concord_owner
  using (true)
  with check (true);
create policy tenant_wall on concord.trusted_issuers as restrictive for all to public
  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))
  with check ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)));
CREATE TRIGGER renews_version_on_delete AFTER DELETE ON concord.trusted_issuers REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_members_version();
CREATE TRIGGER renews_version_on_insert AFTER INSERT ON concord.trusted_issuers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_members_version();
CREATE TRIGGER renews_version_on_update AFTER UPDATE ON concord.trusted_issuers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION concord.renew_members_version();

CREATE OR REPLACE FUNCTION concord.actor()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
        select coalesce(nullif(pg_catalog.current_setting('concord.actor', true), ''), 'nobody') $function$;
grant execute on function concord.actor() to concord_app;
grant execute on function concord.actor() to concord_worker;

CREATE OR REPLACE FUNCTION concord.adopt_policy(proposal uuid, version uuid, adopted_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    tenant uuid := concord.tenant_id();
    wanted concord.policy_proposals;
  begin
    if not concord.may('policies.approve') then
      raise exception 'only who may approve rules adopts them' using errcode = '42501';
    end if;
    select * into wanted from concord.policy_proposals p where p.tenant_id = tenant and p.id = proposal for update;
    update concord.policy_versions v
      set digest = wanted.digest, document = wanted.document, proposal_id = wanted.id, applied_at = adopted_at
      where v.tenant_id = tenant and v.in_force_from is not distinct from wanted.in_force_from;
    if not found then
      insert into concord.policy_versions (tenant_id, id, in_force_from, digest, document, applied_at, proposal_id)
      values (tenant, version, wanted.in_force_from, wanted.digest, wanted.document, adopted_at, wanted.id);
    end if;
    update concord.policy_proposals p set ended_as = 'ADOPTED', ended_at = adopted_at
      where p.tenant_id = tenant and p.id = proposal;
  end $function$;
comment on function concord.adopt_policy(uuid,uuid,timestamp with time zone) is 'Brings a proposal that two people approved among the partnership''s rules; the trigger of that table counts them.';
grant execute on function concord.adopt_policy(uuid,uuid,timestamp with time zone) to concord_app;

CREATE OR REPLACE FUNCTION concord.agency_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
        select nullif(pg_catalog.current_setting('concord.agency_id', true), '')::pg_catalog.uuid $function$;
grant execute on function concord.agency_id() to concord_app;
grant execute on function concord.agency_id() to concord_worker;

CREATE OR REPLACE FUNCTION concord.append_events(entries jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      declare
        tenant uuid := concord.tenant_id();
        start_at bigint;
        added bigint;
      begin
        if not concord.may_append_events(entries) then
          raise exception 'these events are not for this principal to append' using errcode = '42501';
        end if;
        select s.last_position into start_at from concord.event_streams s where s.tenant_id = tenant for no key update;
        if not found then
          raise exception 'no event stream for this partnership' using errcode = '42501';
        end if;
        insert into concord.events (tenant_id, position, id, at, type, case_id, case_version, stage, subject_id, agency_ids, body)
        select tenant, start_at + e.ordinal, (e.entry ->> 'id')::uuid, (e.entry ->> 'at')::timestamptz, e.entry ->> 'type',
          (e.entry ->> 'caseId')::uuid, (e.entry ->> 'caseVersion')::integer, e.entry ->> 'stage',
          (e.entry ->> 'subjectId')::uuid,
          coalesce(
            (select pg_catalog.array_agg(a.value::uuid) from pg_catalog.jsonb_array_elements_text(e.entry -> 'agencyIds') a),
            '{}'),
          coalesce(e.entry -> 'body', '{}')
        from pg_catalog.jsonb_array_elements(entries) with ordinality as e (entry, ordinal);
        get diagnostics added = row_count;
        update concord.event_streams s set last_position = start_at + added where s.tenant_id = tenant;
        return start_at + added;
      end $function$;
comment on function concord.append_events(jsonb) is 'Appends to this partnership''s log as the last statement of a transaction. The only way to write it.';
grant execute on function concord.append_events(jsonb) to concord_app;
grant execute on function concord.append_events(jsonb) to concord_worker;

CREATE OR REPLACE FUNCTION concord.applicant_case_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
        select nullif(pg_catalog.current_setting('concord.applicant_case_id', true), '')::pg_catalog.uuid $function$;
comment on function concord.applicant_case_id() is 'The one case that an applicant who showed reference and secret may follow.';
grant execute on function concord.applicant_case_id() to concord_app;
grant execute on function concord.applicant_case_id() to concord_worker;

CREATE OR REPLACE FUNCTION concord.audit_digest(entry concord.audit_entries)
 RETURNS bytea
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
    select pg_catalog.sha256(pg_catalog.convert_to(
      concord.netstring(case when entry.basis = '{}' then 'concord audit 1' else 'concord audit 2' end)
      || concord.netstring(entry.tenant_id::text) || concord.netstring(entry.id::text)
      || concord.netstring(pg_catalog.to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      || concord.netstring(entry.actor) || concord.netstring(entry.action) || concord.netstring(entry.kind)
      || concord.netstring(entry.subject_type) || concord.netstrings(entry.subject_ids::text[])
      || concord.netstrings(entry.fields) || concord.netstring(entry.correlation_id) || concord.netstring(entry.purpose)
      || case when entry.basis = '{}' then '' else concord.netstrings(entry.basis::text[]) end
      || concord.netstring(entry.salt::text), 'UTF8')) $function$;
comment on function concord.audit_digest(concord.audit_entries) is 'SHA-256 over everything that an audit entry says.';

CREATE OR REPLACE FUNCTION concord.changes_every_case()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
    select concord.may('cases.lead') or concord.may('cases.decide') or concord.may('requests.ask') $function$;
comment on function concord.changes_every_case() is 'Whether the member''s roles allow anything that moves a case on, whichever case it is.';
grant execute on function concord.changes_every_case() to concord_app;
grant execute on function concord.changes_every_case() to concord_worker;

CREATE OR REPLACE FUNCTION concord.check_membership_roles()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    is_service boolean := pg_catalog.to_jsonb(new) ->> 'service_name' is not null;
    wrong text;
  begin
    select role.name into wrong from pg_catalog.unnest(new.roles) as role (name)
      where not exists (select from directory.roles r where r.name = role.name and r.for_services = is_service) limit 1;
    if found then
      raise exception 'there is no role %', wrong using errcode = '23514', constraint = 'memberships_roles_known';
    end if;
    select r.name into wrong from directory.roles r
      where r.name = any (new.roles) and r.acts_for_agency and new.agency_id is null limit 1;
    if found then
      raise exception 'the role % acts for an agency', wrong
        using errcode = '23514', constraint = 'memberships_roles_have_agency';
    end if;
    return new;
  end $function$;
comment on function concord.check_membership_roles() is 'Refuses a membership with a role that nobody defined, a person with a scope, a program with a role, and a role without the agency that it acts for.';

CREATE OR REPLACE FUNCTION concord.demand_policy_approval()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    if (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user) then
      return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op = 'UPDATE' and (new.tenant_id, new.id, new.in_force_from, new.digest, new.document, new.proposal_id)
      is not distinct from (old.tenant_id, old.id, old.in_force_from, old.digest, old.document, old.proposal_id)
    then
      return new;
    end if;
    if tg_op <> 'INSERT' and exists (
      select from concord.cases c where c.tenant_id = old.tenant_id and c.policy_version_id = old.id)
    then
      raise exception 'a case was opened with this version of the rules' using errcode = '42501';
    end if;
    if exists (
      select from concord.partnerships p
      where p.tenant_id = coalesce(new.tenant_id, old.tenant_id)
        and (p.development or p.added_in = pg_catalog.pg_current_xact_id()))
    then
      return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op <> 'DELETE' and exists (
      select from concord.policy_proposals p
      where p.tenant_id = new.tenant_id and p.id = new.proposal_id and p.ended_as is null
        and p.digest = new.digest and p.document = new.document
        and p.in_force_from is not distinct from new.in_force_from
        and (tg_op = 'INSERT' or old.in_force_from is not distinct from new.in_force_from)
        and (
          select count(distinct a.user_id) from concord.policy_approvals a
          join concord.memberships m on m.tenant_id = a.tenant_id and m.id = a.membership_id and m.user_id = a.user_id
          where a.tenant_id = p.tenant_id and a.proposal_id = p.id and a.digest = p.digest
            and m.ended_at is null and directory.roles_allow(m.roles, 'policies.approve')) >= 2)
    then
      return new;
    end if;
    raise exception 'two people have to approve a change of the rules' using errcode = '42501';
  end $function$;
comment on function concord.demand_policy_approval() is 'Rules come into force when two people approved them: whoever asks, the owner too. Not for a partnership that is being added, nor for one of development.';

CREATE OR REPLACE FUNCTION concord.enter_application(wanted text, secret_hash text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      declare found_id uuid := (
        select c.id from concord.cases c
        where c.tenant_id = (select concord.tenant_id()) and c.reference = wanted
          and c.applicant_secret_hash = secret_hash);
      begin
        perform pg_catalog.set_config('concord.applicant_case_id', coalesce(found_id::text, ''), true);
        return found_id;
      end $function$;
comment on function concord.enter_application(text,text) is 'Lets the rest of this transaction follow one case, when reference and secret belong together; null otherwise.';
grant execute on function concord.enter_application(text,text) to concord_app;

CREATE OR REPLACE FUNCTION concord.find_client_key(wanted text, kept_since timestamp with time zone)
 RETURNS TABLE(operation text, input_hash text, answer jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select k.operation, k.input_hash, k.answer from concord.client_keys k
    where k.tenant_id = (select concord.tenant_id()) and k.actor = (select concord.actor()) and k.key = wanted
      and k.created_at >= kept_since $function$;
comment on function concord.find_client_key(text,timestamp with time zone) is 'The caller''s first answer under one key, where it was kept no earlier than that instant.';
grant execute on function concord.find_client_key(text,timestamp with time zone) to concord_app;

CREATE OR REPLACE FUNCTION concord.guard_membership_roles()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    if current_user = 'concord_app' and not concord.may('members.appoint')
      and old.roles && directory.guarded_roles()
    then
      raise exception 'only who may appoint changes these roles' using errcode = '42501';
    end if;
    return new;
  end $function$;
comment on function concord.guard_membership_roles() is 'Several policies may let one change pass together: what one lets be touched, and another lets be written.';

CREATE OR REPLACE FUNCTION concord.has_open_requests(wanted uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select exists (
      select from concord.information_requests r
      where r.tenant_id = (select concord.tenant_id()) and r.case_id = wanted and r.status = 'OPEN')
      and ((select concord.sees_every_case()) or ((select concord.may('cases.read_asked')) and (wanted in (
    select p.case_id from concord.case_parties p
    where p.tenant_id = (select concord.tenant_id()) and p.agency_id = (select concord.agency_id()))))) $function$;
comment on function concord.has_open_requests(uuid) is 'Whether any agency has still to answer on a case that the caller may see. An officer sees the own requests only, and the last answer must be known as the last.';
grant execute on function concord.has_open_requests(uuid) to concord_app;

CREATE OR REPLACE FUNCTION concord.has_role(role_name text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
        select concord.tenant_id() is not null and pg_catalog.strpos(
          ',' || coalesce(pg_catalog.current_setting('concord.roles', true), '') || ',',
          ',' || role_name || ',') > 0 $function$;
comment on function concord.has_role(text) is 'Whether a service or a visitor acts: worker, relay, operator, public. Members have no role here; ask concord.may(). Raises without a partnership, as tenant_id() does.';
grant execute on function concord.has_role(text) to concord_app;
grant execute on function concord.has_role(text) to concord_worker;

CREATE OR REPLACE FUNCTION concord.held_seats()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select coalesce(pg_catalog.array_agg(p.seat), '{}')
    from concord.sharing_agreements s
    join concord.sharing_agreement_parties p on p.tenant_id = s.tenant_id and p.agreement_id = s.id
    where s.tenant_id = (select concord.tenant_id()) and s.withdrawn_at is null and p.left_at is null
      and s.starts_at <= (select concord.now()) and s.ends_at > (select concord.now()) $function$;
comment on function concord.held_seats() is 'The seats of agencies in agreements that are in force now and that they have not left. Asked once by a statement.';
grant execute on function concord.held_seats() to concord_app;

CREATE OR REPLACE FUNCTION concord.hold_agreement(wanted uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    perform from concord.sharing_agreements s
      where s.tenant_id = concord.tenant_id() and s.id = wanted and s.withdrawn_at is null
        and s.starts_at <= concord.now() and s.ends_at > concord.now()
      for share;
    if not found then return false; end if;
    perform from concord.sharing_agreement_parties p
      where p.tenant_id = concord.tenant_id() and p.agreement_id = wanted and p.agency_id = concord.agency_id()
        and p.left_at is null
      for share;
    return found;
  end $function$;
comment on function concord.hold_agreement(uuid) is 'Whether an agreement is in force with the viewer''s agency as a party; if so it stays so until the transaction ends.';
grant execute on function concord.hold_agreement(uuid) to concord_app;

CREATE OR REPLACE FUNCTION concord.keep_audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    if tg_op = 'UPDATE' and tg_table_name = 'audit_entries' then
      if old.seal_number is null and new.seal_number is not null
        and pg_catalog.to_jsonb(new) - array['seal_number', 'seal_hash'] = pg_catalog.to_jsonb(old) - array['seal_number', 'seal_hash']
      then return new; end if;
    end if;
    raise exception 'the audit trail is never changed' using errcode = '42501';
  end $function$;
comment on function concord.keep_audit() is 'Refuses every change of an audit entry but its sealing, also to the owner.';

CREATE OR REPLACE FUNCTION concord.keep_client_key(wanted text, operation text, input_hash text, answer jsonb, kept_at timestamp with time zone, kept_since timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    tenant uuid := concord.tenant_id();
    caller text := concord.actor();
  begin
    delete from concord.client_keys k
    where k.tenant_id = tenant and k.actor = caller and k.key = wanted and k.created_at < kept_since;
    delete from concord.client_keys k where k.tenant_id = tenant and (k.actor, k.key) in (
      select old.actor, old.key from concord.client_keys old
      where old.tenant_id = tenant and old.created_at < least(kept_since, pg_catalog.now() - interval '24 hours')
      order by old.created_at limit 100 for update skip locked);
    insert into concord.client_keys (tenant_id, actor, key, operation, input_hash, answer, created_at)
    values (tenant, caller, wanted, operation, input_hash, answer, kept_at);
  end $function$;
comment on function concord.keep_client_key(text,text,text,jsonb,timestamp with time zone,timestamp with time zone) is 'Keeps a first answer, and removes at most a hundred that expired, whoever''s they were.';
grant execute on function concord.keep_client_key(text,text,text,jsonb,timestamp with time zone,timestamp with time zone) to concord_app;

CREATE OR REPLACE FUNCTION concord.keep_partnership_origin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
      begin
        if tg_op = 'INSERT' then
          new.added_in := pg_catalog.pg_current_xact_id();
          return new;
        end if;
        new.added_in := old.added_in;
        if new.development and not old.development
          and not (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user)
        then
          raise exception 'a partnership does not become one of development' using errcode = '42501';
        end if;
        return new;
      end $function$;
comment on function concord.keep_partnership_origin() is 'Notes which transaction adds a partnership, and lets none become one of development later.';

CREATE OR REPLACE FUNCTION concord.keep_policy_approval()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  declare
    approval concord.policy_approvals := case tg_op when 'DELETE' then old else new end;
    proposal concord.policy_proposals;
  begin
    select * into proposal from concord.policy_proposals p
      where p.tenant_id = approval.tenant_id and p.id = approval.proposal_id for update;
    if proposal.ended_as is not null or proposal.digest is distinct from approval.digest then
      raise exception 'this proposal cannot be approved, nor an approval of it withdrawn' using errcode = '42501';
    end if;
    if tg_op = 'INSERT' and not exists (
      select from concord.memberships m
      where m.tenant_id = new.tenant_id and m.id = new.membership_id and m.user_id = new.user_id
        and m.ended_at is null and directory.roles_allow(m.roles, 'policies.approve'))
    then
      raise exception 'only who may approve rules approves them' using errcode = '42501';
    end if;
    return case tg_op when 'DELETE' then old else new end;
  end $function$;
comment on function concord.keep_policy_approval() is 'An approval is of what is proposed, by somebody who may, and stands once the proposal has ended.';

CREATE OR REPLACE FUNCTION concord.keep_policy_proposal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
  begin
    if (new.tenant_id, new.id, new.digest, new.document, new.in_force_from, new.proposed_at, new.proposed_by,
        new.difference, new.lint_findings)
      is distinct from (old.tenant_id, old.id, old.digest, old.document, old.in_force_from, old.proposed_at,
        old.proposed_by, old.difference, old.lint_findings)
      or old.ended_as is not null
    then
      raise exception 'a proposal never changes, and ends once' using errcode = '42501';
    end if;
    return new;
  end $function$;
comment on function concord.keep_policy_proposal() is 'What was proposed stays as people read it.';

CREATE OR REPLACE FUNCTION concord.list_accesses(wanted uuid, before_at timestamp with time zone, before_id uuid, at_most integer)
 RETURNS TABLE(id uuid, at timestamp with time zone, actor text, person text, agency_id uuid, action text, kind text, fields text[], purpose text, basis uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select e.id, e.at, e.actor, coalesce(m.service_name, u.display_name), m.agency_id, e.action, e.kind, e.fields, e.purpose,
      e.basis
    from (
      select sealed.* from concord.audit_subjects s
      join concord.audit_entries sealed on sealed.tenant_id = s.tenant_id and sealed.seal_number = s.seal_number
      where s.tenant_id = (select concord.tenant_id()) and s.subject_id = wanted
      union all
      select waiting.* from concord.audit_entries waiting
      where waiting.tenant_id = (select concord.tenant_id()) and waiting.seal_number is null
        and wanted = any (waiting.subject_ids)
    ) as e
    left join concord.memberships m on m.tenant_id = e.tenant_id
      and e.actor = case when m.service_name is null then 'member:' else 'service:' end || m.id
    left join directory.users u on u.id = m.user_id
    where (select concord.may_see_accesses(wanted))
      and (before_at is null or (e.at, e.id) < (before_at, before_id))
    order by e.at desc, e.id desc limit at_most $function$;
comment on function concord.list_accesses(uuid,timestamp with time zone,uuid,integer) is 'Who did or saw what with one record, newest first, to those who may see it. It names no other record of the same entry.';
grant execute on function concord.list_accesses(uuid,timestamp with time zone,uuid,integer) to concord_app;

CREATE OR REPLACE FUNCTION concord.list_audit_actors()
 RETURNS TABLE(actor text, person text, agency_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select case when m.service_name is null then 'member:' else 'service:' end || m.id,
      coalesce(m.service_name, u.display_name), m.agency_id
    from concord.memberships m
    join directory.users u on u.id = m.user_id
    where m.tenant_id = (select concord.tenant_id()) and (select concord.may('audit.read')) $function$;
comment on function concord.list_audit_actors() is 'To who may read the audit trail: the people and programs behind its actors, also those who left.';
grant execute on function concord.list_audit_actors() to concord_app;

CREATE OR REPLACE FUNCTION concord.list_case_parties(wanted uuid)
 RETURNS TABLE(agency_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select p.agency_id from concord.case_parties p
    where p.tenant_id = (select concord.tenant_id()) and p.case_id = wanted
      and ((select concord.sees_every_case()) or (select concord.has_role('worker'))
        or (select concord.may('cases.read_asked')) and exists (
        select 1 from concord.case_parties own
        where own.tenant_id = (select concord.tenant_id()) and own.case_id = wanted
          and own.agency_id = (select concord.agency_id())))
    order by p.agency_id $function$;
comment on function concord.list_case_parties(uuid) is 'Every party of a case that the caller may see. Row-level security alone shows an agency only itself.';
grant execute on function concord.list_case_parties(uuid) to concord_app;
grant execute on function concord.list_case_parties(uuid) to concord_worker;

CREATE OR REPLACE FUNCTION concord.list_policy_approvers(proposal uuid)
 RETURNS TABLE(user_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select a.user_id from concord.policy_approvals a
    join concord.memberships m on m.tenant_id = a.tenant_id and m.id = a.membership_id and m.user_id = a.user_id
    where a.tenant_id = (select concord.tenant_id()) and a.proposal_id = proposal and m.ended_at is null
      and directory.roles_allow(m.roles, 'policies.approve') and (select concord.may('policies.approve')) $function$;
comment on function concord.list_policy_approvers(uuid) is 'Whose approval of proposed rules counts now, to those who may approve: they need not see every membership.';
grant execute on function concord.list_policy_approvers(uuid) to concord_app;

CREATE OR REPLACE FUNCTION concord.list_report_readers(wanted_case uuid, wanted_report uuid)
 RETURNS TABLE(agency_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select l.agency_id from concord.report_links l
    where l.tenant_id = (select concord.tenant_id()) and l.case_id = wanted_case and l.report_id = wanted_report
      and l.agency_id = (select concord.agency_id())
    union
    select x.agency_id from concord.report_readers x
    join concord.report_links l on l.tenant_id = x.tenant_id and l.case_id = x.case_id and l.report_id = x.report_id
    where x.tenant_id = (select concord.tenant_id()) and x.case_id = wanted_case and x.report_id = wanted_report
      and l.agency_id = (select concord.agency_id()) and x.until_at > (select concord.now())
      and array[x.giver_seat, x.reader_seat] <@ (select concord.held_seats()) $function$;
comment on function concord.list_report_readers(uuid,uuid) is 'To the agency that a report belongs to: which agencies know of it in a case, itself among them.';
grant execute on function concord.list_report_readers(uuid,uuid) to concord_app;

CREATE OR REPLACE FUNCTION concord.lock_members()
 RETURNS TABLE(appointers integer, leaders integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare tenant uuid := concord.tenant_id();
  begin
    perform from concord.partnerships p where p.tenant_id = tenant for no key update;
    return query
      select (count(*) filter (where directory.roles_allow(m.roles, 'members.appoint')))::integer,
        (count(*) filter (where directory.roles_allow(m.roles, 'cases.lead')))::integer
      from concord.memberships m where m.tenant_id = tenant and m.ended_at is null;
  end $function$;
comment on function concord.lock_members() is 'How many members may appoint others, and how many lead cases. Who ends or changes a membership asks first, so that two at once come one after the other.';
grant execute on function concord.lock_members() to concord_app;

CREATE OR REPLACE FUNCTION concord.may(permission text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
    select concord.tenant_id() is not null and pg_catalog.strpos(
      ',' || coalesce(pg_catalog.current_setting('concord.permissions', true), '') || ',',
      ',' || permission || ',') > 0 $function$;
comment on function concord.may(text) is 'Whether the member''s roles allow it. Raises without a partnership, as tenant_id() does.';
grant execute on function concord.may(text) to concord_app;
grant execute on function concord.may(text) to concord_worker;

CREATE OR REPLACE FUNCTION concord.may_append_events(entries jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select coalesce(pg_catalog.bool_and(
      (e.entry ->> 'caseId') is not null and (
        (select concord.changes_every_case()) or (select concord.has_role('worker'))
        or ((select concord.may('requests.answer')) or (select concord.may('reports.link'))) and exists (
          select 1 from concord.case_parties p
          where p.tenant_id = (select concord.tenant_id()) and p.case_id = (e.entry ->> 'caseId')::uuid
            and p.agency_id = (select concord.agency_id()))
        or (select concord.has_role('public')) and e.entry ->> 'type' = 'APPLICATION_RECEIVED' and exists (
          select 1 from concord.cases c
          where c.tenant_id = (select concord.tenant_id()) and c.id = (e.entry ->> 'caseId')::uuid
            and c.opened_in = (select pg_catalog.pg_current_xact_id_if_assigned())))), false)
    from pg_catalog.jsonb_array_elements(entries) as e (entry) $function$;
comment on function concord.may_append_events(jsonb) is 'Who may move every case on and the worker tell of every case, who may do so for an agency of cases that it is party to, a visitor only that the case which this transaction opened was received.';

CREATE OR REPLACE FUNCTION concord.may_see_accesses(wanted uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select (select concord.may('audit.read'))
      or ((select concord.may('cases.read_accesses')) and (select concord.sees_every_case())) and exists (
        select from concord.cases c where c.tenant_id = (select concord.tenant_id()) and c.id = wanted)
      or (select concord.may('reports.read_accesses')) and exists (
        select from concord.reports r where r.tenant_id = (select concord.tenant_id()) and r.id = wanted
          and r.agency_id = (select concord.agency_id())) $function$;
comment on function concord.may_see_accesses(uuid) is 'Who may see every case or owns a report may see who looked at it, as far as their roles allow that; who may read the audit trail may for every record.';

CREATE OR REPLACE FUNCTION concord.moments_of_case(wanted uuid)
 RETURNS TABLE(moment text, at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select m.moment, e.at
    from concord.events e
    cross join lateral pg_catalog.jsonb_array_elements_text(
      coalesce(e.body -> 'moments', case e.type
        when 'APPLICATION_RECEIVED' then '["application_received", "application_completed"]'::jsonb
        when 'APPLICATION_ACKNOWLEDGED' then '["acknowledged"]'
        when 'INFORMATION_REQUESTED' then '["information_requested", "passed_to_agencies"]'
        when 'INFORMATION_ANSWERED' then '["information_answered"]'
        when 'THRESHOLD_DECIDED' then case e.body ->> 'outcome'
          when 'MET' then '["threshold_met"]'::jsonb
          when 'NOT_MET' then '["threshold_not_met"]'
          when 'DECLINED' then '["declined"]'
        end
      end, '[]')) as m (moment)
    where e.tenant_id = (select concord.tenant_id()) and e.case_id = wanted and ((select concord.sees_every_case()) or ((select concord.may('cases.read_asked')) and (wanted in (
    select p.case_id from concord.case_parties p
    where p.tenant_id = (select concord.tenant_id()) and p.agency_id = (select concord.agency_id())))))
    order by e.position $function$;
comment on function concord.moments_of_case(uuid) is 'What happened for the timescales of a case that the caller may see. An officer sees no events from before the agency became a party, and the clocks depend on them: moments and times only.';
grant execute on function concord.moments_of_case(uuid) to concord_app;

CREATE OR REPLACE FUNCTION concord.name_members(wanted uuid[])
 RETURNS TABLE(membership_id uuid, name text, service_issuer text, service_subject text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select m.id, coalesce(m.service_name, u.display_name),
      case when m.service_name is not null then u.issuer end, case when m.service_name is not null then u.subject end
    from concord.memberships m
    join directory.users u on u.id = m.user_id
    where m.tenant_id = (select concord.tenant_id()) and m.id = any (wanted)
      and (m.user_id = (select concord.user_id()) or (select concord.may('members.read')) or ((select concord.may('agency_members.manage')) and m.agency_id = (select concord.agency_id()))) $function$;
comment on function concord.name_members(uuid[]) is 'The names behind memberships, and by which issuer and subject a program signs in, to those who may read these.';
grant execute on function concord.name_members(uuid[]) to concord_app;

CREATE OR REPLACE FUNCTION concord.netstring(part text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
    select coalesce(pg_catalog.octet_length(pg_catalog.convert_to(part, 'UTF8'))::text || ':' || part || ',', '~') $function$;
comment on function concord.netstring(text) is 'Length in bytes, a colon, the text, a comma; a tilde for nothing.';

CREATE OR REPLACE FUNCTION concord.netstrings(parts text[])
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
    select concord.netstring(coalesce(pg_catalog.string_agg(concord.netstring(each.part), '' order by each.place), ''))
    from pg_catalog.unnest(parts) with ordinality as each (part, place) $function$;
comment on function concord.netstrings(text[]) is 'A list in the same way: one netstring of the netstrings of its parts.';

CREATE OR REPLACE FUNCTION concord.now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
    select coalesce(nullif(pg_catalog.current_setting('concord.now', true), '')::timestamptz, pg_catalog.now()) $function$;
comment on function concord.now() is 'The moment at which the transaction was opened, by the clock of whoever opened it.';
grant execute on function concord.now() to concord_app;
grant execute on function concord.now() to concord_worker;

CREATE OR REPLACE FUNCTION concord.open_session(tenant uuid, membership uuid, member_user uuid, member_agency uuid, named_roles text, named_permissions text, actor_name text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    is_member boolean := membership is not null;
    is_service boolean := actor_name like 'service:%';
    named text[] := pg_catalog.string_to_array(named_roles, ',');
    allowed text := case when is_member then directory.permissions_of(named) else '' end;
  begin
    -- A program has permissions and is nobody: what is open to every person of the partnership is closed to it.
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true),
      pg_catalog.set_config('concord.user_id', case when is_service then '' else coalesce(member_user::text, '') end, true),
      pg_catalog.set_config('concord.agency_id', coalesce(member_agency::text, ''), true),
      pg_catalog.set_config('concord.roles', case when is_member then '' else named_roles end, true),
      pg_catalog.set_config('concord.permissions', allowed, true),
      pg_catalog.set_config('concord.actor', actor_name, true),
      pg_catalog.set_config('concord.applicant_case_id', '', true);
    if is_member and (allowed is distinct from named_permissions or not exists (
      select from concord.memberships m
      join directory.users u on u.id = m.user_id
      where m.tenant_id = tenant and m.id = membership and m.user_id = member_user and m.ended_at is null
        and m.agency_id is not distinct from member_agency
        and case when m.service_name is null then m.roles = named and actor_name = 'member:' || m.id
          else named <@ m.roles and actor_name = 'service:' || m.id
            and (m.service_ends_at is null or m.service_ends_at > concord.now()) end
        and exists (
          select from concord.trusted_issuers t
          where t.tenant_id = tenant and t.issuer = u.issuer
            and (t.agency_id is null or t.agency_id = m.agency_id))))
    then
      raise exception 'the membership has ended or changed' using errcode = '28000';
    end if;
    return (select p.directory_version from concord.partnerships p where p.tenant_id = tenant);
  end $function$;
comment on function concord.open_session(uuid,uuid,uuid,uuid,text,text,text) is 'Makes the transaction''s settings and returns the partnership''s directory version. Raises 28000 where the membership does not stand as it is named, or its roles allow something else by now. A program may name fewer scopes than it holds.';
grant execute on function concord.open_session(uuid,uuid,uuid,uuid,text,text,text) to concord_app;
grant execute on function concord.open_session(uuid,uuid,uuid,uuid,text,text,text) to concord_worker;

CREATE OR REPLACE FUNCTION concord.open_session_at(tenant uuid, membership uuid, member_user uuid, member_agency uuid, named_roles text, named_permissions text, actor_name text, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  begin
    perform pg_catalog.set_config('concord.now', at::text, true);
    return concord.open_session(tenant, membership, member_user, member_agency, named_roles, named_permissions, actor_name);
  end $function$;
comment on function concord.open_session_at(uuid,uuid,uuid,uuid,text,text,text,timestamp with time zone) is 'As open_session, at a moment: agreements and grants are in force by it.';
grant execute on function concord.open_session_at(uuid,uuid,uuid,uuid,text,text,text,timestamp with time zone) to concord_app;
grant execute on function concord.open_session_at(uuid,uuid,uuid,uuid,text,text,text,timestamp with time zone) to concord_worker;

CREATE OR REPLACE FUNCTION concord.register_service(new_user uuid, new_membership uuid, agency uuid, name text, token_issuer text, token_subject text, scopes text[], ends_at timestamp with time zone, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    tenant uuid := concord.tenant_id();
    program uuid;
  begin
    if not (concord.may('members.appoint')
      or concord.may('agency_members.manage') and agency is not distinct from concord.agency_id()) is true
    then
      raise exception 'only an administrator or the agency''s manager registers its programs' using errcode = '42501';
    end if;
    -- An issuer of the agency's own speaks for its programs alone; otherwise one that is trusted for everybody does.
    if not exists (
      select from concord.trusted_issuers t
      where t.tenant_id = tenant and t.issuer = token_issuer and t.agency_id is not distinct from (
        select distinct own.agency_id from concord.trusted_issuers own
        where own.tenant_id = tenant and own.agency_id = agency))
    then
      return 'ISSUER_NOT_TRUSTED';
    end if;
    insert into directory.users (id, issuer, subject, display_name)
      values (new_user, token_issuer, token_subject, token_subject) on conflict (issuer, subject) do nothing;
    -- Two at once for one program come one after the other.
    select u.id into program from directory.users u
      where u.issuer = token_issuer and u.subject = token_subject for update;
    if exists (
      select from concord.memberships m where m.tenant_id = tenant and m.user_id = program and m.service_name is null)
    then
      return 'IS_A_PERSON';
    end if;
    if exists (
      select from concord.memberships m
      where m.tenant_id = tenant and m.user_id = program and m.agency_id = agency and m.ended_at is null)
    then
      return 'REGISTERED_BEFORE';
    end if;
    insert into concord.memberships (tenant_id, id, user_id, agency_id, roles, since, service_name, service_ends_at)
      values (tenant, new_membership, program, agency, scopes, at, name, ends_at);
    return 'DONE';
  end $function$;
comment on function concord.register_service(uuid,uuid,uuid,text,text,text,text[],timestamp with time zone,timestamp with time zone) is 'Gives a program of an agency a membership, or says why not. Whoever is a person in the partnership is no program there.';
grant execute on function concord.register_service(uuid,uuid,uuid,text,text,text,text[],timestamp with time zone,timestamp with time zone) to concord_app;

CREATE OR REPLACE FUNCTION concord.renew_directory_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      declare
        before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
        tenant uuid;
      begin
        -- Whoever writes for several partnerships at once, such as a restore, has none set.
        for tenant in select distinct changed.tenant_id from changed loop
          perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
          update concord.partnerships p set directory_version = pg_catalog.gen_random_uuid()
            where p.tenant_id = tenant;
        end loop;
        perform pg_catalog.set_config('concord.tenant_id', before, true);
        return null;
      end $function$;
comment on function concord.renew_directory_version() is 'Agencies or area teams of a partnership have changed.';

CREATE OR REPLACE FUNCTION concord.renew_members_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
    tenant uuid;
  begin
    -- Whoever writes for several partnerships at once, such as a restore, has none set.
    for tenant in select distinct changed.tenant_id from changed loop
      perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
      update concord.partnerships p set members_version = pg_catalog.gen_random_uuid() where p.tenant_id = tenant;
      if tg_table_name = 'memberships' then
        update concord.invitations i set withdrawn_at = m.ended_at
          from changed m
          where m.tenant_id = tenant and m.ended_at is not null and i.tenant_id = tenant and i.invited_by = m.id
            and i.accepted_at is null and i.withdrawn_at is null;
      else
        update directory.issuers i set trust_version = pg_catalog.gen_random_uuid()
          where i.issuer in (select t.issuer from changed t);
      end if;
    end loop;
    perform pg_catalog.set_config('concord.tenant_id', before, true);
    return null;
  end $function$;
comment on function concord.renew_members_version() is 'Memberships of a partnership have changed, or whom it trusts. Invitations of somebody whose membership ended end with it.';

CREATE OR REPLACE FUNCTION concord.renew_readers(tenant uuid, wanted uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
  begin
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    -- Two at once see nothing of each other before they commit: one after the other works out the same report.
    perform from concord.reports r where r.tenant_id = tenant and r.id = any (wanted) order by r.id for no key update;
    delete from concord.report_readers x where x.tenant_id = tenant and x.report_id = any (wanted);
    insert into concord.report_readers
        (tenant_id, grant_id, agency_id, report_id, case_id, agreement_id, giver_seat, reader_seat, level, until_at)
      select g.tenant_id, g.id, reader.agency_id, g.report_id, g.case_id, g.agreement_id, giver.seat, reader.seat, g.level,
        coalesce(g.until_at, 'infinity')
      from concord.record_grants g
      join concord.sharing_agreement_parties giver on giver.tenant_id = g.tenant_id
        and giver.agreement_id = g.agreement_id and giver.agency_id = g.owner_agency_id
      join concord.sharing_agreement_parties reader on reader.tenant_id = g.tenant_id
        and reader.agreement_id = g.agreement_id and reader.agency_id <> g.owner_agency_id
        and (reader.agency_id = g.agency_id or g.audience = 'OTHER_AGENCIES')
      join concord.case_parties p on p.tenant_id = g.tenant_id and p.case_id = g.case_id and p.agency_id = reader.agency_id
      where g.tenant_id = tenant and g.report_id = any (wanted) and g.revoked_at is null and g.audience <> 'COORDINATOR';
    update concord.report_links l
      set coordinator_level = g.level, coordinator_until = g.until_at, coordinator_seat = g.seat,
        coordinator_agreement_id = g.agreement_id
      from concord.report_links link
      left join lateral (
        select g.level, coalesce(g.until_at, 'infinity') as until_at, giver.seat, g.agreement_id
        from concord.record_grants g
        join concord.sharing_agreement_parties giver on giver.tenant_id = g.tenant_id
          and giver.agreement_id = g.agreement_id and giver.agency_id = g.owner_agency_id
        where g.tenant_id = tenant and g.case_id = link.case_id and g.report_id = link.report_id
          and g.audience = 'COORDINATOR' and g.revoked_at is null) g on true
      where link.tenant_id = tenant and link.report_id = any (wanted)
        and l.tenant_id = tenant and l.case_id = link.case_id and l.report_id = link.report_id
        and (l.coordinator_level, l.coordinator_until, l.coordinator_seat)
          is distinct from (g.level, g.until_at, g.seat);
    update concord.reports r
      set coordinator_until = open.untils[1], coordinator_seat = open.seats[1],
        coordinator_other_untils = open.untils[2:], coordinator_other_seats = open.seats[2:]
      from (
        select wanted.id, nullif(array_agg(each.until_at order by each.until_at desc), '{null}') as untils,
          nullif(array_agg(each.seat order by each.until_at desc), '{null}') as seats
        from pg_catalog.unnest(wanted) as wanted (id)
        left join lateral (
          select l.coordinator_seat as seat, pg_catalog.max(l.coordinator_until) as until_at
          from concord.report_links l
          where l.tenant_id = tenant and l.report_id = wanted.id and l.coordinator_level >= 2
          group by l.coordinator_seat) each on true
        group by wanted.id) open
      where r.tenant_id = tenant and r.id = open.id
        and (r.coordinator_until, r.coordinator_seat, r.coordinator_other_untils, r.coordinator_other_seats)
          is distinct from (open.untils[1], open.seats[1], open.untils[2:], open.seats[2:]);
    perform pg_catalog.set_config('concord.tenant_id', before, true);
  end $function$;
comment on function concord.renew_readers(uuid,uuid[]) is 'Works out from grants, parties of agreements and parties of cases who reads these reports. Called by triggers.';

CREATE OR REPLACE FUNCTION concord.renew_readers_of_case_parties()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
      tenant uuid;
    begin
      -- Whoever writes for several partnerships at once, such as a restore, has none set.
      for tenant in select distinct changed.tenant_id from changed loop
        perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
        perform concord.renew_readers(tenant, (select pg_catalog.array_agg(distinct found.report_id) from (
  select g.report_id from concord.record_grants g join changed c on c.tenant_id = tenant and c.case_id = g.case_id
  where g.tenant_id = tenant and g.revoked_at is null and g.audience <> 'COORDINATOR') found));
      end loop;
      perform pg_catalog.set_config('concord.tenant_id', before, true);
      return null;
    end $function$;
comment on function concord.renew_readers_of_case_parties() is 'Who reads reports depends on these rows.';

CREATE OR REPLACE FUNCTION concord.renew_readers_of_record_grants()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      before text := coalesce(pg_catalog.current_setting('concord.tenant_id', true), '');
      tenant uuid;
    begin
      -- Whoever writes for several partnerships at once, such as a restore, has none set.
      for tenant in select distinct changed.tenant_id from changed loop
        perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
        perform concord.renew_readers(tenant, (select pg_catalog.array_agg(distinct found.report_id) from (select c.report_id from changed c where c.tenant_id = tenant) found));
      end loop;
      perform pg_catalog.set_config('concord.tenant_id', before, true);
      return null;
    end $function$;
comment on function concord.renew_readers_of_record_grants() is 'Who reads reports depends on these rows.';

CREATE OR REPLACE FUNCTION concord.seal_audit_entries(at_most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    tenant uuid := concord.tenant_id();
    number bigint;
    hash bytea;
    entry concord.audit_entries;
    sealed integer := 0;
  begin
    if not concord.has_role('worker') then
      raise exception 'only the worker seals' using errcode = '42501';
    end if;
    insert into concord.audit_chains (tenant_id) values (tenant) on conflict do nothing;
    select c.last_number, c.last_hash into number, hash from concord.audit_chains c where c.tenant_id = tenant
      for update skip locked;
    -- Another worker is at it.
    if not found then return 0; end if;
    for entry in
      select e.* from concord.audit_entries e where e.tenant_id = tenant and e.seal_number is null
      order by e.id limit at_most
    loop
      number := number + 1;
      hash := pg_catalog.sha256(hash || concord.audit_digest(entry));
      update concord.audit_entries e set seal_number = number, seal_hash = hash
        where e.tenant_id = tenant and e.id = entry.id;
      insert into concord.audit_subjects (tenant_id, subject_id, seal_number)
        select distinct tenant, subject.id, number from pg_catalog.unnest(entry.subject_ids) as subject (id);
      sealed := sealed + 1;
    end loop;
    if sealed > 0 then
      update concord.audit_chains c set last_number = number, last_hash = hash where c.tenant_id = tenant;
    end if;
    return sealed;
  end $function$;
comment on function concord.seal_audit_entries(integer) is 'Puts entries that stand alone behind the end of the partnership''s chain and returns how many. Order of sealing, not of time: what commits late is sealed later.';
grant execute on function concord.seal_audit_entries(integer) to concord_worker;

CREATE OR REPLACE FUNCTION concord.sees_every_case()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$ select concord.may('cases.read_all') $function$;
comment on function concord.sees_every_case() is 'Whether the member''s roles open every case of the partnership.';
grant execute on function concord.sees_every_case() to concord_app;
grant execute on function concord.sees_every_case() to concord_worker;

CREATE OR REPLACE FUNCTION concord.tenant_id()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
      declare setting text := pg_catalog.current_setting('concord.tenant_id', true);
      begin
        if setting is null or setting = '' then
          raise exception 'tenant context missing' using errcode = '42501';
        end if;
        return setting::pg_catalog.uuid;
      end $function$;
comment on function concord.tenant_id() is 'The partnership of this transaction. Raises 42501 when none is set: an empty answer would read as "no reports".';
grant execute on function concord.tenant_id() to concord_app;
grant execute on function concord.tenant_id() to concord_worker;

CREATE OR REPLACE FUNCTION concord.user_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
        select nullif(pg_catalog.current_setting('concord.user_id', true), '')::pg_catalog.uuid $function$;
grant execute on function concord.user_id() to concord_app;
grant execute on function concord.user_id() to concord_worker;

create sequence directory.migrations_id_seq as integer;

create table directory.issuers (
  issuer text not null,
  audience text not null,
  jwks_uri text,
  development boolean not null default false,
  trust_version uuid not null default gen_random_uuid(),
  constraint issuers_pkey PRIMARY KEY (issuer)
);
comment on table directory.issuers is 'OpenID Connect issuers whose keys are fetched. Trust is given per partnership.';
comment on column directory.issuers.trust_version is 'Another one after every change of what partnerships trust the issuer with. Kept by triggers.';

create table directory.migrations (
  id integer not null default nextval('directory.migrations_id_seq'::regclass),
  "timestamp" bigint not null,
  name character varying not null,
  constraint "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY (id)
);

create table directory.organisations (
  id uuid not null,
  slug text not null,
  name text not null,
  kind text not null,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_slug_key UNIQUE (slug)
);
comment on table directory.organisations is 'Bodies that may take part in many partnerships.';

create table directory.partnerships (
  tenant_id uuid not null,
  slug text not null,
  name text not null,
  constraint partnerships_pkey PRIMARY KEY (tenant_id),
  constraint partnerships_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,62}$'::text)),
  constraint partnerships_slug_key UNIQUE (slug)
);
comment on table directory.partnerships is 'Every partnership of this deployment, by the name in its address.';

create table directory.roles (
  name text not null,
  words text not null,
  permissions text[] not null,
  acts_for_agency boolean not null,
  for_services boolean not null default false,
  constraint roles_pkey PRIMARY KEY (name),
  constraint roles_name_check CHECK (((name ~ '^[a-z]+(_[a-z]+)*$'::text) AND (name <> ALL (ARRAY['public'::text, 'worker'::text, 'relay'::text, 'operator'::text, 'member'::text, 'nobody'::text])))),
  constraint roles_permissions_check CHECK ((array_to_string(permissions, ','::text, '*'::text) ~ '^([a-z_]+\.[a-z_]+(,[a-z_]+\.[a-z_]+)*)?$'::text))
);
comment on table directory.roles is 'What members may do in every partnership, by the roles that their memberships name; written from roles.yaml.';
comment on column directory.roles.acts_for_agency is 'Whether it allows something for the own agency only, so that a membership with it names an agency.';
comment on column directory.roles.for_services is 'A scope, which only service accounts hold; otherwise a role, which only people hold.';

create table directory.sessions (
  id uuid not null,
  cookie_hash text not null,
  sign_in_hash text not null,
  begun_in uuid not null,
  issuer text not null,
  subject text not null,
  client_id text not null,
  access_token text,
  refresh_token text,
  token_expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  idle_ends_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  refreshing_until timestamp with time zone,
  ended_at timestamp with time zone,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_begun_in_fkey FOREIGN KEY (begun_in) REFERENCES directory.partnerships(tenant_id),
  constraint sessions_cookie_hash_key UNIQUE (cookie_hash),
  constraint sessions_ended_check CHECK (((ended_at IS NULL) = (access_token IS NOT NULL))),
  constraint sessions_ended_refresh_check CHECK (((ended_at IS NULL) OR (refresh_token IS NULL))),
  constraint sessions_issuer_fkey FOREIGN KEY (issuer) REFERENCES directory.issuers(issuer),
  constraint sessions_sign_in_hash_key UNIQUE (sign_in_hash)
);
comment on table directory.sessions is 'Browsers that are signed in. Of the cookie only a hash is kept; the tokens are sealed by the server, and gone when the session has ended.';
CREATE INDEX sessions_begun_in_idx ON directory.sessions USING btree (begun_in);
CREATE INDEX sessions_ends_at_idx ON directory.sessions USING btree (ends_at);
CREATE INDEX sessions_issuer_idx ON directory.sessions USING btree (issuer);

create table directory.users (
  id uuid not null,
  issuer text not null,
  subject text not null,
  display_name text not null,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_issuer_subject_key UNIQUE (issuer, subject)
);
comment on table directory.users is 'People who sign in: an issuer and the subject it names. Nothing more is kept.';

CREATE OR REPLACE FUNCTION directory.accept_invitation(partnership text, token_issuer text, token_subject text, token_mails jsonb, token_acr text, token_amr text[], at timestamp with time zone, new_user uuid, new_membership uuid, new_entry uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare
    tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
    accepted uuid;
    wanted concord.invitations;
    person uuid;
  begin
    if tenant is null then return false; end if;
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    accepted := directory.find_open_invitation(tenant, token_issuer, token_subject, token_mails, token_acr, token_amr, at);
    -- Whoever comes second waits here, and finds it accepted.
    select * into wanted from concord.invitations i where i.tenant_id = tenant and i.id = accepted for update;
    if accepted is null or accepted is distinct from
      directory.find_open_invitation(tenant, token_issuer, token_subject, token_mails, token_acr, token_amr, at)
    then
      perform pg_catalog.set_config('concord.tenant_id', '', true);
      return false;
    end if;
    insert into directory.users (id, issuer, subject, display_name)
      values (new_user, token_issuer, token_subject, wanted.display_name) on conflict (issuer, subject) do nothing;
    select u.id into person from directory.users u where u.issuer = token_issuer and u.subject = token_subject;
    insert into concord.memberships (tenant_id, id, user_id, agency_id, roles, since)
      values (tenant, new_membership, person, wanted.agency_id, wanted.roles, at);
    update concord.invitations i set accepted_at = at, membership_id = new_membership
      where i.tenant_id = tenant and i.id = wanted.id;
    insert into concord.audit_entries (tenant_id, id, at, actor, action, kind, subject_type, subject_ids, fields)
      values (tenant, new_entry, at, 'member:' || new_membership, 'INVITATION_ACCEPTED', 'ALTERATION', 'MEMBERSHIP',
        array[new_membership, wanted.id], '{}');
    perform pg_catalog.set_config('concord.tenant_id', '', true);
    return true;
  end $function$;
comment on function directory.accept_invitation(text,text,text,jsonb,text,text[],timestamp with time zone,uuid,uuid,uuid) is 'Makes the subject of a token a member by the oldest invitation that the token may accept: all of it, once, or nothing.';
grant execute on function directory.accept_invitation(text,text,text,jsonb,text,text[],timestamp with time zone,uuid,uuid,uuid) to concord_app;

CREATE OR REPLACE FUNCTION directory.begin_session(entry jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      declare given directory.sessions := pg_catalog.jsonb_populate_record(null::directory.sessions, entry);
      begin
        -- A day later, so that a sign-in's answer cannot be used again under another session either.
        delete from directory.sessions s where s.id in (
          select o.id from directory.sessions o where o.ends_at < given.created_at - interval '1 day'
          order by o.ends_at limit 1000 for update skip locked);
        insert into directory.sessions (id, cookie_hash, sign_in_hash, begun_in, issuer, subject, client_id,
            access_token, refresh_token, token_expires_at, created_at, last_used_at, idle_ends_at, ends_at)
          select given.id, given.cookie_hash, given.sign_in_hash, p.tenant_id, given.issuer, given.subject,
            given.client_id, given.access_token, given.refresh_token, given.token_expires_at,
            given.created_at, given.created_at, given.idle_ends_at, given.ends_at
          from directory.partnerships p where p.slug = entry ->> 'partnership'
          on conflict (sign_in_hash) do nothing;
        return found;
      end $function$;
comment on function directory.begin_session(jsonb) is 'Adds a session, whose tokens come sealed; false where the sign-in has begun one before. Takes old ones away.';
grant execute on function directory.begin_session(jsonb) to concord_app;

CREATE OR REPLACE FUNCTION directory.claim_refresh(session uuid, seen text, for_seconds integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      begin
        update directory.sessions s
          set refreshing_until = pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => for_seconds)
          where s.id = session and s.ended_at is null and s.access_token = seen
            and (s.refreshing_until is null or s.refreshing_until < pg_catalog.clock_timestamp());
        return found;
      end $function$;
comment on function directory.claim_refresh(uuid,text,integer) is 'Takes the renewal of a session''s tokens upon oneself; false where somebody has, or they are not those seen.';
grant execute on function directory.claim_refresh(uuid,text,integer) to concord_app;

CREATE OR REPLACE FUNCTION directory.end_session(secret_hash text, at timestamp with time zone)
 RETURNS TABLE(id uuid, partnership text, issuer text, client_id text, access_token text, refresh_token text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
        with old as (
          select s.* from directory.sessions s where s.cookie_hash = secret_hash and s.ended_at is null for update),
        ended as (
          update directory.sessions s
          set ended_at = at, access_token = null, refresh_token = null, refreshing_until = null
          from old where s.id = old.id)
        select old.id, p.slug, old.issuer, old.client_id, old.access_token, old.refresh_token
        from old join directory.partnerships p on p.tenant_id = old.begun_in $function$;
comment on function directory.end_session(text,timestamp with time zone) is 'Ends a session for good and tells its tokens once more, still sealed, so that they can be revoked.';
grant execute on function directory.end_session(text,timestamp with time zone) to concord_app;

CREATE OR REPLACE FUNCTION directory.find_open_invitation(tenant uuid, token_issuer text, token_subject text, token_mails jsonb, token_acr text, token_amr text[], at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
    select i.id from concord.invitations i
    -- An issuer of the agency's own speaks for its people alone; otherwise one that is trusted for everybody does.
    join concord.trusted_issuers t on t.tenant_id = i.tenant_id and t.issuer = token_issuer
      and t.agency_id is not distinct from (
        select distinct own.agency_id from concord.trusted_issuers own
        where own.tenant_id = i.tenant_id and own.agency_id = i.agency_id)
    where i.tenant_id = tenant and i.mail in (select claim.value from pg_catalog.jsonb_each_text(token_mails) as claim)
      and i.mail = token_mails ->> t.mail_claim
      and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > at
      and (t.acr = '{}' or token_acr = any (t.acr)) and t.amr <@ token_amr
      and not exists (
        select from concord.memberships m join directory.users u on u.id = m.user_id
        where m.tenant_id = i.tenant_id and m.ended_at is null
          and (m.agency_id is not distinct from i.agency_id or m.service_name is not null)
          and u.issuer = token_issuer and u.subject = token_subject)
    order by i.invited_at, i.id limit 1 $function$;
comment on function directory.find_open_invitation(uuid,text,text,jsonb,text,text[],timestamp with time zone) is 'The oldest invitation that a token may accept now: its issuer is trusted for the agency, the mail address is the one that was invited, the person signed in as surely as is demanded, and it is no program of the partnership.';

CREATE OR REPLACE FUNCTION directory.find_partnership(wanted text)
 RETURNS TABLE(tenant_id uuid, slug text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select p.tenant_id, p.slug, p.name from directory.partnerships p where p.slug = wanted $function$;
comment on function directory.find_partnership(text) is 'The partnership at an address, or no row.';
grant execute on function directory.find_partnership(text) to concord_app;
grant execute on function directory.find_partnership(text) to concord_worker;

CREATE OR REPLACE FUNCTION directory.find_told_to_people(partnership text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      declare
        tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
        told jsonb;
      begin
        if tenant is null then return null; end if;
        perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
        told := (
          select pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
            'privacyNotice', p.document -> 'privacyNotice',
            'retention', p.document -> 'retention',
            'rightsRequests', p.document -> 'rightsRequests',
            'dataComplaints', p.document -> 'dataComplaints'))
          from concord.partnerships p where p.tenant_id = tenant);
        perform pg_catalog.set_config('concord.tenant_id', '', true);
        return told;
      end $function$;
comment on function directory.find_told_to_people(text) is 'What a partnership publishes on personal data: notice, retention, contacts. Null for an unknown partnership.';
grant execute on function directory.find_told_to_people(text) to concord_app;

CREATE OR REPLACE FUNCTION directory.finish_refresh(session uuid, seen text, access text, refresh text, expires timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      begin
        update directory.sessions s
          set access_token = coalesce(access, s.access_token), refresh_token = coalesce(refresh, s.refresh_token),
            token_expires_at = coalesce(expires, s.token_expires_at),
            refreshing_until = null
          where s.id = session and s.ended_at is null and s.access_token = seen;
        return found;
      end $function$;
comment on function directory.finish_refresh(uuid,text,text,text,timestamp with time zone) is 'Puts renewed tokens, sealed, in the place of those seen; without any it only gives the claim back.';
grant execute on function directory.finish_refresh(uuid,text,text,text,timestamp with time zone) to concord_app;

CREATE OR REPLACE FUNCTION directory.guarded_roles()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select array(select r.name from directory.roles r where r.permissions && array['members.appoint', 'audit.read']) $function$;
comment on function directory.guarded_roles() is 'Roles that only whoever may appoint gives, changes and ends: theirs, and those of auditors, who check everybody.';
grant execute on function directory.guarded_roles() to concord_app;

CREATE OR REPLACE FUNCTION directory.is_session_live(session uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select exists (
          select from directory.sessions s
          where s.id = session and s.ended_at is null and s.ends_at > at and s.idle_ends_at > at) $function$;
comment on function directory.is_session_live(uuid,timestamp with time zone) is 'Whether a session has not ended.';
grant execute on function directory.is_session_live(uuid,timestamp with time zone) to concord_app;

CREATE OR REPLACE FUNCTION directory.list_issuers()
 RETURNS TABLE(issuer text, audience text, jwks_uri text, development boolean, trust_version uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select i.issuer, i.audience, i.jwks_uri, i.development, i.trust_version from directory.issuers i order by i.issuer $function$;
comment on function directory.list_issuers() is 'Issuers whose tokens are checked at all.';
grant execute on function directory.list_issuers() to concord_app;
grant execute on function directory.list_issuers() to concord_worker;

CREATE OR REPLACE FUNCTION directory.list_memberships(partnership text, token_issuer text, token_subject text)
 RETURNS TABLE(tenant_id uuid, user_id uuid, display_name text, membership_id uuid, agency_id uuid, roles text[], permissions text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
  begin
    if tenant is null then return; end if;
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    return query
      select m.tenant_id, u.id, u.display_name, m.id, m.agency_id, m.roles, directory.permissions_of(m.roles)
      from directory.users u
      join concord.memberships m on m.tenant_id = tenant and m.user_id = u.id and m.ended_at is null
        and m.service_name is null
      where u.issuer = token_issuer and u.subject = token_subject
        and exists (
          select 1 from concord.trusted_issuers t
          where t.tenant_id = tenant and t.issuer = token_issuer
            and (t.agency_id is null or t.agency_id = m.agency_id))
      order by m.id;
    perform pg_catalog.set_config('concord.tenant_id', '', true);
  end $function$;
comment on function directory.list_memberships(text,text,text) is 'Live memberships of a person by the subject of their token, in one partnership that trusts the issuer, with what their roles allow. No row is also the answer for an unknown partnership.';
grant execute on function directory.list_memberships(text,text,text) to concord_app;
grant execute on function directory.list_memberships(text,text,text) to concord_worker;

CREATE OR REPLACE FUNCTION directory.list_partnerships()
 RETURNS TABLE(tenant_id uuid, slug text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select p.tenant_id, p.slug, p.name from directory.partnerships p order by p.slug $function$;
comment on function directory.list_partnerships() is 'Every partnership: names and addresses are public.';
grant execute on function directory.list_partnerships() to concord_app;
grant execute on function directory.list_partnerships() to concord_worker;

CREATE OR REPLACE FUNCTION directory.list_partnerships_of(token_issuer text, token_subject text)
 RETURNS TABLE(slug text, name text, display_name text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select p.slug, p.name, m.display_name
        from directory.partnerships p
        cross join lateral (
          select each.display_name from directory.list_memberships(p.slug, token_issuer, token_subject) as each
          limit 1) as m
        order by p.slug $function$;
comment on function directory.list_partnerships_of(text,text) is 'The partnerships in which a token''s subject has a live membership that its issuer is trusted for.';
grant execute on function directory.list_partnerships_of(text,text) to concord_app;

CREATE OR REPLACE FUNCTION directory.list_roles()
 RETURNS TABLE(name text, acts_for_agency boolean, permissions text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select r.name, r.acts_for_agency, r.permissions from directory.roles r where not r.for_services order by r.name $function$;
comment on function directory.list_roles() is 'What members may do, by role: the same in every partnership, and no secret.';
grant execute on function directory.list_roles() to concord_app;

CREATE OR REPLACE FUNCTION directory.list_scopes()
 RETURNS TABLE(name text, acts_for_agency boolean, permissions text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select r.name, r.acts_for_agency, r.permissions from directory.roles r where r.for_services order by r.name $function$;
comment on function directory.list_scopes() is 'What service accounts may do, by scope: the same in every partnership, and no secret.';
grant execute on function directory.list_scopes() to concord_app;

CREATE OR REPLACE FUNCTION directory.list_services(partnership text, token_issuer text, token_subject text, token_scopes text[], at timestamp with time zone)
 RETURNS TABLE(tenant_id uuid, user_id uuid, display_name text, membership_id uuid, agency_id uuid, roles text[], permissions text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
  begin
    if tenant is null then return; end if;
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    return query
      select m.tenant_id, m.user_id, m.service_name, m.id, m.agency_id, held.scopes, directory.permissions_of(held.scopes)
      from directory.users u
      join concord.memberships m on m.tenant_id = tenant and m.user_id = u.id and m.ended_at is null
        and m.service_name is not null and (m.service_ends_at is null or m.service_ends_at > at)
      cross join lateral (
        select pg_catalog.array_agg(each.name order by each.place) as scopes
        from pg_catalog.unnest(m.roles) with ordinality as each (name, place)
        where token_scopes is null or each.name = any (token_scopes)) held
      where u.issuer = token_issuer and u.subject = token_subject and held.scopes is not null
        and exists (
          select from concord.trusted_issuers t
          where t.tenant_id = tenant and t.issuer = token_issuer
            and (t.agency_id is null or t.agency_id = m.agency_id))
      order by m.id;
    perform pg_catalog.set_config('concord.tenant_id', '', true);
  end $function$;
comment on function directory.list_services(text,text,text,text[],timestamp with time zone) is 'Live service accounts of a token''s subject in one partnership that trusts the issuer, each with those of its scopes that the token names, where it names any. What a partnership demands of how people sign in is not demanded of programs.';
grant execute on function directory.list_services(text,text,text,text[],timestamp with time zone) to concord_app;
grant execute on function directory.list_services(text,text,text,text[],timestamp with time zone) to concord_worker;

CREATE OR REPLACE FUNCTION directory.list_sign_in_terms(partnership text, token_issuer text, token_subject text, token_mails jsonb, token_acr text, token_amr text[], at timestamp with time zone)
 RETURNS TABLE(membership_id uuid, acr text[], amr text[], invitation_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  declare tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
  begin
    if tenant is null then return; end if;
    perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
    return query
      select m.id, t.acr, t.amr, null::uuid
      from directory.users u
      join concord.memberships m on m.tenant_id = tenant and m.user_id = u.id and m.ended_at is null
      cross join lateral (
        -- What is said of the agency counts before what is said of everybody.
        select own.acr, own.amr from concord.trusted_issuers own
        where own.tenant_id = tenant and own.issuer = token_issuer
          and (own.agency_id is null or own.agency_id = m.agency_id)
        order by own.agency_id nulls last limit 1) t
      where u.issuer = token_issuer and u.subject = token_subject;
    return query
      select null::uuid, null::text[], null::text[], found.id
      from directory.find_open_invitation(
        tenant, token_issuer, token_subject, token_mails, token_acr, token_amr, at) as found (id)
      where found.id is not null;
    perform pg_catalog.set_config('concord.tenant_id', '', true);
  end $function$;
comment on function directory.list_sign_in_terms(text,text,text,jsonb,text,text[],timestamp with time zone) is 'How surely a token''s subject must have signed in under each membership, and an invitation that the token may accept.';
grant execute on function directory.list_sign_in_terms(text,text,text,jsonb,text,text[],timestamp with time zone) to concord_app;

CREATE OR REPLACE FUNCTION directory.list_sign_ins(partnership text)
 RETURNS TABLE(issuer text, development boolean, client_id text, client_secret_file text, client_scope text, agencies text[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
      declare tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
      begin
        if tenant is null then return; end if;
        perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
        return query
          select i.issuer, i.development, t.client_id, t.client_secret_file, t.client_scope,
            case when bool_or(t.agency_id is null) then null else array_agg(a.name order by a.name) end
          from concord.trusted_issuers t
          join directory.issuers i on i.issuer = t.issuer
          left join concord.agencies a on a.tenant_id = t.tenant_id and a.id = t.agency_id
          where t.tenant_id = tenant and t.client_id is not null
          group by i.issuer, i.development, t.client_id, t.client_secret_file, t.client_scope
          order by i.issuer, t.client_id;
        perform pg_catalog.set_config('concord.tenant_id', '', true);
      end $function$;
comment on function directory.list_sign_ins(text) is 'Where people of a partnership sign in with a browser; the names of the agencies, none where it is everybody.';
grant execute on function directory.list_sign_ins(text) to concord_app;

CREATE OR REPLACE FUNCTION directory.permissions_of(role_names text[])
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select coalesce(pg_catalog.string_agg(distinct each.permission, ',' order by each.permission), '')
    from directory.roles r cross join pg_catalog.unnest(r.permissions) as each (permission)
    where r.name = any (role_names) $function$;
comment on function directory.permissions_of(text[]) is 'What the roles allow together, in order and separated by commas. A role that is no more allows nothing.';
grant execute on function directory.permissions_of(text[]) to concord_app;
grant execute on function directory.permissions_of(text[]) to concord_worker;

CREATE OR REPLACE FUNCTION directory.roles_allow(role_names text[], permission text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select exists (
      select from directory.roles r where r.name = any (role_names) and permission = any (r.permissions)) $function$;
comment on function directory.roles_allow(text[],text) is 'Whether any of the roles allows it.';
grant execute on function directory.roles_allow(text[],text) to concord_app;
grant execute on function directory.roles_allow(text[],text) to concord_worker;

CREATE OR REPLACE FUNCTION directory.use_session(secret_hash text, at timestamp with time zone, idle_until timestamp with time zone)
 RETURNS TABLE(id uuid, partnership text, issuer text, subject text, client_id text, access_token text, refresh_token text, token_expires_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
        with used as (
          update directory.sessions s set last_used_at = at, idle_ends_at = idle_until
          where s.cookie_hash = secret_hash and s.ended_at is null and s.ends_at > at and s.idle_ends_at > at
            and s.idle_ends_at < idle_until - interval '1 minute')
        select s.id, p.slug, s.issuer, s.subject, s.client_id, s.access_token, s.refresh_token, s.token_expires_at,
          s.ends_at
        from directory.sessions s join directory.partnerships p on p.tenant_id = s.begun_in
        where s.cookie_hash = secret_hash and s.ended_at is null and s.ends_at > at and s.idle_ends_at > at $function$;
comment on function directory.use_session(text,timestamp with time zone,timestamp with time zone) is 'The live session of a cookie, used now; without a third argument it is looked at only. Written once a minute.';
grant execute on function directory.use_session(text,timestamp with time zone,timestamp with time zone) to concord_app;
