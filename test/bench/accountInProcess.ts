import { createNodeFetch } from '../../src/node/nodeFetch';
import { systemClock as clock } from '../../src/node/systemClock';
import { createAccountServices } from '../../src/vscode/accounts/createAccountServices';
import { createDraftBook } from '../../src/vscode/accounts/draftBook';
import { MemoryState } from '../support/memoryStores';
import { silentLog as log } from '../support/silentLog';

/** Anna's services as a window has them, with drafts and cache on the disk. Never asks for another token. */
export function openAccount(options: {
  readonly apiUrl: string;
  readonly token: string;
  /** Where the extension would keep drafts and cache. */
  readonly storageFolder: string;
}) {
  const { apiUrl, token, storageFolder } = options;
  const connections = createNodeFetch();
  const tokens = {
    getAccessToken: () => Promise.resolve(token),
    renewAccessToken: () => Promise.reject(new Error('The token was refused.')),
  };
  const { book: drafts, folders } = createDraftBook(apiUrl, { clock, log, storageFolder });
  const services = createAccountServices(
    { accountId: 'anna', apiUrl, tokens, drafts },
    { fetch: connections.fetch, state: new MemoryState(), clock, log, storageFolder },
  );
  const close = () => {
    connections.dispose();
    folders.dispose();
  };
  return { services, close };
}
