import * as v from 'valibot';
import { dataPlatforms, longestName } from './project';

/** In characters, as the JSON Schema counts them; far more than fits on a page. */
export const longestDescription = 4000;
export const longestBranch = 255;

const hasText = /\S/u;
const oneLine = /^\P{Cc}*$/u;
const manyLines = /^[\P{Cc}\t\n\r]*$/u;
/** Git's rules for names, see `git check-ref-format`, as far as one expression holds them. */
const branchName = /^(?![-/.])(?!@$)(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)|[/.]$))[^\p{Cc} ~^:?*[\\\u2028\u2029]+$/u;
const regionName = /^[a-z]{2}\d{1,2}$/u;
const projectId = /^[A-Za-z0-9_-]{1,64}$/u;

const text = () => v.string('wrongType');
const atMost = (limit: number) =>
  v.check<string, 'tooLong'>((value) => value.length <= limit || Array.from(value).length <= limit, 'tooLong');

/**
 * What a project file must say; unknown keys pass and are dropped. Messages are codes of problems. The same rules are in
 * `media/maia-bitbucket.schema.json`.
 */
export const projectFileSchema = v.object(
  {
    version: v.pipe(text(), v.literal('1.0', 'invalid')),
    name: v.pipe(text(), v.regex(hasText, 'invalid'), v.regex(oneLine, 'invalid'), atMost(longestName)),
    description: v.optional(v.pipe(text(), v.regex(manyLines, 'invalid'), atMost(longestDescription))),
    dataPlatform: v.optional(v.pipe(text(), v.picklist(dataPlatforms, 'invalid'))),
    branch: v.optional(v.pipe(text(), v.regex(branchName, 'invalid'), atMost(longestBranch))),
    maia: v.optional(
      v.object(
        {
          region: v.pipe(text(), v.regex(regionName, 'invalid')),
          projectId: v.pipe(text(), v.regex(projectId, 'invalid')),
        },
        'wrongType',
      ),
    ),
  },
  'wrongType',
);

/** In the order in which they are written. */
export const projectFileKeys = ['version', 'name', 'description', 'dataPlatform', 'branch', 'maia'] as const;
export type ProjectFileKey = (typeof projectFileKeys)[number];
export const maiaKeys = ['region', 'projectId'] as const;
