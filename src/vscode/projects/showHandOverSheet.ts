import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import { createHandOverSheet, type HandOverField, type HandOverSheet } from '../../projects/handOverSheet';
import { dataPlatforms, type DataPlatform, type ProjectDetails } from '../../projects/project';
import type { KnownProject } from '../../projects/projectBook';
import { readProjectFile } from '../../projects/readProjectFile';
import { openInBrowser } from '../openInBrowser';
import { toFieldText, toSectionText } from './handOverTexts';
import { maiaPage } from './projectCommands';
import { readProjectDraft } from './projectFileDraft';
import { findProject } from './projectTarget';
import type { ProjectsContext } from './projectsContext';

interface FieldItem extends vscode.QuickPickItem {
  readonly field?: HandOverField;
}

/** Shows what Maia will ask, in its order. Choosing a row copies its value, and the list stays until it is left. */
export async function showHandOverSheet(context: ProjectsContext, argument: unknown): Promise<void> {
  const project = await findProject(context, argument, vscode.l10n.t('Hand-over sheet'));
  if (project === undefined) return;
  const sheet = context.sheets.find(project) ?? (await createFromFile(context, project));
  if (sheet !== undefined) await showSheet(project, sheet);
}

function showSheet({ name }: KnownProject, sheet: HandOverSheet): Promise<void> {
  const owned = new DisposableStore();
  const picker = owned.add(vscode.window.createQuickPick<FieldItem>());
  const openMaia = { iconPath: new vscode.ThemeIcon('link-external'), tooltip: vscode.l10n.t('Open Maia') };
  const copied = new Set<HandOverField>();
  picker.title = vscode.l10n.t('What Maia will ask for {0}', name);
  picker.placeholder = vscode.l10n.t('Enter copies the value; the list stays open while you paste it in Maia.');
  picker.ignoreFocusOut = true;
  picker.matchOnDescription = true;
  picker.buttons = [openMaia];
  picker.items = toItems(sheet, copied);
  owned.add(picker.onDidTriggerButton(() => void openInBrowser(maiaPage)));
  owned.add(
    picker.onDidAccept(() => {
      const field = picker.selectedItems[0]?.field;
      if (field === undefined || field.value === '') return;
      void vscode.env.clipboard.writeText(field.value);
      copied.add(field);
      picker.keepScrollPosition = true;
      picker.items = toItems(sheet, copied);
      picker.activeItems = picker.items.filter((item) => item.field === field);
    }),
  );
  return new Promise((resolve) => {
    owned.add(
      picker.onDidHide(() => {
        owned.dispose();
        resolve();
      }),
    );
    picker.show();
  });
}

function toItems({ sections }: HandOverSheet, copied: ReadonlySet<HandOverField>): readonly FieldItem[] {
  return sections.flatMap(({ code, fields }) => [
    { label: toSectionText(code), kind: vscode.QuickPickItemKind.Separator },
    ...fields.map((field): FieldItem => {
      const text = toFieldText(field.code);
      return {
        label: copied.has(field) ? `$(check) ${text}` : text,
        description: field.value === '' ? vscode.l10n.t('nothing prepared') : field.value,
        ...(copied.has(field) ? { detail: vscode.l10n.t('copied') } : {}),
        field,
      };
    }),
  ]);
}

/** What a project that was not prepared here says of itself; its data platform is asked for where nothing tells. */
async function createFromFile(context: ProjectsContext, project: KnownProject): Promise<HandOverSheet | undefined> {
  const found = await readProjectDraft(context, project);
  if (found === undefined) return undefined;
  const reading = found.text === undefined ? undefined : readProjectFile(found.text);
  const told = reading?.kind === 'project' ? reading.project : undefined;
  const dataPlatform = told?.dataPlatform ?? (await pickPlatform());
  if (dataPlatform === undefined) return undefined;
  const details: ProjectDetails = { name: project.name, description: told?.description ?? '', dataPlatform };
  const sheet = createHandOverSheet({ details, repository: { ...project.repository, branch: project.branch } });
  await context.sheets.save(project, sheet);
  return sheet;
}

async function pickPlatform(): Promise<DataPlatform | undefined> {
  const names = { snowflake: 'Snowflake', databricks: 'Databricks', redshift: 'Amazon Redshift' } as const;
  const items = dataPlatforms.map((platform) => ({ label: names[platform], platform }));
  const options = { title: vscode.l10n.t('Where does the project’s data live?') };
  return (await vscode.window.showQuickPick(items, options))?.platform;
}
