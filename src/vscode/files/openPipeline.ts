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
import { commandIds } from '../ids';
import type { FileCommandContext } from './fileCommandContext';
import { toUri } from './locationUri';
import { openLocation } from './openRepository';

interface PipelineItem extends vscode.QuickPickItem {
  /** A pipeline, or an address that was typed. */
  readonly target: { readonly place: LocationPath; readonly accountId: string } | { readonly address: string };
}

/**
 * Finds a pipeline by name among all that were seen before, without a request; takes an address of Bitbucket too, typed
 * or as the argument.
 */
export async function openPipeline(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = typeof argument === 'string' ? { address: argument } : await pickTarget(context);
  if (target === undefined) return;
  if ('address' in target) {
    await openAddress(context, target.address);
    return;
  }
  const { place, accountId } = target;
  const services = await context.access.getAsking(place.location.repository, accountId);
  if (services !== undefined) await openFile(place, undefined);
}

/** Opens what an address of Bitbucket's website points to: a file at its lines, or a repository as a folder. */
export async function openAddress(context: FileCommandContext, address: string): Promise<void> {
  const reading = readBitbucketLink(address, context.webUrl());
  if (reading.kind === 'refused') {
    void vscode.window.showErrorMessage(toRefusalText(reading.reason, context.webUrl()));
    return;
  }
  const { link } = reading;
  const services = await context.access.getAsking(link.repository);
  if (services === undefined) return;
  const place = await findPlace(services, link);
  if (place === undefined) return;
  const { kind } = await services.files.stat(place.location, place.path);
  if (kind === 'file') await openFile(place, link.lines);
  else await openLocation(context, place.location);
}

async function findPlace(services: RepositoryServices, link: BitbucketLink): Promise<LocationPath | undefined> {
  const place = await findLinkedPlace(services, link);
  if (place !== undefined) return place;
  const name = `${link.repository.workspace}/${link.repository.slug}`;
  const showBranch = vscode.l10n.t('Open Another Branch');
  const message = vscode.l10n.t('{0} has no branch that this address could mean. It may have been deleted.', name);
  if ((await vscode.window.showErrorMessage(message, showBranch)) === showBranch) {
    await vscode.commands.executeCommand(commandIds.openRepository);
  }
  return undefined;
}

async function openFile({ location, path }: LocationPath, lines: LineRange | undefined): Promise<void> {
  const selection = lines && new vscode.Range(lines.first - 1, 0, lines.last - 1, Number.MAX_SAFE_INTEGER);
  await vscode.commands.executeCommand('vscode.open', toUri(location, path), { ...(selection && { selection }) });
}

async function pickTarget({ access }: FileCommandContext): Promise<PipelineItem['target'] | undefined> {
  const picker = vscode.window.createQuickPick<PipelineItem>();
  Object.assign(picker, { matchOnDescription: true, matchOnDetail: true, busy: true });
  picker.title = vscode.l10n.t('Open Pipeline');
  picker.placeholder = vscode.l10n.t(
    'Name of a pipeline in a repository you opened before, or an address of Bitbucket',
  );
  picker.show();
  try {
    return await new Promise<PipelineItem['target'] | undefined>((resolve, reject) => {
      let pipelines: readonly PipelineItem[] = [];
      const show = () => {
        const typed = picker.value.trim();
        picker.items = /^https?:\/\//i.test(typed) ? [toAddressItem(typed)] : pipelines;
      };
      readItems(access).then((items) => {
        pipelines = items;
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
