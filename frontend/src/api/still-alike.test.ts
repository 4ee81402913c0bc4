import { expect, test } from "vitest";
import { problemOf } from "./problem";
import { whileAlike } from "./still-alike";

interface Thing {
  version: number;
  status: string;
  skills: string[];
}

/** What the server has now, and the versions that were named to it. */
function server(now: Thing) {
  const named: number[] = [];
  const write = async ({ version }: Thing) => {
    named.push(version);
    if (version !== now.version)
      throw await problemOf(new Response(`{"current_version": ${now.version}}`, { status: 412 }));
    return "written";
  };
  return { named, read: async () => structuredClone(now), write };
}

const SEEN: Thing = { version: 1, status: "NEW", skills: ["Tides"] };

test("what changed beside it does not stand in the way: once more, with the version of now", async () => {
  const { named, read, write } = server({ version: 4, status: "NEW", skills: ["Tides", "Radar"] });
  await expect(whileAlike(SEEN, ["status"], read, write)).resolves.toBe("written");
  expect(named).toEqual([1, 4]);
});

test("what the decision rests on has changed: a 412, and nothing is sent again", async () => {
  const { named, read, write } = server({ version: 4, status: "NEW", skills: ["Tides", "Radar"] });
  await expect(whileAlike(SEEN, ["skills"], read, write)).rejects.toMatchObject({ status: 412 });
  expect(named).toEqual([1]);
});

test("who is overtaken a second time is told", async () => {
  const { named, read, write } = server({ version: 4, status: "NEW", skills: [] });
  const behind = async () => ({ ...(await read()), version: 3 });
  await expect(whileAlike(SEEN, ["status"], behind, write)).rejects.toMatchObject({ status: 412 });
  expect(named).toEqual([1, 3]);
});

test("any other answer is no reason to try again", async () => {
  const { read } = server(SEEN);
  let tried = 0;
  const refused = async () => {
    tried += 1;
    throw await problemOf(new Response("{}", { status: 409 }));
  };
  await expect(whileAlike(SEEN, ["status"], read, refused)).rejects.toMatchObject({ status: 409 });
  expect(tried).toBe(1);
});
