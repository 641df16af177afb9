import { transitionKinds, type Component, type Transition } from './pipelineDocument';
import { findSimilar } from './suggest';
import { findScalar, isNothing, scalarsOf, type Entry, type Scalar } from './yamlValue';

type ComponentParts = Omit<Component, 'name' | 'entry' | 'isDamaged'>;

/** Reads one entry of the map of components; what has the wrong shape is left out. */
export function readComponent(entry: Entry, isDamaged: boolean): Component {
  const properties = new Map<string, Entry>();
  if (entry.value.kind === 'map') for (const it of entry.value.entries) properties.set(it.key.text, it);
  const parameters = properties.get('parameters');
  const transitions = properties.get('transitions');
  const parts: ComponentParts = {
    type: textOf(properties.get('type')),
    transitions: readTransitions(transitions),
    transitionsEntry: transitions,
    sources: scalarsOf(properties.get('sources')?.value),
    sourcesEntry: properties.get('sources'),
    iterationTarget: textOf(properties.get('iterationTarget')),
    iterationTargetEntry: properties.get('iterationTarget'),
    isSkipped: textOf(properties.get('skipped'))?.text === 'true',
    skippedEntry: properties.get('skipped'),
    parameters: parameters?.value.kind === 'map' ? parameters.value : undefined,
    parametersEntry: parameters,
    componentName: findScalar(parameters?.value, 'componentName'),
    postProcessing: properties.get('postProcessing'),
  };
  return { name: entry.key, entry, isDamaged, ...parts };
}

function readTransitions(entry: Entry | undefined): readonly Transition[] {
  if (entry?.value.kind !== 'map') return [];
  return entry.value.entries.flatMap(({ key, value }) => {
    const kind = findTransitionKind(key.text);
    return kind === undefined ? [] : scalarsOf(value).map((target) => ({ kind, kindName: key, target }));
  });
}

/** What is meant by a key of `transitions`; `undefined` for what is there by mistake, as when a key above it was lost. */
export function findTransitionKind(text: string): Transition['kind'] | undefined {
  const similar = () => findSimilar(text, transitionKinds);
  return transitionKinds.find((kind) => kind === text) ?? transitionKinds.find((kind) => kind === similar());
}

function textOf(entry: Entry | undefined): Scalar | undefined {
  return entry?.value.kind === 'scalar' && !isNothing(entry.value) ? entry.value : undefined;
}
