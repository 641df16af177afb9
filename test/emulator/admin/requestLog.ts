/** A request as the log keeps it: never with a token, a code or a secret. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** Empty outside the API, where queries carry states and codes. */
  readonly query: string;
  /** 0 while there is no answer, and for ever when the connection ended first. */
  status: number;
  readonly authorization: 'none' | 'basic' | 'bearer';
  readonly userAgent: string;
}

export interface RequestReport {
  readonly total: number;
  /** TCP connections that carried these requests. */
  readonly connections: number;
  readonly requests: readonly LoggedRequest[];
}

/** Counts everything the emulator was asked, its admin interface aside. */
export class RequestLog {
  #requests: LoggedRequest[] = [];
  #connections = new WeakSet<object>();
  #connectionCount = 0;

  /** The returned entry gets its status once there is an answer. `connection` identifies the TCP connection. */
  add(request: LoggedRequest, connection: object): LoggedRequest {
    this.#requests.push(request);
    if (!this.#connections.has(connection)) this.#connectionCount += 1;
    this.#connections.add(connection);
    return request;
  }

  report(): RequestReport {
    return { total: this.#requests.length, connections: this.#connectionCount, requests: this.#requests };
  }

  reset(): void {
    this.#requests = [];
    this.#connections = new WeakSet();
    this.#connectionCount = 0;
  }
}

export function toAuthorizationKind(header: string | undefined): LoggedRequest['authorization'] {
  if (header === undefined) return 'none';
  return /^bearer /i.test(header) ? 'bearer' : 'basic';
}
