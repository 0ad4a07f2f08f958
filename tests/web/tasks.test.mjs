// What a new user wants to do, done as they would: by keyboard alone with scripts, and by links and forms without scripts.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startBrowser, startSite } from './site.mjs'

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

// leaves does something that leads to another page, and waits for that page.
async function leaves(page, act) {
  const from = page.url()
  await Promise.all([page.waitForURL((url) => url.href !== from), act()])
}

// A hand goes to a link, button or field by Tab alone and uses it by Enter, Space and typing.
class Keyboard {
  constructor(page) { this.page = page }

  async reach(wanted) {
    const target = await wanted.first().elementHandle() // found once, as a role is looked for in the whole page
    for (let i = 0; i < 400; i++) {
      if (await target.evaluate((e) => e === document.activeElement)) return target
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not reach ${wanted}`)
  }

  async follow(link) {
    await this.reach(link)
    await leaves(this.page, () => this.page.keyboard.press('Enter'))
  }

  // followInTable goes to a link of a table whose links are one stop of Tab, by arrow keys from its first.
  async followInTable(table, link) {
    await this.reach(table.locator('tbody a'))
    const target = await link.elementHandle()
    for (let i = 0; i < 100 && !(await target.evaluate((e) => e === document.activeElement)); i++) await this.page.keyboard.press('ArrowDown')
    await this.follow(link)
  }

  async fill(field, text) {
    await this.reach(field)
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.type(text)
  }

  async check(box) {
    await this.reach(box)
    await this.page.keyboard.press('Space')
  }

  async choose(select, label) {
    await this.reach(select)
    await this.page.keyboard.type(label)
  }

  async open(summary) {
    await this.reach(summary)
    await this.page.keyboard.press('Enter')
  }
}

// The same with a mouse, and no scripts.
class Plain {
  constructor(page) { this.page = page }
  async follow(link) { await leaves(this.page, () => link.first().click()) }
  async followInTable(_, link) { await this.follow(link) }
  async fill(field, text) { await field.fill(text) }
  async check(box) { await box.check() }
  async choose(select, label) { await select.selectOption({ label }) }
  async open(summary) { await summary.click() }
}

function task(name, steps) {
  for (const [how, Hand, javaScriptEnabled] of [['by keyboard', Keyboard, true], ['without scripts', Plain, false]]) {
    test(`${name}, ${how}`, async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled })
      const page = await context.newPage()
      try {
        await page.goto(site.address + '/')
        await steps(page, new Hand(page))
      } finally {
        await context.close()
      }
    })
  }
}

const text = (page) => page.locator('main').innerText()

task('find whether police in Ireland must tell immigration, and cite it', async (page, hand) => {
  await hand.follow(page.getByRole('link', { name: 'Search', exact: true }))
  await hand.fill(page.locator('#q'), 'police duty to tell immigration country:IE')
  await hand.follow(page.getByRole('button', { name: 'Search' }))
  await hand.follow(page.getByRole('link', { name: /^IE-L6 / }))
  assert.match(await text(page), /No police duty to notify, Ireland/)
  assert.match(await text(page), /Caution\./)
  assert.match(await page.locator('#cite-text').innerText(), /\[IE-L6@desk-2026 \w+; 2026\.11; sha256:[0-9a-f]{8}/)
  const bibtex = page.getByRole('link', { name: 'BibTeX' })
  assert.equal(await bibtex.getAttribute('href'), '/assessments/IE-L6.bib')
  assert.match(await (await fetch(site.address + '/assessments/IE-L6.bib')).text(), /@\w+\{/)
})

task('compare three countries on procedures and download it for R', async (page, hand) => {
  await hand.follow(page.getByRole('link', { name: 'Compare', exact: true }))
  for (const name of ['Belgium', 'Spain', 'Netherlands']) await hand.check(page.getByRole('checkbox', { name }))
  await hand.choose(page.getByLabel('Aspect'), 'Procedures')
  await hand.follow(page.getByRole('button', { name: 'Compare' }))
  assert.match(await page.locator('h1').innerText(), /Belgium, Spain and Netherlands/)
  assert.equal(await page.locator('table.compare tbody tr').count(), 17)
  const href = await page.locator('.take').getByRole('link', { name: 'CSV' }).getAttribute('href')
  const csv = await (await fetch(site.address + href)).text()
  assert.match(csv, /dataset_version/)
  assert.match(csv, /P17/)
  assert.doesNotMatch(csv, /\bL1\b/)
})

task('print the brief of Poland', async (page, hand) => {
  await hand.follow(page.getByRole('link', { name: 'Countries', exact: true }))
  await hand.follow(page.locator('main').getByRole('link', { name: 'Poland', exact: true }))
  await hand.follow(page.getByRole('link', { name: 'the two-page brief' }))
  assert.match(await page.locator('h1').innerText(), /Poland/)
  assert.equal(await sheets(page), 2)
})

task('find who gives permits to undocumented victims of rape', async (page, hand) => {
  await hand.follow(page.getByRole('link', { name: 'Matrix', exact: true }))
  await hand.followInTable(page.locator('table.matrix'), page.getByRole('link', { name: /^R4 Permit for undocumented victims/ }))
  const found = await text(page)
  assert.match(found, /Largely/)
  assert.match(found, /Spain/)
})

task('see what changed in Spain in 2022', async (page, hand) => {
  await hand.follow(page.getByRole('contentinfo').getByRole('link', { name: 'Timeline' }))
  await hand.fill(page.getByLabel('From'), '2022')
  await hand.fill(page.getByLabel('To'), '2022')
  await hand.open(page.locator('summary', { hasText: 'Countries' }))
  await hand.check(page.getByRole('checkbox', { name: 'Spain' }))
  await hand.follow(page.getByRole('button', { name: 'Show' }))
  const found = await text(page)
  assert.match(found, /What differs between 31 December 2021 and 31 December 2022/)
  assert.match(found, /L1 Firewall guarantee/)
  assert.match(found, /not coded/)
})

task('find a helpline in Malta and what it may have to tell whom', async (page, hand) => {
  await hand.follow(page.getByRole('link', { name: 'Find help' }))
  await hand.follow(page.locator('main').getByRole('link', { name: 'Malta', exact: true }))
  const first = page.locator('.service').first()
  assert.match(await first.innerText(), /Helpline/)
  assert.match(await first.innerText(), /not established/)
  assert.equal(await first.locator('a.tel').getAttribute('href'), 'tel:179')
  assert.doesNotMatch(await text(page), /tells nobody\b(?!\.)/)
  assert.doesNotMatch(await text(page), /Gender-Based and Domestic Violence Unit/)
})

// sheets is how many pages of paper the page takes.
export async function sheets(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
}

test('arrow keys move through the matrix, and Escape sends the note away', async () => {
  const page = await browser.newPage()
  await page.goto(site.address + '/matrix')
  const cell = page.locator('tbody td a').first()
  await cell.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  const focused = page.locator('a:focus')
  assert.equal(await focused.getAttribute('href'), '/assessments/BG-L2')
  const note = focused.locator('.note')
  assert.ok((await note.boundingBox()).height > 20)
  await page.keyboard.press('Escape')
  assert.equal(await note.isVisible(), false)
  await page.keyboard.press('Home')
  assert.equal(await page.locator('a:focus').getAttribute('href'), '/criteria/L2')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  assert.equal(await page.locator('a:focus').getAttribute('href'), '/countries/UK#firewall')
  await page.keyboard.press('ArrowUp')
  assert.equal(await page.locator('a:focus').getAttribute('href'), '/countries/UK')
  // Tab leaves the table, and Shift+Tab comes back to where the hand was, after the filter has brought another table too.
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.closest('table')), null)
  await page.keyboard.press('Shift+Tab')
  assert.equal(await page.locator('a:focus').getAttribute('href'), '/countries/UK')
  await page.getByLabel('Firewall only').check()
  await page.waitForURL(/core=1$/)
  assert.equal(await page.locator('table.matrix a:not([tabindex])').count(), 1)
  await page.close()
})

test('the filter of the matrix keeps its state in the address', async () => {
  const page = await browser.newPage()
  await page.goto(site.address + '/matrix')
  await page.getByLabel('Aspect').selectOption('legal')
  await page.waitForURL(/\/matrix\?aspect=legal$/)
  await page.getByLabel('Firewall only').check()
  await page.waitForURL(/aspect=legal&core=1$/)
  assert.equal(await page.locator('table.matrix tbody tr td:first-of-type a').count(), 4)
  await page.close()
})

test('a table of hundreds of links can be skipped', async () => {
  for (const path of ['/matrix', '/alignment']) {
    const page = await browser.newPage()
    await page.goto(site.address + path)
    const hand = new Keyboard(page)
    await hand.reach(page.getByRole('link', { name: 'Skip the table' }))
    assert.ok((await page.getByRole('link', { name: 'Skip the table' }).boundingBox()).height > 10, 'the link shows when it has the focus')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement.closest('.take') !== null), true)
    await page.close()
  }
})

test('leaving replaces the page in the history', async () => {
  const page = await browser.newPage()
  await page.route(/wikipedia/, (route) => route.fulfill({ body: 'elsewhere' }))
  await page.goto(site.address + '/about')
  await page.goto(site.address + '/help?country=MT')
  await page.getByRole('link', { name: 'Leave' }).click()
  await page.waitForURL(/wikipedia/)
  await page.goBack()
  assert.equal(new URL(page.url()).pathname, '/about')
  await page.close()
})

test('nothing is kept and nothing is loaded from elsewhere', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const elsewhere = []
  page.on('request', (request) => { if (!request.url().startsWith(site.address)) elsewhere.push(request.url()) })
  for (const path of ['/', '/matrix', '/help?country=MT', '/search?q=police', '/countries/BE']) await page.goto(site.address + path)
  assert.deepEqual(elsewhere, [])
  assert.deepEqual(await context.cookies(), [])
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0)
  await context.close()
})
