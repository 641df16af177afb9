import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../../../src/base/event';
import { contextKeys } from '../../../../src/vscode/ids';
import { WizardRoom } from '../../../../src/vscode/wizard/wizardRoom';
import { WizardStore } from '../../../../src/vscode/wizard/wizardStore';
import type { WizardPorts } from '../../../../src/vscode/wizard/wizardPorts';
import type { PageStart } from '../../../../src/wizard/protocol';
import { readPrefilledRepository } from '../../../../src/vscode/wizard/prefilledRepository';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { MemoryFiles } from '../../../support/memoryFiles';
import { silentLog } from '../../../support/silentLog';
import { anna, FakeAuthorization, sales } from './wizardHarness';

/** A tab with a page in it. */
class FakePanel {
  readonly title = 'Create Maia project';
  readonly posted: unknown[] = [];
  readonly received = new Emitter<unknown>();
  readonly #disposed = new Emitter<undefined>();
  readonly #viewState = new Emitter<unknown>();
  readonly onDidDispose = this.#disposed.event;
  readonly onDidChangeViewState = this.#viewState.event;
  iconPath: unknown;
  visible = true;
  revealed = 0;
  isDisposed = false;
  readonly webview = {
    options: {},
    html: '',
    cspSource: 'https://*.vscode-cdn.net',
    asWebviewUri: (uri: vscode.Uri) => uri,
    onDidReceiveMessage: this.received.event,
    postMessage: (message: unknown) => Promise.resolve(this.posted.push(message) > 0),
  };

  get start(): PageStart {
    const [, json = ''] = /id="start">([^<]*)</.exec(this.webview.html) ?? [];
    return JSON.parse(json) as PageStart;
  }

  async type(name: string): Promise<void> {
    this.received.fire({ id: 1, method: 'event', argument: { kind: 'details', change: { name } } });
    await settleDown();
  }

  async show(visible: boolean): Promise<void> {
    this.visible = visible;
    this.#viewState.fire(undefined);
    await settleDown();
  }

  reveal(): void {
    this.revealed++;
  }

  dispose(): void {
    this.isDisposed = true;
    this.#disposed.fire(undefined);
  }
}

