import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { ProjectBook, type KnownProject, type ProjectKey, type ProjectStore } from '../../projects/projectBook';
import { contextKeys } from '../ids';
import type { ItemContext } from '../views/treeItems';
import { HandOverSheets } from './handOverSheets';
import { ProjectLooks } from './projectLooks';
import type { ProjectNode } from './projectNode';
import type { ProjectsContext, ProjectsPorts } from './projectsContext';
import { ProjectProblems } from './projectProblems';
import { ProjectsTree } from './projectsTree';

export interface ProjectsRoomPorts extends ProjectsPorts {
  /** Shared by all windows: `context.globalState`. */
  readonly state: ProjectStore;
  readonly itemContext: Omit<ItemContext, 'now'>;
}

/** What is known of projects and how it is shown. Loaded when the view, a command or an opened pipeline asks for it. */
export class ProjectsRoom implements Disposable {
  readonly context: ProjectsContext;
  readonly looks: ProjectLooks;
  readonly tree: ProjectsTree;
  readonly #owned = new DisposableStore();

  constructor(ports: ProjectsRoomPorts) {
    const { state, itemContext, access, clock, log } = ports;
    const book = new ProjectBook(state);
    this.context = { ...ports, book, sheets: new HandOverSheets(state) };
    this.looks = this.#owned.add(new ProjectLooks({ access, book, clock, log }));
    const problems = this.#owned.add(new ProjectProblems());
    this.tree = this.#owned.add(new ProjectsTree({ context: this.context, looks: this.looks, problems, itemContext }));
    this.#owned.add(book.onDidChange(() => void this.#publish()));
    void this.#publish();
  }

  /** Looks again at one project, or at all that were looked into and those that something was wrong with. */
  async refresh(node: ProjectNode | undefined): Promise<void> {
    const isWorthIt = (project: KnownProject) =>
      project.trouble !== undefined || this.looks.find(project) !== undefined;
    const projects = node === undefined ? this.context.book.list().filter(isWorthIt) : [node.project];
    await Promise.all(projects.map((project) => this.looks.refresh(project)));
  }

  /** Brings a known project's row to the front and unfolds it. */
  async reveal(view: vscode.TreeView<unknown>, key: ProjectKey): Promise<void> {
    const node = this.tree.find(key);
    if (node !== undefined) await view.reveal(node, { select: true, focus: false, expand: true });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #publish(): Promise<void> {
    const hasProjects = this.context.book.list().length > 0;
    await vscode.commands.executeCommand('setContext', contextKeys.hasProjects, hasProjects);
  }
}
