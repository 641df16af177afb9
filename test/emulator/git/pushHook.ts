import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Refuses the whole push when one of its branches is protected; the names come one a line in the environment. */
const script = `#!/bin/sh
while read -r old new ref; do
  if printf '%s\\n' "$EMULATOR_PROTECTED_BRANCHES" | grep -Fxq -- "$ref"; then
    echo "Permission denied to update branch \${ref#refs/heads/}." >&2
    exit 1
  fi
done
`;

/** The environment in which `git http-backend` takes a push, but not to these branches. */
export async function preparePush(folder: string, protectedBranches: readonly string[]): Promise<NodeJS.ProcessEnv> {
  if (protectedBranches.length === 0) return {};
  const hooks = join(folder, 'hooks');
  await mkdir(hooks, { recursive: true });
  const path = join(hooks, 'pre-receive');
  if (!existsSync(path)) await writeFile(path, script, { mode: 0o755 });
  return { EMULATOR_PROTECTED_BRANCHES: protectedBranches.map((branch) => `refs/heads/${branch}`).join('\n') };
}
