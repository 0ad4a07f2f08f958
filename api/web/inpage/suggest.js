// Suggestions while a search is being typed, in the browser's own list. Without scripts the box is a plain search box.
const box = document.querySelector('[data-suggest]')
const list = document.getElementById(box.getAttribute('list'))

let latest = 0
let timer
box.addEventListener('input', () => {
  clearTimeout(timer)
  timer = setTimeout(async () => {
    const mine = ++latest
    if (box.value.trim().length < 2) return list.replaceChildren()
    const answer = await fetch(box.dataset.suggest + '?q=' + encodeURIComponent(box.value))
    if (mine !== latest || !answer.ok) return
    list.replaceChildren(...(await answer.json()).map((text) => {
      const option = document.createElement('option')
      option.value = text
      return option
    }))
  }, 150)
})
