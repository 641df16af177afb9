/** What the emulator remembers, as it stands in the state folder. */

export type Permission = 'read' | 'write' | 'admin';

export interface StoredUser {
  /** Short name used by seeds, scripts and the login page; Bitbucket itself has no such thing any more. */
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  /** With braces, as Bitbucket writes it. */
  readonly uuid: string;
  readonly accountId: string;
  readonly createdOn: string;
}

export interface StoredWorkspace {
  readonly slug: string;
  readonly name: string;
  readonly uuid: string;
  /** By user name. An administrator administers every repository of the workspace. */
  readonly members: Readonly<Record<string, 'administrator' | 'member'>>;
  readonly createdOn: string;
}

export interface StoredRepository {
  readonly workspace: string;
  readonly slug: string;
  readonly name: string;
  readonly uuid: string;
  readonly description: string;
  readonly isPrivate: boolean;
  readonly language: string;
  readonly project: { readonly key: string; readonly name: string };
  readonly createdOn: string;
  updatedOn: string;
  sizeBytes: number;
  /** `null` while the repository is empty. */
  mainBranch: string | null;
  /** By user name. */
  readonly permissions: Record<string, Permission>;
  /** Branches that nobody may write to, by name, each with the users who are exempt. */
  protectedBranches?: Readonly<Record<string, readonly string[]>>;
  /** Which of the seed's contents its Git repository is made from on first use; `null` once it has been made. */
  content: string | null;
}

export interface StoredStatus {
  readonly workspace: string;
  readonly slug: string;
  readonly commit: string;
  readonly key: string;
  readonly name: string;
  readonly state: 'SUCCESSFUL' | 'FAILED' | 'INPROGRESS' | 'STOPPED';
  readonly description: string;
  readonly url: string;
  readonly refname: string | null;
  readonly createdOn: string;
  readonly updatedOn: string;
}

/** OAuth scopes that come with another one (Bitbucket's scope documentation); `repository:admin` implies nothing. */
const impliedScopes: Readonly<Record<string, readonly string[]>> = {
  'repository:write': ['repository'],
  'account:write': ['account', 'email'],
  account: ['email'],
  project: ['repository'],
  pullrequest: ['repository'],
  'pullrequest:write': ['pullrequest', 'repository:write', 'repository'],
};

/** Whether granted scopes cover a required one, directly or by implication. */
export function hasScope(granted: readonly string[], required: string): boolean {
  return granted.some((scope) => scope === required || impliedScopes[scope]?.includes(required) === true);
}
