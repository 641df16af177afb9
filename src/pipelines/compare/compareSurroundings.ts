import type { PipelineDocument } from '../pipelineDocument';
import { findEntry, type Entry } from '../yamlValue';
import { compareValues, firstEntries } from './compareValues';
import type { PipelineChange } from './pipelineChange';
import type { Versions } from './versions';

export function compareVariables({ before, after }: Versions): readonly PipelineChange[] {
  const old = firstEntries(before.pipeline.variablesEntry?.value);
  const now = firstEntries(after.pipeline.variablesEntry?.value);
  const changes: PipelineChange[] = [];
  for (const [name, { key, value }] of now) {
    const was = old.get(name);
    if (was === undefined) {
      changes.push({ kind: 'variableAdded', name, places: { before: undefined, after: key.span } });
      continue;
    }
    for (const { before: from, after: to, ...change } of compareValues(was.value, value)) {
      changes.push({ kind: 'variable', name, ...change, places: { before: from, after: to } });
    }
  }
  for (const [name, { key }] of old) {
    if (now.has(name)) continue;
    changes.push({ kind: 'variableRemoved', name, places: { before: key.span, after: undefined } });
  }
  return changes;
}

/** What stands at the top of the file and beside the components: type, version, description, anything unknown. */
export function compareMetadata({ before, after }: Versions): readonly PipelineChange[] {
  const old = listMetadata(before);
  const now = listMetadata(after);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((name) => {
    const entry = now.get(name) ?? old.get(name);
    const differences = compareValues(old.get(name)?.value, now.get(name)?.value);
    return differences.map(({ path, before: from, after: to, ...values }): PipelineChange => {
      const whole = [...(name.startsWith('pipeline ') ? ['pipeline'] : []), entry?.key.text ?? '', ...path];
      return { kind: 'metadata', path: whole, ...values, places: { before: from, after: to } };
    });
  });
}

function listMetadata({ root }: PipelineDocument): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const [key, entry] of firstEntries(root)) {
    if (key !== 'pipeline' && key !== 'design') found.set(`top ${key}`, entry);
  }
  for (const [key, entry] of firstEntries(findEntry(root, 'pipeline')?.value)) {
    if (key !== 'components' && key !== 'variables') found.set(`pipeline ${key}`, entry);
  }
  return found;
}

/** What notes on the canvas say; how they look is layout. */
export function compareNotes({ before, after }: Versions): readonly PipelineChange[] {
  const old = new Map(before.pipeline.design.notes.map((it) => [it.id.text, it]));
  const now = new Map(after.pipeline.design.notes.map((it) => [it.id.text, it]));
  const changes: PipelineChange[] = [];
  for (const [id, { entry, content }] of now) {
    const was = old.get(id);
    const places = { before: was?.entry.span, after: entry.span };
    if (was === undefined) changes.push({ kind: 'noteAdded', text: content?.text ?? '', places });
    else if (was.content?.text !== content?.text) {
      changes.push({ kind: 'note', old: was.content?.text, new: content?.text, places });
    }
  }
  for (const [id, { entry, content }] of old) {
    if (now.has(id)) continue;
    changes.push({ kind: 'noteRemoved', text: content?.text ?? '', places: { before: entry.span, after: undefined } });
  }
  return changes;
}
