import assert from 'node:assert/strict';
import { ProjectError } from '../../../../src/projects/projectRemote';
import { createProjectPorts } from '../../../../src/vscode/projects/projectPorts';
import { hashOf, sales } from '../../../support/fakeRemote';
import { anna, ben, createCommandHarness } from '../files/commandHarness';

describe('what a project is created with', () => {
  const open = () => Promise.resolve();

  it('is the account that was chosen', async () => {
    const { context, remoteOf } = createCommandHarness({ accounts: [ben, anna] });
    const ports = createProjectPorts(context, { accountId: anna.id, open });
    assert.equal(await ports.readText(sales, hashOf('a'), 'README.md'), 'Sales');
    assert.deepEqual([remoteOf(anna).takeRequests().length, remoteOf(ben).takeRequests()], [1, []]);
  });

  it('is nobody else when that one is signed out', async () => {
    const { context, remoteOf } = createCommandHarness({ accounts: [ben] });
    const ports = createProjectPorts(context, { accountId: anna.id, open });
    await assert.rejects(
      ports.readText(sales, hashOf('a'), 'README.md'),
      (error) => error instanceof ProjectError && error.kind === 'signedOut',
    );
    assert.deepEqual(remoteOf(ben).takeRequests(), []);
  });
});
