// Instant navigation leaves the focus on the body: a keyboard or a screen reader would begin at the top again.
// Move it to what the address names, or to the new page's heading.
(() => {
  let arrived = false
  window.document$?.subscribe(() => {
    if (arrived && document.activeElement === document.body) {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? document.querySelector("h1")
      target?.setAttribute("tabindex", "-1")
      target?.focus({ preventScroll: true })
    }
    arrived = true
  })
})()
