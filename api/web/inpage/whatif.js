// Keeps what was not changed out of the address of a what-if, so that it can be read and shared. Without scripts the address is
// long and means the same.
const form = document.querySelector('[data-what-if]')
form?.addEventListener('submit', () => {
  for (const field of form.elements) {
    const unchanged = field.tagName === 'SELECT' ? field.value === '' : field.name.startsWith('weight-') && field.value === (field.name === 'weight-commitments' ? '0' : '1')
    if (unchanged) field.disabled = true
  }
})
addEventListener('pageshow', () => {
  for (const field of form?.elements ?? []) field.disabled = false
})
