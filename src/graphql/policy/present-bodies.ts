import { lengthInWords } from '#domain/calendar/length.js';
import { actorInWords } from '#domain/policy/actor-in-words.js';
import type { Appeal, PolicyVersion, StatutoryLimb } from '#domain/policy/policy-version.js';
import { anyInWords, momentsOf } from '#domain/timescale/moments.js';
import { plain } from './plain.js';
import type { PublicPolicy } from './public-policy.type.js';
import type {
  PublishedAppeal,
  PublishedDeciders,
  PublishedPanel,
  PublishedStatutoryLimb,
} from './published-bodies.type.js';

type Bodies = Pick<
  PublicPolicy,
  | 'statutory'
  | 'applicants'
  | 'applicantRules'
  | 'appeal'
  | 'appeals'
  | 'outcomeWrittenBy'
  | 'outcome'
  | 'deciders'
  | 'panel'
  | 'secondReport'
  | 'draftPlan'
>;

/** Who may apply, who decides, who meets, and what the victim may expect of them. */
export function presentBodies(policy: PolicyVersion): Bodies {
  const { applicants, appeals, statutory, deciders, panel, outcome } = policy;
  const [firstAppeal] = appeals;
  return {
    statutory: statutory ? presentStatutory(statutory) : null,
    applicants: applicants.words,
    applicantRules: {
      ...applicants,
      who: (applicants.who ?? []).map(plain),
      consent: applicants.consent ?? null,
    },
    appeal: firstAppeal?.words ?? null,
    appeals: appeals.map(presentAppeal),
    outcomeWrittenBy: outcome?.writtenBy ?? null,
    outcome: outcome ?? null,
    deciders: deciders ? presentDeciders(deciders) : null,
    panel: panel ? presentPanel(panel) : null,
    secondReport: policy.secondReport ?? null,
    draftPlan: policy.draftPlan ?? null,
  };
}

function presentStatutory({
  qualifyingComplaints = 3,
  severalByOnePerson,
  ...told
}: StatutoryLimb): PublishedStatutoryLimb {
  return { ...told, qualifyingComplaints, severalByOnePersonCount: severalByOnePerson === 'each' };
}

function presentDeciders(deciders: NonNullable<PolicyVersion['deciders']>): PublishedDeciders {
  return {
    ...deciders,
    atLeastPeople: deciders.atLeastPeople ?? null,
    atLeastAgencies: deciders.atLeastAgencies ?? null,
    role: deciders.role === undefined ? null : actorInWords(deciders.role),
  };
}

function presentPanel(panel: NonNullable<PolicyVersion['panel']>): PublishedPanel {
  return {
    ...panel,
    atLeastPeople: panel.atLeastPeople ?? null,
    atLeastAgencies: panel.atLeastAgencies ?? null,
    kinds: panel.kinds ?? [],
    alsoInvited: panel.alsoInvited ?? [],
    chairedBy: panel.chairedBy ?? null,
    chairIsIndependentOfCase: panel.chairIsIndependentOfCase ?? null,
    outcomeSignedBy: panel.outcomeSignedBy ?? null,
    victim: plain(panel.victim),
    victimMinutes: panel.victimMinutes ?? null,
  };
}

function lodgedWithin({ within, from }: Appeal): string | null {
  if (within === undefined) return null;
  const length = lengthInWords(within);
  return from === undefined ? length : `${length} after ${anyInWords(momentsOf(from))}`;
}

function presentAppeal(appeal: Appeal): PublishedAppeal {
  const { id, words, welsh, source, to, heardBy, peer, effect } = appeal;
  return {
    id,
    words,
    welsh: welsh ?? null,
    source: source ?? null,
    to: to ?? null,
    heardBy: heardBy === undefined ? null : actorInWords(heardBy),
    peer: peer ?? null,
    within: lodgedWithin(appeal),
    grounds: appeal.grounds ?? [],
    against: (appeal.against ?? []).map(plain),
    effect: effect === undefined ? null : plain(effect),
    papers: appeal.papers ?? [],
  };
}
