import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { OpenApiDocument, type Operation, toReference } from './openApiDocument';
import { answerGaps, bodyGaps, parameterGaps, removedPaths, type Schema, statusGaps, subtypeGaps } from './openApiGaps';

const documentName = 'bitbucket';
/** The same document without a word on what is required: `fields` leaves out whatever was not asked for. */
const partialDocumentName = 'bitbucket-partial';

/**
 * Compares requests and answers with Atlassian's OpenAPI document. Every check returns what is wrong, one sentence
 * each; nothing when all is well.
 */
export class OpenApiChecker {
  readonly #document: OpenApiDocument;
  readonly #ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  readonly #validators = new Map<string, ValidateFunction>();

  /** Takes the path of the document; see `findOpenApiDocument`. */
  constructor(path: string) {
    this.#document = new OpenApiDocument(path);
    addFormats(this.#ajv);
    this.#ajv.addSchema(this.#document.raw, documentName);
    this.#ajv.addSchema(withoutRequired(this.#document.raw), partialDocumentName);
  }

  /** `path` may carry its query: with `fields`, an answer need not be complete. `body` is `undefined` unless JSON. */
  checkResponse(method: string, path: string, status: number, body: unknown): readonly string[] {
    const url = toUrl(path);
    const operation = this.#document.findOperation(method, toApiPath(url));
    if (operation === undefined) return [`${method} ${toApiPath(url)} is not in the document.`];
    const isPartial = url.searchParams.has('fields');
    if (status >= 400) return this.#checkError(operation, status, body);
    if (answerGaps.some((gap) => gap.path === operation.path && gap.status === status)) return [];
    const response = operation.responses[String(status)];
    if (response === undefined) return [`${operation.template} does not answer ${status}.`];
    if (body === undefined) return [];
    const schema = response.content?.['application/json']?.schema;
    if (schema === undefined) return [`${operation.template} has no JSON answer with ${status}.`];
    const others = bodyGaps.filter((gap) => gap.path === operation.path).map((gap) => toReference(gap.schema));
    const attempts = [schema, ...others].map((candidate) => this.#checkBody(candidate, body, isPartial));
    return attempts.find((problems) => problems.length === 0) ?? attempts[0] ?? [];
  }

  /** Names of headers in any case. */
  checkRequest(method: string, urlWithQuery: string, headers: Readonly<Record<string, string>>): readonly string[] {
    const url = toUrl(urlWithQuery);
    const operation = this.#document.findOperation(method, toApiPath(url));
    if (operation === undefined) return [`${method} ${toApiPath(url)} is not in the document.`];
    const removed = removedPaths.find(({ path }) => path === operation.path);
    const hasAuthorization = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
    return [
      ...(removed === undefined ? [] : [`${operation.template}: ${removed.why}`]),
      ...(operation.needsAuthorization && !hasAuthorization ? ['The request has no Authorization header.'] : []),
      ...[...url.searchParams].flatMap(([name, value]) => this.#checkParameter(operation, name, value)),
      ...this.#checkRequired(operation, url),
      ...this.#checkFields(operation, url.searchParams.get('fields')),
    ];
  }

  #checkError(operation: Operation, status: number, body: unknown): readonly string[] {
    const isKnown = statusGaps.some((gap) => gap.status === status) || Object.hasOwn(operation.responses, status);
    if (!isKnown && status < 500) return [`${operation.template} does not answer ${status}.`];
    return body === undefined ? [] : this.#checkBody(toReference('error'), body, false);
  }

  #checkBody(schema: Schema, body: unknown, isPartial: boolean): readonly string[] {
    return [...this.#validate(schema, body, isPartial), ...this.#findUndeclared(schema, body, '', isPartial)];
  }

  #validate(schema: Schema, value: unknown, isPartial: boolean): readonly string[] {
    const absolute = withDocument(schema, isPartial ? partialDocumentName : documentName);
    const validator = this.#validators.get(absolute) ?? this.#ajv.compile(JSON.parse(absolute) as Schema);
    this.#validators.set(absolute, validator);
    return validator(value) ? [] : (validator.errors ?? []).map(toSentence);
  }

  /** The document allows any other property nearly everywhere; here only those that it names are allowed. */
  #findUndeclared(schema: Schema, value: unknown, place: string, isPartial: boolean): readonly string[] {
    if (typeof value !== 'object' || value === null) return [];
    const parts = this.#document.partsOf(schema);
    if (Array.isArray(value)) {
      const items = parts.map((part) => part['items'] as Schema | undefined).find((item) => item !== undefined);
      if (items === undefined) return [];
      return value.flatMap((item, index) => this.#findUndeclared(items, item, `${place}/${index}`, isPartial));
    }
    const { type } = value as { readonly type?: unknown };
    const declared = this.#propertiesOf(parts, type);
    // An object of which the document says nothing but that it is one.
    if (declared.size === 0) return [];
    const subtype = subtypeGaps.find((gap) => gap.also === type && toReference(gap.schema)['$ref'] === schema['$ref']);
    const asSubtype = subtype === undefined ? [] : this.#validate(toReference(subtype.also), value, isPartial);
    const ofChildren = Object.entries(value).flatMap(([name, child]) => {
      const childSchema = declared.get(name);
      if (childSchema === undefined) return [`${place}/${name} is not declared.`];
      return this.#findUndeclared(childSchema, child, `${place}/${name}`, isPartial);
    });
    return [...asSubtype, ...ofChildren];
  }

  /** Properties by name; those of a schema whose name is the object's own `type` win. */
  #propertiesOf(parts: readonly Schema[], type?: unknown): ReadonlyMap<string, Schema> {
    const properties = new Map<string, Schema>();
    const titled = parts.filter((part) => part['title'] === toTitle(type));
    for (const part of [...parts, ...titled]) {
      const own = part['properties'] as Readonly<Record<string, Schema>> | undefined;
      for (const [name, schema] of Object.entries(own ?? {})) properties.set(name, schema);
    }
    return properties;
  }

