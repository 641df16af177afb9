/** Whether both name the same repository on Bitbucket. */
export function isSameRepository(
  one: { readonly workspace: string; readonly slug: string },
  other: { readonly workspace: string; readonly slug: string } | undefined,
): boolean {
  return one.workspace === other?.workspace && one.slug === other.slug;
}
