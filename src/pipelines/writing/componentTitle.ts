const words: Readonly<Record<string, string>> = {
  sql: 'SQL',
  s3: 'S3',
  aws: 'AWS',
  ai: 'AI',
  dbt: 'dbt',
  api: 'API',
  sns: 'SNS',
  sf: 'SF',
  dl: 'DL',
  openai: 'OpenAI',
  postgresql: 'PostgreSQL',
  for: 'for',
  to: 'to',
  from: 'from',
};

/** A type in words, as a component of it may be called: “Run Transformation” for `run-transformation`. */
export function toComponentTitle(type: string): string {
  return type
    .split('-')
    .filter((part, index, all) => part !== '' && !(index === all.length - 1 && /^(?:v?\d+)$/.test(part)))
    .map((part) => (Object.hasOwn(words, part) ? words[part] : part.charAt(0).toUpperCase() + part.slice(1)))
    .join(' ');
}

/** A name that no component has yet: the one that is wished for, else with a number behind it. */
export function findFreeName(wished: string, taken: { has(name: string): boolean }): string {
  let name = wished;
  for (let number = 2; taken.has(name); number++) name = `${wished} ${number}`;
  return name;
}
