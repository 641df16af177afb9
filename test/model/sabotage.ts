import { writeFile } from 'node:fs/promises';
import type { BitbucketApi } from '../../src/bitbucket/bitbucketApi';
import type { NewCommit } from '../../src/bitbucket/model';
import { toRecordFile } from '../../src/node/recordFile';
import type { Sabotage } from './windowProtocol';

/** What a program does that knows no better: the old bytes are gone before the new ones are there. */
export async function replaceInPlace(
  path: string,
  name: string,
  bytes: Uint8Array,
  inBetween: () => void,
): Promise<void> {
  const file = await toRecordFile(name, bytes);
  await writeFile(path, file.subarray(0, file.length / 2));
  inBetween();
  await writeFile(path, file);
}

/** The client, without one of the protections where the settings say so. */
export function withoutProtection(client: BitbucketApi, sabotage: Sabotage | undefined): BitbucketApi {
  if (sabotage !== 'parents' && sabotage !== 'readBack') return client;
  let sent: NewCommit | undefined;
  return new Proxy<BitbucketApi>(client, {
    get(target, name: keyof BitbucketApi) {
      if (name === 'commitFiles' && sabotage === 'parents') return commitOnAnyTip(target);
      if (name === 'commitFiles') {
        return (...args: Parameters<BitbucketApi['commitFiles']>) => {
          sent = args[1];
          return target.commitFiles(...args);
        };
      }
      const believed = sent === undefined ? undefined : believe(sent, name);
      return believed ?? (target[name] as (...args: never[]) => unknown).bind(target);
    },
  });
}

/** Asks where the branch is just before it commits, and so never learns that it moved. */
function commitOnAnyTip(target: BitbucketApi): BitbucketApi['commitFiles'] {
  return async (repository, commit, signal) => {
    for (;;) {
      try {
        await target.commitFiles(repository, commit, signal);
        return;
      } catch (error) {
        const tip = await target.findTip(repository, commit.branch, signal);
        if (tip === undefined || tip.hash === commit.parent) throw error;
        await target.commitFiles(repository, { ...commit, parent: tip.hash }, signal);
        return;
      }
    }
  };
}

/** Takes for granted that a commit arrived as it was sent. */
function believe(sent: NewCommit, name: keyof BitbucketApi): unknown {
  const { files, parent, message } = sent;
  const made = '0123456789abcdef0123456789abcdef01234567';
  const believed: Partial<BitbucketApi> = {
    findTip: () =>
      Promise.resolve({
        hash: made,
        parents: parent === undefined ? [] : [parent],
        message,
        date: new Date().toISOString(),
        authorName: '',
        authorUuid: undefined,
      }),
    fetchFile: (_repository, _commit, path) =>
      Promise.resolve(files.find((file) => file.path === path)?.bytes ?? new Uint8Array()),
    findSourceEntries: () =>
      Promise.resolve(
        files.map(({ path, bytes, mode }) => ({
          kind: 'file',
          path,
          size: bytes.length,
          attributes: mode === 'file' ? [] : [mode],
        })),
      ),
  };
  return believed[name];
}
