/** Where diagnostics go; structurally met by `vscode.LogOutputChannel`. Never give it a token, a code or a secret. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
