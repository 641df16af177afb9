import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../../../src/base/event';
import type { PathChange } from '../../../../src/repositories/drafts/workingTree';
import { OpenPlace } from '../../../../src/vscode/pipelines/openPlace';
import type { Listing, PlaceSource } from '../../../../src/vscode/pipelines/placeSource';
import { FakeClock } from '../../../support/fakeClock';
import { createPipelineText } from '../../../support/pipelineText';
import { silentLog } from '../../../support/silentLog';

const parent = 'Load.orch.yaml';
const child = 'Child.orch.yaml';
const text = createPipelineText({
  kind: 'orchestration',
  components: [{ name: 'Run', type: 'run-orchestration', parameters: { orchestrationJob: child } }],
});
const bytes = new TextEncoder().encode(text);
const listed: Listing = { paths: [parent, child], completeness: 'pipelines' };

/** A repository of which a test says what is kept, and whether it can be listed. */
function openPlace({ mayMissChanges = false } = {}) {
  const changes = new Emitter<readonly PathChange[]>();
  const clock = new FakeClock();
  const state = {
    lists: 0,
    listing: listed,
    readKept: (): Promise<Uint8Array | undefined> => Promise.resolve(undefined),
  };
  const source: PlaceSource = {
    rootUri: vscode.Uri.parse('maia-bitbucket:/acme'),
    toUri: (path) => vscode.Uri.parse(`maia-bitbucket:/acme/${path}`),
    facts: undefined,
    onDidChange: changes.event,
    mayMissChanges,
    list: () => {
      state.lists++;
      return Promise.resolve(state.listing);
    },
    listFolder: () => Promise.resolve([]),
    readKept: () => state.readKept(),
    read: (path) => Promise.resolve(path.endsWith('.orch.yaml') ? bytes : undefined),
    dispose: () => undefined,
  };
  const place = new OpenPlace({ source, findOpenText: () => undefined, clock, log: silentLog });
  return { place, state, clock, changes };
}

describe('OpenPlace', () => {
  it('has what is kept in its index once it has settled', async () => {
    const { place, state } = openPlace();
    state.readKept = () => Promise.resolve(bytes);
    await place.settle();
    assert.deepEqual(place.index.unread, []);
    assert.deepEqual(
      place.index.findReferrers(child).map(({ path }) => path),
      [child, parent],
    );
  });

  it('does not forget what a request has brought while it looked for what is kept', async () => {
    const { place, state } = openPlace();
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((isAsked) => {
      state.readKept = () => {
        isAsked();
        return new Promise((resolve) => {
          answer = () => {
            resolve(undefined);
          };
        });
      };
    });
    await asked;
    await place.readAll(new AbortController().signal);
    assert.deepEqual(place.index.unread, []);
    state.readKept = () => Promise.resolve(undefined);
    answer();
    await place.settle();
    assert.deepEqual(place.index.unread, []);
  });

  it('keeps the files it knows when they cannot be listed again, and says that they may not be all', async () => {
    const { place, state, changes } = openPlace();
    await place.settle();
    state.listing = { paths: ['Draft.orch.yaml'], completeness: 'some', isFailed: true };
    changes.fire([{ kind: 'changed', path: '' }]);
    await place.settle();
    assert.deepEqual(place.index.pipelines, [child, 'Draft.orch.yaml', parent]);
    assert.equal(place.index.files.hasAllPipelines, false);
  });

  it('asks again for files that could not be listed, and not at once', async () => {
    const { place, state, clock } = openPlace();
    state.listing = { paths: [], completeness: 'some', isFailed: true };
    await place.settle();
    state.listing = listed;
    place.listAgain(parent);
    await place.settle();
    assert.equal(state.lists, 1);
    void clock.sleep(30_000);
    clock.wakeNext();
    place.listAgain(parent);
    place.listAgain(parent);
    await place.settle();
    assert.equal(state.lists, 2);
    assert.deepEqual(place.index.pipelines, [child, parent]);
    place.listAgain(parent);
    await place.settle();
    assert.equal(state.lists, 2);
  });

  it('lists again once where the editor has a file that no listing had, since changes may not have been told', async () => {
    const { place, state } = openPlace({ mayMissChanges: true });
    await place.settle();
    const added = 'New.orch.yaml';
    place.listAgain(added);
    state.listing = { paths: [...listed.paths, added, 'Other.orch.yaml'], completeness: 'pipelines' };
    await place.settle();
    assert.deepEqual(place.index.pipelines, [child, parent, added, 'Other.orch.yaml'].sort());
    place.listAgain(added);
    place.listAgain('Deleted.orch.yaml');
    place.listAgain('Deleted.orch.yaml');
    await place.settle();
    assert.equal(state.lists, 3);
  });

  it('does not list again for a file that is not there where every change is told', async () => {
    const { place, state } = openPlace();
    await place.settle();
    place.listAgain('Deleted.orch.yaml');
    await place.settle();
    assert.equal(state.lists, 1);
  });
});
