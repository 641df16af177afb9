import { AuthError } from '../../auth/authError';

/** Runs a command, and says in a sentence why it came to nothing where that is known; the editor shows what else is thrown. */
export async function tellingFailures(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!AuthError.is(error)) throw error;
    const [{ toSignInMessage }, { showMessage }] = await Promise.all([
      import('./signInMessage'),
      import('./showMessage'),
    ]);
    const message = toSignInMessage(error.failure);
    if (message !== undefined) await showMessage(message);
  }
}
