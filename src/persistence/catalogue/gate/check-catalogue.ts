import type { CatalogueQuery } from '../catalogue-query.js';
import { exceptions } from './exceptions.js';
import type { CatalogueRule, Finding } from './finding.js';
import { functionRules } from './function-rules.js';
import { indexRules } from './index-rules.js';
import { keyRules } from './key-rules.js';
import { policyRules } from './policy-rules.js';
import { privilegeRules } from './privilege-rules.js';
import { roleRules } from './role-rules.js';
import { schemaRules } from './schema-rules.js';
import { tableRules } from './table-rules.js';

/** Every rule of the gate. */
export const catalogueRules: readonly CatalogueRule[] = [
  ...tableRules,
  ...keyRules,
  ...policyRules,
  ...indexRules,
  ...functionRules,
  ...roleRules,
  ...privilegeRules,
  ...schemaRules,
];

/**
 * Everything in a database that would weaken the wall between partnerships, or let a run-time role do more than it must;
 * nothing when all is well. Run it after every migration. An exception that nothing needs any more is a finding too.
 */
export async function checkCatalogue(query: CatalogueQuery): Promise<Finding[]> {
  const findings: Finding[] = [];
  const used = new Set<object>();
  for (const { name, remedy, find } of catalogueRules)
    for (const object of await find(query)) {
      const exception = exceptions.find((each) => each.rule === name && each.object === object);
      if (exception) used.add(exception);
      else findings.push({ rule: name, object, message: remedy });
    }
  const unused = exceptions.filter((each) => !used.has(each));
  return [
    ...findings,
    ...unused.map(({ rule, object }) => ({
      rule: 'exceptions-are-needed',
      object,
      message: `No longer breaks ${rule}: remove its row from the table of exceptions.`,
    })),
  ];
}
