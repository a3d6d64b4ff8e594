import { checkEmail, checkPhone, checkText, textLimits } from '#domain/review/check-text.js';

const rule = { path: 'note', limit: 10, required: false };
const messageOf = (text: string | undefined, required = false) =>
  checkText(text, { ...rule, required })[0]?.message;

describe('a text', () => {
  it.each([undefined, '', ' ', '\t\r\n'])(
    'that is missing or blank, %j, is refused only where it is needed',
    (text) => {
      expect(checkText(text, rule)).toEqual([]);
      expect(checkText(text, { ...rule, required: true })).toEqual([
        { path: 'note', message: 'is empty: expected some text.' },
      ]);
    },
  );

  it('may be as long as the limit and no longer', () => {
    expect(messageOf('x'.repeat(10))).toBeUndefined();
    expect(messageOf('x'.repeat(11))).toBe('has 11 characters: expected at most 10.');
  });

  it('is measured in characters as people count them, not in bytes or halves', () => {
    expect(messageOf('🎺'.repeat(10))).toBeUndefined();
    expect(messageOf('🎺'.repeat(11))).toBe('has 11 characters: expected at most 10.');
  });

  it.each(['Zoë', '日本語', 'αβγ', 'ŵŷ', 'a\tb', 'a\r\nb', '👩‍👧'])('may be of any script: %j', (text) => {
    expect(messageOf(text)).toBeUndefined();
  });

  it.each(['a\u0000b', 'a\u0007b', 'a\u001bb', 'a\u007fb', 'a\u0085b', 'a\ud800b'])(
    'with characters that no keyboard writes is refused: %j',
    (text) => {
      expect(messageOf(text)).toBe('has control characters: expected plain text.');
    },
  );

  it('has limits in this order', () => {
    expect(textLimits).toEqual({ name: 200, short: 500, long: 4_000 });
  });
});

describe('an e-mail address', () => {
  it.each([
    undefined,
    'vera@example.org',
    'v.e+r-a@mail.example.co.uk',
    'zoë@café.example',
    `${'a'.repeat(242)}@example.org`,
  ])('is accepted: %j', (text) => {
    expect(checkEmail(text, 'contact.email')).toEqual([]);
  });

  it.each([
    '',
    ' ',
    'vera',
    'vera@',
    '@example.org',
    'vera@example',
    'vera@example.',
    'vera@.org',
    'vera@example..org',
    've ra@example.org',
    'vera@@example.org',
    'vera@example.org\n',
    've\u0000ra@example.org',
    'vera@post\u0000box.example',
    'vera@example.o\u0000rg',
    've\ud800ra@example.org',
    `${'a'.repeat(243)}@example.org`,
  ])('is refused: %j', (text) => {
    expect(checkEmail(text, 'contact.email')).toEqual([
      {
        path: 'contact.email',
        message: 'is not an e-mail address: expected a form such as name@example.org.',
      },
    ]);
  });
});

describe('a telephone number', () => {
  it.each([undefined, '01609 780780', '+44 (0)116 454-1000', '1234567', '1'.repeat(25)])(
    'is accepted: %j',
    (text) => {
      expect(checkPhone(text, 'contact.phone')).toEqual([]);
    },
  );

  it.each([
    '',
    '123456',
    '1'.repeat(26),
    '0116 454 1000 ext 2',
    'call me',
    '++44 116 4541000',
    '0116\u0000454',
  ])('is refused: %j', (text) => {
    expect(checkPhone(text, 'contact.phone')).toHaveLength(1);
  });
});
