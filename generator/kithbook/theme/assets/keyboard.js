// Two things the theme forgets about those who use a keyboard. Runs after each arrival at a page.
(() => {
  let arrived = false
  window.document$?.subscribe(() => {
    if (arrived && document.activeElement === document.body) focusArrival()
    arrived = true
    requestAnimationFrame(openScrollers)
  })

  // Instant navigation leaves the focus on the body, so that a keyboard or a screen reader would begin at the top
  // again: it goes to what the address names, or to the new page's heading.
  function focusArrival() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? document.querySelector("h1")
    target?.setAttribute("tabindex", "-1")
    target?.focus({ preventScroll: true })
  }

  // A wide table in prose scrolls sideways: a keyboard must be able to reach it.
  function openScrollers() {
    for (const scroller of document.querySelectorAll(".md-typeset__scrollwrap")) scroller.tabIndex = 0
  }
})()
