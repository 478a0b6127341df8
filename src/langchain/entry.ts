/**
 * What `import … from 'gongbao/langchain'` gives (package.json, exports). The one file that only re-exports: it is the
 * edge of the package. Inside, files are imported by their own names.
 */
export { GongbaoEmbeddings } from './embeddings.ts'
export { GazetteLoader } from './loader.ts'
export { GongbaoRetriever } from './retriever.ts'
