import type { CheckedReview } from '#casework/check-for-review.js';
import type { PartnershipView } from '#casework/views.js';
import { actorInWords } from '#domain/policy/actor-in-words.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { awaitInWords, awaitsInWords } from '#domain/threshold/awaits-in-words.js';
import type { AssessedRisk } from '#domain/threshold/assess-risk.js';
import { distinctAwaits } from '#domain/threshold/distinct-awaits.js';
import type { Await, CaseFinding } from '#domain/threshold/finding.js';
import { ended } from '#domain/threshold/sentences.js';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import type { VerdictEnum } from '../decision/decision.type.js';
import { presentFindings } from '../decision/present-decision.js';
import { publishedOf } from '../partnership/present-partnership.js';
import type {
  CheckedRisk,
  ExpectedClock,
  HowToApply,
  MissingFact,
  ReviewCheck,
} from './review-check.type.js';

interface Checked extends CheckedReview {
  readonly partnership: PartnershipView;
  readonly policy: PolicyVersion;
}

export function presentReviewCheck(checked: Checked): ReviewCheck {
  const { finding, clocks, risk, supposed, partnership, policy } = checked;
  const { verdict, local, statutory, flags } = finding;
  const asTold = (id: string) => id;
  return {
    verdict: verdict.toUpperCase() as VerdictEnum,
    sentence: sentenceOf(finding, publishedOf(partnership).publicTerm) + supposition(supposed),
    local: presentFindings(local, asTold),
    statutory: presentFindings(statutory, asTold),
    flags: flags.map((flag) => flag.sentence),
    missing: local.awaits.map(presentMissing),
    risk: risk ? presentRisk(risk) : null,
    supposed,
    howToApply: howToApply(partnership, policy),
    clocks: clocks.map(presentClock),
  };
}

const mayApply = 'You may apply whatever this check says: the people who decide look at everything.';

function sentenceOf({ verdict, local, statutory }: CaseFinding, publicTerm: string): string {
  const term = `the threshold for the ${publicTerm}`;
  switch (verdict) {
    case 'met':
      return `From what you have told, ${term} is met. The agencies compare it with their records before it is decided. You can apply.`;
    case 'needs_judgement':
      return `From what you have told, ${term} may be met. ${ended(`It can be told once ${awaitsInWords(distinctAwaits(local.awaits))}`)} ${mayApply}`;
    case 'not_met':
      return statutory.verdict === 'met'
        ? `From what you have told, ${term} of this partnership is not met, yet the complaints that the Act asks for were made, and then it asks for a review. You should apply.`
        : `From what you have told, ${term} is not met. ${local.sentence} ${mayApply}`;
  }
}

function supposition(supposed: readonly string[]): string {
  return supposed.length === 0 ? '' : ' It rests on answers that you suppose and that others will give.';
}

function presentRisk({ least, most, band, open }: AssessedRisk): CheckedRisk {
  return {
    pointsAtLeast: least,
    pointsAtMost: most,
    band: band ?? null,
    openQuestions: open.map(({ id }) => id),
  };
}

function presentMissing(awaited: Await): MissingFact {
  return {
    kind: awaited.kind,
    what: awaitInWords(awaited),
    question: questionOf(awaited),
    about: subjectOf(awaited),
  };
}

function subjectOf(awaited: Await): string | null {
  switch (awaited.kind) {
    case 'match':
    case 'judgement':
      return awaited.incidentId;
    case 'complainant':
      return awaited.complaintId;
    case 'detail':
      return awaited.id;
    case 'agency_answer':
    case 'condition':
    case 'relation':
    case 'question':
    case 'risk_assessment':
      return null;
  }
}

/** What an applicant may answer themselves. */
function questionOf(awaited: Await): string | null {
  switch (awaited.kind) {
    case 'condition':
      return awaited.condition;
    case 'relation':
      return awaited.relation;
    case 'question':
      return awaited.criterionId;
    case 'agency_answer':
    case 'match':
    case 'judgement':
    case 'complainant':
    case 'risk_assessment':
    case 'detail':
      return null;
  }
}

function howToApply(partnership: PartnershipView, { applicants }: PolicyVersion): HowToApply {
  const { waysToApply, contact } = publishedOf(partnership);
  const { words, welsh } = applicants;
  return { applicants: words, applicantsInWelsh: welsh ?? null, ways: waysToApply, contact };
}

function presentClock(clock: CaseClock): ExpectedClock {
  return {
    step: clock.stepId,
    words: clock.words,
    welsh: clock.welsh ?? null,
    actor: actorInWords(clock.actor),
    startsAtOnce: clock.state === 'running',
    dueOn: clock.dueOn?.toString() ?? null,
    arithmetic: clock.arithmetic,
    usually: clock.soft,
  };
}
