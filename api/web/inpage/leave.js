// The button "leave this page" replaces this page in the history, so that "back" does not return to it. Without scripts the
// button is a plain link to the same place.
for (const link of document.querySelectorAll('[data-leave]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    document.documentElement.hidden = true
    document.title = ''
    location.replace(link.href)
  })
}

// A note that lies over the page can be sent away with Escape; it comes back when its cell is left and entered again.
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.documentElement.classList.add('no-notes')
})
for (const kind of ['focusin', 'pointerover']) {
  addEventListener(kind, (event) => {
    if (!event.target.closest?.('.note')) document.documentElement.classList.remove('no-notes')
  })
}
