/**
 * Who may connect: Origin of browsers, access tokens, number of connections. Everything is decided before the upgrade.
 * Browsers let any page open a WebSocket to any server, so a present Origin must be this server's own or be allowed by
 * configuration (CSWSH); a missing one means a program. Host names are not believed (DNS rebinding): only addresses are.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import { CodedError } from '../errors.ts'

export const MIN_TOKEN_CHARS = 16
/** RFC 9110 token: what a sub-protocol entry can carry. */
const TOKEN_PATTERN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const BEARER_PROTOCOL_PREFIX = 'bearer.'

/** Names of this machine, also as containers on it call it; nobody can register them. */
const OWN_NAMES = new Set(['localhost', 'host.docker.internal', 'host.containers.internal'])

export interface OriginRule {
  allows(origin: string | undefined, host: string | undefined): boolean
  /** false when we listen on this machine only and Host is a name that is neither this machine's nor of an allowed origin */
  knows(host: string | undefined): boolean
}

/**
 * @param listening address and port the server listens on; the port is known only after listening, hence a function
 * @param allowed further origins, compared character for character
 */
export function originRule(listening: () => { host: string; port: number }, allowed: readonly string[]): OriginRule {
  const extra = new Set(allowed)
  return {
    allows(origin, host) {
      if (origin === undefined) return true
      if (extra.has(origin)) return true
      const { host: address, port } = listening()
      const suffixes = port === 80 ? ['', ':80'] : [`:${port}`]
      const own = new Set(['127.0.0.1', '[::1]', 'localhost', bracketed(address)].flatMap((name) => suffixes.map((end) => name + end)))
      const name = origin.startsWith('http://') ? origin.slice('http://'.length) : undefined
      if (name === undefined) return false
      if (own.has(name)) return true
      // listening on all addresses: the page came from the address in Host
      return name === host && suffixes.some((end) => name.endsWith(end) && isAddress(name.slice(0, name.length - end.length)))
    },
    knows(host) {
      const { host: address } = listening()
      if (host === undefined || !(isLoopback(address) || address === 'localhost')) return true
      const name = host.replace(/:\d+$/, '').toLowerCase()
      return OWN_NAMES.has(name) || isAddress(name) || allowed.some((origin) => origin.replace(/^[a-z]+:\/\//, '') === host)
    },
  }
}

const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address)
const isAddress = (name: string) => isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0

interface StoredToken {
  digest: Buffer
  /** last day of validity, ISO */
  until?: string
}

export interface TokenRule {
  readonly required: boolean
  /** name of the token's holder (never the token), or undefined when the token is missing, wrong or expired */
  holder(token: string | undefined): string | undefined
}

/** Both rules, for everything that lets someone in. */
export interface AccessRules {
  readonly origin: OriginRule
  readonly token: TokenRule
}

const digestOf = (token: string) => createHash('sha256').update(token, 'utf8').digest()

/** Tokens from configuration: `TOKEN` or `TOKEN=YYYY-MM-DD`. @throws CodedError `setting_value` */
export function tokenRule(entries: readonly string[], now: () => Date = () => new Date()): TokenRule {
  const tokens = entries.map((entry): StoredToken => {
    const [token = '', until] = entry.split('=', 2)
    if (token.length < MIN_TOKEN_CHARS || !TOKEN_PATTERN.test(token) || (until !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(until))) {
      const expected = `至少 ${MIN_TOKEN_CHARS} 个字母、数字或 !#$%&'*+-.^_\`|~，后面可加 =YYYY-MM-DD`
      throw new CodedError('setting_value', { name: 'GONGBAO_TOKENS', expected, got: `${token.length} 个字符的令牌` })
    }
    return { digest: digestOf(token), ...(until === undefined ? {} : { until }) }
  })
  return {
    required: tokens.length > 0,
    holder(token) {
      if (token === undefined) return undefined
      const digest = digestOf(token)
      const today = now().toISOString().slice(0, 10)
      let found: string | undefined
      // every entry is compared, so that the time says nothing about which one matched
      for (const stored of tokens) {
        const same = timingSafeEqual(stored.digest, digest)
        if (same && (stored.until === undefined || today <= stored.until)) found = digest.toString('hex').slice(0, 16)
      }
      return found
    },
  }
}

/** The token of a request: Authorization header, or a sub-protocol entry `bearer.TOKEN` (browsers cannot set headers). */
export function readToken(authorization: string | undefined, protocols: string | undefined): string | undefined {
  const header = /^bearer +(\S+) *$/i.exec(authorization ?? '')
  if (header) return header[1]
  const entry = (protocols ?? '').split(',').map((part) => part.trim()).find((part) => part.startsWith(BEARER_PROTOCOL_PREFIX))
  return entry?.slice(BEARER_PROTOCOL_PREFIX.length)
}

/** Counts connections, in all and by address. */
export class ConnectionCounter {
  readonly limit: number
  readonly limitPerAddress: number
  private total = 0
  private readonly byAddress = new Map<string, number>()

  constructor(limit: number, limitPerAddress: number) {
    this.limit = limit
    this.limitPerAddress = limitPerAddress
  }

  get size(): number {
    return this.total
  }

  /** True when one more connection of this address is within the limits; loopback has no limit of its own. */
  admits(address: string): boolean {
    if (this.total >= this.limit) return false
    return isLoopback(address) || (this.byAddress.get(address) ?? 0) < this.limitPerAddress
  }

  opened(address: string): void {
    this.total++
    this.byAddress.set(address, (this.byAddress.get(address) ?? 0) + 1)
  }

  closed(address: string): void {
    this.total--
    const rest = (this.byAddress.get(address) ?? 1) - 1
    if (rest > 0) this.byAddress.set(address, rest)
    else this.byAddress.delete(address)
  }
}

export const isLoopback = (address: string): boolean => address === '::1' || /^(?:::ffff:)?127\./.test(address)
