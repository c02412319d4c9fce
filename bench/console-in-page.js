// What a page of the console notes about itself while it is measured. Put into every page before its own scripts.

/** What was noted so far; moments in milliseconds since the navigation began. */
const noted = {
  /** Null: no row of the list is drawn yet. */
  rowsMs: null,
  /** Null: no key press has shown on the screen yet. */
  answeredMs: null,
}
globalThis.noted = noted

/** Presses a key at every frame from the first row on, until a row shows that it was heard. */
globalThis.pressUntilAnswered = () => {
  const look = () => {
    if (document.querySelector('[data-marked="true"]') !== null) {
      noted.answeredMs = performance.now()
      return
    }
    if (document.querySelector('[data-task]') !== null) {
      noted.rowsMs ??= performance.now()
      dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }))
    }
    requestAnimationFrame(look)
  }
  look()
}

/** When a place of the page says something (milliseconds since the epoch), once it does. */
globalThis.watch = (selector, text) => {
  globalThis.seenAt = new Promise(resolve => {
    const observer = new MutationObserver(() => look())
    const look = () => {
      if (!document.querySelector(selector)?.textContent.includes(text)) return
      observer.disconnect()
      resolve(Date.now())
    }
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    look()
  })
}

/** The number of the last row of the list that is drawn, from 0; -1: there is none. */
globalThis.lastRow = () =>
  Math.max(-1, ...[...document.querySelectorAll('[data-index]')].map(row => Number(row.dataset.index)))

/** Resolves once it is so, looked at every frame. (The page's policy allows no text as a function of Playwright's.) */
globalThis.until = async isSo => {
  while (!isSo()) await new Promise(requestAnimationFrame)
}

/** Percent of every row that is drawn. */
globalThis.percents = () =>
  [...document.querySelectorAll('[data-task] [role="progressbar"]')].map(bar => bar.ariaValueNow)

/** How many rows the last table of the page has in all, its head with them; 0: there is none. */
globalThis.rowCount = () =>
  Math.max(
    0,
    ...[...document.querySelectorAll('[role="table"], table')].map(table =>
      Number(table.getAttribute('aria-rowcount') ?? rowsDrawn()),
    ),
  )

/** How many rows there are in the page. */
globalThis.rowsDrawn = () => document.querySelectorAll('[role="row"], tr').length

/** Whether the page is scrolled to its end. */
globalThis.isAtEnd = () => scrollY + innerHeight >= document.documentElement.scrollHeight - 2
