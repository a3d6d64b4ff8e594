import { GraphQLError, locatedError } from 'graphql';
import { presentError } from '#graphql/present-error.js';
import { createLogger } from '#platform/logger.js';

function present(error: unknown) {
  const lines: string[] = [];
  const logger = createLogger({ logLevel: 'trace' }, { write: (line: string) => lines.push(line) });
  const { message, path, extensions } = presentError(error, { correlationId: 'c-1', logger });
  return { message, path, extensions, lines };
}

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

describe('an error as a caller may see it', () => {
  it.each<[string, unknown]>([
    ['an error', new Error('password authentication failed for user "concord_app"')],
    ['a text', 'select * from concord.cases'],
    ['null', null],
    ['undefined', undefined],
    ['a big number', 10n ** 30n],
    ['a thing that refers to itself', cyclic],
    ['a symbol', Symbol('secret')],
    ['a function', () => 'secret'],
    ['an aggregate', new AggregateError([new Error('one'), new Error('two')], 'concord.cases')],
    ['an error of a resolver', locatedError(new Error('relation "concord.cases"'), undefined, ['case', 0])],
    [
      'an error with a code of its own',
      new GraphQLError('concord.cases', { extensions: { code: 'SECRET' } }),
    ],
    [
      'an error with the code of the database',
      Object.assign(new Error('concord.cases'), { code: '42P01', severity: 'ERROR' }),
    ],
  ])('hides %s', (_, error) => {
    const { message, extensions, lines } = present(error);
    expect(message).toBe('Something went wrong on our side. It was recorded under the correlation id.');
    expect(extensions).toEqual({ code: 'INTERNAL', correlationId: 'c-1', http: { status: 500 } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"correlationId":"c-1"');
  });

  it('says when the database cannot be reached, and that trying again helps', () => {
    const gone = Object.assign(new Error('ECONNREFUSED 10.0.0.1'), { name: 'DatabaseUnavailable' });
    const { message, path, extensions } = present(locatedError(gone, undefined, ['cases']));
    expect(message).toBe(
      'The service is not available at the moment. A query may be sent again. After a change read first whether it was made, or send it again under the same client key.',
    );
    expect(path).toEqual(['cases']);
    expect(extensions).toEqual({ code: 'UNAVAILABLE', correlationId: 'c-1', http: { status: 503 } });
  });

  it('shows what is written for callers, with its place, limit and status', () => {
    const own = new GraphQLError('"first" is 0.', {
      extensions: { code: 'BAD_USER_INPUT', limit: 'PAGE_SIZE', http: { status: 400 } },
    });
    const { message, path, extensions, lines } = present(locatedError(own, undefined, ['cases']));
    expect([message, path]).toEqual(['"first" is 0.', ['cases']]);
    expect(extensions).toEqual({
      code: 'BAD_USER_INPUT',
      limit: 'PAGE_SIZE',
      http: { status: 400 },
      correlationId: 'c-1',
    });
    expect(lines).toEqual([]);
  });

  it('keeps the name of the variable that graphql-js puts around the error of a scalar', () => {
    const scalar = new GraphQLError('LocalDate expects a day.', { extensions: { code: 'BAD_USER_INPUT' } });
    const around = new GraphQLError('Variable "$on" got invalid value "x"; LocalDate expects a day.', {
      originalError: scalar,
    });
    expect(present(around)).toMatchObject({
      message: around.message,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
