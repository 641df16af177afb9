import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import { DisposableStore } from '../../base/disposableStore';
import type { KnownProject, ProjectKey } from '../../projects/projectBook';
import { toTreeItem, type ItemContext } from '../views/treeItems';
import { createProjectChildren } from './projectChildren';
import { toProjectId } from './projectId';
import { createProjectTooltip, toProjectItem } from './projectItem';
import type { ProjectLooks } from './projectLooks';
import type { ProjectProblems } from './projectProblems';
import type { ProjectNode, ProjectsRow } from './projectNode';
import type { ProjectsContext } from './projectsContext';

export interface ProjectsTreePorts {
  readonly context: Pick<ProjectsContext, 'accounts' | 'book' | 'clock' | 'log' | 'webUrl'>;
  readonly looks: ProjectLooks;
  readonly problems: Pick<ProjectProblems, 'count' | 'onDidChange'>;
  readonly itemContext: Omit<ItemContext, 'now'>;
}

/** Gives the editor the known projects, by name, and what is in them. No request before one is unfolded. */
export class ProjectsTree implements vscode.TreeDataProvider<ProjectsRow>, Disposable {
  readonly #ports: ProjectsTreePorts;
  readonly #owned = new DisposableStore();
  readonly #nodes = new Map<string, ProjectNode>();
  readonly #changes = this.#owned.add(new vscode.EventEmitter<ProjectsRow | undefined>());
  readonly onDidChangeTreeData = this.#changes.event;
  #known: ReadonlyMap<string, KnownProject> = new Map();
  #isSignedOut = false;

  constructor(ports: ProjectsTreePorts) {
    this.#ports = ports;
    const { context, looks, problems } = ports;
    const renderAll = () => {
      this.#readKnown();
      this.#changes.fire(undefined);
    };
    this.#owned.add(context.book.onDidChange(renderAll));
    this.#owned.add(
      context.accounts.onDidChange(() => {
        // Whoever has just signed in, or authorized again, wants to know whether it helped.
        for (const node of this.#nodes.values()) if (node.look?.failure !== undefined) void looks.refresh(node.project);
        renderAll();
      }),
    );
    const render = (key: ProjectKey) => {
      this.#changes.fire(this.#nodes.get(toProjectId(key)));
    };
    this.#owned.add(looks.onDidChange(render));
    this.#owned.add(
      problems.onDidChange((key) => {
        if (this.#nodes.has(toProjectId(key))) render(key);
      }),
    );
  }

  async getChildren(row?: ProjectsRow): Promise<ProjectsRow[]> {
    if (row === undefined) return this.#readRoots();
    if (row.kind !== 'project') return 'children' in row ? [...(await row.children())] : [];
    // After a failure only somebody's wish begins another look, or rendering and looking would never end.
    if (!this.#isSignedOut && row.look === undefined) void this.#ports.looks.look(row.project);
    return [...createProjectChildren(row, this.#troubleContext)];
  }

  getTreeItem(row: ProjectsRow): vscode.TreeItem {
    const { itemContext, context } = this.#ports;
    if (row.kind === 'project')
      return toProjectItem(row, this.#troubleContext, this.#ports.problems.count(row.project));
    return toTreeItem(row, { ...itemContext, now: context.clock.now() });
  }

  resolveTreeItem(item: vscode.TreeItem, row: ProjectsRow): vscode.TreeItem {
    if (row.kind !== 'project') return item;
    item.tooltip = createProjectTooltip(row, { ...this.#troubleContext, webUrl: this.#ports.context.webUrl() });
    return item;
  }

  /** Only projects are revealed, and they are at the top. */
  getParent(): undefined {
    return undefined;
  }

  /** The row of a known project. */
  find(key: ProjectKey): ProjectNode | undefined {
    const project = this.#ports.context.book.find(key);
    return project && this.#toNode(project);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  get #troubleContext() {
    return { isSignedOut: this.#isSignedOut, language: this.#ports.itemContext.language };
  }

  async #readRoots(): Promise<ProjectsRow[]> {
    const { accounts, log } = this.#ports.context;
    this.#isSignedOut = await accounts.accounts().then(
      ({ length }) => length === 0,
      (error: unknown) => {
        log.error(`The accounts could not be read: ${String(error)}`);
        return false;
      },
    );
    this.#readKnown();
    return [...this.#known.values()].map((project) => this.#toNode(project)).sort(compareNodes);
  }

  /** Once for all rows: each of them is asked for its project many times. */
  #readKnown(): void {
    this.#known = new Map(this.#ports.context.book.list().map((project) => [toProjectId(project), project]));
  }

  #toNode(known: KnownProject): ProjectNode {
    const id = toProjectId(known);
    const before = this.#nodes.get(id);
    if (before !== undefined) return before;
    const { looks } = this.#ports;
    const { repository, branch } = known;
    const find = () => this.#known.get(id);
    const node: ProjectNode = {
      kind: 'project',
      id,
      location: { repository, ref: { kind: 'branch', name: branch } },
      get project() {
        return find() ?? known;
      },
      get accountId() {
        return node.project.accountId;
      },
      get look() {
        return looks.find(known);
      },
    };
    this.#nodes.set(id, node);
    return node;
  }
}

function compareNodes({ project: a, id: idA }: ProjectNode, { project: b, id: idB }: ProjectNode): number {
  return a.name.localeCompare(b.name) || (idA < idB ? -1 : 1);
}
