(() => {
  'use strict';

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const make = (name, attributes = {}, text = '') => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  };

  // Tabs: the panels of a section stand one below the other until this makes them tabs; printing shows them all again.
  const tabsOf = (group) => {
    const panels = all(':scope > .panel', group);
    if (panels.length < 2) return;
    const list = make('div', { role: 'tablist', class: 'tabs', 'aria-label': group.dataset.tabs });
    const tabs = panels.map((panel) => {
      const tab = make('button', { type: 'button', role: 'tab', id: `${panel.id}-tab`, 'aria-controls': panel.id }, panel.dataset.label);
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      list.append(tab);
      return tab;
    });
    const select = (index, focus) => {
      tabs.forEach((tab, i) => {
        tab.setAttribute('aria-selected', String(i === index));
        tab.tabIndex = i === index ? 0 : -1;
        panels[i].hidden = i !== index;
      });
      if (focus) tabs[index].focus();
    };
    const keys = { ArrowRight: (i) => (i + 1) % tabs.length, ArrowLeft: (i) => (i + tabs.length - 1) % tabs.length, Home: () => 0, End: () => tabs.length - 1 };
    tabs.forEach((tab, i) => {
      tab.addEventListener('click', () => select(i, false));
      tab.addEventListener('keydown', (event) => {
        if (!keys[event.key]) return;
        event.preventDefault();
        select(keys[event.key](i), true);
      });
    });
    panels[0].before(list);
    select(0, false);
    const reveal = () => {
      const index = panels.findIndex((panel) => `#${panel.id}` === location.hash);
      if (index >= 0) {
        select(index, false);
        panels[index].scrollIntoView();
      }
    };
    addEventListener('hashchange', reveal);
    reveal();
  };

  // Sorting: a click on a heading sorts up, another sorts down; what is not defined stays last.
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    const value = cell.dataset.value;
    return value === undefined ? cell.textContent : value === '' ? null : Number(value);
  };

  const compare = (a, b, sign) => {
    if (a === null || b === null) return (a === null) - (b === null);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true }));
  };

  const sortable = (table) => {
    const headings = all('thead th', table);
    headings.forEach((heading, column) => {
      const button = make('button', { type: 'button', class: 'sort' }, heading.textContent);
      heading.replaceChildren(button);
      button.addEventListener('click', () => {
        const sign = heading.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
        headings.forEach((other) => other.removeAttribute('aria-sort'));
        heading.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
        const body = table.tBodies[0];
        body.append(...[...body.rows].sort((a, b) => compare(keyOf(a, column), keyOf(b, column), sign)));
      });
    });
  };

  // Filtering: every word must occur in a row.
  const filterable = (table) => {
    const rows = [...table.tBodies[0].rows];
    const box = make('div', { class: 'filter' });
    const label = make('label', {}, 'Filter studies');
    const input = make('input', { type: 'search', placeholder: 'for example CD19 2024', autocomplete: 'off' });
    const status = make('output', { role: 'status' });
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
      status.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} studies`;
    };
    input.addEventListener('input', apply);
    label.append(input);
    box.append(label, status);
    (table.closest('.scroll') ?? table).before(box);
    apply();
  };

  // Figures: hovering a row of a plot shows its values; the titles that browsers would show too late move into the tip.
  const sources = new Map();
  const tip = make('div', { class: 'tip', 'aria-hidden': 'true', hidden: '' });

  const hoverable = (svg) => {
    sources.set(svg, new XMLSerializer().serializeToString(svg));
    for (const title of all('g > title', svg)) {
      title.parentNode.dataset.tip = title.textContent;
      title.remove();
    }
    let current = null;
    const leave = () => {
      current?.classList.remove('hovered');
      current = null;
      tip.hidden = true;
    };
    svg.addEventListener('pointerleave', leave);
    svg.addEventListener('pointermove', (event) => {
      const group = event.target.closest('[data-tip]');
      if (!group) return leave();
      if (group !== current) {
        leave();
        current = group;
        group.classList.add('hovered');
        tip.textContent = group.dataset.tip;
        tip.hidden = false;
      }
      const left = Math.min(event.clientX + 14, document.documentElement.clientWidth - tip.offsetWidth - 8);
      const above = event.clientY + 18 + tip.offsetHeight > innerHeight;
      tip.style.left = `${Math.max(8, left)}px`;
      tip.style.top = `${above ? event.clientY - tip.offsetHeight - 12 : event.clientY + 18}px`;
    });
  };

  // Downloads: the figure as it stands in the page, in the colours of print, so that a copy of the page alone is enough.
  const save = (blob, name) => {
    const link = make('a', { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const plainColours = (source) => source
    .replace(/var\(--[\w-]+, (#\w+)\)/g, '$1')
    .replace(/ style="--figure-width:[^"]*"/, '');

  const pictureOf = (svg) => new Blob([plainColours(sources.get(svg))], { type: 'image/svg+xml' });

  const savePng = async (svg, name) => {
    const image = new Image();
    const address = URL.createObjectURL(pictureOf(svg));
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    const { width, height } = svg.viewBox.baseVal;
    const scale = Math.min(4, 8000 / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => save(blob, name), 'image/png');
  };

  const downloads = (figure) => {
    const svg = figure.querySelector('svg');
    const link = figure.querySelector('a[data-format="svg"]');
    if (!svg || !link) return;
    const name = figure.dataset.name;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      save(pictureOf(svg), `${name}.svg`);
    });
    const png = make('button', { type: 'button', 'data-format': 'png', 'aria-label': `PNG of ${name}` }, 'PNG');
    png.addEventListener('click', () => savePng(svg, `${name}.png`));
    link.after(png);
  };

  // Contents: the entry of the section in view is marked.
  const spy = () => {
    const links = new Map(all('.contents a').map((link) => [link.hash.slice(1), link]));
    const mark = (id) => links.forEach((link, key) => key === id ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
    const observer = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => mark(entry.target.id)),
      { rootMargin: '-20% 0px -75% 0px' });
    links.forEach((_, id) => observer.observe(document.getElementById(id)));
  };

  const theme = () => {
    const button = make('button', { type: 'button', class: 'theme' });
    const choices = ['light dark', 'light', 'dark'];
    const names = ['Colours: as the system', 'Colours: light', 'Colours: dark'];
    let choice = 0;
    const apply = () => {
      document.documentElement.style.colorScheme = choice === 0 ? '' : choices[choice];
      button.textContent = names[choice];
    };
    button.addEventListener('click', () => {
      choice = (choice + 1) % choices.length;
      apply();
    });
    document.querySelector('.contents').append(button);
    apply();
  };

  document.body.append(tip);
  all('[data-tabs]').forEach(tabsOf);
  all('table[data-sortable]').forEach(sortable);
  all('table[data-filterable]').forEach(filterable);
  all('figure').forEach((figure) => {
    all('svg', figure).forEach(hoverable);
    downloads(figure);
  });
  spy();
  theme();
  addEventListener('beforeprint', () => all('details').forEach((details) => { details.open = true; }));
})();
