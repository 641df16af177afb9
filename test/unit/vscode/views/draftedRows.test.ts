import assert from 'node:assert/strict';
import type { DraftEdit } from '../../../../src/repositories/drafts/branchDrafts';
import { settleDown } from '../../../support/fakeClock';
import { createLoaded } from './viewHarness';

const edit = (path: string, more: Partial<DraftEdit> = {}): DraftEdit => ({
  path,
  base: undefined,
  change: { kind: 'content', bytes: new TextEncoder().encode(path), mode: 'file' },
  ...more,
});
const base = { commit: 'a'.repeat(40), hash: '0'.repeat(64), mode: 'file', bytes: undefined } as const;

async function createHarness() {
  const loaded = await createLoaded(['Load.orch.yaml', 'transform/Sum.tran.yaml']);
  const node = await loaded.unfold();
  await loaded.unfold();
  assert.ok(node.location.ref.kind === 'branch');
  const repository = { workspace: 'acme', slug: 'sales' };
  const drafts = loaded.book.open({ accountId: '{anna}', repository, branch: node.location.ref.name });
  const rows = () => loaded.readRows(3, node);
  const items = async () => (await loaded.tree.getChildren(node)).map((child) => loaded.tree.getTreeItem(child));
  return { ...loaded, node, drafts, rows, items };
}

describe('Drafts in the Repositories view', () => {
  it('show what was added, moved and deleted, without a request and without being asked', async () => {
    const { drafts, rows, tree, snapshots, clock } = await createHarness();
    const rendered: unknown[] = [];
    tree.onDidChangeTreeData((nodes) => rendered.push(nodes));
    const before = snapshots.looks.length;
    await drafts.save([
      edit('New.tran.yaml'),
      edit('Load.orch.yaml', { base, change: { kind: 'deleted' } }),
      edit('transform/Sum.tran.yaml', { base, change: { kind: 'deleted' } }),
      edit('other/Total.tran.yaml', { renamedFrom: 'transform/Sum.tran.yaml' }),
    ]);
    await settleDown();
    assert.deepEqual(await rows(), ['other', '  Total', 'Load | deleted, not committed', 'New']);
    await clock.runUntilSettled(clock.sleep(1000));
    assert.ok(rendered.length > 0);
    assert.equal(snapshots.looks.length, before);
  });

  it('show folders that hold nothing yet', async () => {
    const { drafts, rows } = await createHarness();
    await drafts.save([edit('staging', { change: { kind: 'folder' } })]);
    await settleDown();
    assert.deepEqual(await rows(), ['staging', 'transform', '  Sum', 'Load']);
  });

  it('go away with their discarding', async () => {
    const { drafts, rows } = await createHarness();
    await drafts.save([edit('New.tran.yaml')]);
    await settleDown();
    await drafts.discard(['New.tran.yaml']);
    await settleDown();
    assert.deepEqual(await rows(), ['transform', '  Sum', 'Load']);
  });

  it('are told to menus and to screen readers, and a deleted pipeline opens as it was', async () => {
    const { drafts, items } = await createHarness();
    await drafts.save([edit('Load.orch.yaml', { base, change: { kind: 'deleted' } }), edit('New.tran.yaml')]);
    await settleDown();
    const [, deleted, added] = await items();
    assert.deepEqual([deleted?.contextValue, added?.contextValue], ['pipeline.deleted', 'pipeline.draft']);
    assert.match(String(added?.accessibilityInformation?.label), /^New, transformation pipeline, new, not committed$/);
    assert.match(String(deleted?.command?.arguments?.[0]), /[0-9a-f]{40}/);
  });

  it('count in the repository’s tooltip', async () => {
    const { drafts, tree, node } = await createHarness();
    await drafts.save([edit('New.tran.yaml')]);
    await settleDown();
    const { tooltip } = tree.resolveTreeItem(tree.getTreeItem(node), node);
    assert.match(typeof tooltip === 'object' ? tooltip.value : '', /Drafts.*1/);
  });
});
