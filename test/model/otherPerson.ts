import { marksIn } from './branchInGit';
import type { Ledger } from './ledger';
import type { Stage } from './stage';
import { firstText, writeAt, type Spot } from './texts';

/** What the other person does. */
export interface TheirEdit {
  readonly file: number;
  readonly spot: Spot;
  readonly kind: 'change' | 'add' | 'delete';
}

/** Somebody else who works on the same branch, always on what is there. */
export class OtherPerson {
  /** Hashes of what was certainly committed. */
  readonly commits: string[] = [];
  readonly #stage: Stage;
  readonly #branch: string;
  readonly #ledger: Ledger;

  constructor(stage: Stage, branch: string, ledger: Ledger) {
    this.#stage = stage;
    this.#branch = branch;
    this.#ledger = ledger;
  }

  async commit(edit: TheirEdit): Promise<void> {
    const { request, onMade } = await this.#plan(edit);
    this.commits.push(await this.#stage.admin.addCommit(request));
    onMade();
  }

  /** On the tip, whatever the user has; nothing where the file is not there. */
  async change(path: string, spot: Spot): Promise<void> {
    const index = [...(await this.#stage.git.files(this.#branch)).keys()].indexOf(path);
    if (index >= 0) await this.commit({ file: index, spot, kind: 'change' });
  }

  /** Just before the next commit that `action` sends. */
  async commitBefore(edit: TheirEdit, action: () => Promise<unknown>): Promise<void> {
    const { admin, git } = this.#stage;
    const before = await git.tip(this.#branch);
    const { request, onMade } = await this.#plan(edit);
    await admin.addCommitBefore(request);
    await action();
    await admin.clearFaults();
    // It may be that nothing was sent, and then nobody was faster.
    if ((await git.messages(this.#branch, before)).includes(request.message)) onMade();
  }

  async #plan({ file, spot, kind }: TheirEdit) {
    const { git, workspace, slug } = this.#stage;
    const files = await git.files(this.#branch);
    const [path, text] = [...files][file % Math.max(files.size, 1)] ?? [undefined, ''];
    const mark = this.#ledger.newMark('theirs');
    const message = `They ${kind} ${mark}`;
    const place = { workspace, slug, branch: this.#branch, message };
    if (kind === 'delete' && path !== undefined) {
      const onMade = () => {
        this.#ledger.free(marksIn(text));
      };
      return { request: { ...place, files: {}, deleted: [path] }, onMade };
    }
    const isChange = kind === 'change' && path !== undefined;
    const next = writeAt(isChange ? text : firstText, spot, mark);
    const onMade = () => {
      this.#ledger.keep([mark]);
    };
    return { request: { ...place, files: { [isChange ? path : `theirs/${mark}.sql`]: next } }, onMade };
  }
}
