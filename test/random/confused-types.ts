import { operations } from '../access/operations.js';
import { withJson } from './broken-document.js';
import type { Draw } from './draw.js';
import { InputMaker } from './input-maker.js';
import type { RandomRequest, World } from './random-request.js';

const names = Object.keys(operations).filter((name) => !name.startsWith('Subscription.'));

/** Any operation, plainly written, by somebody who is likely to be let in, with variables of which one is any JSON. */
export function confusedTypes({ schema, partnerships: [own, foreign] }: World, draw: Draw): RandomRequest {
  const name = draw.oneOf(names);
  const [type = '', field = ''] = name.split('.');
  const root = type === 'Mutation' ? schema.getMutationType() : schema.getQueryType();
  const inputs = new InputMaker(draw, own, foreign, type === 'Mutation');
  const args = root?.getFields()[field]?.args ?? [];
  const right = Object.fromEntries(args.map((arg) => [arg.name, inputs.value(arg.type, arg.name)]));
  const isOfficers = /recordReport|linkReport|respondToRequest|reports/.test(field);
  const role = isOfficers ? 'agency_officer' : 'coordinator';
  const person = draw.oneOf(own.people.filter(({ roles }) => roles.includes(role)));
  return {
    partnership: own.slug,
    as: person.subject,
    kind: 'broken',
    body: { query: operations[name]?.document ?? '', variables: withJson(draw, right) },
  };
}
