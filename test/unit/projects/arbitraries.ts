import fc from 'fast-check';
import { dataPlatforms, type ProjectDetails, type ProjectFile } from '../../../src/projects/project';

const hostile = fc.constantFrom(
  ...['"', "'", ': ', '# ', '- ', '${x}', '{{', '`', '🚀', '<b>', '&', '*', '!', '|', '>', '%', '@', '\\', '~', 'null'],
  ...['true', '1.0', '---', '...', 'ä', '\u00a0', '\u{feff}', '漢', '__proto__', 'y', '\u{1f468}\u200d\u{1f469}', ' '],
);

/** Names that Maia takes, of all that people may think of. */
export const names: fc.Arbitrary<string> = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 8 })), { minLength: 1, maxLength: 20 })
  .map((parts) => parts.join('').replaceAll(/\p{Cc}/gu, ''))
  .filter((name) => name.trim() !== '' && Array.from(name).length <= 255);

/** Descriptions: as names, over several lines or empty. */
export const proses: fc.Arbitrary<string> = fc
  .array(fc.oneof(names, fc.constantFrom('', '\t', ' ')), { maxLength: 5 })
  .chain((lines) => fc.constantFrom('\n', '\r\n', '\n\n').map((ending) => lines.join(ending)));

export const branches: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('main', 'feature', 'a-b', 'ü', '#1', "it's", '"x"', '{', '🚀'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));

export const maiaLinks = fc.record(
  { region: fc.constantFrom('eu1', 'us1', 'ap12'), projectId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/) },
  { noNullPrototype: true },
);

export const details: fc.Arbitrary<ProjectDetails> = fc.record({
  name: names,
  description: proses,
  dataPlatform: fc.constantFrom(...dataPlatforms),
});

export const projectFiles: fc.Arbitrary<ProjectFile> = fc.record(
  {
    version: fc.constant('1.0' as const),
    name: names,
    description: proses,
    dataPlatform: fc.constantFrom(...dataPlatforms),
    branch: branches,
    maia: maiaLinks,
  },
  { requiredKeys: ['version', 'name'], noNullPrototype: true },
);
