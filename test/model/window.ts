// A process in which a window of the editor can be open, so that it can be killed; windowProcess.ts starts it and tells
// it what to do.
import { openWindow, type OpenWindow } from './openWindow';
import { Steps } from './steps';
import type { WindowMessage, WindowReply } from './windowProtocol';

const steps = new Steps();
let open: OpenWindow | undefined;
/** What is under way in the open window. */
const working = new Set<Promise<unknown>>();

process.on('message', (message: WindowMessage) => {
  run(message).then(
    (value) => {
      answer({ id: message.id, value });
    },
    (error: unknown) => {
      answer({ id: message.id, error: String(error) });
    },
  );
});
// The one who started this process went away.
process.on('disconnect', () => process.exit());
answer({ ready: true });

async function run({ what }: WindowMessage): Promise<unknown> {
  if ('dieAt' in what) {
    steps.dieAt(what.dieAt);
    return undefined;
  }
  if ('open' in what) {
    await Promise.allSettled(working);
    open?.dispose();
    open = what.open && openWindow(what.open, steps);
    return undefined;
  }
  if (open === undefined) throw new Error('No window is open.');
  const handler = open.handlers[what.call] as (...args: readonly unknown[]) => Promise<unknown>;
  const work = handler(...what.args);
  working.add(work);
  return work.finally(() => working.delete(work));
}

function answer(reply: WindowReply): void {
  process.send?.(reply);
}
