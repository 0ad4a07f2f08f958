// Pages are light, over the line of Lighthouse's mobile profile: all scripts of a page take at most 20 KB compressed, and what is
// read does not jump (layout shift under 0.01). The largest paint is printed and not asserted, as it depends on the machine; with
// SLOW=1 the processor is slowed four times, as in that profile. PAGES chooses other addresses, with spaces between; PAGES=all is
// one of every kind.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { pages, startBrowser, startSite } from './site.mjs'

let site
let browser
before(async () => {
  site = await startSite()
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await site?.stop()
})

const few = ['/', '/matrix', '/countries/BE', '/what-if?country=BE', '/search?q=police', '/help']
const wanted = process.env.PAGES === 'all' ? pages : process.env.PAGES?.split(' ') ?? few
for (const path of wanted) {
  test(path, async () => {
    const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 })
    const page = await context.newPage()
    // Lighthouse's mobile profile: a line of 1.6 Mbit/s and 150 ms and, where asked for, a processor four times slower.
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1.6 * 1024 * 1024 / 8, uploadThroughput: 750 * 1024 / 8 })
    if (process.env.SLOW) await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    let scripts = 0
    page.on('response', async (response) => {
      if (response.request().resourceType() === 'script') scripts += gzipSync(await response.body()).length
    })
    // The line that the browser emulates stalls now and then on a busy machine: the page is then asked for again.
    for (let tries = 1; ; tries++) {
      try {
        scripts = 0
        await page.goto(site.address + path, { waitUntil: 'load', timeout: 20_000 })
        break
      } catch (error) {
        if (tries === 3) throw error
      }
    }
    const standing = await page.locator('script:not([src]):not([type="application/ld+json"])').allTextContents()
    for (const script of standing) scripts += gzipSync(script).length
    await page.waitForTimeout(500) // what a script asks for after the page has come
    const { paint, shift } = await page.evaluate(() => new Promise((resolve) => {
      let shift = 0
      new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) shift += e.value }).observe({ type: 'layout-shift', buffered: true })
      new PerformanceObserver((list) => {
        const entries = list.getEntries()
        setTimeout(() => resolve({ paint: entries.at(-1).startTime, shift }), 300)
      }).observe({ type: 'largest-contentful-paint', buffered: true })
    }))
    console.log(`# ${path}: largest paint ${Math.round(paint)} ms, shift ${shift.toFixed(4)}, scripts ${scripts} bytes`)
    assert.ok(scripts <= 20 * 1024, `${scripts} bytes of scripts`)
    assert.ok(shift < 0.01, `layout shift ${shift}`)
    await context.close()
  })
}
