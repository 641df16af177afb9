import * as l10n from '@vscode/l10n';
import { findCredential } from './findCredential';
import { walkEntries, type Value } from '../yamlValue';
import type { Finding } from '../problem';
import type { Rule } from './rule';

export const credential: Rule<'credential'> = {
  code: 'credential',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'A secret in a pipeline is in Git for good. Keep it in Maia as a secret definition and write the name of that definition here; if this is a real one, revoke it.',
    );
  },
  *check({ document }) {
    const { components, variables } = document.pipeline;
    for (const { parameters } of components) {
      for (const { key, value } of walkEntries(parameters)) yield* findIn(key.text, value);
    }
    for (const { name, defaultValue } of variables) yield* findIn(name.text, defaultValue);
  },
};

/** In a value and in lists in it: what is in a map is found by its own key. A row of two is an option and its value. */
function* findIn(parameter: string, value: Value | undefined): Generator<Finding<'credential'>> {
  if (value?.kind === 'list') {
    const [option, ...rest] = value.items;
    const isOption = option?.kind === 'scalar' && rest.length === 1;
    for (const item of value.items) yield* findIn(isOption ? option.text : parameter, item);
  } else if (value?.kind === 'scalar') {
    const looksLike = findCredential(parameter, value.text);
    if (looksLike !== undefined) yield { facts: { parameter, looksLike }, span: value.span };
  }
}
