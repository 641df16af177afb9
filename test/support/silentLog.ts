import type { Log } from '../../src/base/log';

const ignore = () => undefined;

/** For what a test does not look at. */
export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
