/** The environment variable with the path of the file through which the bench and an extension host speak. */
export const activationFileVariable = 'MAIA_BENCH_ACTIVATION';

export interface ActivationRequest {
  readonly extensionId: string;
}

export interface ActivationResult {
  readonly extensionId: string;
  /** From the call of `activate` until it is done, loading included. */
  readonly ms: number;
  /** What the host's processor did meanwhile, on all its threads; a busy machine hardly changes it. */
  readonly cpuMs: number;
}
