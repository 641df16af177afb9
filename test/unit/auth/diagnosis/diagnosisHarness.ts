import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/auth/diagnosis/diagnose';
import type { CheckName, CheckResult, RequestTrouble } from '../../../../src/auth/diagnosis/finding';
import type { DiagnosisApi, DiagnosisPorts } from '../../../../src/auth/diagnosis/ports';
import { defaultEndpoints } from '../../../../src/auth/endpoints';
import { toSession } from '../../../../src/auth/session';
import { FakeClock } from '../../../support/fakeClock';
import { storedSession } from '../sessionsHarness';

/** What the user works with. */
export const selected = { workspace: 'acme', slug: 'sales' };

/** A failed request, as the API of the test rejects with it. */
export class Trouble extends Error {
  readonly trouble: RequestTrouble;

  constructor(trouble: RequestTrouble) {
    super('A request has failed.');
    this.trouble = trouble;
  }
}

/** One page of a listing. */
export const page = async function* <T>(...values: readonly T[]) {
  yield await Promise.resolve({ values });
};

export const text = (content: string) => Promise.resolve(new TextEncoder().encode(content));
export const failWith = (trouble: RequestTrouble) => () => Promise.reject(new Trouble(trouble));

/** Bitbucket where all is well. */
export const healthy: DiagnosisApi = {
  fetchUser: () => Promise.resolve({ displayName: 'Anna Schmidt' }),
  listWorkspaces: () => page({ slug: 'acme' }, { slug: 'lab' }),
  listWritableRepositories: (workspace) => (workspace === 'acme' ? page(1, 2) : page(3)),
  fetchRepository: () => Promise.resolve({ mainBranch: 'develop' }),
  findBranches: () => Promise.resolve([{ name: 'main', commit: 'c0' }]),
  findPermission: () => Promise.resolve('write'),
  listSource: () => page({ path: 'a.orch.yaml', kind: 'file' }, { path: 'b.tran.yaml', kind: 'file' }),
  fetchFile: () => text('type: "orchestration"\n'),
};

/** Everything is in order but what is overridden. */
export function createPorts(
  overrides: Partial<DiagnosisPorts> & {
    readonly api?: DiagnosisPorts['api'];
    readonly serverTime?: number;
    readonly answers?: (url: string) => { status: number; text: string } | Error;
  } = {},
): DiagnosisPorts {
  const clock = new FakeClock();
  const stored = storedSession();
  const { serverTime = clock.now(), answers = () => ({ status: 401, text: '{}' }), ...others } = overrides;
  return {
    readEndpoints: () => ({ kind: 'endpoints', endpoints: defaultEndpoints }),
    proxy: undefined,
    get: (url, { headers }) => {
      assert.equal(headers['authorization'], undefined);
      const answer = answers(url);
      if (answer instanceof Error) return Promise.reject(answer);
      const date = new Date(serverTime).toUTCString();
      return Promise.resolve({
        status: answer.status,
        headers: { get: (name: string) => (name === 'Date' ? date : null) },
        text: () => Promise.resolve(answer.text),
      });
    },
    session: toSession(stored),
    stored,
    tokens: { getAccessToken: () => Promise.resolve('a'), renewAccessToken: () => Promise.resolve('b') },
    api: healthy,
    readHeaders: () => ({ remaining: undefined, announcements: [] }),
    toTrouble: (error) => (error instanceof Trouble ? error.trouble : undefined),
    selected,
    areSecretsClosed: false,
    clock,
    ...others,
  };
}

/** All findings, by check. */
export async function run(ports: DiagnosisPorts): Promise<Map<CheckName, CheckResult>> {
  const results = new Map<CheckName, CheckResult>();
  for await (const result of diagnose(ports, new AbortController().signal)) results.set(result.check, result);
  return results;
}

/** Everything is in order but what Bitbucket answers so. */
export const withApi = (api: Partial<DiagnosisApi>) => createPorts({ api: { ...healthy, ...api } });
