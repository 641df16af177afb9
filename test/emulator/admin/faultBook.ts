import { type CheckedFault, type FaultEffect } from './adminProtocol';

interface ActiveFault {
  readonly fault: CheckedFault;
  readonly pattern: RegExp;
  toSkip: number;
  left: number;
}

const lastingKinds: readonly FaultEffect['kind'][] = ['latency', 'answerLatency', 'headers'];

/** Faults that wait for the requests they are meant for. */
export class FaultBook {
  #active: ActiveFault[] = [];

  /** Throws `SyntaxError` when the path is no regular expression. */
  add(fault: CheckedFault): void {
    const lasts = lastingKinds.includes(fault.effect.kind);
    this.#active.push({
      fault,
      pattern: new RegExp(fault.path),
      toSkip: fault.skip,
      left: fault.count ?? (lasts ? Infinity : 1),
    });
  }

  clear(): void {
    this.#active = [];
  }

  /** What happens to this request. Latencies, headers and commits go together with one fault that spoils the answer. */
  take(method: string, url: string): readonly FaultEffect[] {
    const effects: FaultEffect[] = [];
    let isSpoiled = false;
    for (const active of this.#active) {
      const { effect, method: wanted = method } = active.fault;
      if (active.left <= 0 || wanted !== method || !active.pattern.test(url)) continue;
      const spoils = ![...lastingKinds, 'commitBefore'].includes(effect.kind);
      if (spoils && isSpoiled) continue;
      if (active.toSkip > 0) {
        active.toSkip -= 1;
        continue;
      }
      active.left -= 1;
      isSpoiled ||= spoils;
      effects.push(effect);
    }
    return effects;
  }
}
