/**
 * Browsers at the interfaces for programs (/v1, /mcp). A page of another origin may call them only when that origin is
 * configured; the answers then say so (CORS). A name in Host that is not ours is a page that had its own name pointed at this
 * machine (DNS rebinding): refused while we listen on this machine only and ask for no token.
 */
import type { FastifyInstance } from 'fastify'
import { CodedError } from '../errors.ts'
import type { AccessRules } from './access.ts'

const PREFLIGHT_SECONDS = 600

/** Guards every route of a scope and answers preflight requests at `path`. @throws CodedError `origin_refused`, `host_refused` (403) */
export function guardOrigin(scope: FastifyInstance, { origin: rule, token }: AccessRules, path: string, methods: string): void {
  scope.addHook('onRequest', (request, reply, done) => {
    const { origin, host } = request.headers
    if (!rule.allows(origin, host)) return done(new CodedError('origin_refused'))
    if (!token.required && !rule.knows(host)) return done(new CodedError('host_refused'))
    if (origin !== undefined) {
      reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'mcp-session-id, retry-after', vary: 'Origin' })
    }
    done()
  })
  scope.options(path, (request, reply) => reply.code(204).headers({
    'access-control-allow-methods': methods,
    // an allowed origin may send what it likes: clients add headers of their own
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'authorization, content-type',
    'access-control-max-age': PREFLIGHT_SECONDS,
  }).send())
}
