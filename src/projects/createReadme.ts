import type { DataPlatform, ProjectDetails } from './project';

/** As Maia and their makers write them. */
const platformNames: Readonly<Record<DataPlatform, string>> = {
  snowflake: 'Snowflake',
  databricks: 'Databricks',
  redshift: 'Amazon Redshift',
};

/** The text of `README.md` for a repository that has none. The description stays as it was typed, Markdown included. */
export function createReadme({ name, description, dataPlatform }: ProjectDetails): string {
  const purpose = description.trim().replaceAll('\r\n', '\n');
  return `# ${escapeMarkdown(name)}
${purpose === '' ? '' : `\n${purpose}\n`}
Data pipelines for ${platformNames[dataPlatform]}, made with Maia: orchestrations are \`*.orch.yaml\`, transformations are \`*.tran.yaml\`.

After a commit made outside of Maia's Designer, choose *Pull remote changes* there before you go on.
`;
}

/** So that a name is shown letter by letter. */
function escapeMarkdown(text: string): string {
  return text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>#|~!&]/g, '\\$&');
}
