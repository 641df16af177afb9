import type { WorkingTreeFailure } from './workingTree';

export type NameProblem = Extract<WorkingTreeFailure, { kind: 'badName' }>['reason'];

/** What Windows reserves for devices, whatever follows the first dot. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)/i;
const forbiddenCharacter = /[<>:"|?*\\/\p{Cc}\p{Cs}]/u;
/** Git keeps its own data there; `git~1` is what Windows may call the same folder. */
const gitName = /^(?:\.git|git~1)[ .]*$/i;
/** What macOS leaves out when it compares names, so that Git refuses `.git` with any of them in it (`is_hfs_dot_git`). */
const unseenByMacos = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
const mostBytes = 255;

/** Why a new file or folder cannot have a name: it could not be checked out on every system. `undefined` when it can. */
export function findNameProblem(name: string): NameProblem | undefined {
  if (gitName.test(name.replace(unseenByMacos, ''))) return 'git';
  if (name === '' || name === '.' || name === '..' || forbiddenCharacter.test(name)) return 'character';
  if (/[. ]$/.test(name) || deviceName.test(name)) return 'windows';
  return new TextEncoder().encode(name).length > mostBytes ? 'tooLong' : undefined;
}

/** Names that are one file where case does not count. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
