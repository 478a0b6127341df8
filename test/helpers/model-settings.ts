/** Settings of a language model for tests: waits that a busy machine does not reach, no limits of a day. */
import { loadConfig } from '../../src/config.ts'
import { LanguageModel, type ModelOptions } from '../../src/generate/model.ts'
import { modelSettingsOf, type ModelSettings } from '../../src/generate/settings.ts'

export function settingsFor(url: string, more: Partial<ModelSettings> = {}): ModelSettings {
  const settings = modelSettingsOf(loadConfig({ GONGBAO_MODEL_URL: url, GONGBAO_MODEL_NAME: 'scripted', GONGBAO_MODEL_KEY: 'sk-test-secret' }))
  if (settings === undefined) throw new Error('expected settings of a model')
  return { ...settings, connectTimeoutMs: 20_000, firstTokenTimeoutMs: 20_000, idleTimeoutMs: 20_000, totalTimeoutMs: 50_000, retryWaitMs: 100, tokensPerDay: 0, ...more }
}

export function modelFor(url: string, more: Partial<ModelSettings> = {}, options: Omit<ModelOptions, 'settings'> = {}): LanguageModel {
  return new LanguageModel({ settings: settingsFor(url, more), ...options })
}
