import type { Component } from '../pipelineDocument';
import type { Entry } from '../yamlValue';
import { compareValues, firstEntries, type Translate } from './compareValues';
import type { PipelineChange } from './pipelineChange';
import { pairComponents, type ComponentPair, type Versions } from './versions';

/** What is compared in another way than value by value. */
const ownKeys = new Set(['type', 'transitions', 'sources', 'iterationTarget', 'skipped']);

/** Components that came, went or are called differently, then what changed inside those that both versions have. */
export function compareComponents(versions: Versions): readonly PipelineChange[] {
  const pairs = pairComponents(versions);
  return [...listComings(versions), ...pairs.flatMap((pair) => compareComponent(pair, versions))];
}

function listComings({ before, after, toNew, toOld }: Versions): readonly PipelineChange[] {
  const old = before.pipeline.componentsByName;
  const now = after.pipeline.componentsByName;
  const changes: PipelineChange[] = [];
  for (const [name, it] of now) {
    if (old.has(name)) continue;
    const oldName = toOld.get(name);
    const was = oldName === undefined ? undefined : old.get(oldName);
    const places = { before: was?.name.span, after: it.name.span };
    if (oldName === undefined) changes.push({ kind: 'componentAdded', name, type: it.type?.text, places });
    else changes.push({ kind: 'componentRenamed', name, oldName, places });
  }
  for (const [name, it] of old) {
    if (now.has(name) || toNew.has(name)) continue;
    const places = { before: it.name.span, after: undefined };
    changes.push({ kind: 'componentRemoved', name, type: it.type?.text, places });
  }
  return changes;
}

function compareComponent(pair: ComponentPair, versions: Versions): readonly PipelineChange[] {
  const { before, after } = pair;
  const name = after.name.text;
  const changes: PipelineChange[] = [];
  if (before.type?.text !== after.type?.text) {
    const places = { before: before.type?.span, after: after.type?.span };
    changes.push({ kind: 'componentType', name, old: before.type?.text, new: after.type?.text, places });
  }
  if (before.isSkipped !== after.isSkipped) {
    const places = { before: placeOf(before, before.skippedEntry), after: placeOf(after, after.skippedEntry) };
    changes.push({ kind: after.isSkipped ? 'skipped' : 'unskipped', name, places });
  }
  changes.push(...compareSections(pair, versions));
  const target = before.iterationTarget && rename(before.iterationTarget.text, versions.toNew);
  if (target !== after.iterationTarget?.text) {
    const places = { before: before.iterationTarget?.span, after: after.iterationTarget?.span };
    const values = { old: before.iterationTarget?.text, new: after.iterationTarget?.text };
    changes.push({ kind: 'iterationTarget', name, ...values, places });
  }
  return changes;
}

/** The parameters, and whatever else a component has. */
function compareSections(pair: ComponentPair, { toNew }: Versions): PipelineChange[] {
  const old = firstEntries(pair.before.entry.value);
  const now = firstEntries(pair.after.entry.value);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((section) => {
    if (ownKeys.has(section)) return [];
    const translate = section === 'parameters' ? createTranslate(pair, toNew) : undefined;
    return compareValues(old.get(section)?.value, now.get(section)?.value, translate).map(
      ({ path, before, after, ...values }): PipelineChange => {
        const name = pair.after.name.text;
        return { kind: 'parameter', name, section, path, ...values, places: { before, after } };
      },
    );
  });
}

/** That a parameter follows the new name of a component is no change of its own. */
function createTranslate({ before, after }: ComponentPair, toNew: ReadonlyMap<string, string>): Translate {
  const type = after.type?.text;
  return (text, path) => {
    const [key, , column] = path;
    if (key === 'componentName' && path.length === 1) return text === before.name.text ? after.name.text : text;
    if (toNew.size === 0) return text;
    if (type === 'join' && (key === 'mainTable' || (key === 'joins' && column === '0'))) return rename(text, toNew);
    if (type === 'detect-changes' && key === 'masterTable') return rename(text, toNew);
    if (type !== 'sql' || key !== 'query') return text;
    return text.replace(/\$T\{([^{}]*)\}/g, (_, name: string) => `$T{${rename(name, toNew)}}`);
  };
}

function placeOf({ name }: Component, entry: Entry | undefined): PipelineChange['places']['before'] {
  return entry?.span ?? name.span;
}

function rename(name: string, toNew: ReadonlyMap<string, string>): string {
  return toNew.get(name) ?? name;
}
