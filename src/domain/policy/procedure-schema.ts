import { z } from 'zod';
import { AGENCY_KINDS } from './agency-kind.js';
import { BEHAVIOUR_HEADINGS } from './behaviour.js';
import { lengthSchema } from './length-schema.js';
import { APPEALABLE, APPLICANT_KINDS, CONSENTS } from './policy-version.js';
import { momentsSchema } from './timescale-schema.js';
import { ACTORS } from './timescales.js';
import { idSchema, told, wordsSchema } from './told-schema.js';

/** A number of people or agencies. */
export const few = z.int().min(1).max(50);

/** Accepts what is told and has an id: a ground, an invitation. */
export const groundSchema = z.strictObject({ id: idSchema, ...told });

/** Accepts who may apply. */
export const applicantsSchema = z
  .strictObject({
    thirdParties: z.boolean(),
    severalVictims: z.boolean(),
    who: z.array(z.enum(APPLICANT_KINDS)).min(1, 'expected at least one kind of applicant').exactOptional(),
    consent: z.enum(CONSENTS).exactOptional(),
    ...told,
  })
  .refine((who) => who.thirdParties || !who.severalVictims, {
    path: ['severalVictims'],
    error: 'expected false where third parties may not apply',
  });

/** Accepts one level of appeal. */
export const appealSchema = z
  .strictObject({
    id: idSchema,
    ...told,
    to: wordsSchema.exactOptional(),
    heardBy: z.enum(ACTORS).exactOptional(),
    peer: wordsSchema.exactOptional(),
    within: lengthSchema.exactOptional(),
    from: momentsSchema.exactOptional(),
    grounds: z.array(groundSchema).min(1, 'expected at least one ground').exactOptional(),
    against: z
      .array(z.enum(APPEALABLE))
      .min(1, 'expected at least one thing to appeal against')
      .exactOptional(),
    effect: z.enum(['refers_back', 'replaces', 'recommends']).exactOptional(),
    papers: z.array(wordsSchema).min(1, 'expected at least one paper').exactOptional(),
  })
  .refine(
    ({ peer, heardBy }) => peer === undefined || heardBy === undefined || heardBy === 'other_partnership',
    {
      path: ['peer'],
      error: 'expected a peer only where another partnership hears the appeal',
    },
  )
  .refine(({ within, from }) => from === undefined || within !== undefined, {
    path: ['within'],
    error: 'expected how long, as it is said from when',
  });

/** Accepts what holds for the panel. */
export const panelSchema = z.strictObject({
  ...told,
  atLeastPeople: few.exactOptional(),
  atLeastAgencies: few.exactOptional(),
  kinds: z.array(z.enum(AGENCY_KINDS)).min(1, 'expected at least one kind of agency').exactOptional(),
  alsoInvited: z.array(groundSchema).min(1, 'expected at least one invitation').exactOptional(),
  chairedBy: wordsSchema.exactOptional(),
  chairIsIndependentOfCase: z.boolean().exactOptional(),
  outcomeSignedBy: wordsSchema.exactOptional(),
  victim: z.enum(['invited', 'invited_for_part', 'represented', 'statement', 'not_invited', 'not_said']),
  victimMinutes: z.int().min(1).max(600).exactOptional(),
});

/** Accepts how the mandatory limb is computed. */
export const statutorySchema = z.strictObject({
  ...told,
  qualifyingComplaints: z.int().min(1).max(3, 'expected at most 3: section 104(4)').exactOptional(),
  severalByOnePerson: z.enum(['one_per_incident', 'each']).exactOptional(),
});

/** Accepts whether a victim is told of the review at the second report. */
export const secondReportSchema = z.strictObject({ ...told, informs: z.boolean() });

/** Accepts whether the victim has a say on the plan. */
export const draftPlanSchema = z.strictObject({ ...told, victimConsulted: z.boolean() });

/** Accepts a kind of behaviour. */
export const behaviourSchema = z.strictObject({ id: idSchema, ...told, heading: z.enum(BEHAVIOUR_HEADINGS) });
