/** The message of the commit until the person writes another. */
export function toDefaultMessage(name: string): string {
  return `Prepare Maia project ${name.trim()}`.trim();
}
