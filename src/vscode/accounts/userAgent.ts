import { extensionVersion } from '../../buildConstants';

/** How the extension names itself to Bitbucket. */
export const userAgent = `maia-bitbucket/${extensionVersion}`;
