import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import * as l10n from '@vscode/l10n';
import type { RepositoryRow } from '../../../wizard/protocol';
import { PageElement } from '../pageElement';
import '../parts/checkList';
import { renderProblem } from '../parts/fieldParts';
import { renderPageButton } from '../parts/notice';
import '../parts/repositoryList';
import { findProblemText } from '../texts/problemTexts';

/** All repositories one can write to; choosing one has it checked. */
@customElement('maia-repository-step')
export class RepositoryStep extends PageElement {
  protected override render(): TemplateResult {
    const { repository } = this.shown.state;
    const problem = findProblemText(this.shown, 'repository');
    return html`<maia-repository-list
        .page=${this.page}
        .shown=${this.shown}
        .label=${l10n.t('Repository')}
        .chosen=${repository === undefined ? '' : `${repository.workspace}/${repository.slug}`}
        .describedBy=${problem === undefined ? undefined : 'field-repository-problem'}
        .onChoose=${this.#choose}
      ></maia-repository-list>
      ${renderProblem('repository', problem)}
      <p class="hint aside">
        <span>${l10n.t('Not there yet?')}</span>
        ${renderPageButton(l10n.t('Create a repository on Bitbucket'), this.#createRepository)}
      </p>
      <maia-check-list .page=${this.page} .shown=${this.shown}></maia-check-list>`;
  }

  readonly #choose = ({ workspace, slug, name, workspaceName }: RepositoryRow): void => {
    void this.page.send({ kind: 'repository', value: { workspace, slug, name, workspaceName } });
  };

  readonly #createRepository = (): void => {
    void this.page.do('createRepository', undefined);
  };
}
