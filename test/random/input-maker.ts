import {
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLInputType,
} from 'graphql';
import type { Draw } from './draw.js';
import type { KnownCase, KnownPartnership } from './known-values.js';
import { forgedTokens, likelyDays, oddDays, oddNumbers, oddTexts } from './odd-values.js';

/** Which node an id stands for, by the name of its place. */
const typeByPlace: Readonly<Record<string, string>> = {
  id: 'Case',
  caseId: 'Case',
  reportId: 'Report',
  requestId: 'InformationRequest',
  agencyIds: 'Agency',
  incidentId: 'Incident',
  incidentIds: 'Incident',
  personId: 'CasePerson',
  complaintId: 'Complaint',
  conflictId: 'Conflict',
  markerId: 'Marker',
  opensTo: 'Agency',
  clockId: 'Clock',
  pauseId: 'Pause',
  proposalId: 'DecisionProposal',
  agencyId: 'Agency',
  agreementId: 'SharingAgreement',
  grantId: 'Grant',
};

/** With any of these a change, or a page, is seldom possible. */
const seldomGiven: ReadonlySet<string> = new Set([
  ...['after', 'agreedOn', 'answerBy', 'district', 'incidentIds', 'label', 'unknown', 'victims'],
  ...['affected', 'behaviours', 'closedOn', 'household', 'recordedAsHate'],
]);

/**
 * Makes input values: right by type, random by meaning. Most ids of one request are of one case, so that some mutations
 * are possible; the rest are of the other partnership, of another type, forged or odd.
 */
export class InputMaker {
  readonly #case: KnownCase;
  /** Nothing odd, foreign or forged in this request: only what may well be possible. */
  readonly #calm: boolean;

  constructor(
    private readonly draw: Draw,
    private readonly own: KnownPartnership,
    private readonly foreign: KnownPartnership,
    /** Whether its texts may be stored: then what is the other partnership's stays out of them. */
    private readonly stored: boolean,
  ) {
    this.#calm = draw.chance(60);
    this.#case = draw.oneOf(this.#oddly(20) ? foreign.cases : own.cases);
  }

  /** True this many times in a hundred, where the request may be odd. */
  #oddly(percent: number): boolean {
    return !this.#calm && this.draw.chance(percent);
  }

  /** A value of the type as JSON; `name` is the place that it is for. */
  value(type: GraphQLInputType, name: string): unknown {
    if (type instanceof GraphQLNonNull) return this.#present(type.ofType, name);
    return this.#oddly(10) ? null : this.#present(type, name);
  }

  /** Whether an argument or input field that may be left out is given. */
  isGiven(name: string): boolean {
    return this.draw.chance(seldomGiven.has(name) ? 15 : 60);
  }

  #present(type: GraphQLInputType, name: string): unknown {
    if (type instanceof GraphQLList) return this.#list(type.ofType, name);
    if (type instanceof GraphQLInputObjectType) {
      const given = Object.values(type.getFields()).filter(
        (field) => field.type instanceof GraphQLNonNull || this.isGiven(field.name),
      );
      return Object.fromEntries(given.map((field) => [field.name, this.value(field.type, field.name)]));
    }
    if (type instanceof GraphQLEnumType) return this.draw.oneOf(type.getValues()).name;
    return this.#leaf(String(type), name);
  }

  #list(type: GraphQLInputType, name: string): unknown[] {
    const length = this.#oddly(3) ? 55 : this.#calm ? 1 + this.draw.below(2) : this.draw.below(4);
    return Array.from({ length }, () => this.value(type, name));
  }

  #leaf(type: string, name: string): unknown {
    switch (type) {
      case 'Boolean':
        return this.draw.below(2) === 1;
      case 'Int':
        return this.#number(name);
      case 'Float':
        return this.draw.oneOf([0, -0.5, 1e300, 3]);
      case 'LocalDate':
        return this.draw.oneOf(this.#oddly(6) ? oddDays : likelyDays[this.#dayFor(name)]);
      case 'Instant':
        return this.draw.oneOf(['2026-03-02T10:00:00Z', '+275760-09-13T00:00:00Z', '2026-03-02']);
      case 'ID':
        return this.#id(name);
      case 'Cursor':
        return this.#cursor('cursors');
      default:
        return this.#text(name);
    }
  }

  #dayFor(name: string): keyof typeof likelyDays {
    if (this.#oddly(15)) return this.draw.oneOf(['happened', 'told', 'due']);
    if (name === 'occurredOn' || name === 'agreedOn') return 'happened';
    return name === 'dueOn' || name === 'answerBy' ? 'due' : 'told';
  }

  #number(name: string): number {
    if (this.#oddly(8)) return this.draw.oneOf(oddNumbers);
    if (name === 'version') return !this.#oddly(20) ? this.#case.version : this.draw.below(20);
    return this.draw.chance(10) ? 1 + this.draw.below(100) : 1 + this.draw.below(5);
  }

  #id(name: string): string {
    const type = typeByPlace[name] ?? 'Case';
    const kinds = {
      ofCase: 70,
      own: name === 'reportId' ? 40 : 0,
      foreign: 0,
      otherType: 0,
      forged: 0,
      odd: 0,
    };
    const strange = { own: 20, foreign: 15, otherType: 5, forged: 5, odd: 5 };
    switch (this.draw.weighted(this.#calm ? kinds : { ...kinds, ...strange })) {
      case 'ofCase':
        return this.#anyOf(this.#case.ids[type] ?? this.own.ids[type]);
      case 'own':
        return this.#anyOf(this.own.ids[type] ?? this.draw.oneOf(this.own.cases).ids[type]);
      case 'foreign':
        return this.#anyOf(this.foreign.ids[type] ?? this.draw.oneOf(this.foreign.cases).ids[type]);
      case 'otherType':
        return this.#anyOf(this.#case.ids[this.draw.oneOf(Object.values(typeByPlace))]);
      case 'forged':
        return this.draw.oneOf(forgedTokens);
      case 'odd':
        return this.draw.oneOf(oddTexts);
    }
  }

  #anyOf(ids: readonly string[] | undefined): string {
    return this.draw.oneOf(ids === undefined || ids.length === 0 ? forgedTokens : ids);
  }

  #cursor(kind: 'cursors' | 'pageCursors'): string {
    const where = this.#oddly(35) ? this.foreign : this.own;
    return this.#oddly(15) ? this.draw.oneOf(forgedTokens) : this.draw.oneOf(where[kind]);
  }

  #text(name: string): string {
    if (this.#oddly(10)) return this.draw.oneOf(oddTexts);
    const where = this.#oddly(10) ? this.foreign : this.own;
    switch (name) {
      case 'reference':
        return !this.stored && this.draw.chance(70) ? this.#case.reference : this.#free(name);
      case 'secret':
        return this.#case.secret;
      case 'after':
        return this.#cursor('pageCursors');
      case 'agency':
        return this.draw.oneOf(where.agencySlugs);
      case 'district':
        return this.draw.oneOf(where.districts.length > 0 ? where.districts : ['Nowhere']);
      case 'declineGround':
        return this.draw.oneOf(where.declineGrounds.length > 0 ? where.declineGrounds : ['none']);
      case 'email':
        return `${this.#free(name)}@example.org`;
      case 'phone':
        return this.own.phone;
      default:
        return this.#free(name);
    }
  }

  /** A text that is told from every other partnership's, and long enough for a client key. */
  #free(name: string): string {
    return `${this.own.canary}-${name}-${String(this.draw.below(100_000))}`;
  }
}
