/**
 * Which files the build makes. Left alone, the bundler gives every set of pages that share a module a file of its own:
 * two hundred and fifty, most of a few hundred bytes, each badly compressed and each named again in the list of what to
 * preload. Here what always comes together lies together; the rest is left to the bundler.
 */
interface Info {
  importedIds: readonly string[];
  dynamicallyImportedIds: readonly string[];
  code: string | null;
}
interface Context {
  getModuleInfo: (id: string) => Info | null;
}

const SPLIT = "?tsr-split=component";
const ENTRY = "/src/main.tsx";
/** The pages of one kind of visitor, and what stands around each of them (or, for the doors, the one most come to). */
const FAMILIES = {
  door: { pages: /\/src\/routes\/(portal\/)?[a-z-]+\.tsx/, around: /\/src\/routes\/login\.tsx/ },
  internal: { pages: /\/src\/routes\/_internal[./]/, around: /\/src\/routes\/_internal\.tsx/ },
  portal: { pages: /\/src\/routes\/portal\/_app[./]/, around: /\/src\/routes\/portal\/_app\.tsx/ },
} as const;
/** What nearly every page shows, for whomever it is: its frame, its states, the states of things. */
const PAGE = /\/src\/components\/(layout\/page|states\/|status\/status|ui\/skeleton)/;
/** What so many of the candidates' pages show comes with their bar. */
const OFTEN = 3;
/** Kits that come as a whole; not what pages without a table use of the list's kit. */
const LIST = /\/src\/components\/data-table\//;
const TABLE = /\/src\/components\/data-table\/data-table\.tsx/;
const FORM =
  /\/node_modules\/(zod|react-hook-form|@hookform)\/|\/src\/components\/form\/use-api-form/;

/** Barrels hold all there is; what of it is used is found by the names that are imported, not by following them. */
const ICONS = /lucide-react\/dist\/esm\/lucide-react\.m?js$/;
const BARREL =
  /node_modules\/(lucide-react\/.*\/lucide-react|radix-ui\/|@tanstack\/(react-query|query-core)\/)/;
/** Of the cache of answers, what only some pages need. */
const SELDOM = /\/(queriesObserver|useQueries|infiniteQueryObserver|useInfiniteQuery)\./;
const QUERY = /node_modules\/@tanstack\/(react-query|query-core)\//;

type Names = Map<string, string>;

/** `{ default as Users } from "./icons/users.mjs"`: the file of every icon by its name. */
function iconFiles(barrel: string, code: string): Names {
  const folder = barrel.slice(0, barrel.lastIndexOf("/") + 1);
  const files: Names = new Map();
  for (const [, list = "", file = ""] of code.matchAll(
    /export \{([^}]*)\} from ["']\.\/([^"']+)["']/g,
  ))
    for (const [, name = ""] of list.matchAll(/default as (\w+)/g)) files.set(name, folder + file);
  return files;
}

/** All that must be loaded before one of the modules can run. */
function reach(roots: readonly string[], context: Context): Set<string> {
  const found = new Set<string>();
  const todo = [...roots];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const module = BARREL.test(id) ? null : context.getModuleInfo(id);
    if (!module) continue;
    todo.push(...module.importedIds);
    const barrel = module.importedIds.find((each) => ICONS.test(each));
    if (barrel === undefined) continue;
    const files = iconFiles(barrel, context.getModuleInfo(barrel)?.code ?? "");
    const names = /import\s*\{([^}]*)\}\s*from\s*["']lucide-react["']/.exec(module.code ?? "")?.[1];
    for (const name of names?.split(",") ?? []) {
      const file = files.get(name.trim().split(" ")[0] ?? "");
      if (file !== undefined) todo.push(file);
    }
  }
  return found;
}

type Choice = (id: string) => string | null;

/** For `codeSplitting.groups[].name`: the file that a module goes to, or null for the bundler's own choice. */
export function chunkOf(root: string): (id: string, context: Context) => string | null {
  let choose: Choice | undefined;
  return (id, context) => (choose ??= choice(root + ENTRY, context))(id);
}

function choice(main: string, context: Context): Choice {
  const entry = reach([main], context);
  const pages = [...entry].flatMap((id) =>
    (context.getModuleInfo(id)?.dynamicallyImportedIds ?? []).filter((each) =>
      each.endsWith(SPLIT),
    ),
  );
  const from = (which: RegExp) =>
    reach(
      pages.filter((id) => which.test(id)),
      context,
    );
  const { door, internal, portal } = FAMILIES;
  const doors = from(door.pages);
  const [atDoor, inside, outside] = [door, internal, portal].map((each) => from(each.around));
  const internals = from(internal.pages);
  const portals = from(portal.pages);
  const shown = reach(
    [...internals].filter((id) => PAGE.test(id) && portals.has(id)),
    context,
  );
  const candidates = pages.filter((id) => portal.pages.test(id)).map((id) => reach([id], context));
  const often = (id: string) => candidates.filter((page) => page.has(id)).length >= OFTEN;
  const unlisted = reach(
    pages.filter((id) => ![...reach([id], context)].some((each) => TABLE.test(each))),
    context,
  );
  return (id) => {
    // A page keeps its own name, which the budgets look for.
    if (id.endsWith(SPLIT)) return null;
    if (entry.has(id)) return "entry";
    if (QUERY.test(id)) return SELDOM.test(id) ? null : "common";
    const bars = inside?.has(id) || outside?.has(id);
    const elsewhere = internals.has(id) || portals.has(id);
    if (doors.has(id)) {
      // What a page shows of its state comes with its frame: not every page has fields.
      if (bars || shown.has(id) || often(id)) return "base";
      if (atDoor?.has(id)) return elsewhere ? "field" : "door";
    } else if (bars) {
      if (internals.has(id) && portals.has(id)) return "common";
      return inside?.has(id) ? "internal" : "portal";
    }
    if (shown.has(id) && internals.has(id) && portals.has(id)) return "page";
    if (often(id)) return internals.has(id) ? "page" : "portal";
    if (LIST.test(id) && !unlisted.has(id)) return "list";
    return FORM.test(id) ? "form" : null;
  };
}
