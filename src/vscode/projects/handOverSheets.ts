import type { HandOverSheet } from '../../projects/handOverSheet';
import type { ProjectKey, ProjectStore } from '../../projects/projectBook';

/** The hand-over sheets of prepared projects, kept on this computer only. */
export class HandOverSheets {
  readonly #store: ProjectStore;

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  /** `undefined` when there is none, or none that can be read. */
  find(key: ProjectKey): HandOverSheet | undefined {
    const kept = this.#store.get(toStoreKey(key));
    return isSheet(kept) ? kept : undefined;
  }

  /** Takes the place of an earlier one; `undefined` removes it. */
  async save(key: ProjectKey, sheet: HandOverSheet | undefined): Promise<void> {
    await this.#store.update(toStoreKey(key), sheet);
  }
}

function toStoreKey({ repository: { workspace, slug }, branch }: ProjectKey): string {
  return `projects.handOver:${workspace}/${slug}/${branch}`;
}

function isSheet(value: unknown): value is HandOverSheet {
  return isRecord(value) && isListOf(value['sections'], isSection);
}

function isSection(value: unknown): boolean {
  return isRecord(value) && typeof value['code'] === 'string' && isListOf(value['fields'], isField);
}

function isField(value: unknown): boolean {
  return isRecord(value) && typeof value['code'] === 'string' && typeof value['value'] === 'string';
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
