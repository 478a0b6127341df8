/**
 * 405 where 404 would mislead: a GET of an address that only takes POST. In: the routes as they are registered. Out: the
 * methods that an address does take. Must be called before the routes; those for everything below a path (/v1/*), and those that
 * only refuse (`config: { isRefusal: true }`), say nothing.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CodedError } from '../errors.ts'

export type MethodTable = (request: FastifyRequest) => CodedError | undefined

export function tableOfMethods(app: FastifyInstance): MethodTable {
  const routes: { path: RegExp; methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method, config }) => {
    if (url.includes('*') || (config as { isRefusal?: boolean } | undefined)?.isRefusal === true) return
    const path = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?()]/g, '\\$&'))).join('/')
    routes.push({ path: new RegExp(`^${path}$`), methods: [method].flat() })
  })
  return (request) => {
    const path = request.url.split('?', 1)[0] ?? ''
    // OPTIONS is for browsers, and is there for addresses that do not exist as well
    const known = [...new Set(routes.filter((route) => route.path.test(path)).flatMap(({ methods }) => methods))].filter((method) => method !== 'OPTIONS')
    if (known.length === 0 || known.includes(request.method)) return undefined
    return new CodedError('method_not_allowed', { got: request.method, expected: known.join(', ') })
  }
}

/** RFC 9110, 15.5.6: an answer 405 names the methods. */
export const allowOf = (coded: CodedError): { allow?: string } => (coded.code === 'method_not_allowed' ? { allow: String(coded.details['expected']) } : {})
