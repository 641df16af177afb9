/**
 * How long a test waits for something that has to come about, in milliseconds. It ends what would never end and says
 * nothing about speed: machines are shared, and some are many times slower than others.
 */
export const patienceMs = 90_000;

/** How long a whole test may take, which waits for one thing after the other. */
export const testPatienceMs = 6 * patienceMs;
