import { MOMENTS, type CaseMoment } from './case-moments.js';
import type { Appeal, PolicyVersion } from './policy-version.js';
import type { TimescaleStep } from './timescales.js';

/** The parts of a policy in which steps are. */
export type PolicyWithSteps = Pick<PolicyVersion, 'timescales'> & Partial<Pick<PolicyVersion, 'appeals'>>;

/** The id of the step that times the lodging of an appeal which says itself from when. */
export function lodgingStepOf(appealId: string): string {
  return `lodging-${appealId}`;
}

/** Every step of a policy: those that it lists, and the lodging of each appeal that says within what time and from when. */
export function stepsOf({ timescales, appeals = [] }: PolicyWithSteps): readonly TimescaleStep[] {
  const lodging = appeals.flatMap(lodgingOf);
  return lodging.length === 0 ? timescales : [...timescales, ...lodging];
}

function lodgingOf({ id, words, welsh, source, within, from, against }: Appeal): TimescaleStep[] {
  if (!within || !from) return [];
  const onlyIf = refusalsIn(against);
  return [
    {
      id: lodgingStepOf(id),
      words,
      ...(welsh !== undefined && { welsh }),
      ...(source !== undefined && { source }),
      within,
      from,
      endsWith: isOfAppeal(from) ? 'second_appeal_received' : 'appeal_received',
      ...(onlyIf.length > 0 && { onlyIf }),
      eachTime: true,
      appeal: id,
      actor: 'victim',
    },
  ];
}

/** What runs from the outcome of an appeal is an appeal of the second level. */
function isOfAppeal(from: TimescaleStep['from']): boolean {
  return [from].flat().some((moment) => MOMENTS[moment].appeal !== undefined);
}

/** The refusals against which alone an appeal is; none where it is against something else too. */
function refusalsIn(against: Appeal['against']): CaseMoment[] {
  const refusals = (against ?? []).filter((each) => each === 'threshold_not_met' || each === 'declined');
  return refusals.length === against?.length ? refusals : [];
}
