import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { VscodeServer } from '../support/vscodeServer';

const run = promisify(execFile);

/** Ends the extension hosts of a server as a crash does: nothing of theirs is tidied up. Resolves with their number. */
export async function killExtensionHosts({ processGroup }: VscodeServer): Promise<number> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,pgid=,args=']);
  const hosts = stdout.split('\n').flatMap((line) => {
    const [, pid, group, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(group) === processGroup && args.includes('--type=extensionHost') ? [Number(pid)] : [];
  });
  for (const pid of hosts) process.kill(pid, 'SIGKILL');
  return hosts.length;
}
