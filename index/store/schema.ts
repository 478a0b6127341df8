/**
 * The SQLite file of one generation: the source of truth. Made in one go, never migrated: an unknown version is refused.
 *
 *   sources ─┬─ documents ─┬─ blocks         a document printed in two files is stored once, from the first file by name;
 *            │             ├─ passages       the other printings wait in `reprints` and take over when that file goes
 *            │             └─ facts
 *            └─ reprints                     vectors: by hash of what was embedded, so equal passages share one
 */
import Database from 'better-sqlite3'
import { IndexError, reasonOf } from '../errors.ts'
import { TERM_MARKS } from '../terms.ts'

/** Raise when the tables change. */
export const SCHEMA_VERSION = 1
/** "gbao" in the file's header */
export const APPLICATION_ID = 0x6762616f

const TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE sources (
    file TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL,
    fingerprint TEXT NOT NULL,   -- everything the parse depends on: bytes, stated facts, corrections, parser
    stated TEXT NOT NULL,        -- JSON
    text BLOB NOT NULL,          -- decoded text, deflated
    gazette TEXT NOT NULL,       -- JSON
    report TEXT NOT NULL         -- JSON: coverage, doubts, toc, counts
  ) WITHOUT ROWID;
  CREATE TABLE documents (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file TEXT NOT NULL, line INTEGER NOT NULL, json TEXT NOT NULL
  );
  CREATE INDEX documents_by_file ON documents (file, line);
  CREATE TABLE reprints (
    document_id TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, gazette_id TEXT NOT NULL, lines TEXT NOT NULL,
    payload BLOB NOT NULL,       -- deflated JSON of the whole document
    PRIMARY KEY (document_id, file, line)
  ) WITHOUT ROWID;
  CREATE INDEX reprints_by_file ON reprints (file);
  CREATE TABLE blocks (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, document_key INTEGER, file TEXT NOT NULL, ordinal INTEGER NOT NULL, json TEXT NOT NULL
  );
  CREATE INDEX blocks_by_id ON blocks (id);
  CREATE INDEX blocks_by_document ON blocks (document_key, ordinal);
  CREATE INDEX blocks_by_file ON blocks (file);
  CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: labels of the vector graph
    id TEXT NOT NULL, document_key INTEGER NOT NULL,
    vector_hash BLOB NOT NULL,   -- SHA-256 of context and text
    text_hash BLOB NOT NULL,     -- of the normalised text: equal passages are shown once
    json TEXT NOT NULL
  );
  CREATE INDEX passages_by_id ON passages (id);
  CREATE INDEX passages_by_document ON passages (document_key);
  CREATE TABLE facts (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, document_key INTEGER NOT NULL, block_id TEXT NOT NULL, json TEXT NOT NULL
  );
  CREATE INDEX facts_by_document ON facts (document_key);
  CREATE INDEX facts_by_block ON facts (block_id);
  CREATE TABLE vectors (hash BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE terms (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5 (
    title, context, body, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '${TERM_MARKS}'"
  );
  CREATE VIRTUAL TABLE words_vocabulary USING fts5vocab (words, row);
`

/** Makes the tables in a new file. Speed over durability while it is being built: it is flushed before it is published. */
export function createDatabase(file: string): Database.Database {
  const database = new Database(file)
  database.pragma('page_size = 8192')
  tune(database)
  database.exec(TABLES)
  database.pragma(`application_id = ${APPLICATION_ID}`)
  database.pragma(`user_version = ${SCHEMA_VERSION}`)
  return database
}

/** Opens a copy that is going to be changed. */
export function openForWriting(file: string): Database.Database {
  const database = new Database(file, { fileMustExist: true })
  tune(database)
  checkVersion(database, file)
  return database
}

/** Opens a published file; `index_schema` for another version, `index_corrupt` for a file that is no database. */
export function openForReading(file: string): Database.Database {
  let database: Database.Database | undefined
  try {
    database = new Database(file, { readonly: true, fileMustExist: true })
    checkVersion(database, file)
    database.pragma('cache_size = -65536')
    return database
  } catch (error) {
    database?.close()
    if (error instanceof IndexError) throw error
    throw new IndexError('index_corrupt', `expected an index in ${file}, got ${reasonOf(error)}`, 'make the index anew with ingest', error)
  }
}

function tune(database: Database.Database): void {
  database.pragma('journal_mode = DELETE')
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -65536')
  database.pragma('temp_store = MEMORY')
}

function checkVersion(database: Database.Database, file: string): void {
  const version = database.pragma('user_version', { simple: true })
  const application = database.pragma('application_id', { simple: true })
  if (application !== APPLICATION_ID || version !== SCHEMA_VERSION) {
    throw new IndexError(
      'index_schema',
      `expected an index of schema ${SCHEMA_VERSION} in ${file}, got schema ${String(version)}`,
      'make the index anew with ingest in an empty data folder',
    )
  }
}
