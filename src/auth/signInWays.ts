import type { Consumer } from './consumer';
import { isBelowCallback, isLoopbackCallback } from './redirectWay';

/** A way through the browser, with the one consumer whose callback it is. */
export interface BrowserWay {
  /** Back to the editor's own address, to a port of this computer, or by hand. */
  readonly kind: 'uriHandler' | 'loopback' | 'paste';
  readonly consumer: Consumer;
}

/** How somebody can sign in. */
export type SignInWay = BrowserWay | { readonly kind: 'apiToken' };

/** What decides which ways lead back to a window. */
export interface SignInHost {
  /** Where a browser reaches the editor's URI handler. */
  readonly editorAddress: string;
  /** The editor is in the browser, or its extensions run on another computer than the browser. */
  readonly isElsewhere: boolean;
}

/**
 * The ways on offer, the best first. A way without a consumer is not among them; the API token, which needs none, is
 * always the last. A port of this computer is close to the browser only where the editor is, too.
 */
export function listWays(
  consumers: readonly Consumer[],
  { editorAddress, isElsewhere }: SignInHost,
): readonly SignInWay[] {
  const automatic: BrowserWay[] = consumers.flatMap((consumer): BrowserWay[] => {
    if (isBelowCallback(editorAddress, consumer.callbackUrl)) return [{ kind: 'uriHandler', consumer }];
    return isLoopbackCallback(consumer.callbackUrl) ? [{ kind: 'loopback', consumer }] : [];
  });
  const pasted = consumers.find(({ callbackUrl }) => leavesAddress(callbackUrl));
  return [
    ...firstOfEach(isElsewhere ? automatic.toSorted(byNearness) : automatic),
    ...(pasted === undefined ? [] : [{ kind: 'paste', consumer: pasted } as const]),
    { kind: 'apiToken' },
  ];
}

/** True when the browser ends on a page whose address can be copied: a custom scheme opens the editor and leaves none. */
export function leavesAddress(redirectUri: string): boolean {
  return /^https?:$/.test(URL.canParse(redirectUri) ? new URL(redirectUri).protocol : '');
}

function byNearness(one: BrowserWay, other: BrowserWay): number {
  return Number(one.kind === 'loopback') - Number(other.kind === 'loopback');
}

function firstOfEach(ways: readonly BrowserWay[]): readonly BrowserWay[] {
  return ways.filter((way, index) => ways.findIndex(({ kind }) => kind === way.kind) === index);
}
