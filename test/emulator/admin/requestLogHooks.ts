import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type LoggedRequest, type RequestLog, toAuthorizationKind } from './requestLog';

/** Writes every request but those of the admin interface into the log. */
export function registerRequestLog(server: FastifyInstance, log: RequestLog): void {
  const entries = new WeakMap<FastifyRequest, LoggedRequest>();
  server.addHook('onRequest', (request, _reply, done) => {
    if (!request.url.startsWith('/_admin/')) {
      const [path = '', query = ''] = request.url.split('?');
      const entry = {
        method: request.method,
        path: path.replace(/^(\/site\/oauth2\/authorize\/).*/, '$1…'),
        query: path.startsWith('/2.0/') ? query : '',
        status: 0,
        authorization: toAuthorizationKind(request.headers.authorization),
        userAgent: request.headers['user-agent'] ?? '',
      };
      entries.set(request, log.add(entry, request.raw.socket));
    }
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const entry = entries.get(request);
    if (entry !== undefined) entry.status = reply.statusCode;
    done();
  });
}
