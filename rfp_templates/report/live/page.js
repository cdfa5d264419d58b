// Moves what Python has drawn (report/live_drawn.py) when a reader tries other weights, by the same rules.
// Nothing is created here, nothing is sent, and the headline is never touched.
const $ = (selector) => document.querySelector(selector);
const $$ = (selector) => [...document.querySelectorAll(selector)];
function sliders(D) {
  const n = D.groups.length, m = D.vendors.length;
  const [places, partPlaces] = D.decimals, most = Math.max(places, partPlaces);
  const sums = sumsOf(D), { all, each, weighed, scores, move, quantised, interval, rounded, ranking, ranks } = sums;
  const state = { w: [...D.w], a: 0, b: 1, focus: D.focus, auto: true };
  const held = each.map(() => false);
  const isAgreed = () => state.w.every((x, g) => Math.abs(x - D.w[g]) < 0.5 / WHOLE);

  const encode = () => `#${D.id}&w=${state.w.map((x) => Math.round(x * WHOLE)).join(".")}`
    + (state.auto ? "" : `&c=${state.a}.${state.b}`) + (state.focus === D.focus ? "" : `&f=${state.focus}`);
  const whole = (text, below) => (/^\d{1,5}$/.test(text ?? "") && +text < below ? +text : -1);
  /** "none" for an ordinary anchor, "wrong" for weights that are not of this report, else "ok". */
  function decode(hash) {
    const [id, ...rest] = hash.slice(1).split("&");
    if (!/^m[0-9a-f]{8}$/.test(id) && !rest.some((x) => x.startsWith("w="))) return "none";
    const said = Object.fromEntries(rest.map((x) => x.split("=")));
    const w = (said.w ?? "").split(".").map((x) => whole(x, WHOLE + 1));
    const sound = w.length === n && !w.includes(-1) && w.reduce((a, b) => a + b, 0) === WHOLE;
    if (id !== D.id || !sound) return "wrong";
    state.w = w.map((x) => x / WHOLE);
    if (isAgreed()) state.w = [...D.w];
    const [a, b] = (said.c ?? "").split(".").map((x) => whole(x, m));
    state.auto = !(a >= 0 && b >= 0 && a !== b);
    if (!state.auto) Object.assign(state, { a, b });
    const focus = whole(said.f, n);
    state.focus = focus < 0 ? D.focus : focus;
    return "ok";
  }
  function agree() {
    Object.assign(state, { w: [...D.w], auto: true, focus: D.focus });
    held.fill(false);
    el.hold.forEach((box, g) => { box.checked = el.slide[g].disabled = false; });
  }
  let saving;
  function save() {
    clearTimeout(saving);
    saving = setTimeout(() => {
      const plain = isAgreed() && state.auto && state.focus === D.focus;
      try { history.replaceState(null, "", plain ? location.pathname + location.search : encode()); } catch { /* a browser may limit it */ }
      $("#kept").hidden = isAgreed();
      $("#foreign").hidden = true;
    }, 250);
  }

  const byId = (letter, list) => list.map((_, i) => document.getElementById(letter + i));
  const el = {
    row: byId("r", all), line: byId("l", all), name: byId("n", all), tell: byId("k", all), dot: byId("p", all),
    worth: byId("q", all), slide: byId("s", each), out: byId("o", each), step: byId("f", each), room: byId("t", each),
    hold: $$(".hold input"),
  };
  const put = (node, text) => { if (node && node.textContent !== text) node.textContent = text; };
  const name = (key, text) => $$(`[data-n="${key}"]`).forEach((node) => put(node, text));
  const set = (node, values) => Object.entries(values).forEach(([k, x]) => node.style.setProperty(k, x));
  const arrange = (parent, nodes) => nodes.forEach((node, i) => {
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
  });
  const points = (units) => written(units, places);

  let dragging = false, spoken = "Showing the agreed weights.", saying;
  function draw() {
    const agreed = isAgreed(), raw = scores(state.w), order = agreed ? all : ranking(raw), top = order[0];
    const total = raw.map((s) => rounded(D.points * s));
    const shown = agreed ? D.totals : total.map((x) => nearest(x * 10 ** places));
    const place = agreed ? D.ranks : ranks(total, order);
    const rooms = each.map((g) => interval(state.w, g, held, top));
    if (state.auto) Object.assign(state, { a: order[0], b: order[1] });
    drawRanking(order, raw, shown, place);
    drawWeights(rooms, top);
    drawSteps(agreed, shown);
    drawLines(rooms[state.focus], order, shown);
    if (D.q) drawPlane(order);
    name("top", D.vendors[top]);
    document.body.classList.toggle("whatif", !agreed);
    $("#reset").disabled = agreed && state.auto && state.focus === D.focus && !held.includes(true);
    tell(agreed ? "Showing the agreed weights." : whatIf(order, shown, place));
  }
  function whatIf(order, shown, place) {
    const level = order.filter((v) => place[v] === 1).map((v) => D.vendors[v]);
    const tied = D.ranks.filter((r) => r === 1).length > 1;
    const agreed = tied ? "By the agreed weights there is a tie." : `By the agreed weights it is ${D.vendors[0]}.`;
    if (level.length > 1) return `What-if: ${level.join(" and ")} are level. ${agreed}`;
    const lead = points(shown[order[0]] - shown[order[1]]);
    const first = `What-if: ${level[0]} first, ${lead} points ahead of ${D.vendors[order[1]]}.`;
    return order[0] === 0 && !tied ? `${first} As by the agreed weights.` : `${first} ${agreed}`;
  }
  function tell(words) {
    put($("#state"), words);
    clearTimeout(saying);
    saying = setTimeout(() => { if (words !== spoken) { spoken = words; put($("#say"), words); } }, 700);
  }
  function drawRanking(order, raw, shown, place) {
    arrange($("#r0").parentNode, order.map((v) => el.row[v]));
    const many = new Map();
    place.forEach((r) => many.set(r, (many.get(r) ?? 0) + 1));
    all.forEach((v) => {
      const cell = (key) => el.row[v].querySelector(`[data-k=${key}]`);
      put(cell("rank"), `${place[v]}`);
      put(cell("shared"), many.get(place[v]) > 1 ? "shared" : "");
      put(cell("score"), points(shown[v]));
      put(cell("behind"), points(shown[order[0]] - shown[v]));
      set(cell("bar"), { "--v": `${raw[v] * 100}%` });
    });
  }
  function drawWeights(rooms, top) {
    each.forEach((g) => {
      const w = state.w[g], { lo, hi, below, above } = rooms[g], slide = el.slide[g];
      const [from, to] = [percent(lo), percent(hi)], onTrack = (x) => `${Math.min(100, (1e4 * x) / D.max)}%`;
      if (!(dragging && document.activeElement === slide)) slide.value = Math.round(w * 200) / 2;
      slide.setAttribute("aria-valuetext", `${percent(w)}. Agreed ${percent(D.w[g])}. ${D.vendors[top]} stays first from ${from} to ${to}`);
      put(el.out[g], percent(w));
      set(slide.parentNode, { "--lo": onTrack(lo), "--hi": onTrack(hi) });
      const [, bar, span, who] = el.room[g].children;
      set(bar.firstElementChild, { "--lo": `${lo * 100}%`, "--hi": `${hi * 100}%`, "--w": `${w * 100}%` });
      put(span, `${from} \u2013 ${to}`);
      const beyond = [[below, "below"], [above, "above"]].filter(([v]) => v >= 0);
      put(who, beyond.map(([v, side]) => `${side}: ${D.vendors[v]}`).join("; ") || "nobody");
    });
  }
  /** Every figure is a difference of figures as shown, so that the column adds up to the lead. */
  function drawSteps(agreed, shown) {
    const { a, b } = state;
    const part = (v) => (agreed ? D.parts[v] : each.map((g) => nearest(D.points * D.x[v][g] * state.w[g] * 10 ** partPlaces)));
    const [one, other] = [part(a), part(b)], gap = each.map((g) => one[g] - other[g]);
    const order = [...each].sort((p, q) => gap[q] - gap[p] || p - q), runs = [0];
    order.forEach((g, i) => runs.push(runs[i] + gap[g]));
    const least = Math.min(...runs), scale = 100 / (Math.max(...runs) - least || 1), body = $("#wf");
    arrange(body, order.map((g) => el.step[g]));
    set(body, { "--z": `${-least * scale}%` });
    order.forEach((g, i) => {
      const [, track, figure] = el.step[g].children, bar = track.firstElementChild.firstElementChild;
      set(bar, { "--l": `${(Math.min(runs[i], runs[i + 1]) - least) * scale}%`, "--v": `${Math.abs(gap[g]) * scale}%` });
      bar.className = gap[g] >= 0 ? "pos" : "neg";
      put(figure, signed(gap[g], partPlaces));
    });
    const lead = shown[a] - shown[b], rest = lead * 10 ** (most - places) - runs[n] * 10 ** (most - partPlaces);
    $("#wf-rest").hidden = rest === 0;
    put($("#wf-rest").lastElementChild, rest ? signed(rest, most) : "");
    put($("#wf-lead"), signed(lead, places));
    put($("#wf-sum"), `${D.vendors[a]} ${points(shown[a])} \u2212 ${D.vendors[b]} ${points(shown[b])} = ${signed(lead, places)} points.`);
    name("a", D.vendors[a]);
    name("b", D.vendors[b]);
    $("#A").value = a;
    $("#B").value = b;
  }
  function drawLines(room, order, shown) {
    const { none, full, lo, hi, below, above, cap } = room, top = order[0], w = state.w[state.focus];
    const low = Math.min(...none, ...full), high = Math.max(...none, ...full);
    const y = (s) => 98 - (96 * (s - low)) / (high - low || 1);
    const rival = above < 0 || (below >= 0 && w - lo <= hi - w) ? below : above;
    const kind = (v) => (v === top ? "top" : v === rival ? "rival" : "");
    const named = new Set([top, below, above, ...order.slice(0, 3)]);
    const labels = apart(all.map((v) => (named.has(v) ? [100, y(full[v])] : null)), 7, 1);
    const figure = (s) => points(nearest(D.points * s * 10 ** places));
    all.forEach((v) => {
      const line = el.line[v];
      Object.entries({ y1: y(none[v]), x2: cap * 100, y2: y(full[v]), class: kind(v) }).forEach(([k, x]) => line.setAttribute(k, x));
      el.name[v].hidden = labels[v] === null;
      el.name[v].className = kind(v);
      el.name[v].style.top = `${labels[v]}%`;
      [none[v], null, full[v]].forEach((s, i) => put(el.tell[v].children[i + 1], s === null ? points(shown[v]) : figure(s)));
    });
    [["#now", w], ["#agreed", D.w[state.focus]]].forEach(([id, x]) => ["x1", "x2"].forEach((k) => $(id).setAttribute(k, x * 100)));
    [["#c0", lo, below], ["#c1", hi, above]].forEach(([id, x, v]) => {
      const mark = $(id);
      mark.hidden = v < 0;
      mark.style.left = `${x * 100}%`;
      mark.style.top = `${y(none[top] + ((full[top] - none[top]) * x) / (cap || 1))}%`;
    });
    put($("#y-top"), figure(high));
    put($("#y-low"), figure(low));
    const group = D.groups[state.focus];
    name("focus", group);
    $("#focus").value = state.focus;
    put($("#cross-words"), `${D.vendors[top]} stays first while ${group} weighs ${percent(lo)} to ${percent(hi)} (now ${percent(w)}).`
      + (below >= 0 ? ` Below that, ${D.vendors[below]} is first.` : "") + (above >= 0 ? ` Above that, ${D.vendors[above]} is first.` : ""));
  }
  function drawPlane(order) {
    const worth = D.worth.reduce((t, x, g) => t + x * state.w[g], 0);
    const quality = weighed(D.q, state.w).map((x) => (worth > 0 ? x / worth : 0));
    const low = Math.min(...quality), high = Math.max(...quality);
    const beats = (u, v) => D.cost[u] <= D.cost[v] && quality[u] >= quality[v] && (D.cost[u] < D.cost[v] || quality[u] > quality[v]);
    const best = all.map((v) => !all.some((u) => beats(u, v)));
    const cheap = Math.min(...D.cost), dear = Math.max(...D.cost);
    const spot = all.map((v) => [4 + (88 * (D.cost[v] - cheap)) / (dear - cheap || 1), 6 + (86 * (high - quality[v])) / (high - low || 1)]);
    const named = new Set(all.filter((v) => best[v] || order.indexOf(v) < 3));
    const labels = beside(spot, D.vendors, [...named]);
    all.forEach((v) => {
      el.dot[v].classList.toggle("eff", best[v]);
      set(el.dot[v], { "--y": `${spot[v][1]}%`, "--t": `${labels[v] ?? spot[v][1]}%` });
      el.dot[v].lastElementChild.hidden = !named.has(v);
      put(el.worth[v].children[1], percent(quality[v]));
      put(el.worth[v].children[3], best[v] ? "yes" : "no");
    });
    put($("#q-top"), percent(high));
    put($("#q-low"), percent(low));
  }

  let base = null, moving = -1, frame = 0;
  const later = () => { frame ||= requestAnimationFrame(() => { frame = 0; draw(); }); };
  el.slide.forEach((slide, g) => {
    slide.addEventListener("input", () => {
      // One drag starts from one set of weights: else a trip to 0 or to the whole would lose the proportions.
      if (moving !== g) { base = [...state.w]; moving = g; }
      dragging = true;
      state.w = quantised(move(base, g, slide.valueAsNumber / 100, held));
      if (isAgreed()) state.w = [...D.w];
      state.focus = g;
      later();
    });
    slide.addEventListener("change", () => { dragging = false; later(); save(); });
    slide.addEventListener("blur", () => { moving = -1; dragging = false; });
  });
  el.hold.forEach((box, g) => box.addEventListener("change", () => {
    held[g] = el.slide[g].disabled = box.checked;
    moving = -1;
    draw();
  }));
  $("#reset").addEventListener("click", () => { agree(); moving = -1; draw(); save(); $("#state").focus(); });
  [["a", "b"], ["b", "a"]].forEach(([one, other]) => $(`#${one.toUpperCase()}`).addEventListener("change", (event) => {
    state[one] = +event.target.value;
    state.auto = false;
    if (state.a === state.b) state[other] = ranking(scores(state.w)).find((v) => v !== state[one]);
    draw();
    save();
  }));
  $("#focus").addEventListener("change", (event) => { state.focus = +event.target.value; draw(); save(); });
  function restore(event) {
    const found = decode(location.hash);
    if (found === "wrong") agree();
    $("#foreign").hidden = found !== "wrong";
    if (found === "ok") { held.fill(false); el.hold.forEach((box, g) => { box.checked = el.slide[g].disabled = false; }); }
    if (found === "ok" || (event && found === "wrong")) draw();
    $("#kept").hidden = isAgreed();
  }
  addEventListener("hashchange", restore);
  restore();
  globalThis.whatif = { ...sums, state, held, model: D };
}

const model = $("#model");
if (model) sliders(JSON.parse(model.textContent));

$("#group")?.addEventListener("change", (event) => {
  const wanted = event.target.value;
  $$("[data-g]").forEach((node) => { node.hidden = wanted !== "" && node.dataset.g !== wanted; });
});
function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  for (let box = target?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
}
addEventListener("hashchange", reveal);
reveal();
addEventListener("beforeprint", () => $$("details:not([open])").forEach((d) => { d.open = true; d.dataset.shut = ""; }));
addEventListener("afterprint", () => $$("details[data-shut]").forEach((d) => { d.open = false; delete d.dataset.shut; }));
document.documentElement.classList.add("js");
