import { isRuleText } from '../../pipelines/findRuleTextProblems';
import type { OpenPlace } from './openPlace';

const folder = '.matillion/maia/rules';

/** The texts for Maia's assistant, by path, as far as they can be had without a request. */
export async function readRuleTexts(place: OpenPlace, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const names = await place.source.listFolder(folder, signal);
  const texts = new Map<string, string>();
  for (const path of names.map((name) => `${folder}/${name}`).filter(isRuleText)) {
    const text = await place.readKeptText(path, signal);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}
