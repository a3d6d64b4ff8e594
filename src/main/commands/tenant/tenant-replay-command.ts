import { readProposalsToReplay } from '#persistence/proposals-to-replay.js';
import { clockFrom } from '#platform/clock.js';
import { readConfig } from '#platform/config.js';
import { ids } from '../../wiring.js';
import type { Command, Terminal } from '../command.js';
import { readDraft } from './given-rules.js';
import { replayInWords } from './replay/replay-in-words.js';
import { replayProposal } from './replay/replay-proposal.js';
import { totalsOf } from './replay/replay-totals.js';
import { noSuchPartnership, withOwner } from '../with-owner.js';

export const tenantReplayCommand: Command = {
  help: `Says what a draft of the policy would have found in the partnership's own past cases: decides each again from the
facts that were stored with its latest finding, and lists what changes, by the cases' references alone. Changes nothing;
the audit trail notes that it was done. Also checks that every stored finding follows from its stored facts to the letter:
exit code 1 when one does not.

  --policy  the draft, a policy file
  --json    one JSON document instead of words`,
  options: { policy: { value: 'FILE', required: true }, json: {} },
  operands: ['SLUG'],

  async run(given, terminal) {
    const { file, digest, policy } = readDraft(terminal, given.get('policy'));
    const slug = given.get('SLUG');
    const cases = (await readProposals(terminal, slug)).map((each) => replayProposal(each, policy));
    const totals = totalsOf(cases);
    const document = { partnership: slug, draft: { file, digest }, cases, totals };
    terminal.out(given.has('json') ? JSON.stringify(document, null, 2) : replayInWords(file, cases));
    return totals.notReproduced === 0 ? 0 : 1;
  },
};

async function readProposals(terminal: Terminal, slug: string) {
  const clock = clockFrom(readConfig(terminal.env));
  return withOwner(terminal, async (source) => {
    const found = await readProposalsToReplay({ source, clock, ids }, slug);
    if (found) return found;
    throw await noSuchPartnership(source, slug);
  });
}
