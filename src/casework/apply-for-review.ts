import { localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import { behavioursOf } from '#domain/policy/known-behaviours.js';
import { policyInForceOn } from '#domain/policy/policy-in-force.js';
import type { ApplicationDraft } from '#domain/review/application.js';
import { checkApplication } from '#domain/review/check-application.js';
import type { Problem } from '#domain/review/problem.js';
import { startClocks } from '#domain/timescale/start-clocks.js';
import { rowsOfApplication } from './application-rows.js';
import { clockFact } from './clock-fact.js';
import { checkClientKey, onceByClientKey } from './once-by-client-key.js';
import { done, invalid, type Outcome } from './outcome.js';
import type { AreaTeamRecord, StoredPolicy } from './partnership-ports.js';
import type { Casework, Stores } from './ports.js';
import type { Member, PublicVisitor } from './principal.js';

export interface ApplyForReview {
  readonly clientKey: string;
  readonly application: ApplicationDraft;
  /** Where it happened, by the partnership's own district names; finds the area team. */
  readonly district?: string | undefined;
}

/** What is kept of the answer; the secret is derived again and never stored. */
interface Received {
  readonly caseId: string;
  readonly reference: string;
  readonly receivedOn: string;
  readonly clocks: readonly { readonly step: string; readonly dueOn: string; readonly arithmetic: string }[];
}

export interface ApplicationReceived extends Received {
  /** With the reference it lets the applicant follow the case. */
  readonly secret: string;
}

/**
 * Receives an application: opens the case under the policy in force today, starts its clocks, and answers with a
 * reference and a secret. @source ASB, Crime and Policing Act 2014, s.104(1)
 */
export async function applyForReview(
  casework: Casework,
  principal: PublicVisitor | Member,
  input: ApplyForReview,
): Promise<Outcome<ApplicationReceived>> {
  const outcome = await casework.inTransaction(principal, (stores) =>
    onceByClientKey(
      { stores, casework },
      { clientKey: input.clientKey, operation: 'applyForReview', input },
      () => receive({ casework, stores }, input),
    ),
  );
  if (!outcome.ok) return outcome;
  return done({ ...outcome.value, secret: casework.secrets.applicantSecret(outcome.value.caseId) });
}

interface Scope {
  readonly casework: Casework;
  readonly stores: Stores;
}

async function receive(scope: Scope, input: ApplyForReview): Promise<Outcome<Received>> {
  const { stores, casework } = scope;
  const receivedOn = localDateOf(casework.clock.now());
  const policy = await policyOn(stores, receivedOn);
  const agencies = await stores.partnership.listAgencies();
  const areaTeams = await stores.partnership.listAreaTeams();
  const partnership = await stores.partnership.get();
  const problems = [
    ...checkClientKey(input.clientKey),
    ...checkApplication(input.application, {
      today: receivedOn,
      agencies: new Set(agencies.map((agency) => agency.slug)),
      applicants: policy.version.applicants,
      behaviours: behavioursOf(policy.version),
    }),
    ...checkDistrict(input.district, partnership.districts),
  ];
  if (problems.length > 0) return invalid(problems);
  const opened = await openCase(scope, {
    input,
    policy,
    receivedOn,
    prefix: partnership.referencePrefix,
    areaTeams,
  });
  const rows = rowsOfApplication(input.application, { ids: casework.ids, agencies });
  await stores.labels.add(opened.caseId, rows.labels);
  await stores.cases.addPeople(opened.caseId, rows.people);
  await stores.incidents.add(opened.caseId, rows);
  return done(await startAndTell(scope, { ...opened, policy, receivedOn }));
}

async function policyOn(stores: Stores, day: LocalDate): Promise<StoredPolicy> {
  const stored = await stores.partnership.listPolicies();
  const version = policyInForceOn(
    stored.map((each) => each.version),
    day,
  );
  const found = stored.find((each) => each.version === version);
  if (!found) throw new RangeError('A policy in force is one of those stored.');
  return found;
}

function checkDistrict(district: string | undefined, known: readonly string[]): Problem[] {
  if (district === undefined || known.includes(district)) return [];
  return [
    {
      path: 'district',
      message: `is not a district of this partnership: expected one of ${known.join(', ')}.`,
    },
  ];
}

interface Opening {
  readonly input: ApplyForReview;
  readonly policy: StoredPolicy;
  readonly receivedOn: LocalDate;
  readonly prefix: string;
  readonly areaTeams: readonly AreaTeamRecord[];
}

async function openCase(
  { casework, stores }: Scope,
  opening: Opening,
): Promise<{ caseId: string; reference: string }> {
  const { application, district } = opening.input;
  const caseId = casework.ids.newId();
  const reference = casework.ids.newReference(opening.prefix);
  const team = opening.areaTeams.find((each) => district !== undefined && each.districts.includes(district));
  await stores.cases.add({
    id: caseId,
    reference,
    receivedAt: casework.clock.now(),
    receivedOn: opening.receivedOn,
    policyVersionId: opening.policy.id,
    areaTeamId: team?.id ?? null,
    applicantKind: application.applicantKind,
    relationship: application.relationship ?? null,
    dissatisfied: application.dissatisfied,
    dissatisfaction: application.dissatisfaction ?? null,
    secretHash: casework.secrets.digest(casework.secrets.applicantSecret(caseId)),
  });
  return { caseId, reference };
}

async function startAndTell(
  { casework, stores }: Scope,
  {
    caseId,
    reference,
    policy,
    receivedOn,
  }: { caseId: string; reference: string; policy: StoredPolicy; receivedOn: LocalDate },
): Promise<Received> {
  // A form is complete when it arrives, as long as nobody can send half of one.
  const moments = ['application_received', 'application_completed'] as const;
  const happening = { moments, at: casework.clock.now() };
  const plans = startClocks(policy.version, happening, casework.holidays);
  const clocks = plans.map((plan) => ({ ...plan, id: casework.ids.newId() }));
  await stores.clocks.start(caseId, clocks);
  stores.appendEvent({
    type: 'APPLICATION_RECEIVED',
    caseId,
    caseVersion: 1,
    stage: 'RECEIVED',
    agencyIds: [],
    body: { moments, clocksStarted: clocks.map(clockFact) },
  });
  stores.recordAudit({
    action: 'APPLICATION_RECEIVED',
    kind: 'COLLECTION',
    subjectType: 'CASE',
    subjectIds: [caseId],
  });
  return {
    caseId,
    reference,
    receivedOn: receivedOn.toString(),
    clocks: clocks.map(({ stepId, dueOn, arithmetic }) => ({
      step: stepId,
      dueOn: dueOn.toString(),
      arithmetic,
    })),
  };
}
