import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import type { MarkerKind } from '#domain/sharing/marker.js';
import type { CaseVersion } from './case-version.js';
import { changeCase, type ChangeScope } from './change-case.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';

export interface SetMarker extends CaseVersion {
  readonly kind: MarkerKind;
  /** The person of the case whom it is of; left out, the whole case. */
  readonly personId?: string | undefined;
  /** Agencies to which nothing is withheld for it. */
  readonly opensTo: readonly string[];
  /** For `SAFE_CONTACT` only: the rule to keep. */
  readonly rule?: string | undefined;
  readonly reason: string;
}

const MOST_AGENCIES = 20;

/** Marks a case or a person of it, at any stage. What it withholds is withheld from the next transaction on. */
export function setMarker(
  casework: Casework,
  principal: Member,
  input: SetMarker,
): Promise<Outcome<CaseVersion>> {
  const { caseId, version, kind, personId = null, rule, reason } = input;
  return changeCase(casework, { principal, change: { caseId, version } }, async (scope) => {
    const missing = await whatIsMissing(scope, input);
    if (missing !== undefined) return notFound(missing);
    const problems = checkMarker(input);
    if (problems.length > 0) return invalid(problems);
    const { markers } = scope.stores;
    const known = await markers.listOfCase(caseId);
    if (known.some((each) => each.kind === kind && each.personId === personId && !each.hasEnded))
      return notPossibleNow('This marker stands already: end it first.');
    const id = casework.ids.newId();
    await markers.add({
      id,
      caseId,
      kind,
      personId,
      opensTo: [...new Set(input.opensTo)].sort(),
      rule: rule ?? null,
      reason,
      setBy: principal.userId,
      setAt: casework.clock.now(),
    });
    return done({
      type: 'MARKER_SET',
      subjectId: id,
      audience: [],
      audit: { kind: 'ALTERATION', subjectType: 'MARKER', subjectIds: [id, caseId] },
      value: {},
    });
  });
}

async function whatIsMissing(
  { stores }: ChangeScope,
  { caseId, personId, opensTo }: SetMarker,
): Promise<'person' | 'agency' | undefined> {
  const people = await stores.cases.listPeople(caseId);
  if (personId !== undefined && !people.some(({ id }) => id === personId)) return 'person';
  const agencies = new Set((await stores.partnership.listAgencies()).map(({ id }) => id));
  return opensTo.every((id) => agencies.has(id)) ? undefined : 'agency';
}

function checkMarker({ kind, personId, opensTo, rule, reason }: SetMarker): Problem[] {
  const isContact = kind === 'SAFE_CONTACT';
  const problems = [
    ...checkText(reason, { path: 'reason', limit: textLimits.long, required: true }),
    ...checkText(rule, { path: 'rule', limit: textLimits.short, required: isContact }),
  ];
  if (isContact && personId === undefined)
    problems.push({ path: 'personId', message: 'is missing: expected whom the safe contact is for.' });
  if (!isContact && rule !== undefined)
    problems.push({ path: 'rule', message: `is given though the kind is ${kind}: expected none.` });
  if (opensTo.length > MOST_AGENCIES)
    problems.push({ path: 'opensTo', message: `are too many: expected at most ${String(MOST_AGENCIES)}.` });
  return problems;
}

export interface EndMarker extends CaseVersion {
  readonly markerId: string;
  readonly reason: string;
}

/** Ends a marker with a reason; it stays on record. */
export function endMarker(
  casework: Casework,
  principal: Member,
  { caseId, version, markerId, reason }: EndMarker,
): Promise<Outcome<CaseVersion>> {
  return changeCase(casework, { principal, change: { caseId, version } }, async ({ stores }) => {
    const marker = await stores.markers.find(markerId);
    if (marker?.caseId !== caseId) return notFound('marker');
    const problems = checkText(reason, { path: 'reason', limit: textLimits.long, required: true });
    if (problems.length > 0) return invalid(problems);
    if (marker.hasEnded) return notPossibleNow('This marker has ended already.');
    const at = casework.clock.now();
    await stores.markers.end(markerId, { userId: principal.userId, at, reason });
    return done({
      type: 'MARKER_ENDED',
      subjectId: markerId,
      audience: [],
      audit: { kind: 'ALTERATION', subjectType: 'MARKER', subjectIds: [markerId, caseId] },
      value: {},
    });
  });
}
