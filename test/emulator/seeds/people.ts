import { type SeedUser } from './seed';

export const anna: SeedUser = { name: 'anna', displayName: 'Anna Schmidt', email: 'anna.schmidt@example.com' };
export const ben: SeedUser = { name: 'ben', displayName: 'Ben Okafor', email: 'ben.okafor@example.com' };

/** How a user signs their commits. */
export function toAuthor({ displayName, email }: SeedUser): { readonly name: string; readonly email: string } {
  return { name: displayName, email };
}
