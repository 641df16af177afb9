const whole = new Map([
  ['sql', 'SQL'],
  ['s3', 'S3'],
  ['ai', 'AI'],
  ['sns', 'SNS'],
  ['dbt', 'dbt'],
  ['aws', 'AWS'],
  ['openai', 'OpenAI'],
  ['api', 'API'],
  ['sf', 'Snowflake'],
  ['dl', 'Delta Lake'],
]);

/** A type as words: `sql-executor` → `SQL Executor`. */
export function toTypeLabel(type: string): string {
  return type
    .split('-')
    .filter((word) => word !== '')
    .map((word) => whole.get(word) ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
