import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ConflictChoice } from '../../src/repositories/commits/commitOutcome';
import type { Fault } from '../emulator/admin/adminProtocol';
import { marksIn } from './branchInGit';
import { describePlace } from './describePlace';
import { readDraftsOnDisk, readKeptAside, tellRecords } from './draftFiles';
import { Ledger, marksOfAll, marksOnlyIn } from './ledger';
import { OtherPerson, type TheirEdit } from './otherPerson';
import type { Stage } from './stage';
import { anotherSpot, firstFiles, firstText, writeAt, type Spot } from './texts';
import type { WindowProcess } from './windowProcess';
import { pickDrafted, pickFile, readDraftMarks, SceneWindows, withOtherHalves } from './sceneWindows';
import type { TypedInto } from './windowProtocol';

/** What can happen between the typing and the saving. */
export type MeanwhileEvent = 'discard' | 'commit' | 'look' | 'they commit' | 'reload';

export interface UnsavedEdit {
  /** Of a file that has a draft, if there is one. */
  readonly isOfDraft: boolean;
  readonly index: number;
  readonly spot: Spot;
  readonly meanwhile: readonly MeanwhileEvent[];
}

const pauseMs = 10;
/** A commit whose end is unknown is given up after 30 of the windows' seconds. */
const afterRoundMs = 100;
const longestWait = 400;
/** Of the last commands, at their beginnings and ends. */
const mostNotes = 24;

/**
 * A branch of its own, two windows over one folder of drafts, and the other person; keeps the ledger of what must not
 * be lost. Every action leaves the windows alive.
 */
export class Scene {
  readonly ledger = new Ledger();
  readonly #stage: Stage;
  readonly #branch: string;
  readonly #folder: string;
  readonly #windows: SceneWindows;
  readonly #them: OtherPerson;
  readonly #notes: string[] = [];
  #lastDiscarded: { readonly id: string; readonly marks: readonly string[] } | undefined;
  #names = 0;
  #newBranches = 0;

  static async open(stage: Stage, branch: string): Promise<Scene> {
    const { admin, workspace, slug } = stage;
    const folder = await mkdtemp(join(tmpdir(), 'maia-model-'));
    const files = Object.fromEntries(firstFiles.map((path) => [path, firstText]));
    await admin.addCommit({ workspace, slug, branch, message: 'Begin', files });
    return new Scene(stage, branch, folder);
  }

  private constructor(stage: Stage, branch: string, folder: string) {
    this.#stage = stage;
    this.#branch = branch;
    this.#folder = folder;
    this.#windows = new SceneWindows(stage, { branch, draftsFolder: folder });
    this.#them = new OtherPerson(stage, branch, this.ledger);
  }

