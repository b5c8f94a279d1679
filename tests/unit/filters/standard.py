"""Examples of the CQL2 standard (OGC 21-065r2), each as text and as JSON."""

EXAMPLES = [
    ("avg(windSpeed)", {"op": "avg", "args": [{"property": "windSpeed"}]}),
    ("city='Toronto'", {"op": "=", "args": [{"property": "city"}, "Toronto"]}),
    ("balance-150.0 > 0", {"op": ">", "args": [{"op": "-", "args": [{"property": "balance"}, 150.0]}, 0]}),
    (
        "updated >= date('1970-01-01')",
        {"op": ">=", "args": [{"property": "updated"}, {"date": "1970-01-01"}]},
    ),
    ("geometry IS NOT NULL", {"op": "not", "args": [{"op": "isNull", "args": [{"property": "geometry"}]}]}),
    ("name LIKE 'Smith%'", {"op": "like", "args": [{"property": "name"}, "Smith%"]}),
    ("depth BETWEEN 100.0 and 150.0", {"op": "between", "args": [{"property": "depth"}, 100.0, 150.0]}),
    (
        "cityName IN ('Toronto','Frankfurt','Tokyo','New York')",
        {"op": "in", "args": [{"property": "cityName"}, ["Toronto", "Frankfurt", "Tokyo", "New York"]]},
    ),
    (
        "category NOT IN (1,2,3,4)",
        {"op": "not", "args": [{"op": "in", "args": [{"property": "category"}, [1, 2, 3, 4]]}]},
    ),
    (
        "CASEI(road_class) IN (CASEI('Οδος'),CASEI('Straße'))",
        {
            "op": "in",
            "args": [
                {"op": "casei", "args": [{"property": "road_class"}]},
                [{"op": "casei", "args": ["Οδος"]}, {"op": "casei", "args": ["Straße"]}],
            ],
        },
    ),
    (
        "ACCENTI(etat_vol) = ACCENTI('débárquér')",
        {
            "op": "=",
            "args": [
                {"op": "accenti", "args": [{"property": "etat_vol"}]},
                {"op": "accenti", "args": ["débárquér"]},
            ],
        },
    ),
    (
        "S_INTERSECTS(geometry,POINT(36.319836 32.288087))",
        {
            "op": "s_intersects",
            "args": [{"property": "geometry"}, {"type": "Point", "coordinates": [36.319836, 32.288087]}],
        },
    ),
    (
        "T_INTERSECTS(event_time, INTERVAL('1969-07-16T05:32:00Z', '1969-07-24T16:50:35Z'))",
        {
            "op": "t_intersects",
            "args": [
                {"property": "event_time"},
                {"interval": ["1969-07-16T05:32:00Z", "1969-07-24T16:50:35Z"]},
            ],
        },
    ),
    (
        "T_DURING(INTERVAL(touchdown, liftOff), INTERVAL('1969-07-16T13:32:00Z', '1969-07-24T16:50:35Z'))",
        {
            "op": "t_during",
            "args": [
                {"interval": [{"property": "touchdown"}, {"property": "liftOff"}]},
                {"interval": ["1969-07-16T13:32:00Z", "1969-07-24T16:50:35Z"]},
            ],
        },
    ),
    (
        "A_CONTAINS(layer:ids, ('layers-ca','layers-us'))",
        {"op": "a_contains", "args": [{"property": "layer:ids"}, ["layers-ca", "layers-us"]]},
    ),
    (
        "S_WITHIN(road,Buffer(geometry,10,'m'))",
        {
            "op": "s_within",
            "args": [{"property": "road"}, {"op": "Buffer", "args": [{"property": "geometry"}, 10, "m"]}],
        },
    ),
    (
        "vehicle_height > (bridge_clearance-1)",
        {
            "op": ">",
            "args": [
                {"property": "vehicle_height"},
                {"op": "-", "args": [{"property": "bridge_clearance"}, 1]},
            ],
        },
    ),
    (
        "    eo:cloud_cover BETWEEN 0.1 AND 0.2\nAND landsat:wrs_row=28\nAND landsat:wrs_path=203",
        {
            "op": "and",
            "args": [
                {"op": "between", "args": [{"property": "eo:cloud_cover"}, 0.1, 0.2]},
                {"op": "=", "args": [{"property": "landsat:wrs_row"}, 28]},
                {"op": "=", "args": [{"property": "landsat:wrs_path"}, 203]},
            ],
        },
    ),
    (
        "swimming_pool=true AND (floors>5 OR  material LIKE 'brick%' OR  material LIKE '%brick')",
        {
            "op": "and",
            "args": [
                {"op": "=", "args": [{"property": "swimming_pool"}, True]},
                {
                    "op": "or",
                    "args": [
                        {"op": ">", "args": [{"property": "floors"}, 5]},
                        {"op": "like", "args": [{"property": "material"}, "brick%"]},
                        {"op": "like", "args": [{"property": "material"}, "%brick"]},
                    ],
                },
            ],
        },
    ),
    (
        "NOT (floors<5) OR swimming_pool=true",
        {
            "op": "or",
            "args": [
                {"op": "not", "args": [{"op": "<", "args": [{"property": "floors"}, 5]}]},
                {"op": "=", "args": [{"property": "swimming_pool"}, True]},
            ],
        },
    ),
    (
        "S_WITHIN(location,BBOX(-118,33.8,-117.9,34))",
        {"op": "s_within", "args": [{"property": "location"}, {"bbox": [-118, 33.8, -117.9, 34]}]},
    ),
    (
        'NOT "value" BETWEEN 10 AND 20',
        {"op": "not", "args": [{"op": "between", "args": [{"property": "value"}, 10, 20]}]},
    ),
    (
        '"name" NOT LIKE \'foo%\' AND "value" > 10',
        {
            "op": "and",
            "args": [
                {"op": "not", "args": [{"op": "like", "args": [{"property": "name"}, "foo%"]}]},
                {"op": ">", "args": [{"property": "value"}, 10]},
            ],
        },
    ),
    (
        'S_INTERSECTS("geometry", BBOX(-128.098193, -1.1, -99999.0, 180.0, 90.0, 100000.0))',
        {
            "op": "s_intersects",
            "args": [
                {"property": "geometry"},
                {"bbox": [-128.098193, -1.1, -99999.0, 180.0, 90.0, 100000.0]},
            ],
        },
    ),
    (
        'S_DISJOINT("geometry", MULTIPOLYGON (((144.0 45.1, -1.1 0.0, 180.0 47.8, 144.0 45.1))))',
        {
            "op": "s_disjoint",
            "args": [
                {"property": "geometry"},
                {
                    "type": "MultiPolygon",
                    "coordinates": [[[[144.0, 45.1], [-1.1, 0.0], [180.0, 47.8], [144.0, 45.1]]]],
                },
            ],
        },
    ),
    (
        "S_WITHIN(POLYGON Z ((-49.9 0.5 -75.3, -1.5 -0.9 -10.0, 0.0 0.5 -0.3, -49.9 0.5 -75.3)), geometry)",
        {
            "op": "s_within",
            "args": [
                {
                    "type": "Polygon",
                    "coordinates": [
                        [[-49.9, 0.5, -75.3], [-1.5, -0.9, -10.0], [0.0, 0.5, -0.3], [-49.9, 0.5, -75.3]]
                    ],
                },
                {"property": "geometry"},
            ],
        },
    ),
    (
        "S_EQUALS(GEOMETRYCOLLECTION (POINT (1.9 2.00001), LINESTRING (179.0 1.17, 0.5 0.33)), geometry)",
        {
            "op": "s_equals",
            "args": [
                {
                    "type": "GeometryCollection",
                    "geometries": [
                        {"type": "Point", "coordinates": [1.9, 2.00001]},
                        {"type": "LineString", "coordinates": [[179.0, 1.17], [0.5, 0.33]]},
                    ],
                },
                {"property": "geometry"},
            ],
        },
    ),
    (
        "T_BEFORE(updated_at, TIMESTAMP('2012-08-10T05:30:00Z'))",
        {"op": "t_before", "args": [{"property": "updated_at"}, {"timestamp": "2012-08-10T05:30:00Z"}]},
    ),
    (
        "T_DISJOINT(INTERVAL('..', '2005-01-10T01:01:01.393216Z'), INTERVAL(starts_at, ends_at))",
        {
            "op": "t_disjoint",
            "args": [
                {"interval": ["..", "2005-01-10T01:01:01.393216Z"]},
                {"interval": [{"property": "starts_at"}, {"property": "ends_at"}]},
            ],
        },
    ),
    (
        "T_FINISHEDBY(INTERVAL(starts_at, ends_at), INTERVAL('1991-10-07', '2010-02-10T05:29:20.073225Z'))",
        {
            "op": "t_finishedBy",
            "args": [
                {"interval": [{"property": "starts_at"}, {"property": "ends_at"}]},
                {"interval": ["1991-10-07", "2010-02-10T05:29:20.073225Z"]},
            ],
        },
    ),
    ("T_METBY(a, b)", {"op": "t_metBy", "args": [{"property": "a"}, {"property": "b"}]}),
    ("T_OVERLAPPEDBY(a, b)", {"op": "t_overlappedBy", "args": [{"property": "a"}, {"property": "b"}]}),
    ("T_STARTEDBY(a, b)", {"op": "t_startedBy", "args": [{"property": "a"}, {"property": "b"}]}),
    (
        "FALSE <> Bar(\"geometry\", 100, 'a', 'b', FALSE)",
        {
            "op": "<>",
            "args": [False, {"op": "Bar", "args": [{"property": "geometry"}, 100, "a", "b", False]}],
        },
    ),
    (
        '1 = ("foo" div 2)',
        {"op": "=", "args": [1, {"op": "div", "args": [{"property": "foo"}, 2]}]},
    ),
    (
        "A_EQUALS(('a', TRUE, 1.0, 8), \"values\")",
        {"op": "a_equals", "args": [["a", True, 1.0, 8], {"property": "values"}]},
    ),
    (
        'value = - foo * 2.0 + "bar" / 6.1234 - "x" ^ 2.0',
        {
            "op": "=",
            "args": [
                {"property": "value"},
                {
                    "op": "-",
                    "args": [
                        {
                            "op": "+",
                            "args": [
                                {
                                    "op": "*",
                                    "args": [{"op": "*", "args": [-1, {"property": "foo"}]}, 2.0],
                                },
                                {"op": "/", "args": [{"property": "bar"}, 6.1234]},
                            ],
                        },
                        {"op": "^", "args": [{"property": "x"}, 2.0]},
                    ],
                },
            ],
        },
    ),
]
