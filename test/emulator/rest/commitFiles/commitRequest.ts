import { type GitMode } from '../../seeds/seed';
import { toBadRequest } from '../apiError';
import { type RestCall } from '../route';
import { type Part, readMultipart } from './multipart';

interface UploadedFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly mode: GitMode;
}

/** What `POST src` asks for, before it is compared with the repository. */
export interface CommitRequest {
  readonly message: string | undefined;
  /** `Name <address>`. */
  readonly author: string | undefined;
  readonly branch: string | undefined;
  readonly parent: string | undefined;
  readonly uploads: readonly UploadedFile[];
  /** Paths that `files` names and no upload brings. */
  readonly deletions: readonly string[];
}

const metadataNames = ['message', 'author', 'parents', 'files', 'branch'];
const modes: Readonly<Record<string, GitMode>> = { executable: '100755', link: '120000' };

interface Metadata {
  readonly kind: 'metadata';
  readonly name: string;
  readonly value: string;
}

interface Upload extends UploadedFile {
  readonly kind: 'upload';
}

/** Reads either kind of form; what does not make sense in itself is refused with 400. */
export async function readCommitRequest({ headers, body }: RestCall): Promise<CommitRequest> {
  const contentType = String(headers['content-type'] ?? '');
  const kind = contentType.split(';')[0]?.trim().toLowerCase();
  if (kind === 'multipart/form-data') return toRequest((await readMultipart(contentType, body)).map(readPart));
  if (kind === 'application/x-www-form-urlencoded') return toRequest(readForm(body));
  throw toBadRequest('Commits are sent as multipart/form-data or application/x-www-form-urlencoded.');
}

function toRequest(fields: readonly (Metadata | Upload)[]): CommitRequest {
  const valuesOf = (name: string) =>
    fields.flatMap((field) => (field.kind === 'metadata' && field.name === name ? [field.value] : []));
  const only = (name: string) => {
    const [value, ...more] = valuesOf(name);
    if (more.length > 0) throw toBadRequest(`The field ${name} cannot be repeated.`);
    return value;
  };
  const uploads = fields.filter((field) => field.kind === 'upload');
  const uploaded = new Set(uploads.map(({ path }) => path));
  // U: nothing is said about a path that comes twice.
  if (uploaded.size < uploads.length) throw toBadRequest('A file is uploaded more than once.');
  const deletions = new Set(valuesOf('files').map(readPath));
  return {
    message: only('message'),
    author: readAuthor(only('author')),
    branch: only('branch'),
    parent: readParent(only('parents')),
    uploads,
    deletions: [...deletions].filter((path) => !uploaded.has(path)),
  };
}

/** A part with a file name is a file whatever its name; one without is metadata when its name says so. */
function readPart({ disposition, contentId, bytes }: Part): Metadata | Upload {
  // Atlassian's example of an executable file has no `name` but a `Content-ID`.
  const name = disposition.get('name') ?? contentId;
  if (name === undefined) throw toBadRequest('A part has no name.');
  if (!disposition.has('filename') && metadataNames.includes(name)) {
    return { kind: 'metadata', name, value: bytes.toString('utf8') };
  }
  return toUpload(name, bytes, disposition.get('x-attributes'));
}

function readForm(body: Buffer): readonly (Metadata | Upload)[] {
  return body
    .toString('latin1')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) throw toBadRequest('A field has no value.');
      const name = decodeForm(pair.slice(0, equals)).toString('utf8');
      const value = decodeForm(pair.slice(equals + 1));
      if (metadataNames.includes(name)) return { kind: 'metadata', name, value: value.toString('utf8') };
      return toUpload(name, value, undefined);
    });
}

/** Bytes, because contents need not be UTF-8. */
function decodeForm(text: string): Buffer {
  const decoded = text
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9a-f]{2})/gi, (_match, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(decoded, 'latin1');
}

function toUpload(name: string, bytes: Buffer, attributes: string | undefined): Upload {
  const mode = attributes === undefined ? '100644' : modes[attributes];
  if (mode === undefined) throw toBadRequest(`Unknown x-attributes: ${attributes ?? ''}`);
  if (mode === '120000' && bytes.length === 0) throw toBadRequest(`The link ${name} leads nowhere.`);
  return { kind: 'upload', path: readPath(name), bytes, mode };
}

/** From the root, with or without a leading slash; never what Git would not check out. */
function readPath(text: string): string {
  const path = text.replace(/^\//, '');
  const isAllowed = (name: string) => name !== '' && !['.', '..', '.git'].includes(name.toLowerCase());
  if (path.includes('\0') || !path.split('/').every(isAllowed)) throw toBadRequest(`Invalid path: ${text}`);
  return path;
}

function readAuthor(text: string | undefined): string | undefined {
  if (text === undefined || /^[^<>\n]+ <[^<>\n]+>$/.test(text)) return text;
  throw toBadRequest('author has to be written as Name <address>.');
}

/** "Only a single SHA1 is accepted." U: whether the beginning of one would be. */
function readParent(text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{40}$/.test(text)) return text;
  throw toBadRequest(`parents has to be the hash of one commit, not ${text}.`);
}
