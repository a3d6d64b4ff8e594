import { isObjectType, type GraphQLSchema } from 'graphql';
import { discloseIncident } from '#domain/sharing/disclose-incident.js';
import { disclosePerson, type PersonOfCase } from '#domain/sharing/disclose-person.js';
import { discloseLink, discloseReport } from '#domain/sharing/disclose-report.js';
import { levelOfRank, sharingLevels, type Opened } from '#domain/sharing/sharing-level.js';

/** What one field of a record is to each viewer. */
export interface FieldRow {
  readonly field: string;
  readonly description: string;
  /** In the order of the viewers. */
  readonly shown: readonly boolean[];
}

export interface FieldTable {
  readonly viewers: readonly string[];
  readonly rows: readonly FieldRow[];
}

/** What is disclosed of a record in which every field has a value; undefined: nothing. */
type Disclosed = Readonly<Record<string, unknown>> | undefined;

interface ViewerOf {
  readonly words: string;
  readonly sees: (whole: Readonly<Record<string, string>>) => Disclosed;
}

/** Fields that are named otherwise where disclosure decides them. */
const innerNames: Readonly<Record<string, string>> = {
  household: 'householdId',
  // Shown with how somebody is reached.
  safeContact: 'email',
  problem: 'problemId',
  placeLabel: 'placeId',
  personComplainedOf: 'complainedOfId',
};

/** Of the viewing and not of the record. */
const ofViewing: ReadonlySet<string> = new Set(['id', 'opened', 'disclosure']);

const said = 'said';

/** How far a report is open to each kind of viewer; undefined: they find no trace of it. */
const viewersOfReports: readonly (readonly [words: string, opened: Opened | undefined])[] = [
  ['Its own agency', 'OWN'],
  ...sharingLevels.map((level) => [`Opened: ${level}`, level] as const),
  ['Whoever leads, without a grant', levelOfRank(1)],
  ['Another agency, without a grant', undefined],
];

const people = {
  VICTIM: 'a victim',
  THIRD_PARTY: 'who applies for them',
  COMPLAINANT: 'another complainant',
  AFFECTED: 'another affected',
} as const;

/** Reports as their viewers see them. */
export function reportFields(schema: GraphQLSchema): FieldTable {
  return tableOf(schema, 'Report', {
    // Who may see the grants is a permission of its own, and no part of the report.
    leftOut: ['grants'],
    viewers: viewersOfReports.map(([words, opened]) => ({
      words,
      sees: (whole) => opened && seenOfReport(whole, opened),
    })),
  });
}

/** The links of reports to a case. */
export function linkFields(schema: GraphQLSchema): FieldTable {
  return tableOf(schema, 'LinkedReport', {
    viewers: viewersOfReports.map(([words, opened]) => ({
      words,
      sees: (whole) => {
        if (!opened) return undefined;
        const link = { ...whole, occurredOn: said, reportedOn: said, category: said };
        return { ...discloseLink(link, opened).shown, report: seenOfReport(whole, opened) ?? null };
      },
    })),
  });
}

/** People of a case, whom a review is about. */
export function personFields(schema: GraphQLSchema): FieldTable {
  const roles = Object.keys(people) as PersonOfCase['role'][];
  return tableOf(schema, 'CasePerson', {
    viewers: [
      { words: 'Whoever leads, of everybody', sees: (whole) => seenOfPerson(whole, 'VICTIM', true) },
      ...roles.map((role) => ({
        words: `Agency that was asked, or panel member, of ${people[role]}`,
        sees: (whole: Readonly<Record<string, string>>) => seenOfPerson(whole, role, false),
      })),
    ],
  });
}

/** Incidents of a case. */
export function incidentFields(schema: GraphQLSchema): FieldTable {
  const seen = (leadsReview: boolean) => (whole: Readonly<Record<string, string>>) =>
    discloseIncident(
      { ...whole, place: said, matchNote: said, problemId: said, placeId: said, complainedOfId: said },
      { leadsReview },
    ).incident;
  return tableOf(schema, 'Incident', {
    viewers: [
      { words: 'Whoever leads', sees: seen(true) },
      { words: 'Agency that was asked, or panel member', sees: seen(false) },
    ],
  });
}

function seenOfReport(whole: Readonly<Record<string, string>>, opened: Opened): Disclosed {
  return discloseReport({ ...whole, reporterName: said, household: said, affected: [said] }, opened)?.shown;
}

function seenOfPerson(
  whole: Readonly<Record<string, string>>,
  role: PersonOfCase['role'],
  leadsReview: boolean,
): Disclosed {
  const contact = { id: said, name: said, email: said, phone: said, address: said, householdId: said };
  return disclosePerson({ ...whole, ...contact, role }, { leadsReview }).person;
}

/** Every field of a type, each given a value and then disclosed: one that comes back without it is withheld. */
function tableOf(
  schema: GraphQLSchema,
  name: string,
  { viewers, leftOut = [] }: { readonly viewers: readonly ViewerOf[]; readonly leftOut?: readonly string[] },
): FieldTable {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no type ${name}.`);
  const fields = Object.values(type.getFields()).filter(
    (field) => !ofViewing.has(field.name) && !leftOut.includes(field.name),
  );
  const keyOf = (field: string) => (name === 'Report' ? field : (innerNames[field] ?? field));
  const whole = Object.fromEntries(fields.map((field) => [keyOf(field.name), said]));
  const seen = viewers.map(({ sees }) => sees(whole));
  return {
    viewers: viewers.map(({ words }) => words),
    rows: fields.map((field) => ({
      field: field.name,
      description: field.description ?? '',
      shown: seen.map((each) => (each?.[keyOf(field.name)] ?? null) !== null),
    })),
  };
}
