import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { propertyGaps, type Schema, subtypeGaps } from './openApiGaps';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  /** As in the document: `/repositories/{workspace}`. */
  readonly template: string;
  /** The same without the placeholders' names. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, ResponseDescription>>;
  readonly needsAuthorization: boolean;
}

interface ResponseDescription {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface PathItem {
  readonly parameters?: readonly Parameter[];
  readonly [method: string]: unknown;
}

interface OperationItem {
  readonly parameters?: readonly Parameter[];
  readonly responses?: Readonly<Record<string, ResponseDescription>>;
  readonly security?: readonly unknown[];
}

interface RawDocument {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

/** Where the document is: MAIA_OPENAPI, or beside the checkout. `undefined` when it is not there. */
function findOpenApiDocument(): string | undefined {
  const path = resolve(process.env['MAIA_OPENAPI'] ?? '../shared/data/bitbucket-openapi.json');
  return existsSync(path) ? path : undefined;
}

/** As `findOpenApiDocument`; where the document is missing, says so and skips the tests of the calling `before` hook. */
export function requireOpenApiDocument(context: Mocha.Context): string {
  const path = findOpenApiDocument();
  if (path !== undefined) return path;
  process.stdout.write("Skipped: Atlassian's OpenAPI document is not at ../shared/data; name it in MAIA_OPENAPI.\n");
  return context.skip();
}

/** Atlassian's document with its known gaps filled in. */
export class OpenApiDocument {
  readonly raw: RawDocument;
  readonly #routes: readonly { readonly pattern: RegExp; readonly template: string; readonly item: PathItem }[];

  constructor(path: string) {
    this.raw = JSON.parse(readFileSync(path, 'utf8')) as RawDocument;
    for (const { schema, property, is } of propertyGaps) this.#fill(schema, property.split('.'), is);
    this.#routes = Object.entries(this.raw.paths)
      // Fixed segments win over placeholders.
      .sort(([left], [right]) => left.split('{').length - right.split('{').length)
      .map(([template, item]) => ({ template, item, pattern: toPattern(template) }));
  }

  /** `path` is below `/2.0`, without a query. */
  findOperation(method: string, path: string): Operation | undefined {
    const route = this.#routes.find(({ pattern }) => pattern.test(path));
    const operation = route?.item[method.toLowerCase()] as OperationItem | undefined;
    if (route === undefined || operation === undefined) return undefined;
    return {
      template: route.template,
      path: route.template.replaceAll(/\{.*?\}/g, '{}'),
      parameters: [...(route.item.parameters ?? []), ...(operation.parameters ?? [])],
      responses: operation.responses ?? {},
      needsAuthorization: (operation.security ?? []).length > 0,
    };
  }

  /** A schema, all it is put together from and, where the document names only a base type, the types meant. */
  partsOf(schema: Schema): readonly Schema[] {
    const name = toName(schema);
    const subtypes = subtypeGaps.filter((gap) => gap.schema === name);
    return [schema, ...subtypes.map(({ also }) => toReference(also))].flatMap((part) => this.#expand(part));
  }

  #expand(schema: Schema): readonly Schema[] {
    const name = toName(schema);
    if (name !== undefined) return this.#expand(this.raw.components.schemas[name] ?? {});
    const lists = [schema['allOf'], schema['anyOf'], schema['oneOf']] as (readonly Schema[] | undefined)[];
    return [schema, ...lists.flatMap((list) => list ?? []).flatMap((part) => this.#expand(part))];
  }

  /** Writes a property's real schema into the document. */
  #fill(name: string, path: readonly string[], is: Schema): void {
    let target = this.#ownProperties(toReference(name), path[0] ?? '');
    for (const [index, part] of path.slice(0, -1).entries()) {
      target = this.#ownProperties((target[part] ?? {}) as Schema, path[index + 1] ?? '');
    }
    target[path.at(-1) ?? ''] = is;
  }

  /** The `properties` that hold a property already or, when none does, the last ones. */
  #ownProperties(schema: Schema, property: string): Record<string, unknown> {
    const all = this.#expand(schema)
      .map((part) => part['properties'] as Record<string, unknown> | undefined)
      .filter((properties) => properties !== undefined);
    const found = all.find((properties) => Object.hasOwn(properties, property)) ?? all.at(-1);
    if (found === undefined) throw new Error(`The document has no schema that could hold ${property}.`);
    return found;
  }
}

export function toReference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function toName(schema: Schema): string | undefined {
  const reference = schema['$ref'];
  return typeof reference === 'string' ? reference.split('/').at(-1) : undefined;
}

/** Files and branches have slashes in their names; every other placeholder is one segment. */
function toPattern(template: string): RegExp {
  const pattern = template.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    ['path', 'name', 'revision', 'spec'].includes(name) ? '.*' : '[^/]+',
  );
  return new RegExp(`^${pattern}/?$`);
}
