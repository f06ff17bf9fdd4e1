"""A whole study of four square tambons, small enough to read; tests overwrite parts of it.

9902: | 990201 | 990202 |        each square is 0.1 degree wide,
9901: | 990101 | 990102 |        the lower left corner at 101.0 E, 6.0 N
"""

import json
from pathlib import Path

from santitham_eval.study import Study, load_study

REGISTER = """\
code,name_th,name_en,amphoe_code,amphoe_th,amphoe_en,province_code,province_th,province_en,successor
990101,หนึ่ง,Nueng,9901,เมืองจำลอง,Mueang Chamlong,99,จำลอง,Chamlong,
990102,ส้อง,Bara Ho,9901,เมืองจำลอง,Mueang Chamlong,99,จำลอง,Chamlong,
990103,เดิม,,,,,,,,990102
990104,หาย,,,,,,,,990101 990102
990201,สะกอม,Sakom,9902,โก-ลก,Su-ngai Kolok,99,จำลอง,Chamlong,
990202,น้ำดำ,Khok Sato,9902,โก-ลก,Su-ngai Kolok,99,จำลอง,Chamlong,
"""

ROSTER = """\
code,name_th,start,dose
990101,ตำบลหนึ่ง,ปีงบประมาณ 2563,"1,000,000"
990202,,2020-03,
"""

PERSONS = {"990101": 1200, "990102": 2400, "990201": 3600, "990202": 4800}

GED_HEADER = (
    "id,year,where_prec,where_description,adm_1,adm_2,latitude,longitude,country_id,date_prec,"
    "date_start,date_end,deaths_civilians,best,source_headline\n"
)
GED = GED_HEADER + "".join(
    [
        "1,2019,1,Ban X,Chamlong province,Mueang Chamlong district,6.05,101.05,800,1,"
        "2019-02-03 00:00:00.000,2019-02-03 00:00:00.000,1,2,\n",
        '2,2019,3,"in tambon Barahoh, of",Chamlong province,Muang Chamlong district,6.02,101.02,800,'
        "1,2019-02-10 00:00:00.000,2019-02-10 00:00:00.000,0,0,\n",
        '3,2020,3,"Sungai Kolok\ndistrict",Chamlong province,Sungai Kolok district,6.15,101.05,800,'
        "1,2020-05-01 00:00:00.000,2020-05-01 00:00:00.000,3,3,two lines\n",
        "4,2020,4,Chamlong,Chamlong province,,6.05,101.05,800,1,"
        "2020-06-30 00:00:00.000,2020-07-01 00:00:00.000,0,1,\n",
        "5,2019,2,near,Chamlong province,Sungai Kolok district,6.15,101.15,800,5,"
        "2019-03-01 00:00:00.000,2019-09-01 00:00:00.000,0,1,\n",
        "6,2020,2,near,Chamlong province,Sungai Kolok district,6.15,101.15,800,2,"
        "2020-12-30 00:00:00.000,2020-12-31 00:00:00.000,1,1,\n",
    ]
)

STUDY = """\
[study]
id = "tiny"
title = { th = "เล็ก", en = "tiny" }
simulated = true
[area]
codes = ["99"]
[sources.register]
format = "tambon-register"
file = "register.csv"
[sources.roster]
format = "roster"
file = "roster.csv"
[sources.population]
format = "dopa-population"
file = "population/stat_a*.txt"
[sources.boundaries]
format = "cod-ab"
file = "boundaries.geojson"
[sources.events]
{events}
[periods]
first = "2019-01"
last = "2020-12"
baseline = 12
selection = 0
follow_up = 12
minimum_baseline = 6
minimum_follow_up = 6
[[outcomes]]
indicator = "SAF1"
[[outcomes]]
indicator = "SAF2"
role = "secondary"
[[outcomes]]
indicator = "SAF4"
role = "secondary"
margin = 0.05
[[outcomes]]
indicator = "SAF5"
role = "secondary"
margin = 0.05
"""
GED_SOURCE = 'format = "ucdp-ged"\nfile = "ged.csv"'


def list_source(file="list.csv", **columns):
    """Study-file lines of an incident list."""
    mapping = ", ".join(f'{key} = "{column}"' for key, column in columns.items())
    return f'format = "incident-list"\nfile = "{file}"\ncolumns = {{ {mapping} }}'


def population_file(yymm: str, persons: dict[str, int]) -> str:
    """One year in DOPA's layout; 990101 stands under two registration offices."""
    total = sum(persons.values())
    lines = [f"{yymm}|99|จำลอง|0| |0| |0| |0|{total:,}|{total:,}|9|"]
    for code, n in persons.items():
        parts = [("9901", n // 3), ("9999", n - n // 3)] if code == "990101" else [(code[:4], n)]
        for office, share in parts:
            lines.append(f"{yymm}|99|จำลอง|{office}|ที่|{code}|ตำบล|0| |0|{share:,}|{share:,}|9|")
    return "\n".join(lines) + "\n"


def square(x: float, y: float, code: str) -> dict:
    ring = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
    amphoe = {"9901": "Mueang Chamlong", "9902": "Su-Ngai Kolok"}[code[:4]]
    names = {"ADM3_EN": f"T{code}", "ADM3_TH": "-", "ADM2_EN": amphoe, "ADM2_TH": "-",
             "ADM1_EN": "Chamlong", "ADM1_TH": "-"}  # fmt: skip
    codes = {f"ADM{n}_PCODE": "TH" + code[: 2 * n] for n in (1, 2, 3)}
    shape = {"type": "Polygon", "coordinates": [[[round(a, 6), round(b, 6)] for a, b in ring]]}
    return {"type": "Feature", "properties": names | codes, "geometry": shape}


SQUARES = [
    square(101.0, 6.0, "990101"),
    square(101.1, 6.0, "990102"),
    square(101.0, 6.1, "990201"),
    square(101.1, 6.1, "990202"),
]


def boundaries(features=SQUARES, **more) -> str:
    return json.dumps({"type": "FeatureCollection", **more, "features": features})


def tiny_study(folder: Path, events: str = GED_SOURCE, **files: str | bytes) -> Study:
    """Write the study below `folder`; `files` (with / as __ and . as _dot_) replace its own."""
    raw: dict[str, str | bytes] = {
        "register.csv": REGISTER,
        "roster.csv": ROSTER,
        "ged.csv": GED,
        "boundaries.geojson": boundaries(),
    }
    for year, growth in ((61, 0), (62, 120), (63, 0)):
        persons = {code: n + growth for code, n in PERSONS.items()}
        raw[f"population/stat_a{year}.txt"] = population_file(f"{year}12", persons)
    raw |= {name.replace("__", "/").replace("_dot_", "."): body for name, body in files.items()}
    for name, body in raw.items():
        path = folder / "data" / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
    (folder / "study.toml").write_text(STUDY.replace("{events}", events), "utf-8")
    return load_study(folder / "study.toml")
