// Every link inside the site answers, those to data among them.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pages, startBrowser, startSite } from './site.mjs'

// A browser says that it takes HTML; /graphql is a page for browsers only.
const asBrowser = { headers: { accept: 'text/html,*/*;q=0.8' } }

let site
before(async () => { site = await startSite() })
after(async () => { await site?.stop() })

test('every link answers', async () => {
  const links = new Map() // address → the first page that leads to it
  for (const path of pages) {
    const html = await (await fetch(site.address + path)).text()
    for (const [, raw] of html.matchAll(/(?:href|src|action)="([^"]+)"/g)) {
      const url = new URL(raw.replaceAll('&amp;', '&').replaceAll('&#43;', '+'), site.address + path)
      url.hash = ''
      if (url.origin === site.address && !links.has(url.href)) links.set(url.href, path)
    }
  }
  const dead = []
  const queue = [...links]
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (;;) {
      const next = queue.pop()
      if (!next) return
      let answer = await fetch(next[0], asBrowser)
      while (answer.status === 429) {
        await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get('retry-after') ?? 1)))
        answer = await fetch(next[0], asBrowser)
      }
      await answer.arrayBuffer()
      // What offers the nearest page to a wrong address may lead back to it.
      if (answer.status >= 400 && !pages.includes(new URL(next[0]).pathname)) dead.push(`${answer.status} ${next[0].slice(site.address.length)} (from ${next[1]})`)
    }
  }))
  assert.ok(links.size > 1000, `${links.size} links`)
  assert.deepEqual(dead.sort(), [])
})

// What is out of sight is laid out late; a link to a place there leads to it all the same.
test('links to a place on a page lead there', async () => {
  const browser = await startBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 412, height: 823 } })
    let tried = 0
    for (const path of ['/countries/BE', '/help', '/rules', '/recommendations', '/timeline', '/sources?country=MT']) {
      await page.goto(site.address + path)
      const ids = await page.evaluate(() => [...document.querySelectorAll('main [id]')].map((e) => e.id).filter((_, i, all) => i % Math.ceil(all.length / 8) === 0))
      for (const id of ids) {
        await page.goto('about:blank')
        await page.goto(`${site.address + path}#${id}`)
        const { top, rest } = await page.evaluate((id) => ({
          top: document.getElementById(id).getBoundingClientRect().top, rest: document.documentElement.scrollHeight - innerHeight - scrollY,
        }), id)
        assert.ok((top >= 0 && top < 130) || (rest < 2 && top >= 0 && top < 823), `${path}#${id} stands ${Math.round(top)} px below the top, with ${Math.round(rest)} px to scroll`)
        tried++
      }
    }
    assert.ok(tried > 30, `${tried} places`)
  } finally {
    await browser.close()
  }
})
