"""Whatever is asked of items is answered or refused in words; nothing that can be written makes it fail."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis import asking, crs
from tests.http.toys import TOYS

UNHURRIED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

FIELDS = [f.name for f in TOYS["pohon"].fields]
SYSTEMS = st.sampled_from([name for each in crs.OFFERED.values() for name in (each.uri, each.curie)])
NUMBERS = (
    st.floats(-2e7, 2e7) | st.floats(-180, 180) | st.sampled_from([0.0, 90.0, -180.0, 20037508.342789244])
)
TIMES = (
    st.datetimes().map(lambda at: f"{at.isoformat()}Z") | st.dates().map(str) | st.sampled_from(["..", ""])
)
NAMES = st.sampled_from([*FIELDS, "geometry", ""])
LIKELY = {
    "bbox": st.lists(NUMBERS, min_size=4, max_size=4).map(lambda sides: ",".join(map(str, sides))),
    "bbox-crs": SYSTEMS,
    "crs": SYSTEMS,
    "filter-crs": SYSTEMS,
    "datetime": st.lists(TIMES, min_size=1, max_size=2).map("/".join),
    "sortby": st.lists(st.tuples(st.sampled_from(["", "+", "-"]), NAMES).map("".join), max_size=4).map(
        ",".join
    ),
    "properties": st.lists(NAMES, max_size=4).map(",".join),
    "limit": st.integers(-1, 10**19).map(str),
    "skipGeometry": st.sampled_from(["true", "false", "1"]),
    "f": st.sampled_from(["json", "html"]),
    "tinggi_m": NUMBERS.map(str),
    "umur_th": st.integers().map(str),
    "ditanam": TIMES,
    "dilihat": TIMES,
    "langka": st.sampled_from(["true", "false"]),
}
KNOWN = st.fixed_dictionaries({}, optional=LIKELY)
ANY = st.dictionaries(
    st.sampled_from([*asking.PARAMETERS, *FIELDS]) | st.text(max_size=8), st.text(max_size=30)
)


@UNHURRIED
@given(st.sampled_from(["pohon", "risiko", "jumlah_griya", "blok"]), KNOWN | ANY)
def test_every_question_is_answered_or_refused(client, collection, given):
    answer = client.get(f"/collections/{collection}/items", params=given)
    assert answer.status_code in (200, 400), answer.text


@UNHURRIED
@given(KNOWN, st.integers(1, 4))
def test_what_is_answered_leads_on_to_its_end(client, given, limit):
    href = "/collections/pohon/items"
    answer = client.get(href, params={**given, "limit": str(limit), "f": "json"})
    seen: list[str] = []
    while answer.status_code == 200:
        page = answer.json()
        seen += [each["id"] for each in page["features"]]
        assert len(set(seen)) == len(seen)
        href = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
        if not href:
            break
        answer = client.get(href)
        assert answer.status_code == 200, "a link that leads on is never refused"
    else:
        assert answer.status_code == 400
        assert not seen
