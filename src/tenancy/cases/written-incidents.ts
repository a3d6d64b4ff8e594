import type { WrittenCase } from './case-schema.js';
import type { WrittenComplaint, WrittenIncident } from './incident-schema.js';
import { dayOf, listOf } from './written-values.js';

/** One incident with its defaults and its id, and where in the file it stands. */
export interface PlacedIncident {
  readonly id: string;
  readonly on: string;
  /** The last day, where it went on. */
  readonly through?: string;
  readonly written: Omit<WrittenIncident, 'id' | 'on' | 'through' | 'complaints'>;
  readonly complaints: readonly WrittenComplaint[];
  /** Its index among the case's. */
  readonly index: number;
}

/** The incidents of a case, one for each day of those that name several, with the short form of complaints in full. */
export function incidentsOf({ incidents = [], eachIncident }: WrittenCase): readonly PlacedIncident[] {
  return incidents.flatMap((incident, index) => {
    const { id: ownId, on, through, complaints = [], ...own } = incident;
    const id = String(ownId ?? `incident-${String(index + 1)}`);
    const written = { ...eachIncident, ...own, ...reportedWhen(own, eachIncident) };
    const days = listOf<string>(on);
    return days.map((day, place) => ({
      id: days.length === 1 ? id : `${id}-${String(place + 1)}`,
      on: day,
      ...(through === undefined ? {} : { through }),
      written,
      complaints: [...shortComplaint(written, through ?? day), ...complaints],
      index,
    }));
  });
}

type Details = PlacedIncident['written'];

/** A day of its own replaces the days after of every incident, and the other way round. */
function reportedWhen(own: Details, each: Details = {}): Partial<Details> {
  if (own.reportedOn === undefined && own.reportedAfterDays === undefined) return {};
  const { reportedOn: _on, reportedAfterDays: _after, ...rest } = each;
  return { ...rest, ...own };
}

function shortComplaint(written: Details, day: string): WrittenComplaint[] {
  const { reportedTo, reportedOn, reportedAfterDays, reportedBy, reportedFor, recorded } = written;
  if (reportedTo === undefined) return [];
  const after = reportedAfterDays === undefined ? undefined : dayOf(day).add({ days: reportedAfterDays });
  return [
    {
      to: reportedTo,
      on: reportedOn ?? after?.toString() ?? day,
      ...(reportedBy === undefined ? {} : { by: reportedBy }),
      ...(reportedFor === undefined ? {} : { for: reportedFor }),
      ...(recorded === undefined ? {} : { recorded }),
    },
  ];
}
