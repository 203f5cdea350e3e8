(() => {
  "use strict";
  const AT_ONCE = 200, ON_A_SHEET = 100, MOST_PRINTED = 1000;
  const byId = (id) => document.getElementById(id);
  const data = (name) => {
    const node = byId("muc-" + name);
    return node ? JSON.parse(node.textContent) : null;
  };
  const once = (make) => {
    let made = null;
    return () => (made = made ?? make());
  };
  const index = data("muc-luc");
  const { lang, words, heads, types, units, people, pages, statuses } = index;
  const whys = once(() => data("vi-sao"));
  const ways = once(() => data("muon-dat"));
  const names = once(() => data("ten"));
  const blocks = new Map();
  const number = (count) => count.toLocaleString(lang);
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

  const TYPE = 0, ANCHOR = 1, KEY = 2, NAME = 3, UNIT = 4, STATUSES = 5, VALUES = 6, PAGE = 7;
  const unitOf = (person) => (person[UNIT] < 0 ? "" : units[person[UNIT]]);
  const anchors = once(() => new Map(people.map((person, place) => [person[ANCHOR], place])));
  const address = (person) => (pages.length ? pages[person[PAGE]] : "") + "#" + encodeURIComponent(person[ANCHOR]);

  /** An element; what is put into it is text or other elements, never markup. */
  const el = (tag, given = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (value !== "" && value !== null) made.setAttribute(name, value);
    }
    made.append(...inside);
    return made;
  };
  const svg = (tag, given) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
    return made;
  };
  const sign = (letter) => el("span", { "aria-hidden": "true" }, statuses[letter][0]);
  const hidden = (text) => el("span", { class: "vh" }, text);
  const linked = (person) => el("a", { href: address(person) }, el("bdi", {}, person[NAME]));

  // ------------------------------------------------------------ lists that grow

  /** Puts items into a box, so many at once, the rest when it is asked for or printed. */
  const growing = (box, after, items, make) => {
    let shown = 0;
    const more = el("button", { type: "button" });
    const grow = (all) => {
      const next = items.slice(shown, all === true ? items.length : shown + AT_ONCE);
      box.append(...next.map(make));
      shown += next.length;
      const left = items.length - shown;
      if (left <= 0) more.remove();
      else more.textContent = say("page_more", { number: number(Math.min(left, AT_ONCE)) });
    };
    if (items.length > AT_ONCE) {
      after.append(more);
      more.addEventListener("click", grow);
      more.printed = () => grow(true);
    }
    grow();
  };
  const scrolled = (label, table) =>
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
  const head = (...cells) => el("thead", {}, el("tr", {}, ...cells.map((each) => el("th", { scope: "col" }, each))));

  const fillList = (box, type, column, letter) => {
    const groups = new Map();
    people.forEach((person, place) => {
      if (person[TYPE] !== type || person[STATUSES][column] !== letter) return;
      const why = letter === "m" || letter === "a" ? "" : whys().texts[whys().told[place][column]];
      if (!groups.has(why)) groups.set(why, []);
      groups.get(why).push(person);
    });
    const sorted = [...groups].sort((one, other) => other[1].length - one[1].length);
    growing(box, box, sorted, ([why, found]) => {
      const list = el("ul", { class: "names" });
      const part = el("div", {}, list);
      growing(list, part, found, (person) => {
        const unit = unitOf(person);
        return el("li", {}, linked(person), ...(unit ? [" ", el("span", { class: "code" }, el("bdi", {}, unit))] : []));
      });
      if (why) part.append(el("p", { class: "why" }, why));
      return part;
    });
  };

  const bar = (counts) => {
    const whole = counts.reduce((sum, [, count]) => sum + count, 0);
    const told = counts.map(([letter, count]) => `${number(count)} ${statuses[letter][1]}`).join("; ");
    const drawn = svg("svg", {
      class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": `${words.page_share}: ${told}`,
    });
    let start = 0;
    for (const [letter, count] of counts) {
      const width = (100 * count) / whole;
      drawn.append(svg("rect", { class: letter, x: start, width, height: 10 }));
      start += width;
    }
    return drawn;
  };

  const fillUnits = (box, type, column) => {
    const rows = new Map();
    for (const person of people) {
      if (person[TYPE] !== type) continue;
      const unit = unitOf(person);
      if (!rows.has(unit)) rows.set(unit, {});
      const counts = rows.get(unit), letter = person[STATUSES][column];
      counts[letter] = (counts[letter] ?? 0) + 1;
    }
    const letters = Object.keys(statuses).filter((letter) => [...rows.values()].some((counts) => counts[letter]));
    const body = el("tbody");
    const table = el("table", { class: "grid" },
      head(heads.page_unit, ...letters.map((letter) => `${statuses[letter][0]} ${statuses[letter][1]}`), words.page_share), body);
    box.append(scrolled(words.page_by_unit, table));
    const sorted = [...rows].sort((one, other) => one[0].localeCompare(other[0], lang));
    growing(body, box, sorted, ([unit, counts]) => el("tr", {},
      el("th", { scope: "row" }, el("bdi", {}, unit || "–")),
      ...letters.map((letter) => el("td", { class: "number" }, number(counts[letter] ?? 0))),
      el("td", { class: "bars" }, bar(letters.filter((letter) => counts[letter]).map((letter) => [letter, counts[letter]])))));
  };

  const fillTable = (box, type) => {
    const { name, criteria, values } = types[type];
    const own = people.filter((person) => person[TYPE] === type);
    const body = el("tbody");
    const codes = criteria.map(([code, title]) => el("abbr", { title: title === code ? "" : title }, code));
    const table = el("table", { class: "grid" }, head(heads.name, heads.code, ...codes, ...values), body);
    box.append(scrolled(`${words.page_tables}: ${name}`, table));
    growing(body, box, own, (person) => el("tr", {},
      el("th", { scope: "row" }, linked(person)),
      el("td", {}, el("bdi", {}, person[KEY])),
      ...[...person[STATUSES]].map((letter) => el("td", { class: `mark ${letter}` }, sign(letter), hidden(statuses[letter][1]))),
      ...person[VALUES].map((value) => el("td", { class: "number" }, value))));
  };

  const fillNames = (box, place) => {
    const list = el("ul", { class: "names" });
    box.append(list);
    growing(list, box, names()[place], (who) =>
      el("li", {}, typeof who === "number" ? linked(people[who]) : el("bdi", {}, who)));
  };

  // ------------------------------------------------------------ people

  const chip = (letter, ...text) =>
    el("span", { class: `chip ${letter}` }, sign(letter), " ", hidden(`${statuses[letter][1]}: `), ...text);

  const chips = (person) => {
    const { criteria, values } = types[person[TYPE]];
    const titled = criteria.some(([, , isTitle]) => isTitle);
    const shown = criteria.map((each, column) => [each, person[STATUSES][column]]).filter(([each]) => !titled || each[2]);
    const made = shown.filter(([, letter]) => "mou".includes(letter)).map(([[code], letter]) => chip(letter, code));
    const not = shown.filter(([, letter]) => letter === "n").length;
    if (not) made.push(el("span", { class: "chip n" }, sign("n"), ` ${not} `, hidden(statuses.n[1])));
    values.forEach((name, place) => made.push(el("span", { class: "chip" }, `${name}: ${person[VALUES][place]}`)));
    return el("ul", { class: "chips" }, ...made.map((each) => el("li", {}, each)));
  };

  const blockOf = (place) => {
    const which = Math.floor(place / index.together);
    if (!blocks.has(which)) blocks.set(which, data(`loi-${which}`));
    const { texts, told, places } = blocks.get(which), nth = place % index.together;
    return [told[nth].map((lines) => lines.map((line) => texts[line])), texts[places[nth]]];
  };

  /** What would have to change; where it was not looked for, how to ask. */
  const wayOf = (place, column, letter) => {
    const person = people[place], type = types[person[TYPE]], found = ways().told[`${place}:${column}`];
    if (found !== undefined) return ways().texts[found];
    if (!type.ways.includes(column) || !"nou".includes(letter)) return "";
    const key = person[KEY] || person[NAME];
    const code = type.criteria[column][0];
    const quoted = (text) => (/^[\p{L}\p{N}._-]+$/u.test(text) ? text : `"${text}"`);
    return say("page_way_elsewhere", { ruleset: index.ruleset, key: quoted(key), code: quoted(code) });
  };

  const opening = (chip, label, why, lines, way = "") => {
    const summary = el("summary", {}, chip, el("b", {}, label), ...(why ? [" ", el("span", { class: "why" }, why)] : []));
    const told = lines.map((line) => {
      const depth = Math.floor((line.length - line.trimStart().length) / 2);
      return el("li", { class: `d${Math.min(depth, 6)}` }, line.trim());
    });
    const last = way ? [el("p", { class: "way" }, way)] : [];
    return el("details", { class: "verdict" }, summary, el("ul", { class: "told" }, ...told), ...last);
  };

  const verdict = ([code, title], letter, why, lines, way) =>
    opening(el("span", { class: `chip ${letter}` }, sign(letter), ` ${statuses[letter][1]}`),
      title === code ? code : `${code} ${title}`, why, lines, way);

  const fillPerson = (box, place) => {
    const person = people[place], { criteria, measures } = types[person[TYPE]];
    const [told, read] = blockOf(place), reasons = whys().told[place];
    const body = el("div", { class: "body" });
    for (const [isTitle, heading] of [[1, words.page_titles], [0, words.page_criteria]]) {
      const own = criteria.map((each, column) => [each, column]).filter(([each]) => each[2] === isTitle);
      if (own.length) body.append(el("h4", {}, heading));
      body.append(...own.map(([each, column]) =>
        verdict(each, person[STATUSES][column], whys().texts[reasons[column]], told[column],
          wayOf(place, column, person[STATUSES][column]))));
    }
    if (measures.length) {
      const values = told[told.length - 1];
      const open = measures.map(([label, , opens], row) => [label, opens, values[row]]).filter(([, opens]) => opens);
      const rows = measures.map(([label, depth], row) =>
        el("tr", {}, el("th", { scope: "row", class: `d${depth}` }, label), el("td", { class: "number" }, values[row])));
      const table = el("table", { class: "grid" }, el("tbody", {}, ...rows));
      body.append(el("h4", {}, words.page_measures), ...open.map(([label, , value], nth) =>
        opening(el("span", { class: "chip" }, value), label, "", told[criteria.length + nth])), scrolled(words.page_measures, table));
    }
    if (read) body.append(el("p", { class: "notes" }, `${words.page_read}: ${read}`));
    body.append(el("p", { class: "link" }, el("a", { href: address(person) }, words.page_link)));
    box.append(body);
  };

  const opened = new Set();
  const card = (place) => {
    const person = people[place];
    const whose = [types.length > 1 ? types[person[TYPE]].name : "", person[KEY], unitOf(person)].filter(Boolean);
    const first = el("div", {}, el("h3", {}, el("bdi", {}, person[NAME])),
      el("p", { class: "whose" }, ...whose.flatMap((each, nth) => [nth ? " · " : "", el("bdi", {}, each)])));
    if (pages.length) return el("a", { class: "person", href: address(person) }, first, chips(person));
    const made = el("details", { class: "person", id: person[ANCHOR], "data-fill": `person:${place}` },
      el("summary", {}, first, chips(person)));
    if (opened.has(place)) made.open = true;
    return made;
  };

  // ------------------------------------------------------------ search and filter

  const form = byId("muc-loc"), box = byId("muc-nguoi"), turn = byId("muc-lat");
  const field = (name) => byId("muc-" + name)?.value ?? "";
  const texts = once(() => people.map((person) => folded([person[NAME], person[KEY], person[ANCHOR], unitOf(person)].join(" "))));
  let found = people.map((_, place) => place), sheet = 0;

  const search = () => {
    const asked = folded(field("tim")).split(/\s+/).filter(Boolean);
    const type = field("loai"), unit = field("don-vi"), status = field("ket-qua");
    const [ofType, column] = field("danh-hieu") ? field("danh-hieu").split(":").map(Number) : [-1, -1];
    const titles = types.map(({ criteria }) => criteria.map((each, place) => (each[2] ? place : -1)).filter((each) => each >= 0));
    found = [];
    people.forEach((person, place) => {
      if (type !== "" && person[TYPE] !== Number(type)) return;
      if (unit !== "" && person[UNIT] !== Number(unit) && person[NAME] !== units[unit]) return;
      if (column >= 0 && person[TYPE] !== ofType) return;
      if (status && column >= 0 && person[STATUSES][column] !== status) return;
      if (status && column < 0) {
        const own = titles[person[TYPE]];
        const letters = [...person[STATUSES]].filter((_, each) => !own.length || own.includes(each));
        if (!letters.includes(status)) return;
      }
      if (asked.length && !asked.every((word) => texts()[place].includes(word))) return;
      found.push(place);
    });
    sheet = 0;
  };

  const show = (all = false) => {
    const first = all ? 0 : sheet * ON_A_SHEET, last = all ? found.length : Math.min(first + ON_A_SHEET, found.length);
    box.replaceChildren(...found.slice(first, last).map(card));
    const counted = say("page_found", { found: number(found.length), all: number(people.length) });
    const shown = last - first < found.length ? `; ${say("page_shown", { first: number(first + 1), last: number(last) })}` : "";
    byId("muc-so").textContent = counted + shown;
    byId("muc-in").textContent =
      last - first < found.length ? say("page_not_all_printed", { shown: number(last - first), all: number(found.length) }) : "";
    turn.replaceChildren();
    if (found.length > ON_A_SHEET && !all) {
      for (const [step, word] of [[-1, "page_before"], [1, "page_after"]]) {
        const button = el("button", { type: "button" }, words[word]);
        button.disabled = step < 0 ? sheet === 0 : last === found.length;
        button.addEventListener("click", () => {
          sheet += step;
          show();
          byId("muc-tra-cuu").scrollIntoView();
          turn.children[step < 0 ? 0 : 1].focus({ preventScroll: true });
        });
        turn.append(button);
      }
    }
  };

  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { search(); show(); }, 120);
  };
  const units_ = byId("muc-don-vi");
  if (units_) {
    const sorted = units.map((name, place) => [name, place]).sort((one, other) => one[0].localeCompare(other[0], lang));
    units_.append(...sorted.map(([name, place]) => el("option", { value: String(place) }, name)));
  }
  form.addEventListener("input", later);
  form.addEventListener("reset", later);
  form.addEventListener("submit", (event) => event.preventDefault());

  // ------------------------------------------------------------ what is opened

  const fill = (node) => {
    const [what, ...rest] = node.dataset.fill.split(":");
    delete node.dataset.fill;
    const numbers = rest.map((each) => (/^\d+$/.test(each) ? Number(each) : each));
    ({ list: fillList, units: fillUnits, table: fillTable, names: fillNames, person: fillPerson })[what](node, ...numbers);
  };
  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.dataset.fill) fill(target);
    if (target.matches(".person")) opened[target.open ? "add" : "delete"](anchors().get(target.id));
  }, true);

  const follow = () => {
    let wanted = "";
    try {
      wanted = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const place = anchors().get(wanted);
    if (place === undefined) return;
    if (pages.length) {
      location.replace(address(people[place]));
      return;
    }
    opened.add(place);
    if (!found.includes(place)) {
      form.reset();
      clearTimeout(waiting);
      search();
    }
    sheet = Math.floor(found.indexOf(place) / ON_A_SHEET);
    show();
    const node = byId(wanted);
    if (node.dataset.fill) fill(node);
    node.scrollIntoView();
    node.querySelector("summary").focus({ preventScroll: true });
  };

  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => {
    document.querySelectorAll("button").forEach((each) => each.printed?.());
    if (!pages.length && found.length > ON_A_SHEET && found.length <= MOST_PRINTED) {
      show(true);
      box.querySelectorAll("details[open][data-fill]").forEach(fill);
    }
  });
  addEventListener("afterprint", () => show());
  requestAnimationFrame(() => setTimeout(() => {
    document.querySelectorAll("details[open][data-fill]").forEach(fill);
    show();
    follow();
    document.documentElement.dataset.ready = "";
  }));
})();
