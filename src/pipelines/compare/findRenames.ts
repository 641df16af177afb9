import type { Component, PipelineDocument } from '../pipelineDocument';
import { toCanonicalText } from './compareValues';

/** How components are called in the other version, both ways; only those whose name is another one. */
export interface Renames {
  readonly toNew: ReadonlyMap<string, string>;
  readonly toOld: ReadonlyMap<string, string>;
}

/**
 * Components whose name is gone while one with a new name has the same content. Where several have it, what they are
 * connected with and then where they stand tells which is which. The same pairs whichever version comes first.
 */
export function findRenames(before: PipelineDocument, after: PipelineDocument): Renames {
  const gone = listOthers(before, after);
  const come = listOthers(after, before);
  const toNew = new Map<string, string>();
  const toOld = new Map<string, string>();
  if (gone.length === 0 || come.length === 0) return { toNew, toOld };
  const ofGone = describe(before, gone);
  const ofCome = describe(after, come);
  for (const key of ['connected', 'placed', 'content'] as const) {
    const left = (it: Described) => !toNew.has(it.name) && !toOld.has(it.name);
    const old = group(ofGone.filter(left), key);
    const now = group(ofCome.filter(left), key);
    for (const [text, names] of old) {
      const others = now.get(text) ?? [];
      // Content alone says who is who only where nobody else has it.
      if (names.length !== others.length || (key === 'content' && names.length > 1)) continue;
      names.forEach((name, index) => {
        const other = others[index];
        if (other === undefined) return;
        toNew.set(name, other);
        toOld.set(other, name);
      });
    }
  }
  return { toNew, toOld };
}

interface Described {
  readonly name: string;
  readonly content: string;
  readonly connected: string;
  readonly placed: string;
}

function listOthers({ pipeline }: PipelineDocument, other: PipelineDocument): readonly Component[] {
  return [...pipeline.componentsByName.values()].filter((it) => !other.pipeline.componentsByName.has(it.name.text));
}

/** The names of those that may have been renamed say nothing; the names of all others do. */
function describe({ pipeline }: PipelineDocument, components: readonly Component[]): readonly Described[] {
  const unsure = new Set(components.map((it) => it.name.text));
  const shown = (name: string) => (unsure.has(name) ? '' : name);
  const fed = new Map<string, string[]>();
  for (const it of pipeline.components) {
    for (const name of namesIn(it)) {
      if (!unsure.has(name)) continue;
      const feeding = fed.get(name);
      if (feeding === undefined) fed.set(name, [shown(it.name.text)]);
      else feeding.push(shown(it.name.text));
    }
  }
  return components.map((it) => {
    const name = it.name.text;
    const content = toContent(it);
    const around = [namesIn(it).map(shown).sort(), (fed.get(name) ?? []).sort()];
    const place = pipeline.design.componentsByName.get(name)?.position;
    return {
      name,
      content,
      connected: JSON.stringify([content, around]),
      placed: place === undefined ? `? ${name}` : JSON.stringify([content, place.x, place.y]),
    };
  });
}

function namesIn({ transitions, sources, iterationTarget }: Component): string[] {
  const names = [...transitions.map(({ target }) => target.text), ...sources.map(({ text }) => text)];
  return iterationTarget === undefined ? names : [...names, iterationTarget.text];
}

/** All that a component is besides its name and connections. */
function toContent(component: Component): string {
  const { type, isSkipped, parameters, postProcessing } = component;
  const parts = [toCanonicalText(parameters, 'componentName'), toCanonicalText(postProcessing?.value)];
  return JSON.stringify([type?.text, isSkipped, ...parts]);
}

function group(
  described: readonly Described[],
  key: 'connected' | 'placed' | 'content',
): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const it of described) {
    const names = groups.get(it[key]);
    if (names === undefined) groups.set(it[key], [it.name]);
    else names.push(it.name);
  }
  return groups;
}
