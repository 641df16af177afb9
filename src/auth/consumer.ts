/** An OAuth consumer of a Bitbucket workspace. Bitbucket allows it one callback. */
export interface Consumer {
  readonly key: string;
  readonly secret: string;
  readonly callbackUrl: string;
}
