const byteOrderMark = '\u{FEFF}';

/** UTF-8 as a text that holds the byte order mark as well; other bytes as well as they can be shown. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** As documents of the editor hold a text: it keeps the byte order mark of a file beside it and writes it when it saves. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

/** What a document holds, as its file would: with the byte order mark that the file has already. */
export function copyByteOrderMark(file: string, text: string): string {
  return file.startsWith(byteOrderMark) ? byteOrderMark + withoutByteOrderMark(text) : text;
}
