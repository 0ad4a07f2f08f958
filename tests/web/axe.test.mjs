// axe finds no violation of WCAG 2.2 AA on any page, light and dark, narrow and wide, and no page scrolls sideways at 320 px,
// which is 1280 px at 400 %. Nothing is logged to the console.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { layOutAll, pages, startBrowser, startSite } from './site.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

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

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    test(`${colorScheme}, ${width} px`, async (t) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' })
      const page = await context.newPage()
      const logged = []
      page.on('console', (message) => {
        // That a page is not found is what the status says, and not an error of the page.
        if (['error', 'warning'].includes(message.type()) && !/status of 40[04]/.test(message.text())) logged.push(message.text())
      })
      page.on('pageerror', (error) => logged.push(String(error)))
      for (const path of pages) {
        await t.test(path, async () => {
          await page.goto(site.address + path)
          await layOutAll(page)
          await page.evaluate(axe)
          const result = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), tags)
          const found = result.violations.map((v) => `${v.id}: ${v.help}\n` + v.nodes.slice(0, 5).map((n) => `    ${n.html.slice(0, 200)}\n      ${n.failureSummary.replaceAll('\n', ' ')}`).join('\n'))
          assert.deepEqual(found, [])
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          assert.ok(sideways <= 0, `the page is ${sideways} px wider than the window`)
          assert.deepEqual(logged.splice(0), [])
        })
      }
      await context.close()
    })
  }
}
