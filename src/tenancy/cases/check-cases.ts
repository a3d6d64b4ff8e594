import type { Problem } from '#domain/policy/problems.js';
import { awaitedOf } from './case-facts.js';
import type { WrittenCase, WrittenCases } from './case-schema.js';
import { agenciesInWords, findAgency, type KnownAgency } from './known-agencies.js';
import { incidentsOf } from './written-incidents.js';
import { listOf } from './written-values.js';

type Path = readonly (string | number)[];

/** What the parts of a file of cases say of one another and cannot be right. */
export function checkCases({ cases }: WrittenCases, agencies: readonly KnownAgency[]): Problem[] {
  return cases.flatMap((written, index) => {
    const path = ['cases', index];
    const isRepeated = cases.findIndex((other) => other.id === written.id) < index;
    return [
      ...(isRepeated ? [twice([...path, 'id'], written.id)] : []),
      ...checkIncidents(written, path),
      ...checkThrough(written, path),
      ...checkReporting(written, path),
      ...checkMadeFor(written, path),
      ...checkAgencies(written, path, agencies),
      ...checkJudged(written, path),
      ...checkMoments(written, path),
    ];
  });
}

function twice(path: Path, id: string): Problem {
  return { path, message: `expected an id of its own, got ${id} a second time` };
}

function checkIncidents(written: WrittenCase, path: Path): Problem[] {
  const ids = incidentsOf(written);
  const first = new Map([...ids].reverse().map(({ id, index }) => [id, index]));
  return ids.flatMap(({ id, index }) =>
    first.get(id) === index ? [] : [twice([...path, 'incidents', index, 'id'], id)],
  );
}

function checkThrough({ incidents = [] }: WrittenCase, path: Path): Problem[] {
  return incidents.flatMap(({ on, through }, index): Problem[] => {
    if (through === undefined) return [];
    const at = [...path, 'incidents', index, 'through'];
    if (typeof on !== 'string')
      return [{ path: at, message: 'expected one day beside through, got several' }];
    if (on <= through) return [];
    return [{ path: at, message: `expected a day on or after ${on}, got ${through}` }];
  });
}

/** The short form says one thing at a time, and nothing of complaints that it does not make. */
function checkReporting(written: WrittenCase, path: Path): Problem[] {
  const each = written.eachIncident ?? {};
  const all = (written.incidents ?? []).map((own, index) => ({ own, at: [...path, 'incidents', index] }));
  return [...all, { own: { ...each, reportedTo: 'unknown' }, at: [...path, 'eachIncident'] }].flatMap(
    ({ own, at }): Problem[] => {
      if (own.reportedOn !== undefined && own.reportedAfterDays !== undefined)
        return [{ path: [...at, 'reportedAfterDays'], message: 'expected reportedOn or this, got both' }];
      const given = (['reportedOn', 'reportedAfterDays', 'reportedBy', 'reportedFor'] as const).find(
        (key) => own[key] !== undefined,
      );
      if (given === undefined || (own.reportedTo ?? each.reportedTo) !== undefined) return [];
      return [{ path: [...at, given], message: `expected reportedTo beside ${given}, got ${given} alone` }];
    },
  );
}

function checkMadeFor(written: WrittenCase, path: Path): Problem[] {
  const victims = ['victim', ...(written.victims ?? []).map(String)];
  const named: [Path, string | number | undefined][] = [
    [[...path, 'eachIncident', 'reportedFor'], written.eachIncident?.reportedFor],
    ...(written.incidents ?? []).flatMap(
      ({ reportedFor, complaints = [] }, index): [Path, string | number | undefined][] => [
        [[...path, 'incidents', index, 'reportedFor'], reportedFor],
        ...complaints.map((each, place): [Path, string | number | undefined] => [
          [...path, 'incidents', index, 'complaints', place, 'for'],
          each.for,
        ]),
      ],
    ),
  ];
  return named
    .filter(([, who]) => who !== undefined && who !== 'unknown' && !victims.includes(String(who)))
    .map(([at, who]) => ({
      path: at,
      message: `expected a victim of the case (${victims.join(', ')}) or unknown, got ${String(who)}`,
    }));
}

function checkAgencies(written: WrittenCase, path: Path, known: readonly KnownAgency[]): Problem[] {
  const named: [Path, readonly string[]][] = [
    [[...path, 'eachIncident', 'reportedTo'], listOf<string>(written.eachIncident?.reportedTo)],
    [[...path, 'awaiting'], awaitedOf(written).map(({ agency }) => agency)],
    ...(written.incidents ?? []).flatMap(
      ({ reportedTo, complaints = [] }, index): [Path, readonly string[]][] => [
        [[...path, 'incidents', index, 'reportedTo'], listOf<string>(reportedTo)],
        ...complaints.map(({ to }, place): [Path, readonly string[]] => [
          [...path, 'incidents', index, 'complaints', place, 'to'],
          listOf<string>(to),
        ]),
      ],
    ),
  ];
  return named.flatMap(([at, names]) =>
    names
      .filter((name) => name !== 'unknown' && !findAgency(name, known))
      .map((name) => ({ path: at, message: `expected ${agenciesInWords(known)}, got ${name}` })),
  );
}

function checkJudged(written: WrittenCase, path: Path): Problem[] {
  const ids = incidentsOf(written).map(({ id }) => id);
  return (written.judgements ?? []).flatMap(({ incidents = [] }, index) =>
    incidents.flatMap((id, place) =>
      ids.includes(String(id))
        ? []
        : [
            {
              path: [...path, 'judgements', index, 'incidents', place],
              message: `expected an incident of the case (${ids.join(', ') || 'there is none'}), got ${String(id)}`,
            },
          ],
    ),
  );
}

function checkMoments(written: WrittenCase, path: Path): Problem[] {
  const second = (written.moments ?? []).findIndex(({ moment }) => moment === 'application_received');
  const problems = second < 0 ? [] : [{ path: [...path, 'moments', second, 'moment'], message: RECEIVED }];
  const wrong = (written.pauses ?? []).findIndex(
    ({ from, through }) => through !== undefined && through < from,
  );
  if (wrong < 0) return problems;
  const message = 'expected a day on or after the first of the pause, got an earlier one';
  return [...problems, { path: [...path, 'pauses', wrong, 'through'], message }];
}

const RECEIVED = 'expected a later moment, since received says this one, got application_received';