  #checkParameter(operation: Operation, name: string, value: string): readonly string[] {
    const declared = operation.parameters.find((parameter) => parameter.in === 'query' && parameter.name === name);
    const gap = parameterGaps.find(({ path, name: known }) => known === name && ['*', operation.path].includes(path));
    const schema = declared?.schema ?? gap?.is;
    if (schema === undefined) return [`${operation.template} has no parameter ${name}.`];
    return this.#validate(schema, toTyped(value, schema), false).map((problem) => `Parameter ${name}: ${problem}`);
  }

  #checkRequired(operation: Operation, url: URL): readonly string[] {
    return operation.parameters
      .filter((parameter) => parameter.in === 'query' && parameter.required === true)
      .filter(({ name }) => !url.searchParams.has(name))
      .map(({ name }) => `Parameter ${name} is missing.`);
  }

  /** Every name in `fields` has to exist in the answer. */
  #checkFields(operation: Operation, fields: string | null): readonly string[] {
    const schema = operation.responses['200']?.content?.['application/json']?.schema;
    if (fields === null || schema === undefined) return [];
    const others = bodyGaps.filter((gap) => gap.path === operation.path).map((gap) => toReference(gap.schema));
    return fields
      .split(',')
      .map((field) => field.replace(/^[+-]/, ''))
      .filter((field) => ![schema, ...others].some((root) => this.#hasField(root, field.split('.'))))
      .map((field) => `The answer has no field ${field}.`);
  }

  #hasField(schema: Schema, [name, ...rest]: readonly string[]): boolean {
    if (name === undefined || name === '*') return true;
    const parts = this.#document.partsOf(schema);
    const items = parts.map((part) => part['items'] as Schema | undefined).find((item) => item !== undefined);
    if (items !== undefined) return this.#hasField(items, [name, ...rest]);
    const child = this.#propertiesOf(parts).get(name);
    return child !== undefined && this.#hasField(child, rest);
  }
}

/** References lead into the whole document, also from a schema that stands alone. */
function withDocument(schema: Schema, name: string): string {
  return JSON.stringify(schema).replaceAll('"#/components', `"${name}#/components`);
}

function withoutRequired(document: object): Schema {
  const text = JSON.stringify(document, (name, value: unknown) =>
    name === 'required' && Array.isArray(value) ? undefined : value,
  );
  return JSON.parse(text) as Schema;
}

/** Schemas are titled `Commit File` where objects say `commit_file`. */
function toTitle(type: unknown): string | undefined {
  if (typeof type !== 'string') return undefined;
  return type.replaceAll('_', ' ').replaceAll(/\b\w/g, (letter) => letter.toUpperCase());
}

function toTyped(value: string, { type }: Schema): unknown {
  if (type === 'integer' && /^-?\d+$/.test(value)) return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function toUrl(pathOrUrl: string): URL {
  return new URL(pathOrUrl, 'http://localhost');
}

/** Below `/2.0`, whatever comes before it. */
function toApiPath({ pathname }: URL): string {
  return pathname.replace(/^.*?\/2\.0(?=\/)/, '');
}

function toSentence({ instancePath, message = 'is wrong', params }: ErrorObject): string {
  return `${instancePath === '' ? 'The body' : instancePath} ${message} ${JSON.stringify(params)}`;
}
