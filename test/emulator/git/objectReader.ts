import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnvironment } from './runGit';

export interface GitObject {
  readonly hash: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** Nothing where only sizes are read. */
  readonly bytes: Buffer;
}

interface Waiting {
  readonly resolve: (object: GitObject | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** Reads objects, or their sizes only, through one long-lived `git cat-file`, which answers in the order it is asked. */
export class ObjectReader {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #hasContent: boolean;
  readonly #waiting: Waiting[] = [];
  #chunks: Buffer[] = [];
  #length = 0;
  #neededLength = 0;

  constructor(folder: string, what: 'objects' | 'sizes' = 'objects') {
    this.#hasContent = what === 'objects';
    const format = this.#hasContent ? '--batch' : '--batch-check';
    this.#child = spawn('git', ['--git-dir', folder, 'cat-file', format], { env: gitEnvironment });
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      if (this.#length >= this.#neededLength) this.#answer();
    });
    this.#child.stdin.on('error', () => undefined);
    const fail = () => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('git cat-file ended.'));
    };
    this.#child.on('error', fail);
    this.#child.on('close', fail);
  }

  /** `undefined` when there is no such object. A name is a hash or anything else Git resolves, without line breaks. */
  read(name: string): Promise<GitObject | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${name}\n`);
    });
  }

  /** The process answers what it was asked already and ends. */
  dispose(): void {
    this.#child.stdin.end();
  }

  #answer(): void {
    let buffer = Buffer.concat(this.#chunks);
    for (;;) {
      const lineEnd = buffer.indexOf(0x0a);
      if (lineEnd < 0) break;
      const [hash = '', type = '', size] = buffer.toString('utf8', 0, lineEnd).split(' ');
      const isFound = /^\d+$/.test(size ?? '');
      // After the content comes one line feed more.
      const end = isFound && this.#hasContent ? lineEnd + 1 + Number(size) + 1 : lineEnd + 1;
      if (buffer.length < end) {
        this.#neededLength = end;
        break;
      }
      this.#neededLength = 0;
      const bytes = Buffer.from(buffer.subarray(lineEnd + 1, end - 1));
      this.#waiting.shift()?.resolve(isFound ? { hash, type, size: Number(size), bytes } : undefined);
      buffer = buffer.subarray(end);
    }
    this.#chunks = buffer.length > 0 ? [buffer] : [];
    this.#length = buffer.length;
  }
}
