import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { CallName, WindowCalls, WindowMessage, WindowReply, WindowSettings } from './windowProtocol';

/** The window was killed while it was at something: what it was at may be done or not. */
export class WindowDied extends Error {
  override readonly name = 'WindowDied';
}

/** The window refused, as it would refuse a person: with a sentence, and with everything as it was. */
export class WindowRefused extends Error {
  override readonly name = 'WindowRefused';
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Processes without a window, for the next one that is opened: most of a sequence would be waiting for them to start. */
const spare: WindowProcess[] = [];

/** A window in a process of its own. */
export class WindowProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #gone: Promise<void>;
  #nextId = 0;

  static async open(settings: WindowSettings): Promise<WindowProcess> {
    const opened = spare.pop() ?? (await WindowProcess.#start());
    await opened.reopen(settings);
    return opened;
  }

  /** Ends the processes that wait for a window. */
  static async endSpare(): Promise<void> {
    await Promise.all(spare.splice(0).map((it) => it.kill()));
  }

  static async #start(): Promise<WindowProcess> {
    const child = fork(resolve('out/test/model/window.js'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const started = new WindowProcess(child);
    await Promise.race([
      once(child, 'message'),
      started.#gone.then(() => {
        throw new Error('The window did not start.');
      }),
    ]);
    return started;
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (reply: WindowReply) => {
      this.#answer(reply);
    });
    this.#gone = once(child, 'exit').then(() => {
      for (const { reject } of this.#waiting.values()) reject(new WindowDied());
      this.#waiting.clear();
    });
  }

  /** Rejects with `WindowRefused`, or with `WindowDied` when the process ended first. */
  async call<N extends CallName>(name: N, ...args: WindowCalls[N][0]): Promise<WindowCalls[N][1]> {
    return (await this.#ask({ call: name, args })) as WindowCalls[N][1];
  }

  /** As the editor's *Reload Window*: what is under way is done, what was only in memory is gone. Rejects as `call`. */
  async reopen(settings: WindowSettings): Promise<void> {
    await this.#ask({ open: settings });
  }

  /** From now on it dies at its n-th access to the disk or the network. Rejects as `call`. */
  async dieAt(step: number): Promise<void> {
    await this.#ask({ dieAt: step });
  }

  /** Closes the window; the next one that is opened anywhere may be in its process. */
  async close(): Promise<void> {
    try {
      await this.#ask({ open: undefined });
      spare.push(this);
    } catch (error) {
      if (!(error instanceof WindowDied)) throw error;
    }
  }

  /** `kill -9`, at once. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  async #ask(what: WindowMessage['what']): Promise<unknown> {
    const id = this.#nextId++;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const message: WindowMessage = { id, what };
    this.#child.send(message, (error) => {
      if (error !== null) this.#waiting.get(id)?.reject(new WindowDied());
    });
    return answer;
  }

  #answer(reply: WindowReply): void {
    if ('ready' in reply) return;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(new WindowRefused(reply.error));
    else waiting?.resolve(reply.value);
  }
}
