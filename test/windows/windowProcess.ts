import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { FromWindow, ToWindow, WindowAction, WindowActions, WindowSettings } from './windowProtocol';

type Write = Extract<FromWindow, { kind: 'wrote' }>;

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A window whose process is killed sooner or later, and does what it is asked until then. */
export class WindowProcess {
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;

  private constructor(child: ChildProcess, onWrite: (write: Write) => void) {
    this.#process = child;
    child.on('message', (message: FromWindow) => {
      if (message.kind === 'wrote') onWrite(message);
      if (message.kind === 'result') this.#take(message.id)?.resolve(message.result);
      if (message.kind === 'failure') this.#take(message.id)?.reject(new Error(message.message));
    });
    this.ended = new Promise((end) => {
      child.once('exit', () => {
        for (const { reject } of this.#waiting.values()) reject(new Error('The window is gone.'));
        this.#waiting.clear();
        end();
      });
    });
  }

  /** Resolves when the window is there to be used. */
  static async start(settings: WindowSettings, onWrite: (write: Write) => void): Promise<WindowProcess> {
    const program = resolve('out/test/windows/editorWindow.js');
    const child = fork(program, [JSON.stringify(settings)], { execArgv: [] });
    const window = new WindowProcess(child, onWrite);
    const isReady = new Promise<boolean>((ready) => {
      child.once('message', () => {
        ready(true);
      });
    });
    assert.ok(await Promise.race([isReady, window.ended.then(() => false)]), 'The window did not start.');
    return window;
  }

  /** Rejects with the kind of failure, or when the process ends first. */
  do<A extends WindowAction>(
    action: A,
    ...[argument]: WindowActions[A]['argument'] extends null ? [] : [WindowActions[A]['argument']]
  ): Promise<WindowActions[A]['result']> {
    const id = ++this.#calls;
    return new Promise((resolveCall, reject) => {
      const settle = (result: unknown) => {
        resolveCall(result as WindowActions[A]['result']);
      };
      this.#waiting.set(id, { resolve: settle, reject });
      this.#send({ kind: 'call', id, action, argument });
    });
  }

  tellSecret(key: string, value: string | undefined): void {
    if (this.#process.connected) this.#send({ kind: 'secret', key, value });
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  #send(message: ToWindow): void {
    this.#process.send(message, () => {
      // A window that is gone hears nothing; whoever waits for it is told by its end.
    });
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
