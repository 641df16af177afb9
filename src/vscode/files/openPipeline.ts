import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import {
  readBitbucketLink,
  type BitbucketLink,
  type LineRange,
  type LinkRefusal,
} from '../../repositories/bitbucketLink';
import { findLinkedPlace } from '../../repositories/linkedPlace';
import type { LocationPath } from '../../repositories/locationPath';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { commandIds, viewIds } from '../ids';
import { toPlainText } from '../plainText';
import type { FileCommandContext } from './fileCommandContext';
import { toUri } from './locationUri';
import { openLocation } from './openRepository';
import { workOn } from './workOn';

/** A pipeline, an address that was typed, or the view to find one in. */
type Target = { readonly place: LocationPath; readonly accountId: string } | { readonly address: string } | 'view';

interface PipelineItem extends vscode.QuickPickItem {
  readonly target: Target;
}

/**
 * Finds a pipeline by name among all that were seen before, without a request; takes an address of Bitbucket too, typed
 * or as the argument.
 */
export async function openPipeline(context: FileCommandContext, argument: unknown): Promise<void> {
  await openTarget(context, typeof argument === 'string' ? { address: argument } : await pickTarget(context, ''));
}

async function openTarget(context: FileCommandContext, target: Target | undefined): Promise<void> {
  if (target === undefined) return;
  if (target === 'view') {
    await vscode.commands.executeCommand(`${viewIds.repositories}.focus`);
    return;
  }
  if ('address' in target) {
    await openAddress(context, target.address);
    return;
  }
  const { place, accountId } = target;
  const { repository } = place.location;
  const services = await workOn(repository, (signal) => context.access.getAsking(repository, accountId, signal));
  if (services !== undefined) await openFile(context, place, undefined);
}

/** Opens what an address of Bitbucket's website points to: a file at its lines, or a repository as a folder. */
async function openAddress(context: FileCommandContext, address: string): Promise<void> {
  const reading = readBitbucketLink(address, context.webUrl());
  if (reading.kind === 'refused') {
    const tryAgain = vscode.l10n.t('Try again');
    const message = toRefusalText(reading.reason, context.webUrl());
    if ((await vscode.window.showErrorMessage(message, tryAgain)) !== tryAgain) return;
    await openTarget(context, await pickTarget(context, address));
    return;
  }
  const { link } = reading;
  const found = await workOn(link.repository, async (signal) => {
    const services = await context.access.getAsking(link.repository, undefined, signal);
    return services === undefined ? 'declined' : findPlace(services, link, signal);
  });
  if (found === 'declined') return;
  if (found === undefined) await sayNotFound(link);
  else if (found.kind === 'file') await openFile(context, found.place, link.lines);
  else await openLocation(context, found.place.location);
}

async function findPlace(services: RepositoryServices, link: BitbucketLink, signal: AbortSignal) {
  const place = await findLinkedPlace(services, link, signal);
  if (place === undefined) return undefined;
  const { kind } = await services.files.stat(place.location, place.path, signal);
  return { place, kind };
}

async function sayNotFound({ repository: { workspace, slug } }: BitbucketLink): Promise<void> {
  const showBranch = vscode.l10n.t('Open another branch');
  const message = vscode.l10n.t(
    '{0} has no branch or commit that this address could mean. It may have been deleted.',
    `${workspace}/${slug}`,
  );
  if ((await vscode.window.showErrorMessage(toPlainText(message), showBranch)) === showBranch) {
    await vscode.commands.executeCommand(commandIds.openRepository);
  }
}

async function openFile(
  { recent }: FileCommandContext,
  { location, path }: LocationPath,
  lines: LineRange | undefined,
): Promise<void> {
  await recent.add(location.repository);
  const selection = lines && new vscode.Range(lines.first - 1, 0, lines.last - 1, Number.MAX_SAFE_INTEGER);
  await vscode.commands.executeCommand('vscode.open', toUri(location, path), { ...(selection && { selection }) });
}

/** `text` is what stands in the input at first. */
async function pickTarget({ access }: FileCommandContext, text: string): Promise<Target | undefined> {
  const picker = vscode.window.createQuickPick<PipelineItem>();
  Object.assign(picker, { matchOnDescription: true, matchOnDetail: true, busy: true });
  picker.title = vscode.l10n.t('Open pipeline');
  picker.value = text;
  picker.placeholder = vscode.l10n.t(
    'Name of a pipeline in a repository you opened before, or an address of Bitbucket',
  );
  picker.show();
  try {
    return await new Promise<Target | undefined>((resolve, reject) => {
      let pipelines: readonly PipelineItem[] = [];
      const show = () => {
        const typed = picker.value.trim();
        picker.items = /^https?:\/\//i.test(typed) ? [toAddressItem(typed)] : pipelines;
      };
      show();
      readItems(access).then((items) => {
        pipelines = items.length > 0 ? items : [createHint()];
        picker.busy = false;
        show();
      }, reject);
      picker.onDidChangeValue(show);
      picker.onDidHide(() => {
        resolve(undefined);
      });
      picker.onDidAccept(() => {
        const [chosen] = picker.selectedItems;
        if (chosen !== undefined) resolve(chosen.target);
      });
    });
  } finally {
    picker.dispose();
  }
}

async function readItems(access: FileCommandContext['access']): Promise<readonly PipelineItem[]> {
  const items = new Map<string, PipelineItem>();
  for (const { account, snapshots } of await access.all()) {
    for (const { repository, branch, pipelines } of await snapshots.readCachedPipelines()) {
      const location = { repository, ref: { kind: 'branch', name: branch } } as const;
      for (const { path, kind } of pipelines) {
        const place = { location, path };
        // Two accounts may have seen the same pipeline; it is listed once.
        items.set(toUri(location, path).path, {
          label: path.slice(path.lastIndexOf('/') + 1),
          description: path.slice(0, Math.max(path.lastIndexOf('/'), 0)),
          detail: `${repository.workspace}/${repository.slug} @ ${branch}`,
          iconPath: new vscode.ThemeIcon(kind === 'orchestration' ? 'type-hierarchy-sub' : 'combine'),
          target: { place, accountId: account.id },
        });
      }
    }
  }
  return [...items.values()].reverse();
}

function createHint(): PipelineItem {
  return {
    label: vscode.l10n.t('No pipelines seen yet'),
    detail: vscode.l10n.t('Unfold a repository in the Repositories view, or paste an address from Bitbucket here.'),
    alwaysShow: true,
    target: 'view',
  };
}

function toAddressItem(address: string): PipelineItem {
  return { label: vscode.l10n.t('Open this address'), detail: address, alwaysShow: true, target: { address } };
}

function toRefusalText(reason: LinkRefusal, webUrl: string): string {
  switch (reason) {
    case 'notAnAddress':
      return vscode.l10n.t('This is not an address. Copy one from a file’s page on {0}.', webUrl);
    case 'credentials':
      return vscode.l10n.t('This address carries a user name or password, so it was not followed. Remove it first.');
    case 'otherHost':
      return vscode.l10n.t('This address leads elsewhere than to {0}, so it was not followed.', webUrl);
    case 'unsafePath':
      return vscode.l10n.t('This address has a path that no file can have, so it was not followed.');
    case 'notARepository':
      return vscode.l10n.t('This address names no repository. Copy one from a file’s page on {0}.', webUrl);
    case 'notSource':
      return vscode.l10n.t('This address is not one of a file or folder. Copy one from a file’s page on {0}.', webUrl);
    default:
      return assertNever(reason);
  }
}
