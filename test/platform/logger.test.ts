import { createServer } from 'node:http';
import { createLogger, type Logger } from '#platform/logger.js';

describe('the log', () => {
  function logged(
    write: (logger: Logger) => void,
    logLevel: 'info' | 'error' = 'info',
  ): Record<string, unknown>[] {
    const lines: string[] = [];
    write(createLogger({ logLevel }, { write: (line) => void lines.push(line) }));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('is one JSON object a line with level, time and message', () => {
    const [line] = logged((logger) => logger.info({ port: 4000 }, 'listening'));

    expect(line).toMatchObject({ level: 'info', msg: 'listening', port: 4000, pid: process.pid });
    expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('leaves out what is below its level', () => {
    expect(logged((logger) => logger.info('quiet'), 'error')).toEqual([]);
  });

  it.each([
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'secret',
    'applicantSecret',
    'token',
    'access_token',
    'password',
    'email',
    'emailAddress',
    'phone',
    'mobilePhone',
    'name',
    'firstName',
    'victim_name',
    'displayName',
    'address',
    'remoteAddress',
    'postcode',
  ])('hides what stands under %s, at any depth', (key) => {
    const lines = logged((logger) => {
      const secret = { [key]: 'hidden-word', deep: { list: [{ [key]: { inner: 'hidden-word' } }] } };
      logger.info(secret, 'fields');
      logger.child(secret).info('bindings');
      logger.child({ request: secret }).error({ err: new Error('failed', { cause: secret }) }, 'error');
    });

    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain('hidden-word');
    expect(lines[0]).toMatchObject({ [key]: '[hidden]', deep: { list: [{ [key]: '[hidden]' }] } });
  });

  it('keeps the names of things that are ours', () => {
    const [line] = logged((logger) =>
      logger.info({ operationName: 'cases', correlationId: 'c1', count: 3n }, 'answered'),
    );

    expect(line).toMatchObject({ operationName: 'cases', correlationId: 'c1', count: '3' });
  });

  it('hides passwords in addresses and bearer tokens, in fields and in messages', () => {
    const lines = logged((logger) => {
      logger.info(
        { at: 'postgres://app:hidden-word@db/concord' },
        'to postgres://app:hidden-word@db/concord',
      );
      logger.warn('refused Bearer hidden-word.hidden-word');
    });

    expect(JSON.stringify(lines)).not.toContain('hidden-word');
    expect(lines[0]).toMatchObject({ at: 'postgres://[hidden]@db/concord' });
  });

  it('keeps type, message, code and places of an error, and of its cause', () => {
    const cause = new RangeError('too far');
    const [line] = logged((logger) =>
      logger.error(Object.assign(new Error('no luck', { cause }), { code: 'E_LUCK' })),
    );

    expect(line).toMatchObject({
      msg: 'no luck',
      err: { type: 'Error', message: 'no luck', code: 'E_LUCK', cause: { type: 'RangeError' } },
    });
    expect(JSON.stringify(line)).toContain('logger.test.ts');
  });

  it('drops what a database says of the values it refused', () => {
    const refused = Object.assign(new Error('Key (mail)=(hidden-word) already exists'), {
      severity: 'ERROR',
      code: '23505',
      detail: 'hidden-word',
      parameters: ['hidden-word'],
    });
    const lines = logged((logger) => {
      logger.error(refused);
      logger.error({ err: refused });
      logger.error({ err: new Error('the query failed', { cause: refused }) }, 'failed');
      logger.info({ nested: { problem: refused } }, 'nested');
    });

    expect(JSON.stringify(lines)).not.toContain('hidden-word');
    expect(lines[0]).toMatchObject({ msg: 'the database refused (SQLSTATE 23505)', err: { code: '23505' } });
  });

  it('names a large object instead of walking it, and survives a circle', () => {
    const circle: Record<string, unknown> = { size: 1 };
    circle.self = circle;
    const [line] = logged((logger) =>
      logger.info({ server: createServer(), key: Buffer.alloc(2), circle }, 'objects'),
    );

    expect(line).toMatchObject({ server: '[Server]', key: '[bytes]', circle: { size: 1 } });
  });
});
