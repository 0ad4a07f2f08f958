// The matrix under the hand: arrow keys move from cell to cell, and the filter shows its result without a new page. Without
// scripts Tab moves through the cells and the filter has its button.
const result = document.getElementById('matrix-result')
const form = document.querySelector('[data-matrix]')

const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

result.addEventListener('keydown', (event) => {
  const cell = event.target.closest('td')
  if (!cell || event.altKey || event.ctrlKey || event.metaKey) return
  const rows = [...result.querySelectorAll('tr')].filter((row) => row.querySelector('a.cell'))
  const row = cell.parentElement
  const step = steps[event.key]
  let target
  if (step) target = rows[rows.indexOf(row) + step[0]]?.children[cell.cellIndex + step[1]]
  else if (event.key === 'Home') target = row.querySelector('td')
  else if (event.key === 'End') target = [...row.querySelectorAll('td')].filter((td) => td.querySelector('a')).pop()
  else return
  const link = target?.querySelector('a')
  if (!link) return
  event.preventDefault()
  link.focus()
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
  document.querySelector('.take')?.replaceWith(page.querySelector('.take'))
  history.replaceState(null, '', address)
}

form.addEventListener('change', (event) => {
  if (event.target.name !== 'as-of') update()
})
