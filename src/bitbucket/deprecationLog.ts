import type { Log } from '../base/log';
import type { HttpResponse } from './http';

/** Says once per route that Bitbucket is about to remove it (`deprecation` and `sunset` headers, RFC 9745 and 8594). */
export class DeprecationLog {
  readonly #log: Log;
  readonly #reported = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  observe(route: string, headers: HttpResponse['headers']): void {
    const notices = ['deprecation', 'sunset'].flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [`${name}: ${value}`];
    });
    if (notices.length === 0 || this.#reported.has(route)) return;
    this.#reported.add(route);
    this.#log.warn(`Bitbucket announces the end of ${route} (${notices.join(', ')}).`);
  }
}
