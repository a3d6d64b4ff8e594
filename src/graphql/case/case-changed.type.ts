import { Field, ObjectType } from 'type-graphql';
import type { CaseVersion } from '#casework/case-version.js';
import type { OperationContext } from '../context.js';
import { CursorScalar } from '../scalars.js';
import { Case } from './case.type.js';
import { presentCase } from './present-case.js';

@ObjectType({ description: 'The case was changed.' })
export class CaseChanged {
  @Field(() => Case, { description: 'The case as it stands now.' })
  case!: Case;

  @Field(() => CursorScalar, { description: 'The place in the log that this answer stands at.' })
  cursor!: string;
}

/** The answer of a mutation that changed a case: read again after the commit, in one snapshot with its cursor. */
export async function presentCaseChanged(
  { caseId }: CaseVersion,
  context: OperationContext,
): Promise<CaseChanged> {
  const view = await context.reads.findCase(caseId);
  if (!view) throw new Error('Whoever changed a case can read it.');
  return Object.assign(new CaseChanged(), {
    case: presentCase(view, context.principal),
    cursor: context.cursors.seal(await context.reads.lastPosition()),
  });
}
