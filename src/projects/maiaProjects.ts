import type { MaiaLink } from './readMaiaLink';

/** A project as Maia names it. */
interface MaiaProject {
  readonly name: string;
  readonly link: MaiaLink;
}

/**
 * Reads projects from Maia. Nothing implements it yet: Maia's public API needs credentials of its own and cannot attach a
 * Bitbucket repository. Where it is given, *Link to Maia* offers what it knows before it asks for an address.
 */
export interface MaiaProjects {
  /** In Maia's order. Rejects when Maia cannot be asked. */
  fetchProjects(signal?: AbortSignal): Promise<readonly MaiaProject[]>;
}
