import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, isAbstractType, isObjectType } from 'graphql';
import { Program, resolvedType } from './program.js';
import { registry } from './registry.js';

const operations = { Query: 'Query', Mutation: 'Mutation', Subscription: 'Subscription' };
const resolvers = [...Object.keys(operations), 'FieldResolver'];
const where = 'test/gate/surfaces/registry.js';

/**
 * Everything by which personal data could be shown past the function that discloses it; nothing when all is well.
 *
 * @param {string} root the folder of the project
 * @returns {string[]} one sentence each
 */
export function checkSurfaces(root) {
  const read = (name) => readFileSync(join(root, name), 'utf8');
  const schema = buildSchema(read('schema/schema.graphql'));
  const program = new Program(root);
  return [
    ...checkTypes([schema, buildSchema(read('schema/me.graphql'))]),
    ...checkTables(read('schema/database.sql')),
    ...checkResolvers({ program, schema }),
    ...checkCommands({ program, list: read('src/main/commands/listed-commands.ts') }),
  ];
}

function checkTypes(schemas) {
  const { disclosed, byRows, ofNobody } = registry;
  const pinned = { ...disclosed, ...byRows };
  const types = schemas
    .flatMap((each) => Object.values(each.getTypeMap()))
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'));
  const known = new Set([...Object.keys(pinned), ...ofNobody]);
  const names = types.map(({ name }) => name);
  return [
    ...names
      .filter((name) => !known.has(name))
      .map((name) => `${name} is no registered surface: say in ${where} what decides who sees its fields.`),
    ...[...known]
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is registered in ${where}, and the schema has no such type.`),
    ...types.flatMap((type) => checkFields(type, pinned[type.name])),
  ];
}

function checkFields(type, row) {
  if (!row) return [];
  const fields = Object.keys(type.getFields());
  return [
    ...fields
      .filter((field) => !row.fields.includes(field))
      .map(
        (field) =>
          `${type.name}.${field} is new on a surface of personal data: decide who sees it, then add it in ${where}.`,
      ),
    ...row.fields
      .filter((field) => !fields.includes(field))
      .map((field) => `${type.name}.${field} is registered in ${where}, and the schema has no such field.`),
  ];
}

function checkTables(sql) {
  return Object.entries(registry.byRows)
    .filter(
      ([, { table }]) =>
        !new RegExp(`^alter table concord\\.${table} force row level security`, 'im').test(sql),
    )
    .map(
      ([name, { table }]) =>
        `${name} rests on the rows of concord.${table}, which forces no row-level security.`,
    );
}

/** Each resolver reaches the function of every type that it hands out, up to where another resolver takes over. */
function checkResolvers({ program, schema }) {
  const all = [...program.methods(resolvers)].map(({ owner, member, decorator }) => ({
    member,
    type: operations[decorator] ?? resolvedType(owner),
    field: member.name.getText(),
  }));
  const taken = new Set(all.map(({ type, field }) => `${type}.${field}`));
  const functions = Object.entries(registry.disclosed).map(([name, { by, file }]) => [
    name,
    by,
    program.find(file, by),
  ]);
  return functions.flatMap(([name, by, target]) => {
    if (!target) return [`${name} is disclosed by ${by}, which is not where ${where} says.`];
    return all
      .filter(({ type, field }) => handsOut(schema, { type, field, taken }).has(name))
      .filter(({ member }) => !program.reaches(member, target))
      .map(({ type, field }) => `${type}.${field} shows ${name} and does not reach ${by}.`);
  });
}

/** The object types within what a field answers, without those that a resolver of their own fetches. */
function handsOut(schema, { type, field, taken }) {
  const found = new Set();
  const add = (each) => {
    const named = getNamedType(each);
    if (isAbstractType(named)) schema.getPossibleTypes(named).forEach(add);
    if (!isObjectType(named) || found.has(named.name)) return;
    found.add(named.name);
    for (const { name, type: inner } of Object.values(named.getFields()))
      if (!taken.has(`${named.name}.${name}`)) add(inner);
  };
  const answered = schema.getType(type)?.getFields?.()[field];
  if (answered) add(answered.type);
  return found;
}

function checkCommands({ program, list }) {
  const { commands } = registry;
  const listed = [...list.matchAll(/words: '([^']+)',[\s\S]*?import\('\.\/([^']+)\.js'\)\)\.(\w+)/g)];
  return [
    ...listed.flatMap(([, words, module, name]) => {
      const row = commands[words];
      if (row === undefined)
        return [`The command "${words}" is no registered surface: say in ${where} what it shows of people.`];
      if (row === null || typeof row === 'string') return [];
      const command = program.find(`src/main/commands/${module}.ts`, name);
      const target = program.find(row.file, row.by);
      return command && target && program.reaches(command, target)
        ? []
        : [`The command "${words}" does not reach ${row.by}.`];
    }),
    ...Object.keys(commands)
      .filter((words) => !listed.some(([, each]) => each === words))
      .map((words) => `"${words}" is registered in ${where}, and there is no such command.`),
  ];
}
