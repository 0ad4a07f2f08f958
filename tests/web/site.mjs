// Starts the program on a free port and a browser beside it, for tests and screenshots.
//
// FIREWALLMAP is the program (bin/firewallmap where it is not set); SITE is the address of a server that runs already, and
// then none is started. CHROMIUM is the browser (Debian's where it is not set).

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('../../', import.meta.url))

export const countries = ['BE', 'BG', 'EL', 'ES', 'HR', 'HU', 'IE', 'IT', 'MT', 'NL', 'PL', 'SI', 'UK']

// One address of every kind of page.
export const pages = [
  '/', '/?show=total', '/matrix', '/matrix?aspect=legal&differences=1&sort=lowest', '/countries', '/countries/BE', '/countries/HU?as-of=2018',
  '/assessments/BE-L1', '/assessments/UK-L1', '/assessments/HU-R2', '/criteria', '/criteria/L1', '/recommendations', '/recommendations/4.1.1', '/rules',
  '/provisions/VRD-8', '/provisions/VRDA-5a?assume-bound=1', '/compare', '/compare?countries=BE,IE,UK', '/gaps/PL', '/brief/PL', '/alignment',
  '/alignment?assume-bound=1&measured=1', '/what-if', '/what-if?country=BE&L1=met&weight-legal=2&assume=VRDA-5a', '/search', '/search?q=can+the+police+tell+immigration',
  '/search?q=shelter&kind=service', '/doors/HU', '/help', '/help?country=MT', '/timeline', '/timeline?countries=ES&from=2022&to=2022', '/sources?country=MT',
  '/resources', '/methods', '/quality', '/about', '/embed/map', '/embed/cells/UK-L1', '/embed/criteria/L1', '/countries/BL', '/matrix?aspct=legal', '/nothing-here',
]

// Pictures that stand alone.
export const pictures = ['/embed/map.svg', '/embed/cells/UK-L1.svg', '/embed/criteria/L1.svg']

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

// startSite is the address of a running server and a function that stops it.
export async function startSite() {
  if (process.env.SITE) return { address: process.env.SITE.replace(/\/$/, ''), stop: async () => {} }
  const program = process.env.FIREWALLMAP ?? root + 'bin/firewallmap'
  if (!existsSync(program)) throw new Error(`${program} is missing; run make build first`)
  const port = await freePort()
  const server = spawn(program, ['serve', '--addr', `127.0.0.1:${port}`], { stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  server.stderr.on('data', (data) => { log += data })
  const stopped = new Promise((resolve) => server.once('exit', resolve))
  const address = `http://127.0.0.1:${port}`
  const end = Date.now() + 30_000
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server stopped:\n${log}`)
    try {
      if ((await fetch(address + '/matrix')).ok) break
    } catch {
      // not up yet
    }
    if (Date.now() > end) throw new Error(`the server did not come up:\n${log}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { address, stop: async () => { server.kill('SIGTERM'); await stopped } }
}

// layOutAll lets the browser lay out what is out of sight too, so that a picture of a whole page, and what is measured of it, has
// everything in it.
export function layOutAll(page) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('* { content-visibility: visible !important }')
    document.adoptedStyleSheets = [sheet]
  })
}

export function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) throw new Error(`${executablePath} is missing; install Debian's chromium or set CHROMIUM`)
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  })
}
