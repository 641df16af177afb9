import { type FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { GitError } from '../git/runGit';
import { AdminError } from './adminHandlers';
import { type AdminAction, adminArguments, type AdminHandlers } from './adminProtocol';

const callersMistakes = [AdminError, GitError, v.ValiError, SyntaxError];

/** `POST /_admin/<action>` with a JSON object; 400 with a sentence when it makes no sense. */
export function registerAdmin(server: FastifyInstance, handlers: AdminHandlers): void {
  server.post<{ Params: { action: string } }>('/_admin/:action', async (request, reply) => {
    const { action } = request.params;
    if (!isAction(action)) return reply.code(404).send({ error: `There is no admin action ${action}.` });
    try {
      return await reply.send(await run(handlers, action, request.body ?? {}));
    } catch (error) {
      if (!callersMistakes.some((kind) => error instanceof kind)) throw error;
      return reply.code(400).send({ error: (error as Error).message });
    }
  });
}

function isAction(name: string): name is AdminAction {
  return Object.hasOwn(adminArguments, name);
}

async function run(handlers: AdminHandlers, action: AdminAction, body: unknown): Promise<object> {
  const handle = handlers[action] as (argument: unknown) => object | Promise<object>;
  return handle(v.parse(adminArguments[action], body));
}
