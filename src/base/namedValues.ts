/** Values by name, on the disk of this computer and the same for all windows. Met by a `JsonFolder`. */
export interface NamedValues {
  readonly list: () => Promise<readonly string[]>;
  /** `undefined` for what is not there or damaged. */
  readonly read: (name: string) => Promise<unknown>;
  /** Resolves when nothing can be lost any more. */
  readonly write: (name: string, value: unknown) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}
