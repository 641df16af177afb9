import { type GitTag } from '../git/gitModel';
import { listTags } from '../git/tags';
import { type StoredRepository } from '../state/model';
import { toNotFound } from './apiError';
import { answerCollection } from './collection';
import { type JsonObject } from './json';
import { encodePath } from './links';
import { toBitbucketDate } from './render';
import { requireRepository } from './resolve';
import { type RestCall, type RestRoute } from './route';

const fields = ['name', 'target.hash', 'target.date', 'target.message', 'target.author.raw'];
const naturalOrder = new Intl.Collator('en', { numeric: true });

const reads = { method: 'GET', scopes: ['repository'], needsUser: false } as const;

export const tagRoutes: readonly RestRoute[] = [
  {
    ...reads,
    path: '/repositories/:workspace/:slug/refs/tags',
    handle: async (call) => {
      const repository = requireRepository(call);
      const tags = await listTags(await call.services.folders.open(repository));
      const comparators = { name: (left: string, right: string) => naturalOrder.compare(left, right) };
      const values = tags.map((tag) => renderTag(call, repository, tag));
      return { json: await answerCollection(call, values, { fields, comparators }) };
    },
  },
  {
    ...reads,
    path: '/repositories/:workspace/:slug/refs/tags/*',
    handle: async (call) => {
      const repository = requireRepository(call);
      const wanted = call.parameters['*'] ?? '';
      const tags = await listTags(await call.services.folders.open(repository));
      const tag = tags.find(({ name }) => name === wanted);
      if (tag === undefined) throw toNotFound(`Tag "${wanted}" does not exist.`);
      return { json: renderTag(call, repository, tag) };
    },
  },
];

/** What only an annotated tag has is absent from others. */
function renderTag({ services: { render, links } }: RestCall, repository: StoredRepository, tag: GitTag): JsonObject {
  const name = encodePath(tag.name);
  const { tagger, message } = tag.annotation ?? {};
  return {
    type: 'tag',
    name: tag.name,
    target: render.commit(repository, tag.commit),
    ...(tagger === undefined ? {} : { tagger: render.author(tagger), date: toBitbucketDate(tagger) }),
    ...(message === undefined ? {} : { message }),
    links: {
      self: { href: `${links.repositoryApi(repository, 'refs', 'tags')}/${name}` },
      commits: { href: `${links.repositoryApi(repository, 'commits')}/${name}` },
      html: { href: `${links.web(repository.workspace, repository.slug, 'commits', 'tag')}/${name}` },
    },
  };
}
