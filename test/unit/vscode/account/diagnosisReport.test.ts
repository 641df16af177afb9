import assert from 'node:assert/strict';
import { toResult, type CheckName, type Finding } from '../../../../src/auth/diagnosis/finding';
import { toActions } from '../../../../src/vscode/account/diagnosisActions';
import { writeReport } from '../../../../src/vscode/account/diagnosisReport';
import { observeHeaders } from '../../../../src/vscode/account/observeHeaders';
import { readProxy } from '../../../../src/vscode/account/readProxy';
import { toTrouble } from '../../../../src/vscode/account/toTrouble';
import { AuthError } from '../../../../src/auth/authError';
import { BitbucketError, type BitbucketFailure } from '../../../../src/bitbucket/bitbucketError';

const webUrl = 'https://bitbucket.org';
const context = { nowMs: Date.parse('2026-11-23T12:00:00Z'), language: 'en', webUrl, facts: ['version'] };
const repository = { workspace: 'acme', slug: 'sales' };
const origin = 'https://api.bitbucket.org';

const failures: readonly [check: CheckName, finding: Finding, text: RegExp, button: string][] = [
  ['settings', { kind: 'settingInvalid', endpoint: 'apiUrl' }, /maia\.bitbucket\.apiUrl/, 'Open setting'],
  [
    'api',
    { kind: 'requestFailed', origin, trouble: { kind: 'unreachable', code: 'ENOTFOUND' } },
    /no answer \(ENOTFOUND\)/,
    'Open proxy settings',
  ],
  [
    'api',
    { kind: 'requestFailed', origin, trouble: { kind: 'notBitbucket', status: 200 } },
    /Data Center is not supported/,
    'Open in browser',
  ],
  ['api', { kind: 'requestFailed', origin, trouble: { kind: 'serverError', status: 503 } }, /503/, 'Open in browser'],
  ['main', { kind: 'requestFailed', origin, trouble: { kind: 'unauthorized' } }, /sign-in/, 'Reauthorize'],
  [
    'workspaces',
    { kind: 'requestFailed', origin, trouble: { kind: 'forbidden', requiredScopes: [] } },
    /IP allow-list/,
    'Open in browser',
  ],
  ['main', { kind: 'requestFailed', origin, trouble: { kind: 'notFound' } }, /does not know/, 'Open settings'],
  [
    'main',
    { kind: 'requestFailed', origin, trouble: { kind: 'rateLimited', retryAfterMs: 1500 } },
    /for 2 s/,
    'Diagnose again',
  ],
  ['clock', { kind: 'clockWrong', skewMs: -120_000 }, /120 s ahead/, 'Diagnose again'],
  ['session', { kind: 'signedOut' }, /Nobody/, 'Sign in'],
  ['session', { kind: 'sessionEnded', account: 'Anna' }, /Anna has ended/, 'Reauthorize'],
  ['session', { kind: 'sessionRefused', account: 'Anna' }, /withdrawn/, 'Reauthorize'],
  ['renewal', { kind: 'renewalFailed', failure: 'unreachable' }, /The sign-in stays/, 'Diagnose again'],
  [
    'scopes',
    { kind: 'scopesMissing', missing: ['repository:write'] },
    /Repositories: Write/,
    'Copy request for my administrator',
  ],
  ['workspaces', { kind: 'noWorkspace' }, /wrong account/, 'Switch account'],
  [
    'repositories',
    { kind: 'repositoriesInPart', count: 1, closed: ['lab'] },
    /lab.*[\s\S]*IP allow-list/,
    'Open in browser',
  ],
  ['renewal', { kind: 'renewalFailed', failure: 'sessionEnded' }, /for good.*withdrawn/, 'Reauthorize'],
  ['renewal', { kind: 'renewalFailed', failure: 'rateLimited' }, /limits renewals.*stays/, 'Diagnose again'],
  ['session', { kind: 'secretsUnavailable' }, /secret storage[\s\S]*keyring/, 'Diagnose again'],
  ['repositories', { kind: 'noWritableRepository' }, /write access/, 'Switch account'],
  [
    'main',
    { kind: 'mainMissing', repository, mainBranch: 'develop' },
    /acme\/sales has no branch “main”.*develop/,
    'Open in browser',
  ],
  ['main', { kind: 'repositoryEmpty', repository }, /README/, 'Open in browser'],
  ['main', { kind: 'repositoryReadOnly', repository }, /cannot write/, 'Switch account'],
  ['main', { kind: 'repositoryGone', repository }, /not there/, 'Refresh repositories'],
  [
    'conflicts',
    { kind: 'conflicts', repository, paths: ['a b.orch.yaml'] },
    /a b\.orch\.yaml/,
    'Open a b.orch.yaml in browser',
  ],
  ['rateLimit', { kind: 'limited', retryAfterMs: 60_000 }, /1,000 requests an hour/, 'Diagnose again'],
];