  async close(): Promise<void> {
    await this.#stage.admin.clearFaults();
    await this.#windows.closeAll();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async save(window: number, file: number, spot: Spot): Promise<void> {
    await this.#windows.act(window, async (it) => {
      const path = await pickFile(it, file);
      if (path === undefined) return;
      const text = await it.call('read', path);
      if (text === undefined) return;
      const mark = this.ledger.newMark('mine');
      const next = writeAt(text, spot, mark);
      await it.call('write', path, next);
      this.ledger.keep([mark]);
    });
  }

  async create(window: number): Promise<void> {
    await this.#windows.act(window, async (it) => {
      const mark = this.ledger.newMark('mine');
      await it.call('write', `new/${this.#names++}.sql`, writeAt(firstText, 0, mark));
      this.ledger.keep([mark]);
    });
  }

  async rename(window: number, file: number): Promise<void> {
    await this.#windows.act(window, async (it) => {
      const path = await pickFile(it, file);
      if (path === undefined) return;
      await it.call('rename', path, `moved/${this.#names++}.sql`, false);
    });
  }

  /** A file takes the place of another one, which the user agrees to: what was saved there and nowhere else can be had back. */
  async replace(window: number, how: 'rename' | 'copy', file: number, target: number): Promise<void> {
    await this.#windows.act(window, async (it) => {
      const to = await pickDrafted(it, target);
      const others = (await it.call('list')).filter((path) => path !== to);
      const from = others[file % Math.max(others.length, 1)];
      if (to === undefined || from === undefined) return;
      const { shown, committed, unheard } = await this.#lookBeforeItGoes(it, to);
      // Told before it is done: a crash may hide whether it was.
      this.ledger.free(shown.filter((mark) => mark.startsWith('r')));
      this.ledger.free(committed);
      this.ledger.setAside([...shown, ...unheard]);
      await it.call(how, from, to, true);
    });
  }

  /** Somebody types into a file, other things happen meanwhile, and what stands in the editor is saved. */
  async edit(window: number, edit: UnsavedEdit): Promise<string> {
    let outcome = 'nothing to edit';
    await this.#windows.act(window, async (it) => {
      const path = edit.isOfDraft ? await pickDrafted(it, edit.index) : await pickFile(it, edit.index);
      const typed = path === undefined ? undefined : await it.call('type', path);
      if (path === undefined || typed?.text === undefined) return;
      const { text } = typed;
      outcome = 'refused';
      const mark = this.ledger.newMark('mine');
      for (const event of edit.meanwhile) await this.#happen(window, event, { path, spot: edit.spot, typed });
      const next = writeAt(text, edit.spot, mark);
      await (await this.#windows.get(window)).call('saveTyped', path, next);
      this.ledger.keep([mark]);
      // What stood in the editor is a draft again.
      this.ledger.keepAgain(marksIn(text));
      outcome = 'saved';
    });
    return outcome;
  }

  async delete(window: number, file: number): Promise<void> {
    await this.#windows.act(window, async (it) => {
      const path = await pickFile(it, file);
      if (path === undefined) return;
      // Seen and deleted: from here on the marks may go, also when a crash hides whether they did.
      const { shown, committed, unheard } = await this.#lookBeforeItGoes(it, path);
      this.ledger.free([...shown, ...committed]);
      this.ledger.setAside(unheard);
      await it.call('delete', path);
    });
  }

  async discard(window: number, which: number | string): Promise<void> {
    await this.#windows.act(window, async (it) => {
      const drafts = await it.call('drafts');
      const draft =
        typeof which === 'string'
          ? drafts.find(({ path }) => path === which)
          : drafts[which % Math.max(drafts.length, 1)];
      if (draft === undefined) return;
      // Another window may have saved more, which this one has not heard of yet: that is put aside as well.
      const unheard = readDraftsOnDisk(this.#draftsFolder, draft.path);
      const marks = [...marksOfAll([draft.text ?? '', ...unheard])];
      this.ledger.setAside(marks);
      // What was moved away is still deleted where it was: the user has seen that.
      if (draft.renamedFrom !== undefined) this.ledger.free(marks.filter((mark) => mark.startsWith('r')));
      const id = await it.call('discard', [draft.path]);
      if (id !== undefined) this.#lastDiscarded = { id, marks };
    });
  }

  async restore(window: number): Promise<void> {
    const discarded = this.#lastDiscarded;
    if (discarded === undefined) return;
    this.#lastDiscarded = undefined;
    await this.#windows.act(window, async (it) => {
      // A draft that took the place meanwhile is put aside in turn.
      const before = marksOfAll(readDraftsOnDisk(this.#draftsFolder));
      await it.call('restore', discarded.id);
      const after = marksOfAll(readDraftsOnDisk(this.#draftsFolder));
      const gone = [...before].filter((mark) => !after.has(mark));
      this.ledger.setAside(gone);
      // It may have been moved there: then it is still deleted where it was, which the user has seen.
      this.ledger.free(gone.filter((mark) => mark.startsWith('r')));
      this.ledger.keepAgain(discarded.marks);
    });
  }

  async commit(window: number, how: { readonly all: boolean; readonly toNewBranch: boolean }): Promise<string> {
    let outcome = 'nothing to commit';
    await this.#windows.act(window, async (it) => {
      const all = await it.call('drafts');
      const chosen = all
        .filter(({ isInConflict }) => !isInConflict || how.toNewBranch)
        .slice(0, how.all ? undefined : 1);
      const paths = withOtherHalves(chosen, all);
      if (paths.length === 0) return;
      const newBranch = how.toNewBranch ? `${this.#branch}-n${this.#newBranches++}` : undefined;
      outcome = await it.call('commit', paths, `Change ${this.#names++}`, newBranch);
    });
    return outcome;
  }

  /** Both windows have the same drafts and are told to commit them at the same moment. */
  async commitInBoth(): Promise<void> {
    await Promise.all([0, 1].map((window) => this.commit(window, { all: true, toNewBranch: false })));
  }

  async look(window: number): Promise<void> {
    await this.#windows.act(window, (it) => it.call('look'));
  }

  async merge(window: number): Promise<void> {
    await this.#windows.act(window, (it) => it.call('merge'));
  }

  async resolve(window: number, which: number, choice: ConflictChoice): Promise<void> {
    await this.#windows.act(window, async (it) => {
      const conflicts = (await it.call('drafts')).filter(({ isInConflict }) => isInConflict);
      const path = conflicts[which % Math.max(conflicts.length, 1)]?.path;
      if (path === undefined) return;
      const { mine = '', theirs = '' } = await it.call('sides', path);
      const unheard = readDraftsOnDisk(this.#draftsFolder, path).join('\n');
      // Told before it is done: a crash may hide whether it was.
      if (choice === 'mine') this.ledger.free(marksOnlyIn(theirs, mine));
      if (choice === 'theirs') this.ledger.setAside(marksOnlyIn(mine + unheard, theirs));
      await it.call('resolve', path, choice);
    });
  }

  async reload(window: number): Promise<void> {
    await this.#windows.reload(window);
  }

  /** The window dies in the middle of what `action` does in it: at its n-th step, else after some milliseconds, else at the end. */
  async crash(
    window: number,
    at: { readonly step: number } | { readonly afterMs: number },
    action: () => Promise<unknown>,
  ): Promise<void> {
    const it = await this.#windows.get(window);
    if ('step' in at) await it.dieAt(at.step);
    const killed = 'afterMs' in at ? setTimeout(at.afterMs).then(() => it.kill()) : undefined;
    await action();
    await killed;
    await it.kill();
    await this.#windows.kill(window);
  }

  async theyCommit(edit: TheirEdit): Promise<void> {
    await this.#them.commit(edit);
  }

  /** Somebody is faster: their commit comes between the user's look at the branch and the user's commit. */
  async theyCommitBefore(edit: TheirEdit, action: () => Promise<unknown>): Promise<void> {
    await this.#them.commitBefore(edit, action);
  }

  async withFault(fault: Fault, action: () => Promise<unknown>): Promise<void> {
    const { admin } = this.#stage;
    await admin.addFault(fault);
    await action();
    await admin.clearFaults();
  }

  /** Fails when something is lost or undone. */
  async check(): Promise<void> {
    // One window hears of the other's drafts through the file system, and so a moment later.
    for (let turn = 0; ; turn++) {
      const missing = await this.#findMissing();
      if (missing.length === 0) break;
      if (turn === longestWait)
        assert.fail(
          [...missing, ...this.#notes, await describePlace(this.#windows.open, this.#stage.git, this.#branch)].join(
            '\n',
          ),
        );
      await setTimeout(pauseMs);
    }
  }

  /** For the report of a failure: what has just happened, and what lay on the disk then. */
  note(title: string): void {
    this.#notes.push([title, ...tellRecords(this.#draftsFolder)].join('\n'));
    if (this.#notes.length > mostNotes) this.#notes.shift();
  }

  /** Everything goes well again: conflicts are settled, drafts committed. What must be kept must be on a branch then. */
  async finish(): Promise<void> {
    await this.#stage.admin.clearFaults();
    await this.reload(0);
    const outcomes: string[] = [];
    for (let round = 0; round < 12; round++) {
      const window = await this.#windows.get(0);
      await window.call('settle');
      const drafts = await window.call('drafts');
      if (drafts.length === 0) break;
      const conflicts = drafts.filter(({ isInConflict }) => isInConflict).length;
      for (let left = conflicts; left > 0; left--) await this.resolve(0, 0, 'both');
      outcomes.push(await this.commit(0, { all: true, toNewBranch: false }));
      await this.check();
      await setTimeout(afterRoundMs);
    }
    const left = await (await this.#windows.get(0)).call('drafts');
    assert.deepEqual(
      left.map(({ path }) => path),
      [],
      `Drafts are left that nothing commits: ${outcomes.join(', ')}`,
    );
    await this.check();
    assert.deepEqual(await this.#stage.git.problems(this.#branch, this.#them.commits), []);
  }

  /**
   * The marks in a file that is to be deleted or replaced: those the window shows; those on the branch that go with
   * them, also where another window has just taken the shown draft away; and those another window has just saved.
   */
  async #lookBeforeItGoes(it: WindowProcess, path: string) {
    const shown = marksIn((await it.call('read', path)) ?? '');
    const atTip = marksIn((await this.#stage.git.files(this.#branch)).get(path) ?? '');
    const drafts = readDraftsOnDisk(this.#draftsFolder, path);
    const isDraftGone = drafts.length === 0 && shown.some((mark) => !atTip.includes(mark));
    const committed = isDraftGone ? atTip : atTip.filter((mark) => shown.includes(mark));
    return { shown, committed, unheard: [...marksOfAll(drafts)] };
  }

  get #draftsFolder(): string {
    return join(this.#folder, 'drafts');
  }

  async #findMissing(): Promise<readonly string[]> {
    const inDrafts = await readDraftMarks(await this.#windows.get(0));
    const atTips = await this.#stage.git.marks(this.#branch);
    const keptAside = () => marksOfAll(readKeptAside(this.#draftsFolder));
    return this.ledger.missing({ atTips, inDrafts, keptAside });
  }

  /** The editor brings back what was typed. */
  async #reloadDirty(window: number, { path, typed }: DirtyEditor): Promise<void> {
    await this.reload(window);
    await (await this.#windows.get(window)).call('bringBack', path, typed);
  }

  /** What happens while an editor is dirty. */
  #happen(window: number, event: MeanwhileEvent, at: DirtyEditor): Promise<unknown> {
    switch (event) {
      case 'reload':
        return this.#reloadDirty(window, at);
      case 'discard':
        return this.discard(window, at.path);
      case 'commit':
        return this.commit(window, { all: true, toNewBranch: false });
      case 'look':
        return this.look(window);
      case 'they commit':
        return this.#them.change(at.path, anotherSpot(at.spot));
    }
  }
}

interface DirtyEditor {
  readonly path: string;
  readonly spot: Spot;
  readonly typed: TypedInto;
}
