import type { Fetch, HttpRequest } from '../../src/bitbucket/http';

/** One request as the server would have seen it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  /** The `Authorization` header, `undefined` when there was none. */
  readonly authorization: string | undefined;
}

/** An answer, a failure of the network, or a function that decides when it is asked. */
export type FakeAnswer = Response | Error | ((url: string, request: HttpRequest) => Promise<Response>);

/** A `Fetch` that answers from a script and records what it was asked, in order. An unforeseen request fails. */
export function fakeFetch(...script: readonly FakeAnswer[]): { fetch: Fetch; requests: SeenRequest[] } {
  const requests: SeenRequest[] = [];
  const answers = [...script];
  const fetch: Fetch = (url, request) => {
    requests.push({ method: request.method ?? 'GET', url, authorization: request.headers?.['Authorization'] });
    const answer = answers.shift() ?? new Error(`Nothing was faked for ${url}`);
    if (answer instanceof Error) return Promise.reject(answer);
    return typeof answer === 'function' ? answer(url, request) : Promise.resolve(answer);
  };
  return { fetch, requests };
}

/** An answer with a JSON body. */
export function json(body: unknown, init?: ResponseInit): Response {
  return Response.json(body, init);
}

/** An answer that sends the asker elsewhere. */
export function redirect(location: string, status = 302): Response {
  return new Response('moved', { status, headers: { Location: location } });
}

/** Never answers; fails with the abort reason, as the real ones do. */
export function hang(_url: string, { signal }: HttpRequest): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('This operation was aborted', 'AbortError'));
    });
  });
}

/** Answers at once, sends the first bytes of a body, and then nothing more. */
export function hangInBody(): Promise<Response> {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"values":['));
    },
  });
  return Promise.resolve(new Response(body));
}

/** A connection that is cut in the middle of the body. */
export function brokenBody(): Promise<Response> {
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.error(Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }));
    },
  });
  return Promise.resolve(new Response(body));
}
