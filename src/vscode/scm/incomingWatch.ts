import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { OpenBranch } from './openBranch';
import { settleQuietly } from './settleQuietly';

const pauseMs = 60_000;

/** Looks for what somebody else committed when the user comes back to the window, at most once a minute for each branch. */
export class IncomingWatch {
  readonly #lookedMs = new Map<string, number>();
  readonly #ports: { readonly clock: Clock; readonly log: Log };

  constructor(ports: { readonly clock: Clock; readonly log: Log }) {
    this.#ports = ports;
  }

  /** Never rejects: nobody asked for it, so what fails is only noted. */
  async lookAt(branches: readonly OpenBranch[]): Promise<void> {
    const { clock, log } = this.#ports;
    for (const branch of branches) {
      const last = this.#lookedMs.get(branch.key);
      if (branch.isCommitting || (last !== undefined && clock.now() - last < pauseMs)) continue;
      this.#lookedMs.set(branch.key, clock.now());
      try {
        await settleQuietly({ log }, branch);
        await branch.look();
      } catch (error) {
        log.debug(`What is new in ${branch.name} could not be found out: ${String(error)}`);
      }
    }
  }
}
