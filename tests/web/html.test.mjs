// The HTML of every kind of page is valid.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { pages, startSite } from './site.mjs'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document'],
  rules: {
    // Questions of taste, not of validity: what html/template escapes, how long a title is, where blanks stand.
    'no-raw-characters': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off', 'void-style': 'off', 'attribute-boolean-style': 'off',
    'no-implicit-button-type': 'off', 'tel-non-breaking': 'off', 'require-sri': 'off', 'doctype-style': 'off', 'prefer-native-element': 'off',
    'no-redundant-for': 'off', 'no-inline-style': 'error', 'svg-focusable': 'off', 'valid-id': ['error', { relaxed: true }],
    // Names for what sighted people see as a mark; the word stands behind it.
    'aria-label-misuse': 'off', 'text-content': 'off',
  },
})

let site
before(async () => { site = await startSite() })
after(async () => { await site?.stop() })

for (const path of pages) {
  test(path, async () => {
    const answer = await fetch(site.address + path)
    const report = await validator.validateString(await answer.text(), path)
    const found = report.results.flatMap((r) => r.messages).filter((m) => m.severity === 2).map((m) => `${m.line}: ${m.ruleId}: ${m.message}`)
    assert.deepEqual([...new Set(found)].slice(0, 20), [])
  })
}
