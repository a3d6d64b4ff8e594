import { localDateOf } from '#domain/calendar/local-date.js';
import { readImpact } from '#persistence/impact/read-impact.js';
import { clockFrom } from '#platform/clock.js';
import { readConfig } from '#platform/config.js';
import { ids } from '../../wiring.js';
import type { Command } from '../command.js';
import { noSuchPartnership, withOwner } from '../with-owner.js';
import { impactMarkdown } from './impact/impact-markdown.js';
import { readPlace, sayWritten, writeReport } from './report-output.js';

export const reportDpiaCommand: Command = {
  help: `Writes the facts that a data protection impact assessment of a partnership needs, from the database of this
installation: parties, roles, sharing agreements and their legal bases, flows, retention, issuers and classes of data. It
counts people and records and names nobody. Changes nothing but the trail, which notes that this was read.

  --partnership  of which
  --out          where to; dpia-report.md here unless told, - for standard output`,
  options: { partnership: { value: 'SLUG', required: true }, out: { value: 'PATH' } },
  operands: [],

  async run(given, terminal) {
    const slug = given.get('partnership');
    const out = readPlace(given, 'dpia-report.md');
    const clock = clockFrom(readConfig(terminal.env));
    const facts = await withOwner(terminal, async (source) => {
      const read = await readImpact({ source, clock, ids }, slug);
      if (read) return read;
      throw await noSuchPartnership(source, slug);
    });
    const now = clock.now();
    const text = impactMarkdown({ madeAt: now.toString(), today: localDateOf(now).toString(), facts });
    writeReport(text, out, terminal);
    const inForce = facts.agreements.filter(({ state }) => state === 'IN_FORCE').length;
    const line = `${String(facts.classes.length)} classes of data and ${String(inForce)} agreements in force were read of ${slug}.`;
    sayWritten(line, out, terminal);
    return 0;
  },
};
