import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readMaiaAddress, type MaiaAddress } from '../../../src/projects/readMaiaAddress';
import { readMaiaLink, toDesignerUrl } from '../../../src/projects/readMaiaLink';

const id = '0197a2b4-11c2-7aaa-9d3e-55f3c0ffee00';
const good: readonly (readonly [address: string, expected: MaiaAddress])[] = [
  [`https://app.matillion.com/projects/${id}/branches`, { projectId: id }],
  [`https://app.matillion.com/projects/${id}`, { projectId: id }],
  [`  https://app.matillion.com/projects/${id}/branches?tab=1#top\n`, { projectId: id }],
  [`https://app.matillion.com/designer/project/${id}/branch/main`, { projectId: id, branch: 'main' }],
  [
    `https://app.matillion.com/designer/project/${id}/branch/feature%2Fone?x=y#z`,
    { projectId: id, branch: 'feature/one' },
  ],
  [`https://app.matillion.com/designer/project/${id}/branch/feature/one/`, { projectId: id, branch: 'feature/one' }],
  [`https://app.matillion.com/designer/project/${id}`, { projectId: id }],
  [`https://eu1.app.matillion.com/projects/${id}/branches`, { projectId: id, region: 'eu1' }],
  [`https://acme.eu1.core.matillion.com/projects/${id}/branches`, { projectId: id, region: 'eu1' }],
  [
    `https://ACME.us1.core.matillion.com/designer/project/${id}/branch/dev`,
    { projectId: id, region: 'us1', branch: 'dev' },
  ],
];

const bad: readonly string[] = [
  '',
  'Designer',
  `http://app.matillion.com/projects/${id}/branches`,
  `javascript://app.matillion.com/projects/${id}/branches`,
  `https://app.matillion.com.example.com/projects/${id}/branches`,
  `https://appmatillion.com/projects/${id}/branches`,
  `https://matillion.com/projects/${id}`,
  `https://docs.matillion.com/projects/${id}`,
  `https://user:pass@app.matillion.com/projects/${id}`,
  `https://app.matillion.com:8443/projects/${id}`,
  'https://app.matillion.com/projects',
  'https://app.matillion.com/projects//branches',
  'https://app.matillion.com/projects/a%2Fb/branches',
  `https://app.matillion.com/projects/${'a'.repeat(65)}/branches`,
  `https://app.matillion.com/designer/project/${id}/branch/%E0%A4%A`,
  `https://app.matillion.com/elsewhere/${id}`,
  `https://bitbucket.org/projects/${id}`,
  `https://app.matillion.com/projects/${id}?${'x'.repeat(3000)}`,
];

describe('an address of Maia', () => {
  for (const [address, expected] of good) {
    it(`tells project, region and branch: ${address.trim()}`, () => {
      assert.deepEqual(readMaiaAddress(address), expected);
    });
  }

  for (const address of bad) {
    it(`is refused: ${JSON.stringify(address.slice(0, 90))}`, () => {
      assert.equal(readMaiaAddress(address), undefined);
    });
  }

  it('is read back from the link to Designer for any branch', () => {
    const branches = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((b) => !/^\.{1,2}$/.test(b) && !/\p{Surrogate}/u.test(b));
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), branches, (projectId, branch) => {
        const address = toDesignerUrl({ region: 'eu1', projectId }, branch);
        assert.deepEqual(readMaiaAddress(address), { projectId, branch });
      }),
    );
  });

  it('never makes a link that a project file would refuse', () => {
    const hosts = fc.constantFrom('app', 'eu1.app', 'a.us1.core', 'x', 'eu1');
    const paths = fc.array(fc.oneof(fc.constantFrom('projects', 'designer', 'project', 'branch'), fc.string()), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(hosts, paths, (host, path) => {
        const read = readMaiaAddress(`https://${host}.matillion.com/${path.join('/')}`);
        if (read === undefined) return;
        const { projectId, region = 'eu1' } = read;
        assert.deepEqual(readMaiaLink(`maia: { region: "${region}", projectId: "${projectId}" }`), {
          region,
          projectId,
        });
      }),
      { numRuns: 500 },
    );
  });
});
