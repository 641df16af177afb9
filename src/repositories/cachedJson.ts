import { safeParse, type GenericSchema } from 'valibot';
import type { CacheStore } from './cacheStore';

/** A cached value, `undefined` when it is absent or not what the schema expects: whatever lies on a disk may be damaged. */
export async function readCachedJson<T>(
  cache: CacheStore,
  key: string,
  schema: GenericSchema<unknown, T>,
): Promise<T | undefined> {
  const bytes = await cache.read(key);
  if (bytes === undefined) return undefined;
  try {
    const result = safeParse(schema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

export async function writeCachedJson(cache: CacheStore, key: string, value: unknown): Promise<void> {
  await cache.write(key, new TextEncoder().encode(JSON.stringify(value)));
}
