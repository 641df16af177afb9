/** What a JSON answer is made of. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows a dotted path through objects; lists are looked through, so the result may be a list. */
export function findAt(value: Json, path: readonly string[]): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => findAt(item, path)).filter((item) => item !== undefined);
  }
  const child = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return child === undefined ? undefined : findAt(child, rest);
}
