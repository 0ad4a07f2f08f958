// The matrix under the hand: Tab leads into the table and out of it, arrow keys move from link to link, and the filter shows its
// result without a new page. Without scripts Tab moves through the links and the filter has its button.
const result = document.getElementById('matrix-result')
const form = document.querySelector('[data-matrix]')

const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
const table = () => result.querySelector('table')
let current // the one link of the table that Tab leads to

function enter(link) {
  current?.setAttribute('tabindex', '-1')
  current = link
  current?.removeAttribute('tabindex')
}

function oneStop() {
  current = undefined
  for (const link of table()?.querySelectorAll('a') ?? []) link.setAttribute('tabindex', '-1')
  enter(table()?.querySelector('tbody a'))
}
oneStop()

result.addEventListener('focusin', (event) => {
  if (event.target.closest('table') && event.target.tagName === 'A') enter(event.target)
})

result.addEventListener('keydown', (event) => {
  const cell = event.target.closest('td, th')
  if (!cell || event.altKey || event.ctrlKey || event.metaKey) return
  const row = cell.parentElement
  const links = [...row.querySelectorAll('a')]
  let target
  if (event.key in steps) {
    const [down, right] = steps[event.key]
    const rows = [...table().rows].filter((row) => row.querySelector('a'))
    const at = rows.indexOf(row)
    // A row may have no link in this column, as the corner has none: the next one that has.
    for (let r = at + down, c = cell.cellIndex + right; rows[r]?.cells[c] && !target; r += down, c += right) target = rows[r].cells[c].querySelector('a')
  } else if (event.key === 'Home') target = links[0]
  else if (event.key === 'End') target = links.at(-1)
  else return
  if (!target) return
  event.preventDefault()
  target.focus()
})

let latest = 0
async function update() {
  const query = new URLSearchParams(new FormData(form))
  for (const [name, value] of [...query]) if (!value || (name === 'sort' && value === 'codebook')) query.delete(name, value)
  const address = form.getAttribute('action') + (query.size ? '?' + query : '')
  const mine = ++latest
  const answer = await fetch(address)
  if (mine !== latest) return
  if (!answer.ok) return location.assign(address)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (mine !== latest) return
  result.replaceChildren(...page.getElementById('matrix-result').childNodes)
  oneStop()
  document.querySelector('.take')?.replaceWith(page.querySelector('.take'))
  history.replaceState(null, '', address)
}

form.addEventListener('change', (event) => {
  if (event.target.name !== 'as-of') update()
})
