// Random but seeded alterations of a page. fuzz(seed, count): that many, some of them after microtasks or tasks.
(() => {
  let state = 1;
  const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
  const below = (n) => Math.floor(random() * n);
  const pick = (list) => list[below(list.length)];
  const word = () => pick(["ann", "böb", "č<&>\"'", "", " ", "日本", "x".repeat(below(40)), "1", "2026-07-14", "\u2028"]);

  function roots() {
    const found = [document];
    for (let at = 0; at < found.length; at++) {
      for (const element of found[at].querySelectorAll("*")) {
        if (element.shadowRoot) found.push(element.shadowRoot);
        if (element.localName === "iframe" && element.contentDocument?.body) found.push(element.contentDocument);
      }
    }
    return found;
  }
  const inside = (root) => (root.body ? [...root.body.querySelectorAll("*"), root.body] : [...root.querySelectorAll("*")]);
  const any = (test = () => true) => {
    const list = inside(pick(roots())).filter(test);
    return list.length ? pick(list) : document.body;
  };
  const container = () => any((e) => !["INPUT", "TEXTAREA", "SELECT", "OPTION", "SCRIPT", "STYLE", "IFRAME", "TEMPLATE", "BR"].includes(e.tagName));
  const loose = () => any((e) => e !== document.body && e.localName !== "body");

  function fresh() {
    const maker = pick([
      () => Object.assign(document.createElement(pick(["div", "p", "b", "x-own", "section", "li"])), { className: word() }),
      () => document.createTextNode(word()),
      () => document.createComment(word()),
      () => Object.assign(document.createElement("input"), { type: pick(["text", "checkbox", "radio", "date", "number", "password", "hidden", "submit"]), name: pick(["r", "s"]), value: word() }),
      () => Object.assign(document.createElement("textarea"), { textContent: word() }),
      () => {
        const select = document.createElement("select");
        select.multiple = random() < 0.3;
        for (let i = below(4); i >= 0; i--) select.append(new Option(word(), word(), random() < 0.3, random() < 0.3));
        return select;
      },
      () => {
        const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        svg.innerHTML = `<g><clipPath id="${below(9)}"><path d="M0 0h${below(9)}"/></clipPath><foreignObject><p>in</p></foreignObject></g>`;
        return svg;
      },
      () => {
        const host = document.createElement("div");
        host.attachShadow({ mode: "open" }).innerHTML = `<style>b{}</style><b>${below(9)}</b><slot></slot>`;
        host.append("light");
        return host;
      },
      () => Object.assign(document.createElement("style"), { textContent: `.a${below(9)} { top: ${below(9)}px }` }),
      () => {
        const template = document.createElement("div");
        template.innerHTML = "<table><caption>c</caption><tbody><tr><td>1<td>2<tr><td>3</table>";
        return template.firstChild;
      },
      () => {
        const box = document.createElement("div");
        box.style.cssText = "height:40px;width:60px;overflow:auto";
        box.innerHTML = "<p style='height:400px;width:300px'>tall</p>";
        return box;
      },
    ]);
    return maker();
  }

  const acts = [
    () => container().append(fresh()),
    () => container().prepend(fresh(), fresh()),
    () => { const e = loose(); if (e !== document.body) e.before(fresh(), fresh()); },
    () => { const e = loose(); if (e !== document.body) e.remove(); },
    () => { const e = loose(), to = container(); if (e !== document.body && !e.contains(to)) to.append(e); },
    () => { const e = loose(), to = loose(); if (e !== document.body && to !== document.body && !e.contains(to)) to.before(e); },
    () => { const e = loose(); if (e !== document.body) { const p = e.parentNode; e.remove(); fresh(); p.append(e); } },
    () => { const e = any(); e.setAttribute(pick(["class", "title", "data-x", "style", "href", "hidden", "value", "checked", "type", "name"]), word()); },
    () => { const e = any(); const n = e.getAttributeNames(); if (n.length) e.removeAttribute(pick(n)); },
    () => { const e = any(); e.style && e.style.setProperty(pick(["color", "margin", "--x"]), pick(["red", "1px", "var(--y)", ""])); },
    () => { const e = container(); for (const c of e.childNodes) if (c.nodeType === 3) c.data = word(); },
    () => { const e = container(); const t = [...e.childNodes].find((c) => c.nodeType === 3 && c.length > 1); t?.splitText(1); },
    () => container().normalize(),
    () => { const e = container(); if (e !== document.body && inside(document).length > 60) e.innerHTML = `<i>${below(99)}</i>${e.innerHTML.slice(0, 0)}<u>2</u>`; },
    () => { const e = container(); e.replaceChildren(...[...e.childNodes].sort(() => random() - 0.5)); },
    () => { const e = container(); if (e !== document.body) e.textContent = word(); },
    () => { const e = any((x) => "value" in x && x.type !== "file"); try { e.value = word(); } catch {} },
    () => { const e = any((x) => x.type === "checkbox" || x.type === "radio"); e.checked = random() < 0.5; },
    () => { const e = any((x) => x.localName === "select"); if (e.options) e.selectedIndex = below(e.length + 1) - 1; },
    () => { const e = any((x) => x.localName === "select"); e.options?.[0]?.remove(); },
    () => { const e = any((x) => x.localName === "option"); if (e.localName === "option") e.selected = !e.selected; },
    () => { const e = any((x) => x.localName === "textarea"); if (e.localName === "textarea") e.textContent = word(); },
    () => { const e = any((x) => x.localName === "input"); if (e.localName === "input") e.type = pick(["text", "checkbox", "password", "number"]); },
    () => { const e = any((x) => x.scrollHeight > x.clientHeight + 5); e.scrollTop = below(300); e.scrollLeft = below(100); },
    () => scrollTo(0, below(500)),
    () => { const e = any((x) => x.localName === "style"); try { e.sheet?.insertRule(`.z${below(9)} { left: ${below(99)}px }`); } catch {} },
    () => { const e = any((x) => x.localName === "style"); if (e.localName === "style") e.textContent = `q { top: ${below(99)}px }`; },
    () => { const e = container(); const c = e.cloneNode(true); if (inside(document).length < 600) e.after?.(c); },
    () => { const f = document.createDocumentFragment(); f.append(fresh(), fresh()); container().append(f); },
    () => { const e = container(); if (!e.shadowRoot && ["DIV", "SECTION"].includes(e.tagName)) e.attachShadow({ mode: "open" }).append(fresh(), fresh()); },
    () => { const t = any((x) => x.localName === "tbody"); if (t.localName === "tbody") { const r = t.insertRow(below(t.rows.length + 1)); r.insertCell().append(fresh()); if (t.rows.length > 3) t.deleteRow(0); t.prepend(t.lastChild); } },
    () => { const e = loose(); if (e !== document.body) { const w = document.createElement("div"); e.replaceWith(w); w.append(e); } },
    () => { const e = loose(); if (e !== document.body) e.replaceWith(...e.childNodes); },
  ];

  window.fuzz = async (seed, count) => {
    state = seed;
    for (let i = 0; i < count; i++) {
      const act = pick(acts);
      try {
        act();
      } catch (error) {
        if (!(error instanceof DOMException)) throw new Error(`${act}: ${error.stack}`);
      }
      const pause = random();
      if (pause < 0.1) await null;
      else if (pause < 0.13) await new Promise((done) => setTimeout(done));
    }
  };
})();
