import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one's own that is gone when its owner is. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** Creates an empty folder; `name` is part of its name, for whoever finds it. */
export function createTemporaryFolder(name: string): TemporaryFolder {
  // Short, because VS Code puts sockets below it, whose paths may not exceed 103 characters.
  const path = mkdtempSync(join(tmpdir(), `maia-${name}-`));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
