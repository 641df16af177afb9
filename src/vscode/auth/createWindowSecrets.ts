import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { RenewalLock } from '../../auth/sessionStore';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import { SealedFiles } from '../../node/sealedFiles';
import { WindowLock } from '../../node/windowLock';
import { BrowserKey } from './browserKey';
import { toCheckedSecrets } from './checkedSecrets';
import { SealedSecrets, type SecretsTrouble } from './sealedSecrets';

export interface WindowSecretsOptions {
  /** Whether the window is a page of a browser, `env.uiKind`. */
  readonly isWeb: boolean;
  /** The editor's own. */
  readonly secrets: vscode.SecretStorage;
  /** `globalStorageUri`, of all windows of the profile on this computer. */
  readonly storageFolder: string;
  /** When this window started, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly onTrouble: (trouble: SecretsTrouble) => void;
  /** Default: half a second, which every desktop keeps to. */
  readonly desktopPropagationMs?: number;
}

/** What the windows of a profile share, and what keeps them apart. */
export interface WindowSecrets extends Disposable {
  readonly secrets: vscode.SecretStorage;
  readonly lock: RenewalLock;
  /** Where no lock reaches, what another window wrote is seen within this time; 0 where it is seen at once. */
  readonly propagationMs: number;
  /** Whether anything this window is told to keep would be lost. */
  needsReload(): Promise<boolean>;
}

/** A desktop writes secrets to its disk, and tells other windows, a moment after it says that they are stored. */
const usualPropagationMs = 500;

/**
 * On a desktop, the editor's secrets: they reach every window, wherever its extensions run. Its lock keeps windows
 * apart that share this disk; between a local window and one over SSH, in WSL or a container there is none, and there
 * nothing is lost because a used refresh token goes on for ten minutes, each window renews at another time, and what
 * is stored is read again before and after. In a browser, sealed files, because its windows neither hear nor spare
 * each other's secrets; there the lock reaches all.
 */
export function createWindowSecrets(options: WindowSecretsOptions): WindowSecrets {
  const { isWeb, secrets, storageFolder, clock, log } = options;
  const locks = join(storageFolder, 'locks');
  if (!isWeb) {
    const { desktopPropagationMs: propagationMs = usualPropagationMs } = options;
    return {
      secrets: toCheckedSecrets(secrets, log),
      lock: new WindowLock({ folder: locks, log, lingerMs: propagationMs }),
      propagationMs,
      needsReload: () => Promise.resolve(false),
      dispose: () => undefined,
    };
  }
  const lock = new WindowLock({ folder: locks, log });
  const folder = join(storageFolder, 'sealed');
  const key = new BrowserKey({ ...options, lock, markerPath: join(folder, 'key.json') });
  const sealed = new SealedSecrets({ ...options, files: new SealedFiles({ folder, clock, log }), key });
  return {
    secrets: toCheckedSecrets(sealed, log),
    lock,
    propagationMs: 0,
    // Secrets that cannot be read are told of by whoever needs them.
    needsReload: () => sealed.needsReload().catch(() => false),
    dispose: () => {
      sealed.dispose();
    },
  };
}
