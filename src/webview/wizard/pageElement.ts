import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { keepFocus } from './keepFocus';
import type { PageModel, Shown } from './pageModel';

/** A part of the page, in the document's own tree: labels and descriptions reach across parts, one stylesheet serves all. */
export abstract class PageElement extends LitElement {
  @property({ attribute: false }) page!: PageModel;
  @property({ attribute: false }) shown!: Shown;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override update(changed: PropertyValues): void {
    keepFocus(() => {
      super.update(changed);
    });
  }
}