describe('wizards in tabs', () => {
  const editor = useFakeEditor();
  let panels: FakePanel[] = [];
  let marks: boolean[] = [];
  let windowState = new Emitter<{ focused: boolean }>();

  beforeEach(() => {
    panels = [];
    marks = [];
    windowState = new Emitter();
    Object.assign(vscode.window, {
      createWebviewPanel: () => {
        const panel = new FakePanel();
        panels.push(panel);
        return panel;
      },
      onDidChangeWindowState: windowState.event,
    });
  });

  function createRoom(files = new MemoryFiles()) {
    const clock = new FakeClock();
    const store = new WizardStore(files, clock);
    const authorization = new FakeAuthorization();
    const never = () => assert.fail('Nobody asked for this.');
    const ports: WizardPorts = {
      authorization,
      findCatalog: never,
      readFavourites: never,
      readRecent: never,
      noteRecent: never,
      loadActions: never,
      projects: { list: () => Promise.resolve([]), add: never, reveal: never },
      openProject: never,
      webUrl: never,
      openInBrowser: never,
      copyText: never,
      showDiff: never,
      clock,
      log: silentLog,
    };
    const markUnfinished = (may: boolean) => Promise.resolve(void marks.push(may));
    const room = new WizardRoom({ ...ports, store, extensionUri: vscode.Uri.file('/extension'), markUnfinished });
    return { room, store, files, authorization };
  }

  const at = (index: number) => panels[index] ?? assert.fail(`There is tab ${index}.`);

  it('open at once, with nothing but their own files within reach', async () => {
    const { room } = createRoom();
    await room.create();
    assert.equal(at(0).start.first.state.step, 'details');
    assert.deepEqual(JSON.parse(JSON.stringify(at(0).webview.options)), {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.file('/extension/dist/webview').toJSON()],
    });
  });

  it('are filled in with the repository they were opened on', async () => {
    const { room } = createRoom();
    const { workspace, slug, name, workspaceName } = sales;
    const location = { repository: { workspace, slug }, ref: { kind: 'branch', name: 'main' } };
    const row = { location, accountId: '{anna}', repository: { name, workspaceName } };
    await room.create(readPrefilledRepository(row));
    assert.deepEqual(at(0).start.first.state.repository, sales);
    assert.deepEqual(readPrefilledRepository(row)?.accountId, '{anna}');
    for (const other of [undefined, {}, { location: 'here' }, 'text']) {
      assert.equal(readPrefilledRepository(other), undefined);
    }
  });

  it('are rendered from what is known when they are shown again', async () => {
    const { room } = createRoom();
    await room.create();
    await at(0).type('Sales');
    await at(0).show(false);
    assert.equal(at(0).start.first.state.details.name, 'Sales');
  });

  it('come back after a reload as they were', async () => {
    const { room, files } = createRoom();
    await room.create();
    await at(0).type('Sales');
    const { id } = at(0).start;
    room.dispose();
    await settleDown();
    for (const remembered of [{ id }, undefined]) {
      const again = createRoom(files);
      const panel = new FakePanel();
      await again.room.restore(panel as unknown as vscode.WebviewPanel, remembered);
      assert.deepEqual([panel.start.id, panel.start.first.state.details.name], [id, 'Sales']);
      again.room.dispose();
    }
  });

  it('begin anew after a reload where nothing was typed, or what the page left is damaged', async () => {
    for (const remembered of [{ id: 'w-1' }, { id: 7 }, { id: '../x' }, null, 'text']) {
      const panel = new FakePanel();
      await createRoom().room.restore(panel as unknown as vscode.WebviewPanel, remembered);
      assert.equal(panel.start.first.state.step, 'details');
    }
  });

  it('are offered to be gone on with where a browser has lost their tab, until they are open or thrown away', async () => {
    const { room, files } = createRoom();
    const isOffered = () => editor.current().executed.at(-1)?.[2];
    await room.create();
    await at(0).type('Sales');
    await room.offerUnfinished();
    assert.deepEqual(editor.current().executed.at(-1), ['setContext', contextKeys.hasUnfinishedProjects, false]);
    const again = createRoom(files);
    await again.room.offerUnfinished();
    assert.equal(isOffered(), true);
    assert.deepEqual(new Set(marks), new Set([true]));
    editor.current().choices.push('Resume Sales');
    await again.room.resume();
    await settleDown();
    assert.equal(isOffered(), false);
    at(1).dispose();
    await settleDown();
    assert.equal(isOffered(), true);
    editor.current().choices.push('Discard…', 'Sales');
    await again.room.resume();
    await settleDown();
    assert.deepEqual([isOffered(), marks.at(-1)], [false, false]);
  });

  it('that were closed can be gone on with, and are not forgotten for a new one', async () => {
    const { room, store } = createRoom();
    await room.create();
    await at(0).type('Sales');
    at(0).dispose();
    await settleDown();
    editor.current().choices.push('Resume Sales');
    await room.resume();
    assert.equal(at(1).start.first.state.details.name, 'Sales');
    editor.current().choices.push('Start anew');
    await room.create();
    assert.equal(at(2).start.first.state.details.name, '');
    assert.equal((await store.listUnfinished()).length, 1);
  });

  it('that are open are shown instead of opened twice', async () => {
    const { room } = createRoom();
    await room.create();
    await at(0).type('Sales');
    await at(0).show(false);
    editor.current().choices.push('Resume Sales');
    await room.create();
    assert.deepEqual([panels.length, at(0).revealed], [1, 1]);
  });

  describe('that are open in two windows', () => {
    const comeBack = async () => {
      windowState.fire({ focused: true });
      await settleDown();
    };

    async function openTwice() {
      const first = createRoom();
      await first.room.create();
      await at(0).type('Sales');
      const second = createRoom(first.files);
      editor.current().choices.push('Resume Sales');
      await second.room.resume();
      const readName = async () => (await first.store.listUnfinished()).map(({ state }) => state.details.name);
      return { first, second, readName };
    }

    it('show what was done in the other one as soon as one is back', async () => {
      const { readName } = await openTwice();
      await at(1).type('Sales of 2026');
      await comeBack();
      await at(0).show(false);
      assert.equal(at(0).start.first.state.details.name, 'Sales of 2026');
      await at(0).show(true);
      await at(0).type('Sales of 2027');
      assert.deepEqual(await readName(), ['Sales of 2027']);
    });

    it('write nothing over what was done in the other one', async () => {
      const { first, readName } = await openTwice();
      await at(1).type('Sales of 2026');
      first.authorization.change([anna]);
      await settleDown();
      assert.deepEqual(await readName(), ['Sales of 2026']);
      assert.deepEqual(
        at(0).posted.at(-1) && (at(0).posted.at(-1) as PageStart['first']).state.details.name,
        'Sales of 2026',
      );
    });

    it('are closed where they were thrown away in the other one, and can be had back', async () => {
      const { second, readName } = await openTwice();
      await at(1).show(false);
      editor.current().choices.push('Discard…', 'Sales');
      await second.room.resume();
      await settleDown();
      assert.deepEqual(await readName(), []);
      editor.current().presses.push('Restore');
      await comeBack();
      assert.match(editor.current().messages.at(-1)?.text ?? '', /^Sales was finished or discarded in another window/);
      assert.equal(at(2).start.first.state.details.name, 'Sales');
      await at(2).type('Sales again');
      assert.deepEqual(await readName(), ['Sales again']);
    });
  });

  it('can be thrown away, open or not', async () => {
    const { room, store } = createRoom();
    await room.create();
    await at(0).type('Sales');
    await at(0).show(false);
    editor.current().choices.push('Discard…', 'Sales');
    await room.resume();
    await settleDown();
    assert.deepEqual(await store.listUnfinished(), []);
    await room.resume();
    assert.match(editor.current().messages[0]?.text ?? '', /no unfinished project/);
  });

  it('are thrown away from their page only after a question, unless there is nothing to lose', async () => {
    const { room, store } = createRoom();
    const discard = async (index: number) => {
      at(index).received.fire({ id: 9, method: 'discard' });
      await settleDown();
    };
    const readNames = async () => (await store.listUnfinished()).map(({ state }) => state.details.name);
    await room.create();
    await at(0).type('Sales');
    await discard(0);
    assert.equal(editor.current().messages[0]?.text, 'Discard what was entered for Sales?');
    assert.deepEqual(await readNames(), ['Sales']);
    editor.current().presses.push('Discard');
    await discard(0);
    assert.deepEqual(await readNames(), []);
    await room.create();
    await discard(1);
    assert.deepEqual([editor.current().messages.length, at(1).isDisposed], [2, true]);
  });

  it('stay as they are when nothing is chosen', async () => {
    const { room, store } = createRoom();
    await room.create();
    await at(0).type('Sales');
    await at(0).show(false);
    await room.create();
    assert.deepEqual([panels.length, (await store.listUnfinished()).length], [1, 1]);
  });
});
