// Writes reference_vectors.json: random rules, answered by the reference implementation (npm json-logic-js 2.0.5, MIT).
// Usage: node make_vectors.mjs path/to/json-logic-js/logic.js > reference_vectors.json
// Same seed, same file. Rules whose answer JSON cannot hold (NaN, Infinity, undefined) are left out.
import { createRequire } from "node:module";

const jsonLogic = createRequire(import.meta.url)(process.argv[2]);

let seed = 20261124;
function below(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % n;
}
const pick = (list) => list[below(list.length)];

const data = {
  zero: 0, one: 1, three: 3, half: 0.5, minus: -2, text: "cantine", digits: "12", empty: "", yes: true, no: false,
  nothing: null, list: [1, 2, 3], words: ["a", "bc", ""], none: [], deep: { a: { b: 4 }, list: [{ n: 1 }, { n: 5, s: "x" }] },
};
const scalars = ["zero", "one", "three", "half", "minus", "text", "digits", "empty", "yes", "no", "nothing", "deep.a.b", "absent"];
const lists = ["list", "words", "none", "deep.list", "absent"];

function scalar(depth) {
  const roll = below(depth > 0 ? 6 : 3);
  if (roll === 0) return pick([0, 1, -1, 2, 7, 0.5, "", "0", "1", "a", "cantine", true, false, null]);
  if (roll < 3) return { var: pick(scalars) };
  return rule(depth - 1);
}
const listOf = (depth) => (below(3) === 0 ? [scalar(depth), scalar(depth)] : { var: pick(lists) });
const element = () => pick([{ var: "" }, { var: "n" }, { "*": [{ var: "" }, 2] }, { ">": [{ var: "" }, 1] }, { ">": [{ var: "n" }, 1] }, { "!": { var: "" } }]);

function rule(depth) {
  switch (below(14)) {
    case 0: return { [pick(["==", "===", "!=", "!=="])]: [scalar(depth), scalar(depth)] };
    case 1: return { [pick(["<", "<=", ">", ">="])]: [scalar(depth), scalar(depth)] };
    case 2: return { [pick(["<", "<="])]: [scalar(depth), scalar(depth), scalar(depth)] };
    case 3: return { [pick(["and", "or"])]: [scalar(depth), scalar(depth), scalar(depth)] };
    case 4: return { [pick(["!", "!!"])]: [scalar(depth)] };
    case 5: return { if: [scalar(depth), scalar(depth), scalar(depth), scalar(depth), scalar(depth)].slice(0, 2 + below(4)) };
    case 6: return { [pick(["+", "-", "*", "/", "%"])]: [pick([1, 2, 3, "4", 0.5, { var: "three" }, { var: "digits" }]), pick([1, 2, "2", 4, { var: "one" }, { var: "half" }])] };
    case 7: return { [pick(["max", "min"])]: [pick([1, 2, { var: "three" }]), pick([0, 5, { var: "minus" }])] };
    case 8: return { in: [scalar(depth), pick([{ var: "list" }, { var: "words" }, { var: "text" }, ["a", 1, true]])] };
    case 9: return { cat: [pick([{ var: "text" }, "a", 1, { var: "one" }]), pick(["b", { var: "digits" }, 2])] };
    case 10: return { substr: [{ var: "text" }, below(9) - 4, below(9) - 4] };
    case 11: return { [pick(["map", "filter", "all", "some", "none"])]: [{ var: pick(lists) }, element()] };
    case 12: return { reduce: [{ var: pick(["list", "none", "absent"]) }, { "+": [{ var: "current" }, { var: "accumulator" }] }, below(4)] };
    default: return pick([() => ({ missing: [pick(scalars), pick(lists)] }), () => ({ missing_some: [below(3), [pick(scalars), pick(scalars), pick(lists)]] }), () => ({ merge: [listOf(0), scalar(0)] }), () => ({ var: [pick(scalars), 9] })])();
  }
}

const vectors = [];
const seen = new Set();
while (vectors.length < 900) {
  const logic = rule(2);
  const answer = jsonLogic.apply(logic, data);
  const lost = (v) => (typeof v === "number" ? !Number.isFinite(v) : Array.isArray(v) ? v.some(lost) || v.includes(undefined) : v === undefined);
  if (lost(answer) || seen.has(JSON.stringify(logic))) continue;
  seen.add(JSON.stringify(logic));
  vectors.push([logic, answer]);
}
console.log("[" + JSON.stringify(data) + ",\n" + vectors.map((v) => JSON.stringify(v)).join(",\n") + "]");
