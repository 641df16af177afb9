import type { ChosenRepository } from '../../wizard/wizardState';
import { readCommandTarget } from '../files/commandTarget';

/** The repository whose row the wizard was opened on. */
export interface PrefilledRepository {
  readonly repository: ChosenRepository;
  /** Whose row it was. */
  readonly accountId: string | undefined;
}

/** Reads what a menu hands over; `undefined` when it names no repository, as from the palette. */
export function readPrefilledRepository(argument: unknown): PrefilledRepository | undefined {
  // Without a row the active editor would count, which nobody has pointed at.
  const isRow = typeof argument === 'object' && argument !== null && 'location' in argument;
  const target = isRow ? readCommandTarget(argument) : undefined;
  if (target === undefined) return undefined;
  const { workspace, slug } = target.location.repository;
  const row = isRow && 'repository' in argument ? argument.repository : undefined;
  const repository = {
    ...{ workspace, slug },
    name: readText(row, 'name') ?? slug,
    workspaceName: readText(row, 'workspaceName') ?? workspace,
  };
  return { repository, accountId: target.accountId };
}

function readText(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  const text = (value as Readonly<Record<string, unknown>>)[name];
  return typeof text === 'string' && text !== '' ? text : undefined;
}
