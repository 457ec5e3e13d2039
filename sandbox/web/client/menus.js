// @ts-check

/** Menus that fold out: one at a time, gone after a choice, a click elsewhere or Escape. */
export function setUpMenus() {
  const open = () =>
    /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('details.overflow[open]'));

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    for (const menu of open()) {
      const isChosen = target?.closest('button') && menu.contains(target);
      if (isChosen || !target || !menu.contains(target)) menu.open = false;
    }
  });

  document.addEventListener(
    'keydown',
    (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const menu = /** @type {HTMLDetailsElement | null | undefined} */ (target?.closest('details.overflow[open]'));
      if (event.key !== 'Escape' || !menu) return;
      // In a form Escape closes the menu first, the form next.
      event.preventDefault();
      event.stopPropagation();
      menu.open = false;
      menu.querySelector('summary')?.focus();
    },
    { capture: true },
  );
}
