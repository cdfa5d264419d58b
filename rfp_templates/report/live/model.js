// The sums of weight times value, and where they cross: no page here, only numbers. Read before page.js.
const WHOLE = 1e4; // weights are kept in ten-thousandths that sum to this
const NOTHING = 1e-12; // relative: what is left when equal numbers are subtracted
const TOLERANCE = 1e-9; // relative: scores that differ by less share a rank

const decimal = (x) => +x.toPrecision(12); // as a person would write it down, without its binary tail
const nearest = (x) => Math.round(decimal(Math.abs(x))) * (x < 0 ? -1 : 1); // halves away from zero
const written = (units, places) =>
  new Intl.NumberFormat("en", { minimumFractionDigits: places, maximumFractionDigits: places })
    .format(units / 10 ** places).replace(/^-(?=[0.,]*$)/, "").replace("-", "\u2212");
const signed = (units, places) => (units > 0 ? "+" : "") + written(units, places);
const percent = (share) => written(nearest(share * 1000), 1) + "\u00a0%";

/** Everything that follows from weights, for the model `D` that Python wrote (report/live.py). */
function sumsOf(D) {
  const all = D.vendors.map((_, v) => v), each = D.groups.map((_, g) => g);
  const sum = (w, ok) => w.reduce((t, x, g) => t + (ok(g) ? x : 0), 0);
  const weighed = (rows, w) => rows.map((row) => row.reduce((t, x, g) => t + x * w[g], 0));
  const scores = (w) => weighed(D.x, w);

  /** The weights if group i gets v: the free ones keep their proportions in `base`. */
  function move(base, i, v, held) {
    const fixed = sum(base, (g) => g !== i && held[g]), isFree = (g) => g !== i && !held[g];
    let of = base, free = sum(of, isFree);
    if (free < TOLERANCE) { of = D.w; free = sum(of, isFree); }
    if (free < TOLERANCE) return [...base];
    const to = Math.min(Math.max(v, 0), Math.max(0, 1 - fixed));
    return base.map((x, g) => (g === i ? to : held[g] ? x : (of[g] / free) * Math.max(0, 1 - fixed - to)));
  }

  /** Whole ten-thousandths that sum to one: largest remainder. */
  function quantised(w) {
    const t = w.map((x) => decimal(x * WHOLE)), floor = t.map(Math.floor);
    const missing = WHOLE - floor.reduce((a, b) => a + b, 0);
    const order = [...each].sort((a, b) => t[b] - floor[b] - (t[a] - floor[a]) || a - b);
    order.slice(0, missing).forEach((g) => floor[g]++);
    return floor.map((x) => x / WHOLE);
  }

  /** Where `top` stays first while group i moves as its slider does: the lines' crossings. */
  function interval(w, i, held, top) {
    const cap = 1 - sum(w, (g) => g !== i && held[g]);
    const none = scores(move(w, i, 0, held)), full = scores(move(w, i, cap, held));
    const now = cap > 0 ? Math.min(1, w[i] / cap) : 0;
    const lead = (s, v) => {
      const gap = s[top] - s[v];
      return Math.abs(gap) <= NOTHING * Math.max(Math.abs(s[top]), Math.abs(s[v])) ? 0 : gap;
    };
    const rivals = all.filter((v) => v !== top).map((v) => {
      const a = lead(none, v), b = lead(full, v), at = -a / (b - a || 1);
      return { v, slope: b - a, from: a < 0 && b >= 0 ? at : -Infinity, until: b < 0 && a >= 0 ? at : Infinity };
    });
    let lo = Math.max(0, ...rivals.map((r) => r.from)), hi = Math.min(1, ...rivals.map((r) => r.until));
    lo = lo < NOTHING ? 0 : Math.min(lo, now);
    hi = hi > 1 - NOTHING ? 1 : Math.max(hi, now);
    const fastest = (list, gain) => list.reduce((a, r) => (a && gain(a) >= gain(r) ? a : r), null)?.v ?? -1;
    const below = lo > 0 ? fastest(rivals.filter((r) => r.from >= lo - NOTHING), (r) => r.slope) : -1;
    const above = hi < 1 ? fastest(rivals.filter((r) => r.until <= hi + NOTHING), (r) => -r.slope) : -1;
    return { lo: lo * cap, hi: hi * cap, below, above, none, full, cap };
  }

  const rounded = (x) => {
    if (!D.round) return x;
    const [d, mode] = D.round, t = decimal(x * 10 ** d), f = Math.floor(t);
    return (mode === "half_even" && t - f === 0.5 ? f + (f % 2) : nearest(t)) / 10 ** d;
  };
  /** Best first; equals as by the agreed weights. */
  function ranking(raw) {
    const wide = Math.max(...raw.map(Math.abs));
    return [...all].sort((a, b) => (Math.abs(raw[a] - raw[b]) <= TOLERANCE * wide ? a - b : raw[b] - raw[a]));
  }
  /** Competition ranks (1, 1, 3) of points. */
  function ranks(points, order) {
    const spread = Math.max(...points) - Math.min(...points), found = [];
    let first = 0, rank = 0;
    order.forEach((v, at) => {
      const size = Math.max(Math.abs(points[v]), Math.abs(first), spread);
      if (rank === 0 || Math.abs(points[v] - first) > TOLERANCE * size) { first = points[v]; rank = at + 1; }
      found[v] = rank;
    });
    return found;
  }
  return { all, each, weighed, scores, move, quantised, interval, rounded, ranking, ranks };
}

/** How far from the top each label stands, so that none within `reach` is nearer than `gap`. */
function apart(spots, gap, reach) {
  const taken = [], found = spots.map(() => null);
  spots.map((p, i) => p && [p[1], i, p[0]]).filter(Boolean).sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .forEach(([y, i, x]) => {
      let at = y;
      for (const [left, above] of taken) if (Math.abs(left - x) < reach && at - above < gap) at = above + gap;
      taken.push([x, at]);
      found[i] = at;
    });
  return found;
}

/** How far from the top the name of each wanted dot stands: clear of other dots and names, if it can be. */
function beside(spots, names, wanted) {
  const found = spots.map(() => null), taken = [];
  for (const v of wanted) {
    const [x, y] = spots[v], wide = Math.min(34, 2 + 1.2 * [...names[v]].length);
    const [left, right] = x > 55 ? [x - wide, x - 1] : [x + 1, x + wide];
    const dots = spots.filter(([a], u) => u !== v && a >= left - 1 && a <= right + 1);
    const near = taken.filter(([low, high]) => low < right && left < high);
    const free = (at) => at >= 3 && at <= 97 && dots.every((d) => Math.abs(d[1] - at) >= 4.5)
      && near.every((n) => Math.abs(n[2] - at) >= 6);
    const at = [0, -6, 6, -12, 12, -18, 18].map((step) => y + step).find(free) ?? y;
    taken.push([left, right, at]);
    found[v] = at;
  }
  return found;
}
