/** Shows the buttons that copy a text, where the browser can; says in words that it is done. */
export function copyOnPress(): void {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const text = document.getElementById(button.dataset.copy ?? '')?.textContent?.trim() ?? ''
    button.hidden = false
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(text).then(
        () => {
          button.textContent = button.dataset.done ?? ''
        },
        () => {
          button.hidden = true
        },
      )
    })
  }
}
