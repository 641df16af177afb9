import { createGeneratedSeed } from '../emulator/seeds/generatedSeed';
import { anna, ben } from '../emulator/seeds/people';
import type { Seed, SeedFile } from '../emulator/seeds/seed';

/** A large repository. */
export const folderSize = { folders: 50, filesPerFolder: 100 } as const;

/** Its identity. */
export const onlyRepository = { workspace: 'team-01', slug: 'project-0001' } as const;

/** One repository that Anna may write to, with these files on `main` and no other. */
export function createOneRepository(files: Readonly<Record<string, SeedFile>>): Seed {
  const seed = createGeneratedSeed({ workspaces: 1, repositoriesPerWorkspace: 1, pipelinesPerRepository: 1 });
  const commits = (seed.contents['generated']?.commits ?? []).map((commit) => ({ ...commit, files }));
  // With two of them, the consent page asks who is there.
  return { ...seed, users: [anna, ben], contents: { generated: { commits } } };
}

/** Files of some hundred bytes by path, as many as `folderSize` says. */
export function createManyFiles(): Readonly<Record<string, string>> {
  const { folders, filesPerFolder } = folderSize;
  const numbers = Array.from({ length: folders * filesPerFolder }, (_, index) => index);
  return Object.fromEntries(
    numbers.map((index) => {
      const folder = `folder-${toDigits(Math.floor(index / filesPerFolder))}`;
      return [`${folder}/file-${toDigits(index % filesPerFolder)}.sql`, `SELECT ${index} AS value;\n`.repeat(10)];
    }),
  );
}

function toDigits(number: number): string {
  return String(number).padStart(3, '0');
}
