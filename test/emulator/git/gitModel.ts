/** Git's objects as the emulator reads them. */

export interface GitPerson {
  readonly name: string;
  readonly email: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

export interface GitCommit {
  readonly hash: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: GitPerson;
  readonly committer: GitPerson;
  readonly message: string;
}

export interface GitTreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly hash: string;
  /** Bytes; 0 for anything but a blob. */
  readonly size: number;
}

export interface GitBranch {
  readonly name: string;
  readonly commit: string;
}

/** A name for a commit that does not move. */
export interface GitTag {
  readonly name: string;
  readonly commit: GitCommit;
  /** `undefined` for a tag without an object of its own. */
  readonly annotation: { readonly tagger: GitPerson; readonly message: string } | undefined;
}

/** Reads the text of a tag object. */
export function readAnnotation(text: string): GitTag['annotation'] {
  const { tagger = '' } = /^tagger (?<tagger>.*)$/m.exec(text)?.groups ?? {};
  return { tagger: readPerson(tagger), message: text.slice(text.indexOf('\n\n') + 2) };
}

/** Reads the text of a commit object. */
export function readCommit(hash: string, text: string): GitCommit {
  const headerEnd = text.indexOf('\n\n');
  const header = text.slice(0, headerEnd).split('\n');
  const valuesOf = (name: string) =>
    header.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    hash,
    tree: valuesOf('tree')[0] ?? '',
    parents: valuesOf('parent'),
    author: readPerson(valuesOf('author')[0] ?? ''),
    committer: readPerson(valuesOf('committer')[0] ?? ''),
    message: text.slice(headerEnd + 2),
  };
}

function readPerson(text: string): GitPerson {
  const [, name = '', email = '', seconds = '0', sign = '+', hours = '00', minutes = '00'] =
    /^(.*?) ?<(.*)> (\d+) ([+-])(\d\d)(\d\d)$/.exec(text) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  return { name, email, time: Number(seconds) * 1000, offsetMinutes: sign === '-' ? -offset : offset };
}

/** One line of a tree object. */
export interface GitTreeLine {
  readonly name: string;
  readonly mode: string;
  readonly type: GitTreeEntry['type'];
  readonly hash: string;
}

const hashBytes = 20;

/** Reads a tree object: for each entry its mode, its name, a zero, and the bytes of its hash. */
export function readTree(bytes: Buffer): readonly GitTreeLine[] {
  const lines: GitTreeLine[] = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    const mode = bytes.toString('latin1', at, space).padStart(6, '0');
    at = end + 1 + hashBytes;
    lines.push({
      name: bytes.toString('utf8', space + 1, end),
      mode,
      type: toType(mode),
      hash: bytes.toString('hex', end + 1, at),
    });
  }
  return lines;
}

function toType(mode: string): GitTreeEntry['type'] {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}
