/** From the weightiest on. */
export const SEVERITIES = ['must', 'should', 'note'] as const;

/**
 * How much weighs on it: `must`, the Act or the law asks for it; `should`, guidance or good practice does; `note`, a
 * reader would want to know.
 */
export type Severity = (typeof SEVERITIES)[number];

/** Something that the law or a reader would expect of a partnership and that its files do not say, or say otherwise. */
export interface LintFinding {
  /** The rule that found it, in kebab case. */
  readonly rule: string;
  readonly severity: Severity;
  /** Where it stands, or would stand: `policy.yaml: appeals`. */
  readonly path: string;
  readonly message: string;
  /** What it rests on: the section of the Act, the guidance, the law. */
  readonly rests: string;
}

/** A finding with the file of the partnership's folder that it is about, and the place in it. */
export interface TenantFinding extends LintFinding {
  /** The file's name: `policy.yaml`. */
  readonly file: string;
  /** `appeals`; `path` is both together. */
  readonly key: string;
}

const ACT = 'ASB, Crime and Policing Act 2014';

/** What findings rest on. */
export const RESTS = {
  application: `${ACT}, s.104(1)`,
  contact: `${ACT}, s.104(2) and (3)`,
  mandatory: `${ACT}, s.104(4)`,
  discretionary: `${ACT}, s.104(5)`,
  told: `${ACT}, s.104(6) and (8)`,
  figures: `${ACT}, s.104(9)`,
  qualifying: `${ACT}, s.104(11)`,
  relevantBodies: `${ACT}, s.105`,
  schedule4: `${ACT}, Schedule 4`,
  guidance: 'Home Office guidance of 17 September 2025',
  act2026: 'Crime and Policing Act 2026',
  dataComplaints: 'Data (Use and Access) Act 2025',
  dataProtection: 'UK GDPR',
  welsh: 'Welsh Language (Wales) Measure 2011',
  practice: 'good practice',
} as const;

/** A place in a document as findings name it. */
export type LintPath = readonly (string | number)[];
