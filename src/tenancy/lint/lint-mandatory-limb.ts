import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { pathInWords } from '#domain/policy/problems.js';
import { RESTS, type LintFinding, type LintPath, type Severity } from './finding.js';
import { complaintsNeeded, countsComplaints, routesOf, type PlacedTest, type Route } from './routes.js';

/** The most complaints that the Act lets a partnership ask for. */
const MOST_COMPLAINTS = 3;

/** Whether somebody with three qualifying complaints always gets their review here. */
export function lintMandatoryLimb({ threshold }: PolicyVersion): LintFinding[] {
  const routes = routesOf(threshold).filter((route) => route.some(countsComplaints));
  if (routes.length === 0) return [noCount()];
  const ofThree = routes.filter((route) => route.filter(countsComplaints).every(isOfThree));
  if (ofThree.length === 0)
    return routes.flatMap((route) => route.filter(countsComplaints).flatMap(tooMany)).slice(0, 1);
  if (ofThree.some((route) => caveatsIn(route).length === 0)) return [];
  return distinct(ofThree.flatMap(caveatsIn));
}

function isOfThree(test: PlacedTest): boolean {
  return countsComplaints(test) && complaintsNeeded(test.criterion) <= MOST_COMPLAINTS;
}

function noCount(): LintFinding {
  return {
    rule: 'no-count-of-complaints',
    severity: 'must',
    path: 'threshold',
    message:
      'no test counts complaints or incidents of anti-social behaviour, so that three qualifying complaints do not meet it',
    rests: RESTS.mandatory,
  };
}

function tooMany(test: PlacedTest): LintFinding[] {
  if (!countsComplaints(test)) return [];
  const needed = complaintsNeeded(test.criterion);
  return [
    found('more-than-three', 'must', {
      path: [...test.path, needed === test.criterion.atLeast ? 'atLeast' : 'alsoAtLeast'],
      message: `asks for ${String(needed)}, and no route for fewer: with three qualifying complaints the threshold must be met`,
      rests: RESTS.mandatory,
    }),
  ];
}

function caveatsIn(route: Route): LintFinding[] {
  return route.filter((test) => !countsComplaints(test)).flatMap(caveat);
}

/** What is asked beside the three complaints. */
function caveat({ criterion, path }: PlacedTest): LintFinding[] {
  const words = `"${criterion.words}"`;
  switch (criterion.test) {
    case 'initial_complaint_within':
      return [];
    case 'condition':
      // Both are of the Act's own meaning of anti-social behaviour in an area.
      return criterion.condition === 'caused_harassment_alarm_or_distress' ||
        criterion.condition === 'caused_by_people_in_area'
        ? []
        : [caveatFinding(path, words)];
    case 'applied_within':
      return [deadline(path, criterion.of)];
    case 'applied_after':
    case 'judgement':
    case 'risk':
    case 'discretion':
    case 'count':
      return [caveatFinding(path, words)];
  }
}

function caveatFinding(path: LintPath, words: string): LintFinding {
  return found('caveat-on-three-complaints', 'must', {
    path,
    message: `${words} is asked beside three complaints; persistence, harm and the response may be weighed only where there are fewer (s.104(5))`,
    rests: RESTS.mandatory,
  });
}

function deadline(path: LintPath, of: string): LintFinding {
  const isFirst = of.startsWith('first');
  return found('deadline-for-applying', isFirst ? 'should' : 'must', {
    path,
    message: isFirst
      ? 'an early first one shuts out complaints that qualify: the six months run from each complaint'
      : 'asks how recent the latest is; each complaint serves an application for six months, and the Act asks no more',
    rests: RESTS.qualifying,
  });
}

function found(
  rule: string,
  severity: Severity,
  { path, message, rests }: { path: LintPath; message: string; rests: string },
): LintFinding {
  return { rule, severity, path: pathInWords(path), message, rests };
}

function distinct(findings: readonly LintFinding[]): LintFinding[] {
  return [...new Map(findings.map((each) => [`${each.rule} ${each.path}`, each])).values()];
}
