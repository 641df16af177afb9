import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { renderIcon } from '../icons';
import { PageElement } from '../pageElement';

/** What a menu offers. */
export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

/** A "…" button with a menu: arrow keys move in it, Escape and leaving it close it. */
@customElement('maia-menu-button')
export class MenuButton extends PageElement {
  @property() label = '';
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @state() private isOpen = false;

  protected override render(): TemplateResult {
    return html`<div class="menu-anchor" @keydown=${this.#press} @focusout=${this.#leave}>
      <button
        type="button"
        class="icon-button"
        aria-label=${this.label}
        title=${this.label}
        aria-haspopup="menu"
        aria-expanded=${this.isOpen ? 'true' : 'false'}
        @click=${this.#toggle}
      >
        ${renderIcon('ellipsis')}
      </button>
      ${this.isOpen ? this.#renderMenu() : nothing}
    </div>`;
  }

  #renderMenu(): TemplateResult {
    return html`<div class="menu" role="menu" aria-label=${this.label}>
      ${this.items.map(
        (item) =>
          html`<button
            type="button"
            role="menuitem"
            tabindex="-1"
            @click=${() => {
              this.#choose(item);
            }}
          >
            ${item.label}
          </button>`,
      )}
    </div>`;
  }

  #choose({ run }: MenuItem): void {
    this.#close();
    run();
  }

  readonly #toggle = (): void => {
    if (this.isOpen) this.#close();
    else void this.#open(0);
  };

  readonly #press = (event: KeyboardEvent): void => {
    const items = this.#getItems();
    const at = items.findIndex((it) => it === document.activeElement);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: -1,
    };
    const target = moves[event.key];
    if (event.key === 'Escape' && this.isOpen) {
      event.preventDefault();
      this.#close();
    } else if (target !== undefined) {
      event.preventDefault();
      if (this.isOpen) items.at(target % items.length)?.focus();
      else void this.#open(event.key === 'ArrowUp' ? -1 : 0);
    }
  };

  readonly #leave = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || !this.contains(relatedTarget)) this.isOpen = false;
  };

  async #open(at: number): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    this.#getItems().at(at)?.focus();
  }

  #close(): void {
    this.querySelector<HTMLElement>('.icon-button')?.focus();
    this.isOpen = false;
  }

  #getItems(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }
}
