/** Says how many characters are left in a text with `data-most`, counted as the server counts them. */
export function countWhatIsLeft(): void {
  const say = () => {
    const field = document.querySelector<HTMLTextAreaElement>('textarea[data-most]')
    const words = document.querySelector<HTMLElement>('.counter')
    if (!field || !words) return
    const left = Number(field.dataset.most) - Array.from(field.value.trim()).length
    const { left: remain = '', over = '' } = words.dataset
    words.textContent = left >= 0 ? `${left} ${remain}` : `${-left} ${over}`
    words.classList.toggle('over', left < 0)
    words.hidden = false
  }
  document.addEventListener('input', say)
  document.addEventListener('heartline:page', say)
  say()
}
