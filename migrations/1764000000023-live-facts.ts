import type { MigrationInterface, QueryRunner } from 'typeorm';
import { behindTenantWall, caseIsVisible, caseTakesRows } from './tenant-table.js';

/** Coordinators and chairs, who tell the households and people of a case apart. */
const leadsReview = '(select concord.sees_every_case())';

/** Tables that get a key, and those to which it points. */
const KEYED = [
  'agencies',
  'case_incidents',
  'case_judgements',
  'case_labels',
  'case_people',
  'incident_complaints',
  'incident_reports',
] as const;

/** A label of the same case and the same partnership, or none. */
const labelled = (table: string, column: string) =>
  `constraint ${table}_${column.replace('_id', '')}_fkey
     foreign key (tenant_id, case_id, ${column}) references concord.case_labels (tenant_id, case_id, id)`;

/**
 * What a policy may ask of a case beside days and complainants: kinds of behaviour, households, who suffered, what the
 * police recorded, and which incidents belong together. In the facts of a decision people and labels are ids of one case.
 */
export class LiveFacts1764000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.#labels(runner);
    // New keys are held against the rows of every partnership at once, which no session may see.
    for (const table of KEYED) await runner.query(`alter table concord.${table} no force row level security`);
    await this.#columns(runner);
    await this.#judgements(runner);
    for (const table of KEYED) await runner.query(`alter table concord.${table} force row level security`);
    await this.#sufferers(runner);
  }

  async #judgements(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.case_judgements
        add column agency_id uuid,
        add constraint case_judgements_agency_fkey
          foreign key (tenant_id, agency_id) references concord.agencies (tenant_id, id);
      comment on column concord.case_judgements.agency_id is
        'The agency for which whoever recorded it acted; null for the staff of the partnership.';
    `);
  }

  async #labels(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.case_labels (
        tenant_id uuid not null,
        id uuid not null,
        case_id uuid not null,
        kind text not null,
        label text not null,
        constraint case_labels_pkey primary key (tenant_id, id),
        constraint case_labels_case_key unique (tenant_id, case_id, id),
        constraint case_labels_case_fkey foreign key (tenant_id, case_id) references concord.cases (tenant_id, id),
        constraint case_labels_kind_check check (kind in ('HOUSEHOLD', 'PROBLEM', 'PLACE', 'PERSON_COMPLAINED_OF'))
      );
      comment on table concord.case_labels is
        'Households, problems, places and people complained of, as people of one case call them; rules read the ids alone.';
      ${behindTenantWall('concord.case_labels')}
      create policy leads_read on concord.case_labels for select using (${leadsReview});
      create policy named_by_application on concord.case_labels for insert with check ${caseTakesRows};
      grant select, insert on concord.case_labels to concord_app;
    `);
  }

  async #columns(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.reports
        add column behaviours text[],
        add column recorded_as_hate boolean,
        add column household text,
        add column affected text[],
        add column action_taken text,
        add column closed_on date;
      comment on column concord.reports.recorded_as_hate is
        'Whether the agency recorded it as one of hate; null: as its category says.';
      comment on column concord.reports.affected is
        'Whom it befell, as the agency calls them. Only a person''s matching makes them people of a case.';

      alter table concord.case_people
        add column household_id uuid,
        add ${labelled('case_people', 'household_id')},
        drop constraint case_people_role_check,
        add constraint case_people_role_check check (role in ('VICTIM', 'THIRD_PARTY', 'COMPLAINANT', 'AFFECTED'));
      comment on column concord.case_people.household_id is 'Where they live, as it was told last.';
      alter table concord.incident_complaints
        add column household_id uuid, add ${labelled('incident_complaints', 'household_id')};
      comment on column concord.incident_complaints.household_id is
        'Whence it came, where somebody else than the victim made it; the household of the person goes before it.';
      alter table concord.incident_reports
        add column household_id uuid, add ${labelled('incident_reports', 'household_id')};
      comment on column concord.incident_reports.household_id is 'Whence it came, where nobody knows who made it.';

      alter table concord.case_incidents
        add column behaviours text[],
        add column agreed_behaviours text[],
        add column is_crime boolean,
        add column recorded_as_hate boolean,
        add column problem_id uuid,
        add column place_id uuid,
        add column complained_of_id uuid,
        add ${labelled('case_incidents', 'problem_id')},
        add ${labelled('case_incidents', 'place_id')},
        add ${labelled('case_incidents', 'complained_of_id')};
      comment on column concord.case_incidents.behaviours is 'As the applicant names them; null: nobody said.';
      comment on column concord.case_incidents.agreed_behaviours is
        'As whoever matched it settled them; they stand before what applicant and records say.';

      grant update (household_id) on concord.case_people, concord.incident_complaints to concord_app;
      grant update (agreed_behaviours, is_crime, recorded_as_hate, problem_id, place_id, complained_of_id)
        on concord.case_incidents to concord_app;
    `);
  }

  async #sufferers(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table concord.incident_sufferers (
        tenant_id uuid not null,
        case_id uuid not null,
        incident_id uuid not null,
        person_id uuid not null,
        said_by text not null,
        constraint incident_sufferers_pkey primary key (tenant_id, incident_id, said_by, person_id),
        constraint incident_sufferers_incident_fkey
          foreign key (tenant_id, case_id, incident_id) references concord.case_incidents (tenant_id, case_id, id),
        constraint incident_sufferers_person_fkey
          foreign key (tenant_id, case_id, person_id) references concord.case_people (tenant_id, case_id, id),
        constraint incident_sufferers_said_by_check check (said_by in ('APPLICANT', 'COORDINATOR'))
      );
      create index incident_sufferers_case on concord.incident_sufferers (tenant_id, case_id);
      comment on table concord.incident_sufferers is
        'Who suffered an incident, as the applicant says; what the coordinator settles stands before it.';
      ${behindTenantWall('concord.incident_sufferers')}
      create policy parties_read on concord.incident_sufferers for select using ${caseIsVisible('case_id')};
      create policy named_by_application on concord.incident_sufferers for insert with check ${caseTakesRows};
      create policy coordinator_rematches on concord.incident_sufferers for delete
        using ((select concord.has_role('coordinator')));
      grant select, insert, delete on concord.incident_sufferers to concord_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
