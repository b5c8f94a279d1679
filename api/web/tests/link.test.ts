import { describe, expect, it } from "vitest";
import { NOTHING_SAID, readLink, sameFeature, type View, writeLink } from "../src/read/link.ts";

const WHOLE: View = {
  position: { zoom: 11.5, lat: -6.6123, lon: 110.7712 },
  on: ["desa", "bahaya"],
  chosen: { bahaya: "rob", kajian: "rob" },
  feature: { collection: "desa", id: "33.20.06.1001" },
  language: "en",
};

describe("a link", () => {
  it("reopens the view it was written from", () => {
    expect(readLink(writeLink(WHOLE))).toEqual(WHOLE);
  });

  it("is readable", () => {
    expect(writeLink(WHOLE)).toBe(
      "#peta=11.5/-6.61230/110.77120&lapis=desa,bahaya&pilih=bahaya:rob,kajian:rob&lihat=desa/33.20.06.1001&bahasa=en",
    );
  });

  it("keeps signs that mean something in an address", () => {
    const view: View = { ...NOTHING_SAID, feature: { collection: "wisata", id: "a/b&c=d#e f+g" } };
    expect(readLink(writeLink(view)).feature).toEqual(view.feature);
  });

  it("tells no layer from nothing said about layers", () => {
    expect(readLink("#lapis=").on).toEqual([]);
    expect(readLink("").on).toBeNull();
    expect(readLink(writeLink({ ...NOTHING_SAID, on: [] })).on).toEqual([]);
  });

  it("is empty for nothing said", () => {
    expect(writeLink(NOTHING_SAID)).toBe("");
    expect(readLink("")).toEqual(NOTHING_SAID);
  });

  it.each(["#peta=9", "#peta=9/200/110", "#peta=a/b/c", "#peta=9//110", "#peta=9/-6/110/4", "#peta=99/-6/110"])(
    "ignores the place that cannot be: %s",
    (hash) => expect(readLink(hash).position).toBeNull(),
  );

  it.each(["#lihat=desa", "#lihat=/7", "#lihat=desa/", "#bahasa=jv", "#pilih=bahaya", "#pilih=:rob"])(
    "ignores half of a thing: %s",
    (hash) => expect(readLink(hash)).toEqual(NOTHING_SAID),
  );
});

describe("two features", () => {
  it("are the same by collection and id", () => {
    const one = { collection: "desa", id: "1" };
    expect(sameFeature(one, { ...one })).toBe(true);
    expect(sameFeature(one, { ...one, collection: "dms" })).toBe(false);
    expect(sameFeature(null, null)).toBe(true);
    expect(sameFeature(one, null)).toBe(false);
  });
});
