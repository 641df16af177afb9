const controls = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A message that quotes names from elsewhere. The editor makes links of `[…](…)` in its notifications, which may run
 * commands, and some characters turn the direction of writing; neither is left.
 */
export function toPlainText(message: string): string {
  return message.replace(controls, ' ').replaceAll('](', '] (');
}
