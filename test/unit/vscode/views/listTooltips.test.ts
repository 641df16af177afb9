import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { createRepositories, createRepository } from '../../../support/fakeRepositoryLists';
import { createContent } from '../../../support/fakeSnapshots';
import { createViewHarness } from './viewHarness';

type Harness = ReturnType<typeof createViewHarness>;

/** The paragraphs of what hovering over a row shows. */
async function hover({ findRow, tree }: Harness, label: string): Promise<readonly string[]> {
  const node = await findRow(label);
  assert.ok(node);
  const item = tree.getTreeItem(node);
  assert.equal(item.tooltip, undefined, 'The editor only asks for a tooltip that is not there yet.');
  const { tooltip } = tree.resolveTreeItem(item, node);
  assert.ok(tooltip instanceof vscode.MarkdownString);
  return tooltip.value.replaceAll('\\', '').split('\n\n');
}

describe('Hovering over a list in the Repositories view', () => {
  it('tells a workspace’s name, address, number of repositories and age', async () => {
    const harness = createViewHarness();
    const repositories = createRepositories('acme', 3).map((it) => ({ ...it, workspaceName: 'Acme [Inc]' }));
    harness.lists.repositories.set('acme', repositories);
    await harness.knowledge.record('{acme/acme-1}', createContent([]));
    await harness.load();
    await harness.clock.runUntilSettled(harness.clock.sleep(5 * 60_000));
    harness.arrangement.renew();
    assert.deepEqual(await hover(harness, 'Acme [Inc]'), [
      '**Acme [Inc]**',
      'Workspace: acme',
      'Repositories you can write to: 3',
      'Shown: 2',
      'Listed: 5 minutes ago',
      '[Open on Bitbucket](https://bitbucket.example/acme)',
    ]);
  });

  it('says what went wrong where a workspace could not be listed', async () => {
    const harness = createViewHarness();
    harness.lists.repositories.set('acme', []);
    harness.lists.failures.set('acme', new BitbucketError({ kind: 'unreachable' }, 'down'));
    await harness.load();
    assert.deepEqual((await hover(harness, 'acme')).slice(2, 4), [
      'Repositories you can write to: 0',
      'Bitbucket cannot be reached',
    ]);
  });

  it('tells the same of an account, in sum', async () => {
    const harness = createViewHarness([
      { id: '{anna}', label: 'Anna' },
      { id: '{ben}', label: 'Ben' },
    ]);
    harness.lists.repositories.set('acme', createRepositories('acme', 150));
    harness.lists.repositories.set('lab', [createRepository('lab', 'x')]);
    await harness.tree.getChildren();
    assert.deepEqual(await hover(harness, 'Ben'), ['**Ben**', 'Workspaces: 0', 'Repositories you can write to: 0']);
    await harness.load();
    assert.deepEqual(await hover(harness, 'Ben'), [
      '**Ben**',
      'Workspaces: 2',
      'Repositories you can write to: 151',
      'Listed: now',
    ]);
  });
});
