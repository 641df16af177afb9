import { isJsonObject, type Json } from './json';

interface FieldTree {
  /** The whole value is meant, not only the fields below. */
  isWhole: boolean;
  readonly children: Map<string, FieldTree>;
}

/**
 * Applies Bitbucket's `fields` parameter: plain names keep nothing else, `-name` takes away. `+name` adds what a full
 * answer would not show; the emulator's answers are full, so it changes nothing, unless `-*` took everything away.
 */
export function applyFields(value: Json, fields: string | undefined): Json {
  if (fields === undefined || fields === '') return value;
  // No trimming: a plus sign that was not encoded arrives as a space, and then names nothing, as on Bitbucket.
  const names = fields.split(',');
  const plain = names.filter((name) => !/^[-+]/.test(name));
  const added = names.filter((name) => name.startsWith('+')).map((name) => name.slice(1));
  const removed = names.filter((name) => name.startsWith('-')).map((name) => name.slice(1));
  if (plain.length > 0) return keep(value, toTree([...plain, ...added]));
  const rest = remove(value, toTree(removed));
  return removed.length > 0 && added.length > 0 ? merge(rest, keep(value, toTree(added))) : rest;
}

function toTree(names: readonly string[]): FieldTree {
  const root: FieldTree = { isWhole: false, children: new Map() };
  for (const name of names) {
    let node = root;
    for (const part of name.split('.')) {
      const child = node.children.get(part) ?? { isWhole: false, children: new Map() };
      node.children.set(part, child);
      node = child;
    }
    node.isWhole = true;
  }
  return root;
}

function keep(value: Json, tree: FieldTree): Json {
  if (tree.isWhole) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => keep(item, tree));
  if (!isJsonObject(value)) return value;
  const kept: Record<string, Json> = {};
  // Parts that nobody asked for are not even looked at: they may be made on demand.
  const names = tree.children.has('*') ? Object.keys(value) : tree.children.keys();
  for (const name of names) {
    const wanted = tree.children.get(name) ?? tree.children.get('*');
    const child = Object.hasOwn(value, name) ? value[name] : undefined;
    if (wanted !== undefined && child !== undefined) kept[name] = keep(child, wanted);
  }
  return kept;
}

function remove(value: Json, tree: FieldTree): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => remove(item, tree));
  if (!isJsonObject(value)) return value;
  const rest: Record<string, Json> = {};
  for (const [name, child] of Object.entries(value)) {
    const unwanted = tree.children.get(name) ?? tree.children.get('*');
    if (unwanted === undefined) rest[name] = child;
    else if (!unwanted.isWhole) rest[name] = remove(child, unwanted);
  }
  return rest;
}

function merge(left: Json, right: Json): Json {
  if (Array.isArray(left) && Array.isArray(right)) {
    return (right as readonly Json[]).map((item, index) => merge((left as readonly Json[])[index] ?? null, item));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return right;
  const merged: Record<string, Json> = { ...left };
  for (const [name, child] of Object.entries(right))
    merged[name] = name in merged ? merge(merged[name] ?? null, child) : child;
  return merged;
}
