// Writes a screenshot of every kind of page, at two widths, in both schemes, into a folder: node shots.mjs [FOLDER].
// PAGES (addresses with spaces between) and WIDTHS choose some of them.

import { mkdirSync } from 'node:fs'
import { layOutAll, pages, pictures, startBrowser, startSite } from './site.mjs'

const folder = process.argv[2] ?? '../../shots'
mkdirSync(folder, { recursive: true })
const site = await startSite()
const browser = await startBrowser()
const wanted = process.env.PAGES ? process.env.PAGES.split(' ') : [...pages, ...pictures]
const widths = process.env.WIDTHS ? process.env.WIDTHS.split(' ').map(Number) : [320, 1280]
const schemes = process.env.SCHEMES ? process.env.SCHEMES.split(' ') : ['light', 'dark']
try {
  for (const colorScheme of schemes) {
    for (const width of widths) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: width < 600 ? 640 : 900 } })
      const page = await context.newPage()
      for (const path of wanted) {
        if (path.endsWith('.svg')) {
          // A picture is shown as others show it: in a page.
          await page.goto(site.address + '/about')
          await page.setContent(`<img src="${site.address + path}" alt="">`, { waitUntil: 'load' })
        } else {
          await page.goto(site.address + path)
          await layOutAll(page)
        }
        const name = path.replace(/^\//, '').replace(/[^A-Za-z0-9.-]+/g, '_') || 'home'
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: process.env.FULL !== '0' })
      }
      await context.close()
    }
  }
} finally {
  await browser.close()
  await site.stop()
}
