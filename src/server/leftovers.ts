/**
 * TCP connections at shutdown on which nothing is under way. Node closes those that are idle at the moment of closing; one
 * whose answer ends a little later, or that was opened ahead and never used, would hold up the end until it times out.
 */
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

const SWEEP_MS = 50

export function closeLeftovers(app: FastifyInstance): void {
  const { server } = app
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  app.addHook('preClose', (done) => {
    const sweep = setInterval(() => {
      server.closeIdleConnections()
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    }, SWEEP_MS)
    server.once('close', () => clearInterval(sweep))
    done()
  })
}
