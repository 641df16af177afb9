import type { Event } from '../base/event';
import type { Consumer } from './consumer';
import type { Endpoints } from './endpoints';

/** What the settings and the build allow now; sessions of other endpoints or consumers are kept, but not used. */
export interface SessionBinding {
  /** `undefined` when the settings name no usable address. */
  readEndpoints(): Endpoints | undefined;
  isKnownConsumer(key: string): boolean;
  findConsumer(key: string): Promise<Consumer | undefined>;
  readonly onDidChange: Event<void>;
}
