import { ofHeartbeat, ofPartnership, times, type Asked, type Attack, type Refusal } from '../attack.js';

const include = '@include(if: true)';
const both = '@skip(if: false) @include(if: true)';

/** So many directives on fields of this name, at most two on each. */
const onFields = (field: string) => (count: number) =>
  `${times(Math.floor(count / 2), () => `${field} ${both}`)} ${count % 2 === 1 ? `${field} ${include}` : ''}`;
const onSlugs = onFields('slug');
const onCursors = onFields('cursor');

const inFours = (count: number, rest: (count: number) => string) =>
  `${times(Math.floor(count / 4), () => '...four')} ${rest(count % 4)}`;

export const directives: readonly Attack[] = [
  {
    name: 'G14 directives on fields',
    ask: (count: number) => ofPartnership(`slug ${onSlugs(count)}`),
    follow: (count: number) => ofHeartbeat(`cursor ${onCursors(count)}`),
  },
  {
    name: 'G14 directives on spreads',
    ask: (count: number) =>
      ofPartnership(
        times(count, () => `...one ${include}`),
        'fragment one on Partnership { slug }',
      ),
    follow: (count: number) =>
      ofHeartbeat(
        times(count, () => `...one ${include}`),
        'fragment one on Heartbeat { cursor }',
      ),
  },
  {
    name: 'G14 directives on inline fragments, one inside the other',
    ask: (count: number) => ofPartnership(`${`... ${include} { `.repeat(count)} slug ${' }'.repeat(count)}`),
    follow: (count: number) =>
      ofHeartbeat(`${`... ${include} { `.repeat(count)} cursor ${' }'.repeat(count)}`),
  },
  {
    name: 'G14 directives in a fragment that is spread several times',
    ask: (count: number) =>
      ofPartnership(`slug ${inFours(count, onSlugs)}`, `fragment four on Partnership { ${onSlugs(4)} }`),
    follow: (count: number) =>
      ofHeartbeat(`cursor ${inFours(count, onCursors)}`, `fragment four on Heartbeat { ${onCursors(4)} }`),
  },
].map((shape) => ({ ...shape, limit: 'DIRECTIVES', accepted: 20, refused: [21, 60] }));

const named = (name: string, asked: Asked): Refusal => ({
  name,
  code: 'GRAPHQL_VALIDATION_FAILED',
  ...asked,
});

/** Directives where GraphQL allows none, or not twice: the document does not fit the schema, whatever their number. */
export const directivesOutOfPlace: readonly Refusal[] = [
  named(
    'G14 a hundred times the same directive on one field',
    ofPartnership(`slug ${times(100, () => include)}`),
  ),
  named('G14 a directive on the operation', { query: `query ${include} { partnership { slug } }` }),
  named('G14 a directive on a variable', {
    query: `query ($a: Boolean = true ${include}) { partnership { slug @include(if: $a) } }`,
  }),
  named(
    'G14 a directive on a fragment',
    ofPartnership('...one', `fragment one on Partnership ${include} { slug }`),
  ),
  named('G14 a directive that there is not', ofPartnership('slug @defer')),
];
