// Adds up the compressed script a first visit to a page loads, from the manifest of the last build, and fails above the limits.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const root = new URL('../../Dispatch.Web/wwwroot/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', root), 'utf8'))
const texts = (names) => ['common', 'refusals', ...names].map((name) => `src/locales/zh-CN/${name}.json`)
const signalr = Object.keys(manifest).filter((key) => key.includes('@microsoft/signalr'))
// The map comes with every board, the details with the first request that is opened.
const board = ['BoardPage', 'map/BoardMaps', 'details/RequestDetails'].map((name) => `src/features/board/${name}.vue`)

const pages = [
  { name: '/help', limitKb: 150, starts: ['src/features/help/HelpPage.vue', ...texts(['help'])] },
  { name: '/tasks', limitKb: 250, starts: ['src/features/tasks/TasksPage.vue', ...signalr, ...texts(['tasks'])] },
  { name: '/board', limitKb: 500, starts: [...board, ...signalr, ...texts(['board'])] },
]

function closure(keys, found = new Set()) {
  for (const key of keys) {
    if (found.has(key)) continue
    found.add(key)
    closure(manifest[key]?.imports ?? [], found)
  }
  return found
}

let failed = false
for (const page of pages) {
  const starts = ['index.html', ...page.starts].filter((key) => manifest[key])
  if (starts.length < 2) continue
  const scripts = [...closure(starts)].map((key) => manifest[key]?.file).filter((file) => file?.endsWith('.js'))
  const kb = [...new Set(scripts)].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, root))).length, 0) / 1024
  const over = kb > page.limitKb
  failed ||= over
  console.log(`${page.name.padEnd(8)} ${kb.toFixed(1).padStart(7)} kB of ${page.limitKb} kB${over ? '  TOO LARGE' : ''}`)
}

process.exit(failed ? 1 : 0)
