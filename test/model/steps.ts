import { join } from 'node:path';
import type { Fetch } from '../../src/bitbucket/http';
import { DiskDraftFolder } from '../../src/node/diskDraftFolder';
import { DiskDraftFolders } from '../../src/node/diskDraftFolders';
import type { DraftFolder, DraftFolders } from '../../src/repositories/drafts/draftFolder';
import { silentLog } from '../support/silentLog';
import { replaceInPlace } from './sabotage';
import type { Sabotage } from './windowProtocol';

/** Counts accesses to the disk and the network, and ends the process at one of them as a power cut would. */
export class Steps {
  #left = Infinity;

  dieAt(step: number): void {
    this.#left = step;
  }

  readonly take = (): void => {
    this.#left--;
    if (this.#left <= 0) process.kill(process.pid, 'SIGKILL');
  };
}

export function countedFetch(fetch: Fetch, { take }: Steps): Fetch {
  return async (url, request) => {
    take();
    const response = await fetch(url, request);
    take();
    return response;
  };
}

/** Folders of drafts on the disk, whose changes are counted. */
export class CountedFolders implements DraftFolders {
  readonly onDidChange: DraftFolders['onDidChange'];
  readonly #folders: DiskDraftFolders;
  readonly #steps: Steps;
  readonly #sabotage: Sabotage | undefined;
  readonly #counted = new Map<DraftFolder, DraftFolder>();
  #changesUnderWay = 0;

  constructor(root: string, steps: Steps, sabotage: Sabotage | undefined) {
    this.#folders = new DiskDraftFolders({ root, log: silentLog });
    this.#steps = steps;
    this.#sabotage = sabotage;
    this.onDidChange = (listener) =>
      this.#folders.onDidChange((folder) => {
        listener(this.#toCounted(folder));
      });
  }

  /** Whether drafts are being changed, or somebody waits to. */
  get isAtWork(): boolean {
    return this.#changesUnderWay > 0;
  }

  open(key: string): DraftFolder {
    return this.#toCounted(this.#folders.open(key));
  }

  async list(): Promise<readonly DraftFolder[]> {
    return (await this.#folders.list()).map((folder) => this.#toCounted(folder));
  }

  dispose(): void {
    this.#folders.dispose();
  }

  #toCounted(folder: DraftFolder): DraftFolder {
    const known = this.#counted.get(folder) ?? this.#count(folder);
    this.#counted.set(folder, known);
    return known;
  }

  #count(folder: DraftFolder): DraftFolder {
    const { take } = this.#steps;
    return {
      list: () => folder.list(),
      hasDamaged: () => folder.hasDamaged(),
      read: (name) => folder.read(name),
      exclusively: async (work) => {
        this.#changesUnderWay++;
        try {
          return await folder.exclusively(work);
        } finally {
          this.#changesUnderWay--;
        }
      },
      onDidChange: folder.onDidChange,
      replace: async (name, bytes) => {
        take();
        if (this.#sabotage === 'atomicReplace') await replaceInPlace(toPath(folder, name), name, bytes, take);
        else await folder.replace(name, bytes);
        take();
      },
      remove: async (name) => {
        take();
        await folder.remove(name);
        take();
      },
    };
  }
}

function toPath(folder: DraftFolder, name: string): string {
  if (!(folder instanceof DiskDraftFolder)) throw new TypeError('These drafts are not on the disk.');
  return join(folder.path, `${name}.draft`);
}
