import type { ObservedHeaders } from '../../auth/diagnosis/ports';
import type { Fetch } from '../../bitbucket/http';

/** The same requests; what the answers say beside their content is remembered. */
export function observeHeaders(fetch: Fetch): { readonly fetch: Fetch; readonly read: () => ObservedHeaders } {
  let remaining: string | undefined;
  const announcements = new Set<string>();
  const observed: Fetch = async (url, request) => {
    const response = await fetch(url, request);
    remaining = toPlainValue(response.headers.get('X-RateLimit-Remaining')) ?? remaining;
    const notices = ['deprecation', 'sunset'].flatMap((name) => {
      const value = toPlainValue(response.headers.get(name));
      return value === undefined ? [] : [`${name}: ${value}`];
    });
    const { pathname } = new URL(url);
    if (notices.length > 0) announcements.add(`${request.method ?? 'GET'} ${pathname} (${notices.join(', ')})`);
    return response;
  };
  return { fetch: observed, read: () => ({ remaining, announcements: [...announcements] }) };
}

/** A server's words in a report that is copied: short and harmless. */
function toPlainValue(value: string | null): string | undefined {
  return value === null ? undefined : value.replace(/[^\w @:;,.+-]/g, '').slice(0, 80);
}
