// On paper: a brief is two pages of A4, a country at most four, and no sign of a level is lost.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countries, startBrowser, startSite } from './site.mjs'

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

async function sheets(path) {
  const page = await browser.newPage()
  await page.goto(site.address + path)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  await page.close()
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
}

for (const code of countries) {
  test(`the brief of ${code} takes two pages`, async () => assert.equal(await sheets(`/brief/${code}`), 2))
  test(`the profile of ${code} takes at most four`, async () => assert.ok(await sheets(`/countries/${code}`) <= 4))
}
