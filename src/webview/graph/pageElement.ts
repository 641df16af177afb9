import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { GraphPageModel } from './graphPageModel';

/** A part of the page, in the document's own tree: labels and descriptions reach across parts, one stylesheet serves all. */
export abstract class PageElement extends LitElement {
  @property({ attribute: false }) page!: GraphPageModel;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
