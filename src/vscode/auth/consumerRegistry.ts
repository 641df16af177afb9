import type * as vscode from 'vscode';
import type { Consumer } from '../../auth/consumer';
import { Emitter, type Disposable, type Event } from '../../base/event';
import { settingIds } from '../ids';

const secretKey = 'maia.consumer';

/** The user's own settings, never a workspace's. */
export interface UserSettings {
  read(id: string): unknown;
  write(id: string, value: string | undefined): PromiseLike<void>;
  /** Something under `maia.bitbucket` changed. */
  readonly onDidChange: Event<void>;
}

/** Where consumers come from: the user's settings with their secret, and the build. */
export interface ConsumerRegistryOptions {
  readonly settings: UserSettings;
  readonly secrets: vscode.SecretStorage;
  readonly baked: readonly Consumer[];
  /** Of a consumer whose callback the settings leave open. */
  readonly defaultCallbackUrl: string;
}

/** The consumers to sign in with: the user's own first, then those of the build. */
export class ConsumerRegistry implements Disposable {
  readonly #options: ConsumerRegistryOptions;
  readonly #onDidChange = new Emitter<void>();
  readonly #subscriptions: readonly Disposable[];
  readonly onDidChange = this.#onDidChange.event;

  constructor(options: ConsumerRegistryOptions) {
    this.#options = options;
    const fire = () => {
      this.#onDidChange.fire();
    };
    this.#subscriptions = [
      options.settings.onDidChange(fire),
      options.secrets.onDidChange(({ key }) => {
        if (key === secretKey) fire();
      }),
    ];
  }

  /** Known without reading a secret, so a key without its secret counts. */
  get hasConsumer(): boolean {
    return this.#ownKey !== undefined || this.#options.baked.length > 0;
  }

  /** The own consumer is set, but its secret is not there (any more). */
  async isSecretMissing(): Promise<boolean> {
    return this.#ownKey !== undefined && (await this.#findOwn()) === undefined;
  }

  isKnown(key: string): boolean {
    return key === this.#ownKey || this.#options.baked.some((it) => it.key === key);
  }

  async list(): Promise<readonly Consumer[]> {
    const own = await this.#findOwn();
    return own === undefined ? this.#options.baked : [own, ...this.#options.baked];
  }

  async find(key: string): Promise<Consumer | undefined> {
    return (await this.list()).find((it) => it.key === key);
  }

  /** The callback of the user's own consumer, set or to be set. */
  get ownCallbackUrl(): string {
    return this.#readText(settingIds.consumerCallbackUrl) ?? this.#options.defaultCallbackUrl;
  }

  /** Replaces the user's own consumer. The secret goes first: a key without it would be offered in vain. */
  async storeOwn({ key, secret, callbackUrl }: Consumer): Promise<void> {
    await this.#options.secrets.store(secretKey, JSON.stringify({ key, secret }));
    await this.#options.settings.write(settingIds.consumerKey, key);
    const isDefault = callbackUrl === this.#options.defaultCallbackUrl;
    if (callbackUrl === this.ownCallbackUrl) return;
    await this.#options.settings.write(settingIds.consumerCallbackUrl, isDefault ? undefined : callbackUrl);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#onDidChange.dispose();
  }

  get #ownKey(): string | undefined {
    return this.#readText(settingIds.consumerKey);
  }

  async #findOwn(): Promise<Consumer | undefined> {
    const key = this.#ownKey;
    if (key === undefined) return undefined;
    const secret = readSecret(await this.#options.secrets.get(secretKey), key);
    return secret === undefined ? undefined : { key, secret, callbackUrl: this.ownCallbackUrl };
  }

  #readText(id: string): string | undefined {
    const value = this.#options.settings.read(id);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  }
}

/** The secret, if it was stored for this very key: another key's would only be refused. */
function readSecret(text: string | undefined, key: string): string | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('key' in value) || !('secret' in value)) return undefined;
    return value.key === key && typeof value.secret === 'string' ? value.secret : undefined;
  } catch {
    return undefined;
  }
}
