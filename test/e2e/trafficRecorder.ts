import type { BrowserContext, Page } from 'playwright-core';

/** Remembers what the browser's tabs ask for, print, and tell each other. */
export class TrafficRecorder {
  /** Addresses of requests and of pages, in the order they came. */
  readonly addresses: string[] = [];
  readonly consoleLines: string[] = [];
  /** What windows and webviews have posted to each other, as JSON. */
  readonly messages: string[] = [];

  private constructor() {
    // Only `attach` makes one, because listening takes a moment to begin.
  }

  /** Begins to record everything that pages opened from now on do. */
  static async attach(context: BrowserContext): Promise<TrafficRecorder> {
    const recorder = new TrafficRecorder();
    context.on('request', (request) => recorder.addresses.push(request.url()));
    context.on('page', (page) => {
      recorder.#listenTo(page);
    });
    await context.exposeFunction('recordPostedMessage', (message: string) => recorder.messages.push(message));
    await context.addInitScript({
      content: `addEventListener('message', ({ data }) => {
        let text;
        try { text = JSON.stringify(data); } catch { text = String(data); }
        if (text !== undefined) void globalThis.recordPostedMessage?.(text);
      });`,
    });
    return recorder;
  }

  #listenTo(page: Page): void {
    page.on('console', (message) => this.consoleLines.push(message.text()));
    page.on('framenavigated', (frame) => this.addresses.push(frame.url()));
  }
}
