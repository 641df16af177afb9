import { readFileSync } from 'node:fs';

export const themeNames = ['dark', 'light', 'hcDark', 'hcLight'] as const;
export type ThemeName = (typeof themeNames)[number];

/** What the editor gives its pages: a class for the kind of theme, and variables for its colours. */
export interface Theme {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** One of VS Code's default themes, as far as the page uses its colours. */
export function readTheme(name: ThemeName): Theme {
  return JSON.parse(readFileSync(`test/fixtures/themes/${name}.json`, 'utf8')) as Theme;
}
