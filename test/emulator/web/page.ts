/** HTML that is already safe; everything else is escaped when it is put into a template. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A tagged template that escapes every value but `Html` and lists of `Html`. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  return new Html(parts.reduce((text, part, index) => text + toText(values[index - 1]) + part));
}

function toText(value: string | Html | readonly Html[] | undefined): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value !== 'string') return value.map(({ text }) => text).join('');
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const style = new Html(`
  :root { color-scheme: light; font: 16px/1.5 system-ui, "Segoe UI", sans-serif; color: #172b4d; background: #f4f5f7; }
  body { margin: 0; min-height: 100vh; display: grid; grid-template-rows: auto 1fr auto; }
  header { padding: 14px 24px; background: #fff; border-bottom: 1px solid #dfe1e6; display: flex; gap: 10px; align-items: center; }
  header svg { display: block; } header strong { font-size: 18px; }
  header span { margin-left: auto; font-size: 13px; color: #44546f; }
  main { width: min(480px, calc(100vw - 32px)); margin: 48px auto; background: #fff; border-radius: 8px; padding: 32px; box-sizing: border-box; align-self: start; box-shadow: 0 1px 2px #091e4240, 0 0 1px #091e4250; }
  h1 { font-size: 24px; line-height: 1.25; margin: 0 0 12px; } h2 { font-size: 16px; margin: 24px 0 8px; }
  p { margin: 0 0 12px; } ul { margin: 0; padding: 0; list-style: none; }
  .permissions li { display: flex; gap: 12px; padding: 10px 0; border-top: 1px solid #ebecf0; }
  .permissions li:last-child { border-bottom: 1px solid #ebecf0; }
  .permissions svg { flex: none; margin-top: 4px; }
  .users li { margin-top: 10px; }
  .muted, .permissions small { color: #44546f; } .permissions small { display: block; }
  .actions { display: flex; gap: 8px; margin-top: 28px; }
  button { font: inherit; font-weight: 600; padding: 8px 16px; border: 0; border-radius: 4px; cursor: pointer; background: #ebecf0; color: #172b4d; }
  button.primary { background: #0c57d0; color: #fff; } button.primary:hover { background: #0a48ad; } button:hover { background: #dfe1e6; }
  button.user { width: 100%; display: flex; gap: 12px; align-items: center; text-align: left; background: #fff; border: 1px solid #c1c7d0; }
  button.user:hover { background: #f4f5f7; } button.user small { display: block; font-weight: 400; color: #44546f; }
  button:focus-visible { outline: 3px solid #4c9aff; outline-offset: 2px; }
  .avatar { flex: none; width: 36px; height: 36px; border-radius: 50%; display: grid; place-items: center; background: #0c57d0; color: #fff; font-size: 14px; }
  footer { padding: 16px; text-align: center; font-size: 13px; color: #44546f; }
`);

const mark = html`<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
  <rect width="28" height="28" rx="6" fill="#0c57d0" />
  <path d="M8 9h12M8 14h12M8 19h7" stroke="#fff" stroke-width="2.4" stroke-linecap="round" fill="none" />
</svg>`;

/** A whole page in the emulator's look. It works without scripts. */
export function toPage(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} – Bitbucket (emulated)</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>${mark}<strong>Bitbucket</strong><span>Emulator for tests, not Atlassian’s service</span></header>
        <main>${body}</main>
        <footer>Everything here stays on this machine.</footer>
      </body>
    </html> `.text;
}
