/** Prints figures as an aligned table, with the machine they were measured on. */
import os from 'node:os'

export function printTable(title: string, rows: Record<string, string | number>[]): void {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const cell = (value: string | number | undefined): string => (typeof value === 'number' ? (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2)) : (value ?? ''))
  const widths = columns.map(column => Math.max(column.length, ...rows.map(row => cell(row[column]).length)))
  const line = (cells: string[]): string => cells.map((text, i) => text.padStart(widths[i] ?? 0)).join('  ')
  console.log(`\n${title}   [${os.availableParallelism()} cores, ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1) ?? '?'}]`)
  console.log(line(columns))
  for (const row of rows) console.log(line(columns.map(column => cell(row[column]))))
}

/** Value below which the share of the (unsorted) numbers lies. */
export function percentile(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
