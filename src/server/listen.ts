/** Opens the port of an application and says where it can be reached. */
import type { FastifyInstance } from 'fastify'
import { CodedError } from '../errors.ts'

/**
 * @returns the address as a URL, e.g. http://127.0.0.1:8080
 * @throws CodedError `address_in_use`, `setting_value` (an address that is not this machine's)
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port, backlog: 4096 })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE') throw new CodedError('address_in_use', { port }, { cause: error })
    if (code === 'EACCES') throw new CodedError('setting_value', { name: '--port', expected: '允许使用的端口', got: port }, { cause: error })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL') {
      throw new CodedError('setting_value', { name: '--host', expected: '本机的地址', got: host }, { cause: error })
    }
    throw error
  }
  const address = app.server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`
}
