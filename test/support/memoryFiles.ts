/** Values by name, as a `JsonFolder` has them, as long as the test. They are copies, as from a disk. */
export class MemoryFiles {
  readonly values = new Map<string, string>();

  readonly list = (): Promise<readonly string[]> => Promise.resolve([...this.values.keys()]);

  readonly read = (name: string): Promise<unknown> => {
    const text = this.values.get(name);
    return Promise.resolve(text === undefined ? undefined : (JSON.parse(text) as unknown));
  };

  readonly write = (name: string, value: unknown): Promise<void> => {
    this.values.set(name, JSON.stringify(value));
    return Promise.resolve();
  };

  readonly remove = (name: string): Promise<void> => {
    this.values.delete(name);
    return Promise.resolve();
  };
}
