namespace CarTEvidence.Reports.Tests.Browser;

/// <summary>Checks that run inside the page: the ones of WCAG 2.2 that can be computed.</summary>
internal static class AccessibilityScripts
{
    /// <summary>Visible text below 4.5 : 1 against its background, 3 : 1 where it is large (success criterion 1.4.3).</summary>
    public const string FaintText =
        """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const parse = (colour) => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            return { r, g, b, a: a / 255 };
          };
          const luminance = ({ r, g, b }) => {
            const [R, G, B] = [r, g, b].map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * R + 0.7152 * G + 0.0722 * B;
          };
          const behind = (element) => {
            for (let e = element; e; e = e.parentElement) {
              const colour = parse(getComputedStyle(e).backgroundColor);
              if (colour.a > 0.99) return colour;
            }
            return { r: 255, g: 255, b: 255, a: 1 };
          };
          const under = (text) => {
            const box = text.getBBox(), x = box.x + box.width / 2, y = box.y + box.height / 2;
            const shapes = [...text.parentElement.children].filter((e) => ['rect', 'circle'].includes(e.tagName) && getComputedStyle(e).fill !== 'none');
            const shape = shapes.findLast((e) => { const b = e.getBBox(); return b.x <= x && x <= b.x + b.width && b.y <= y && y <= b.y + b.height; });
            return shape ? parse(getComputedStyle(shape).fill) : behind(text);
          };
          const found = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode, element = node.parentElement;
            if (!node.textContent.trim() || element.closest('script, style, title, desc, .skip') || !element.checkVisibility()) continue;
            const style = getComputedStyle(element);
            const inSvg = element instanceof SVGElement;
            const [front, back] = [parse(inSvg ? style.fill : style.color), inSvg ? under(element) : behind(element)].map(luminance);
            const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className.baseVal ?? element.className}: ${node.textContent.trim().slice(0, 40)}`);
          }
          return [...new Set(found)];
        }
        """;

    /// <summary>Names of controls, images and regions; one h1; headings that skip no level; one main; unique ids; no empty link.</summary>
    public const string Structure =
        """
        () => {
          const problems = [];
          const all = (selector) => [...document.querySelectorAll(selector)];
          const named = (e) => (e.getAttribute('aria-label') ?? (e.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')).trim();
          for (const e of all('button, a[href]')) if (!(named(e) || e.textContent.trim())) problems.push(`no name: ${e.outerHTML.slice(0, 80)}`);
          for (const e of all('input, select, textarea')) if (!(named(e) || e.labels?.[0]?.textContent.trim())) problems.push(`no label: ${e.outerHTML.slice(0, 80)}`);
          for (const e of all('[role=img], [role=region], [role=tablist], [role=tabpanel], nav, main section')) if (!named(e)) problems.push(`no name: ${e.outerHTML.slice(0, 80)}`);
          for (const e of all('[aria-labelledby], [aria-controls]')) for (const id of `${e.getAttribute('aria-labelledby') ?? ''} ${e.getAttribute('aria-controls') ?? ''}`.split(' ').filter(Boolean)) if (!document.getElementById(id)) problems.push(`no target: ${id}`);
          const levels = all('h1, h2, h3, h4, h5, h6').map((h) => Number(h.tagName[1]));
          if (levels.filter((l) => l === 1).length !== 1) problems.push('not one h1');
          levels.forEach((level, i) => { if (i > 0 && level > levels[i - 1] + 1) problems.push(`h${levels[i - 1]} then h${level}`); });
          if (all('main').length !== 1) problems.push('not one main');
          const ids = all('[id]').map((e) => e.id);
          for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) problems.push(`id twice: ${id}`);
          if (!document.documentElement.lang) problems.push('no language');
          for (const e of all('.scroll')) if (e.tabIndex !== 0) problems.push('scrolling region without focus');
          for (const e of all('table')) if (!e.caption || [...e.querySelectorAll('th')].some((th) => !th.scope)) problems.push(`table without caption or scope: ${e.outerHTML.slice(0, 80)}`);
          for (const e of all('[tabindex]')) if (e.tabIndex > 0) problems.push('positive tabindex');
          return problems;
        }
        """;
}
