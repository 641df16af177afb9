import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readPastedAnswer, type PasteReading } from '../../../src/auth/readPastedAnswer';

const state = 'kfs0G3bXr2wq9v6mC1dYtAa7uHnPzEeLoJiVgRxTsQ4';
const redirectUri = 'http://127.0.0.1:8123/authorized';
const expected = { state, redirectUri };
const read = (text: string) => readPastedAnswer(text, expected);
const code = (value: string): PasteReading => ({ kind: 'answer', answer: { kind: 'code', code: value } });

describe('what is pasted at the end of a sign-in', () => {
  const cases: readonly [title: string, text: string, reading: PasteReading][] = [
    ['the whole address', `${redirectUri}?code=abc%2B1&state=${state}`, code('abc+1')],
    ['the address between blanks and quotes', `  "${redirectUri}?state=${state}&code=abc" \n`, code('abc')],
    ['the address with a fragment', `${redirectUri}?code=abc&state=${state}#_`, code('abc')],
    ['the code alone', 'Ab3.x-Y_z~9', code('Ab3.x-Y_z~9')],
    [
      'an address that says no',
      `${redirectUri}?error=access_denied&state=${state}`,
      { kind: 'answer', answer: { kind: 'error', error: 'access_denied' } },
    ],
    ['nothing', '', { kind: 'incomplete' }],
    ['a few letters', 'abc', { kind: 'incomplete' }],
    ['the state instead of the code', state, { kind: 'incomplete' }],
    ['half of the address', `${redirectUri}?code=abc`, { kind: 'incomplete' }],
    ['an address without a code', `${redirectUri}?state=${state}`, { kind: 'incomplete' }],
    ['a query without its address', `code=abc&state=${state}`, { kind: 'incomplete' }],
    ['a code said twice', `${redirectUri}?code=abc&code=def&state=${state}`, { kind: 'incomplete' }],
    ['the state of another sign-in', `${redirectUri}?code=abc&state=other`, { kind: 'otherSignIn' }],
    ['another port', `http://127.0.0.1:9/authorized?code=abc&state=${state}`, { kind: 'otherPlace' }],
    ['another path', `http://127.0.0.1:8123/other?code=abc&state=${state}`, { kind: 'otherPlace' }],
    ['another scheme', `vscode://127.0.0.1:8123/authorized?code=abc&state=${state}`, { kind: 'otherPlace' }],
    [
      'somebody’s name before the host',
      `http://a@127.0.0.1:8123/authorized?code=abc&state=${state}`,
      { kind: 'otherPlace' },
    ],
    [
      'Bitbucket’s page that still asks',
      `https://bitbucket.org/site/oauth2/authorize?client_id=k&response_type=code&state=${state}&code_challenge=x`,
      { kind: 'consentPage' },
    ],
  ];
  for (const [title, text, reading] of cases) {
    it(`is read for what it is: ${title}`, () => {
      assert.deepEqual(read(text), reading);
    });
  }

  it('never gets past the box as an address without the right state, in 12,000 addresses', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 30 });
    const part = fc.oneof(anyText, fc.constantFrom('code', 'state', 'error', state.slice(0, -1), `${state}x`, 'abc'));
    const query = fc
      .array(fc.tuple(fc.oneof(fc.constantFrom('code', 'state', 'error', 'STATE', 'code[]'), anyText), part), {
        maxLength: 6,
      })
      .map((pairs) => new URLSearchParams(pairs).toString());
    const start = fc.constantFrom(
      redirectUri,
      'http://127.0.0.1:8123/authorized/',
      'vscode://x.y/authorized',
      'javascript:0',
      'data:,',
      '//',
      'http://[',
    );
    const address = fc.oneof(
      fc.tuple(start, query, anyText).map(([begin, middle, end]) => `${begin}?${middle}#${end}`),
      fc.tuple(start, anyText).map(([begin, rest]) => `${begin}?${rest}`),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
    );
    fc.assert(
      fc.property(address, (text) => {
        assert.notEqual(read(text).kind, 'answer', text);
      }),
      { numRuns: 12_000 },
    );
  });
});
