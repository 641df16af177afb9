/** A half-open range of UTF-16 offsets into the text of a file; editors turn it into lines and columns. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
