import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { CallName, WindowCall, WindowCalls, WindowReply, WindowSettings } from './windowProtocol';

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

/** A window in a process of its own. */
export class WindowProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #gone: Promise<void>;
  #nextId = 0;

  static async start(settings: WindowSettings): Promise<WindowProcess> {
    const child = fork(resolve('out/test/model/window.js'), [JSON.stringify(settings)], {
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
    const id = this.#nextId++;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const call: WindowCall = { id, name, args };
    this.#child.send(call, (error) => {
      if (error !== null) this.#waiting.get(id)?.reject(new WindowDied());
    });
    return (await answer) as WindowCalls[N][1];
  }

  /** `kill -9`, at once. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  #answer(reply: WindowReply): void {
    if ('ready' in reply) return;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(new WindowRefused(reply.error));
    else waiting?.resolve(reply.value);
  }
}