function nameOf(finding: Finding): string {
  if ('trouble' in finding) return finding.trouble.kind;
  return 'failure' in finding ? `${finding.kind}, ${finding.failure}` : finding.kind;
}

describe('the report about the connection', () => {
  for (const [check, finding, text, button] of failures) {
    const about = nameOf(finding);
    it(`names what failed, the remedy, and a button: ${about}`, () => {
      const report = writeReport([toResult(check, finding)], context);
      assert.match(report.text, /^1 of 1 checks failed/m);
      assert.match(report.text, text);
      assert.match(report.text, /^ {4}→ .{10,}/m);
      const line = report.text.split('\n').findIndex((it) => it.startsWith('✗'));
      const titles = report.actions.filter((it) => it.line === line).map(({ action }) => action.title);
      assert.equal(titles[0], button);
    });
  }

  it('opens an unfinished merge where it lies, whatever its name', () => {
    const result = toResult('conflicts', { kind: 'conflicts', repository, paths: ['in g/a#b.orch.yaml'] });
    assert.deepEqual(toActions(result, webUrl)[0]?.arguments, [
      'https://bitbucket.org/acme/sales/src/main/in%20g/a%23b.orch.yaml',
    ]);
  });

  it('says first that everything works when it does, and offers to copy it', () => {
    const report = writeReport([toResult('announcements', { kind: 'noAnnouncement' })], context);
    assert.match(report.text, /Everything works\./);
    assert.deepEqual(
      report.actions.map(({ line, action }) => [line, action.title]),
      [
        [0, 'Copy report'],
        [0, 'Diagnose again'],
      ],
    );
  });

  it('claims nothing of what was not looked at', () => {
    const results = [
      toResult('announcements', { kind: 'noAnnouncement' }),
      toResult('main', { kind: 'noRepositorySelected' }),
    ];
    assert.match(writeReport(results, context).text, /^Everything that was looked at works\.$/m);
  });

  it('makes no link or command of a name that comes from Bitbucket', () => {
    const account = '[x](command:evil)\nsecond line';
    const { text } = writeReport([toResult('session', { kind: 'sessionEnded', account })], context);
    assert.doesNotMatch(text, /\]\(command/);
    assert.doesNotMatch(text, /^second line/m);
  });

  it('names the proxy without who logs in to it', () => {
    assert.equal(readProxy('http://anna:secret@proxy.example.com:8080', {}), 'proxy.example.com:8080');
    assert.equal(readProxy('', { HTTPS_PROXY: 'https://anna:secret@proxy:3128/x?token=y' }), 'proxy:3128');
    assert.equal(readProxy('proxy.example.com:8080', {}), 'proxy.example.com:8080');
    for (const nothing of ['', undefined, 7, 'http://']) assert.equal(readProxy(nothing, {}), undefined);
  });

  it('quotes of a server’s headers only what is harmless, each announcement once', async () => {
    const headers = new Map([
      ['deprecation', '@1767225600 <script>`'],
      ['X-RateLimit-Remaining', '41'],
    ]);
    const { fetch, read } = observeHeaders(() =>
      Promise.resolve({
        ...{ ok: true, status: 200, json: () => assert.fail(), text: () => assert.fail() },
        arrayBuffer: () => assert.fail(),
        headers: { get: (name: string) => headers.get(name) ?? null },
      }),
    );
    await fetch('https://api.bitbucket.org/2.0/user?q=secret', {});
    await fetch('https://api.bitbucket.org/2.0/user', {});
    assert.deepEqual(read(), {
      remaining: '41',
      announcements: ['GET /2.0/user (deprecation: @1767225600 script)'],
    });
  });

  it('has words for everything that can go wrong with a request', () => {
    const kinds: readonly [failure: BitbucketFailure, trouble: string][] = [
      [{ kind: 'signedOut' }, 'unauthorized'],
      [{ kind: 'unauthorized' }, 'unauthorized'],
      [{ kind: 'forbidden', requiredScopes: [] }, 'forbidden'],
      [{ kind: 'notFound' }, 'notFound'],
      [{ kind: 'conflict' }, 'serverError'],
      [{ kind: 'rateLimited', retryAfterMs: 1 }, 'rateLimited'],
      [{ kind: 'unreachable' }, 'unreachable'],
      [{ kind: 'untrustedLink' }, 'notBitbucket'],
      [{ kind: 'notBitbucket', status: 200 }, 'notBitbucket'],
      [{ kind: 'tooLarge' }, 'serverError'],
      [{ kind: 'unexpected', status: 500 }, 'serverError'],
    ];
    for (const [failure, trouble] of kinds) assert.equal(toTrouble(new BitbucketError(failure, 'x'))?.kind, trouble);
    assert.equal(toTrouble(new AuthError({ kind: 'sessionEnded' }))?.kind, 'unauthorized');
    assert.equal(toTrouble(new Error('else')), undefined);
  });
});
