import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { StarterContent } from '../../../projects/starterContent';
import type { RepositoryRow } from '../../../wizard/protocol';
import type { PersonEvent } from '../../../wizard/wizardEvent';
import type { IconName } from '../icons';
import { PageElement } from '../pageElement';
import { renderCardGroup } from '../parts/cardGroup';
import { renderProblem } from '../parts/fieldParts';
import '../parts/repositoryList';
import '../parts/textField';
import * as texts from '../texts/choiceTexts';
import { findProblemText } from '../texts/problemTexts';

type Kind = StarterContent['kind'];
type Source = Extract<StarterContent, { kind: 'repository' }>['source'];

const icons: Readonly<Record<Kind, IconName>> = {
  none: 'emptyFile',
  extractAndLoad: 'cloudDownload',
  transform: 'arrowSwap',
  repository: 'repoForked',
};
const kinds: readonly Kind[] = ['none', 'extractAndLoad', 'transform', 'repository'];

/** What the first commit brings along. */
@customElement('maia-starter-step')
export class StarterStep extends PageElement {
  /** Chosen here, but without a repository there is nothing to tell the host yet. */
  @state() private isLookingForSource = false;

  protected override render(): TemplateResult {
    const { starter } = this.shown.state;
    const kind = this.isLookingForSource ? 'repository' : starter.kind;
    return html`${renderCardGroup({
      field: 'starter',
      legend: texts.getStarterLegend(),
      cards: kinds.map((value) => ({ value, icon: icons[value], ...texts.getStarterTexts(value) })),
      value: kind,
      problem: findProblemText(this.shown, 'starter'),
      onChoose: this.#choose,
    })}
    ${kind === 'repository' ? this.#renderSource(starter.kind === 'repository' ? starter.source : undefined) : nothing}`;
  }

  #renderSource(source: Source | undefined): TemplateResult {
    const chosen = source === undefined || source.slug === '' ? '' : `${source.workspace}/${source.slug}`;
    const problem = findProblemText(this.shown, 'source');
    return html`<maia-repository-list
        .page=${this.page}
        .shown=${this.shown}
        .field=${'source'}
        .label=${texts.getSourceLabel()}
        .chosen=${chosen}
        .describedBy=${problem === undefined ? undefined : 'field-source-problem'}
        .onChoose=${this.#chooseSource}
      ></maia-repository-list>
      ${renderProblem('source', problem)}
      ${source === undefined || chosen === '' ? nothing : this.#renderBranch(source)}`;
  }

  #renderBranch(source: Source): TemplateResult {
    const toEvent = (branch: string): PersonEvent => toSourceEvent({ ...source, branch });
    return html`<maia-text-field
      .page=${this.page}
      .shown=${this.shown}
      .field=${'sourceBranch'}
      .label=${texts.getSourceBranchLabel()}
      .hint=${texts.getSourceBranchHint()}
      .value=${source.branch}
      .toEvent=${toEvent}
    ></maia-text-field>`;
  }

  readonly #choose = (kind: Kind): void => {
    const value: StarterContent =
      kind === 'repository' ? { kind, source: { workspace: '', slug: '', branch: 'main' } } : { kind };
    this.isLookingForSource = kind === 'repository';
    void this.page.send({ kind: 'starter', value });
  };

  readonly #chooseSource = ({ workspace, slug }: RepositoryRow): void => {
    void this.page.send(toSourceEvent({ workspace, slug, branch: 'main' }));
  };
}

function toSourceEvent(source: Source): PersonEvent {
  return { kind: 'starter', value: { kind: 'repository', source } };
}
